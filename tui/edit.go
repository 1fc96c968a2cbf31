package tui

import (
	"os/exec"
	"strings"
)

// editorCommand runs $EDITOR, which may hold arguments of its own, on a file.
func editorCommand(editor, path string) *exec.Cmd {
	words := strings.Fields(editor)
	return exec.Command(words[0], append(words[1:], path)...)
}
