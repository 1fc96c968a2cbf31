package tui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"binome/storage"
)

// awaits waits until the journal's own look at its folder has found, or lost, a trouble.
func (d *desk) awaits(code string, there bool) {
	d.t.Helper()
	changed, stop := d.m.pair.journal.Watch()
	defer stop()
	d.m.pair.journal.Look()
	limit := time.After(20 * time.Second) // of a broken program only
	for d.m.pair.journal.State().Has(code) != there {
		select {
		case <-changed:
		case <-limit:
			d.t.Fatalf("%s: %v never came: %+v", code, there, d.m.pair.journal.State().Troubles)
		}
	}
	d.settle()
}

// TestPutBack: an older file in the journal's place is told of, and one key puts back what
// is not in it any more, into the file.
func TestPutBack(t *testing.T) {
	for lang, said := range map[string][3]string{
		"en": {"entries that were there before", "Put them back", "is in the journal again"},
		"fr": {"des entrées qui étaient là", "Les remettre", "est de nouveau dans le journal"},
	} {
		t.Run(lang, func(t *testing.T) {
			d := newDesk(t, lang, 120, 40)
			d.makePair()
			path := d.m.pair.journal.Path
			old, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			d.m.Save(storage.Entry{Kind: storage.KindNote, Text: "taken out", By: "pair"})
			d.m.Home()
			d.settle()
			if err := os.WriteFile(path, old, 0o600); err != nil {
				t.Fatal(err)
			}
			d.awaits(storage.TroubleGone, true)
			d.at("today")
			d.sees(said[0])
			d.sees(said[1])
			d.by("restore")
			d.sees(said[2])
			d.awaits(storage.TroubleGone, false)
			if now, err := os.ReadFile(path); err != nil || strings.Count(string(now), "taken out") != 1 || !strings.HasPrefix(string(now), string(old)) {
				t.Errorf("%v\n%s", err, now)
			}
			if strings.Contains(d.screen(), said[1]) {
				t.Errorf("it is offered again:\n%s", d.screen())
			}
		})
	}
}

// TestCopyTakenIn: a copy that a sync folder made while the coach was open is told of and
// taken in by one key.
func TestCopyTakenIn(t *testing.T) {
	d := newDesk(t, "en", 120, 40)
	d.makePair()
	path := d.m.pair.journal.Path
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d.m.Save(storage.Entry{Kind: storage.KindNote, Text: "at the other desk", By: "pair"})
	d.settle()
	there, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	beside := strings.TrimSuffix(path, filepath.Ext(path)) + " (conflicted copy 2026-11-22).toml"
	for file, data := range map[string][]byte{path: old, beside: there} {
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d.m.Home()
	d.awaits(storage.TroubleCopy, true)
	d.sees("Take the copy in")
	d.by("merge")
	d.sees("nothing of either was lost")
	d.awaits(storage.TroubleCopy, false)
	if now, err := os.ReadFile(path); err != nil || !strings.Contains(string(now), "at the other desk") {
		t.Errorf("%v\n%s", err, now)
	}
	if _, err := os.Stat(beside); err == nil {
		t.Error("the copy is still there")
	}
}
