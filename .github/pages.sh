#!/usr/bin/env bash
# Writes what a package holds besides the program, into .release/: the manual in both
# languages, completions for four shells.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf .release
mkdir .release
program=$(mktemp -d)
trap 'rm -rf "$program"' EXIT
go build -o "$program/binome" .
export PATH="$program:$PATH" BINOME_DATA="$program/none"
binome --lang en man | gzip -n -9 >.release/binome.1.gz
binome --lang fr man | gzip -n -9 >.release/binome.fr.1.gz
binome --lang en completion bash >.release/binome.bash
binome --lang en completion zsh >.release/_binome
binome --lang en completion fish >.release/binome.fish
binome --lang en completion powershell >.release/binome.ps1
