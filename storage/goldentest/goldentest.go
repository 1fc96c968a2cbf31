// Package goldentest holds what a test produces against a file that somebody has read.
//
// For most uses, call [Same] with the test's own -update flag: with it the file is written
// anew, and its diff is to be read.
package goldentest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Same holds got against the file at path, or writes it there.
func Same(t testing.TB, update bool, path, got string) {
	t.Helper()
	if update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-golden +now); if it should, run with -update and read the diff\n%s", path, diff)
	}
}
