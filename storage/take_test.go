package storage

import (
	"os"
	"path/filepath"
	"testing"
)

// TestTake: what is taken never goes over a file that is there, be it a link, a folder or
// another text, and never into the data folder by any way.
func TestTake(t *testing.T) {
	data, dir := t.TempDir(), t.TempDir()
	take := func(dir, name, text, want string, fresh bool) {
		t.Helper()
		path, got, err := Take(data, dir, name, []byte(text))
		if err != nil || filepath.Base(path) != want || got != fresh {
			t.Errorf("%s: %s, %v, %v", name, path, got, err)
		}
		if raw, err := os.ReadFile(path); err != nil || string(raw) != text {
			t.Errorf("%s holds %q, %v", path, raw, err)
		}
	}
	take(dir, "draft.txt", "one", "draft.txt", true)
	take(dir, "draft.txt", "one", "draft.txt", false)
	take(dir, "draft.txt", "two", "draft-2.txt", true)
	take(dir, "draft.txt", "two", "draft-2.txt", false)
	if err := os.Mkdir(filepath.Join(dir, "plan.png"), 0o700); err != nil {
		t.Fatal(err)
	}
	take(dir, "plan.png", "x", "plan-2.png", true)
	elsewhere := filepath.Join(t.TempDir(), "theirs")
	if err := os.Symlink(elsewhere, filepath.Join(dir, "mail.eml")); err == nil { // Windows may refuse
		take(dir, "mail.eml", "x", "mail-2.eml", true)
		if _, err := os.Stat(elsewhere); err == nil {
			t.Error("written through a link")
		}
	}
	if err := os.Mkdir(filepath.Join(data, PairsDir), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, in := range []string{data, filepath.Join(data, PairsDir), filepath.Join(data, PairsDir, "..")} {
		if path, _, err := Take(data, in, "draft.txt", nil); err == nil {
			t.Errorf("taken into %s", path)
		}
	}
	if _, _, err := Take(data, filepath.Join(dir, "gone"), "draft.txt", nil); err == nil {
		t.Error("taken into a folder that isn't there")
	}
}
