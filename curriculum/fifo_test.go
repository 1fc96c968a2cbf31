//go:build unix

package curriculum

import (
	"path/filepath"
	"syscall"
	"testing"
)

// TestFIFO holds that what would wait for ever is not waited for, whether it is there
// from the start or takes a file's place.
func TestFIFO(t *testing.T) {
	dir := onDisk(t, "m/module.toml", module("x", "y"), "m/x.en.md", sound)
	for _, name := range []string{"m/y.en.md", "curriculum.toml", "glossary.en.toml", "fifo"} {
		if err := syscall.Mkfifo(filepath.Join(dir, filepath.FromSlash(name)), 0o600); err != nil {
			t.Skip("no FIFO here: ", err)
		}
	}
	want := "not-a-file curriculum.toml; not-a-file m/y.en.md; not-a-file glossary.en.toml; no-lesson-file m/module.toml:10:1"
	if got := codes(loadDir(t, dir)); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if _, err := Dir(filepath.Join(dir, "fifo")); err == nil {
		t.Error("a FIFO is no folder")
	}
	l, err := Dir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.FS.Open("m/y.en.md"); err == nil {
		t.Error("a FIFO was opened")
	}
}
