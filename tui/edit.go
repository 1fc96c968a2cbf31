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

// pagerCommand runs $PAGER on a text.
func pagerCommand(pager, text string) (*exec.Cmd, error) {
	words := strings.Fields(pager)
	if len(words) == 0 {
		return nil, exec.ErrNotFound
	}
	path, err := exec.LookPath(words[0])
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(path, words[1:]...)
	cmd.Stdin = strings.NewReader(text)
	return cmd, nil
}

// found reports whether a program is where programs are looked for.
func found(name string) bool {
	_, err := exec.LookPath(name)
	return err == nil
}
