package tui

import (
	"errors"
	"io/fs"
	"os/exec"
	"runtime"
)

// program is what EDITOR or PAGER names, as git takes it: by the shell's rules, with quotes
// and arguments; or all of it is the path of one, blanks and all.
func program(line string, args ...string) *exec.Cmd {
	if path, err := exec.LookPath(line); err == nil {
		return exec.Command(path, args...)
	}
	if runtime.GOOS != "windows" {
		return exec.Command("sh", append([]string{"-c", line + ` "$@"`, "sh"}, args...)...)
	}
	words := windowsWords(line)
	return exec.Command(words[0], append(words[1:], args...)...)
}

// isLost reports that there is no such program.
func isLost(err error) bool {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return runtime.GOOS != "windows" && exit.ExitCode() == 127 // what a shell says
	}
	return errors.Is(err, exec.ErrNotFound) || errors.Is(err, fs.ErrNotExist)
}

// windowsWords parts a line at its blanks, but for those between double quotes. A backslash
// is a letter of a path.
func windowsWords(line string) []string {
	words, quoted, open := []string{""}, false, false
	for _, r := range line {
		last := &words[len(words)-1]
		switch {
		case r == '"':
			quoted, open = !quoted, true
		case (r == ' ' || r == '\t') && !quoted:
			if *last != "" || open {
				words, open = append(words, ""), false
			}
		default:
			*last += string(r)
		}
	}
	if n := len(words); n > 1 && words[n-1] == "" && !open {
		words = words[:n-1]
	}
	return words
}
