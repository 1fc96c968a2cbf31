package storage

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// No export writes onto what is the data folder's, by whatever name, link or spelling.
func TestMayWrite(t *testing.T) {
	base := must(filepath.EvalSymlinks(t.TempDir()))
	f := must(Open(filepath.Join(base, "data"), Options{Now: fixedNow}))
	create(t, f).Close()
	for _, dir := range []string{"data/notes", "data/calendar", "data/curriculum/mod", "data/sync/p", "far", "home", "data/decoy"} {
		if err := os.MkdirAll(filepath.Join(base, dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"data/config.toml", "far/ines-philippe.toml", "data/notes/old.md", "home/mine.md", "data/curriculum/mod/a.fr.md"} {
		if err := os.WriteFile(filepath.Join(base, file), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	link := func(make func(old, new string) error, old, new string) {
		if err := make(filepath.Join(base, old), filepath.Join(base, new)); err != nil {
			t.Skip("no links here:", err)
		}
	}
	link(os.Symlink, "far", "data/private") // private/ is kept on another disk
	link(os.Symlink, "data", "home/data")
	link(os.Symlink, "data/pairs", "home/innocent")
	link(os.Symlink, "data/pairs/ines-philippe.toml", "home/notes.md")
	link(os.Link, "data/pairs/ines-philippe.toml", "home/second.md")
	link(os.Link, "far/ines-philippe.toml", "home/third.md")
	link(os.Symlink, "data/pairs", "data/notes/pairs")
	link(os.Symlink, "home/dotfile.toml", "data/decoy/config.toml")
	if err := os.WriteFile(filepath.Join(base, "home/dotfile.toml"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, may := range map[string]bool{
		"data/pairs/ines-philippe.toml":            false,
		"data/pairs/new.md":                        false,
		"data/pairs/ines-philippe.toml.lock":       false,
		"data/./notes/../pairs/ines-philippe.toml": false,
		"home/data/pairs/ines-philippe.toml":       false,
		"home/innocent/ines-philippe.toml":         false,
		"home/innocent/new.md":                     false,
		"home/notes.md":                            false,
		"home/second.md":                           false,
		"home/third.md":                            false,
		"data/private/ines-philippe.toml":          false,
		"far/ines-philippe.toml":                   false,
		"far/new.md":                               false,
		"data/config.toml":                         false,
		"data/host_ed25519":                        false,
		"data/new.md":                              false,
		"data/sync/p/journal.toml":                 false,
		"data/made/by/nobody.md":                   false,
		"data/curriculum/mod/a.fr.md":              false,
		"data/curriculum/mod/new.fr.md":            false,
		"data/notes/pairs/ines-philippe.toml":      false,
		"data/notes/pairs/new.md":                  false,
		"home/dotfile.toml":                        false,
		"data/notes/old.md":                        true,
		"data/notes/2026/new.md":                   true,
		"data/notes-2/new.md":                      false,
		"data/calendar/ines.ics":                   true,
		"home/mine.md":                             true,
		"home/new.md":                              true,
		"home/data/notes/new.md":                   true,
		"elsewhere/new.md":                         true,
		"data-2/pairs/new.md":                      true,
		"home/" + "pairs" + "/ines-philippe.toml":  true,
	} {
		err := f.MayWrite(filepath.Join(base, filepath.FromSlash(path)))
		if may != (err == nil) || err != nil && !errors.Is(err, ErrOurs) {
			t.Errorf("%s: %v", path, err)
		}
	}
	// A name that a system reads otherwise than it looks: both checking and writing read it
	// as it looks.
	odd := filepath.Join(base, "home") + "/innocent/../config.toml"
	if err := f.MayWrite(odd); err != nil {
		t.Error(err)
	}
	if err := WriteFile(odd, []byte("new")); err != nil {
		t.Error(err)
	}
	if got := string(must(os.ReadFile(f.ConfigFile()))); got != "x" {
		t.Errorf("the settings are %q", got)
	}
	t.Chdir(filepath.Join(base, "data", "pairs"))
	for path, may := range map[string]bool{"ines-philippe.toml": false, "new.md": false, "../notes/new.md": true, "../../home/x.md": true} {
		if err := f.MayWrite(path); may != (err == nil) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if err := f.MayWrite(filepath.Join(base, "data/curriculum/mod/new.fr.md"), CurriculumDir); err != nil {
		t.Error(err)
	}
	if err := f.MayWrite(filepath.Join(base, "data/pairs/ines-philippe.toml"), CurriculumDir); !errors.Is(err, ErrOurs) {
		t.Error(err)
	}
	if err := MayWrite(filepath.Join(base, "nowhere"), filepath.Join(base, "nowhere/pairs/x")); err != nil {
		t.Errorf("no data folder is there: %v", err)
	}
}
