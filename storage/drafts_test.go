package storage

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func drafts(t *testing.T, f *Folder, pair string) *Drafts {
	t.Helper()
	d, err := f.Drafts(pair)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A draft belongs to one pair and one field.
func TestDraftsBelongToAPairAndAField(t *testing.T) {
	f := open(t)
	a, b, none := drafts(t, f, "ines-philippe"), drafts(t, f, "ines-karim"), drafts(t, f, "")
	const text = "une note\nsur deux lignes\n"
	for _, err := range []error{a.Put("note", text), a.Put("in-return", "x"), none.Put("mentor", "Inès")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := draft(a, "note"); got != text {
		t.Errorf("%q", got)
	}
	if got := draft(b, "note") + draft(a, "evidence") + draft(none, "note"); got != "" {
		t.Errorf("another's: %q", got)
	}
	again := must(Open(f.Dir, Options{}))
	want := []Draft{{Field: "in-return", Text: "x"}, {Field: "note", Text: text}}
	if diff := cmp.Diff(want, drafts(t, again, "ines-philippe").List(), cmpopts.IgnoreFields(Draft{}, "At")); diff != "" {
		t.Error(diff)
	}
	// What was kept, or deleted, is no draft any more.
	for _, err := range []error{a.Drop("note"), a.Drop("note"), a.Put("in-return", " \n")} {
		if err != nil {
			t.Error(err)
		}
	}
	if list := a.List(); len(list) > 0 {
		t.Errorf("%+v", list)
	}
	for _, field := range []string{"", "../note", "a/b", "Note", "a.draft"} {
		if err := a.Put(field, "x"); err == nil {
			t.Errorf("the field %q", field)
		}
	}
	if _, err := f.Drafts("../x"); !errors.Is(err, ErrBadID) {
		t.Error(err)
	}
	if err := a.Put("note", strings.Repeat("x", maxDraft+1)); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
	if err := a.Put("note", strings.Repeat("x", maxDraft)); err != nil {
		t.Error(err)
	}
	fi := must(os.Stat(a.path("note")))
	if fi.Mode().Perm() != 0o600 {
		t.Errorf("%v", fi.Mode())
	}
}

// What is read of a draft is clean, whatever was put into its file.
func TestDraftsAreCleaned(t *testing.T) {
	f := open(t)
	d := drafts(t, f, "p")
	if err := d.Put("note", "a\x1b]52;c;aGk=\x07b\u202e"); err != nil {
		t.Fatal(err)
	}
	if got := draft(d, "note"); strings.ContainsAny(got, "\x1b\x07\u202e") {
		t.Errorf("%q", got)
	}
}

// An editor has the file in a folder of its own; what it saved is the draft, and nothing
// of it stays.
func TestDraftInAnEditor(t *testing.T) {
	f := open(t)
	d := drafts(t, f, "p")
	for name, editor := range map[string]struct {
		do    func(path string)
		text  string
		saved bool
	}{
		"saves": {func(path string) {
			os.WriteFile(path, []byte("better\n"), 0o600)
			os.WriteFile(filepath.Join(filepath.Dir(path), ".note.md.swp"), []byte("swap"), 0o600)
		}, "better\n", true},
		"saves in a new file": {func(path string) {
			os.WriteFile(path+"~", []byte("begun"), 0o600)
			os.Rename(path+"~", path)
		}, "begun", true},
		"does nothing, or doesn't wait": {func(string) {}, "begun", false},
		"saves it as it was": {func(path string) {
			later := time.Now().Add(time.Hour)
			os.Chtimes(path, later, later)
		}, "begun", true},
		"deletes it": {func(path string) { os.Remove(path) }, "begun", true},
		"empties it": {func(path string) { os.WriteFile(path, nil, 0o600) }, "", true},
	} {
		e, err := d.Edit("note", "begun")
		if err != nil {
			t.Fatal(err)
		}
		if got := string(must(os.ReadFile(e.Path))); got != "begun" {
			t.Errorf("%s: given %q", name, got)
		}
		if err := d.Put("other", "x"); err != nil { // meanwhile, and it is looked at
			t.Fatal(err)
		}
		if got := draft(d, "note"); got != "begun" {
			t.Errorf("%s: %q while the editor is open", name, got)
		}
		editor.do(e.Path)
		text, saved, err := e.Done()
		if text != editor.text || saved != editor.saved || err != nil {
			t.Errorf("%s: %q, %v, %v", name, text, saved, err)
		}
		if got := draft(d, "note"); got != editor.text {
			t.Errorf("%s: the draft is %q", name, got)
		}
		for _, n := range d.names() {
			if strings.Contains(n, editedIn) {
				t.Errorf("%s: left %s", name, n)
			}
		}
	}
}

// The editor, the program or the machine was stopped: what was saved is the draft the
// next time, and the editor's own files are gone.
func TestDraftOfAnEditorThatWasStopped(t *testing.T) {
	f := open(t)
	d := drafts(t, f, "p")
	e, err := d.Edit("note", "begun")
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(e.Path, []byte("saved, and then the power went"), 0o600)
	os.WriteFile(filepath.Join(filepath.Dir(e.Path), ".note.md.swp"), []byte("swap"), 0o600)
	e.lock.release() // as the system does with a process that ends
	list := drafts(t, must(Open(f.Dir, Options{})), "p").List()
	if len(list) != 1 || list[0].Text != "saved, and then the power went" {
		t.Errorf("%+v", list)
	}
	if names := d.names(); len(names) != 1 {
		t.Errorf("left: %v", names)
	}
	// Stopped before the editor had its file, or after it was taken.
	stray := filepath.Join(d.dir, "note"+editedIn+"x")
	if err := os.Mkdir(stray, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(d.dir, "note"+editedIn+"y"+lockEnd), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := draft(d, "note"); got != "saved, and then the power went" {
		t.Errorf("%q", got)
	}
	if names := d.names(); len(names) != 1 {
		t.Errorf("left: %v", names)
	}
}

// draft is what a field was left with.
func draft(d *Drafts, field string) string {
	for _, t := range d.List() {
		if t.Field == field {
			return t.Text
		}
	}
	return ""
}
