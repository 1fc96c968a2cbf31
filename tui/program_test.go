package tui

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// An editor is run as git runs it.
func TestProgram(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no shell: see TestWindowsWords")
	}
	dir := filepath.Join(t.TempDir(), "my tools")
	ed := filepath.Join(dir, "the editor")
	script := "#!/bin/sh\nfor a; do echo \"[$a]\"; done\n"
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(ed, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TOOLS", dir)
	for line, want := range map[string]string{
		ed:                                       "[a note.md]",
		`"` + ed + `"`:                           "[a note.md]",
		`"$TOOLS/the editor" --wait 'two words'`: "[--wait] [two words] [a note.md]",
		strings.ReplaceAll(ed, " ", `\ `) + " -n": "[-n] [a note.md]",
	} {
		out, err := program(line, "a note.md").Output()
		if got := strings.Join(strings.Fields(strings.ReplaceAll(string(out), " ", "_")), " "); err != nil || got != strings.ReplaceAll(strings.ReplaceAll(want, "[a note", "[a_note"), "two words", "two_words") {
			t.Errorf("%s: %q, %v", line, got, err)
		}
	}
	for _, line := range []string{"nowhere-to-be-found", "nowhere-to-be-found --wait", "/nowhere/at all"} {
		if err := program(line, "x").Run(); !isLost(err) {
			t.Errorf("%s: %v", line, err)
		}
	}
	if err := program("false", "x").Run(); err == nil || isLost(err) {
		t.Errorf("false: %v", err)
	}
}

func TestWindowsWords(t *testing.T) {
	for line, want := range map[string][]string{
		`notepad`: {"notepad"},
		`"C:\Program Files\Notepad++\notepad++.exe" -multiInst  -nosession`: {`C:\Program Files\Notepad++\notepad++.exe`, "-multiInst", "-nosession"},
		`code --wait ""`: {"code", "--wait", ""},
		`code --wait `:   {"code", "--wait"},
	} {
		if got := windowsWords(line); !slices.Equal(got, want) {
			t.Errorf("%s: %q", line, got)
		}
	}
}
