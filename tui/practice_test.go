package tui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"binome/storage"
)

// TestPracticeFile: one press takes the file of a step to the documents; a second finds
// it there; one that was changed since is left alone. Nothing of it is in the journal.
func TestPracticeFile(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.makePair()
	moved(d, "begin", "later", doMenu, "go:outline", "lesson:ai/ai-check", "look", "right")
	before := journal(t, d)
	documents := filepath.Join(filepath.Dir(d.folder.Dir), "Documents")

	d.by("files")
	d.sees("Il est dans ~/Documents/lettre.txt")
	text, err := os.ReadFile(filepath.Join(documents, "lettre.txt"))
	if err != nil || !strings.Contains(string(text), "Nous répondons aussitôt") {
		t.Fatalf("%q, %v", text, err)
	}
	moved(d, "back", "files")
	d.sees("Déjà dans ~/Documents/lettre.txt")
	if err := os.WriteFile(filepath.Join(documents, "lettre.txt"), []byte("corrigée"), 0o600); err != nil {
		t.Fatal(err)
	}
	moved(d, "back", "files")
	d.sees("Il est dans ~/Documents/lettre-2.txt")
	if text, _ := os.ReadFile(filepath.Join(documents, "lettre.txt")); string(text) != "corrigée" {
		t.Errorf("what they had written is gone: %q", text)
	}
	moved(d, "show", "copy", "back")
	if !strings.Contains(d.copied, "UNE LETTRE À RELIRE") {
		t.Errorf("copied is %q", d.copied)
	}
	moved(d, "left")
	if strings.Contains(d.screen(), "fichier d'exercice") {
		t.Errorf("it is offered at a step that doesn't name it:\n%s", d.screen())
	}
	if got := journal(t, d); got != before {
		t.Errorf("practising has recorded:\n%s", strings.TrimPrefix(got, before))
	}
}

// TestPracticeFileElsewhere: over SSH it says where the file would go, and writes it only
// when told to; a guest, and whoever has no documents here, is shown what is in it.
func TestPracticeFileElsewhere(t *testing.T) {
	at := func(lang string) *desk {
		d := newDesk(t, lang, 80, 24)
		d.makePair()
		moved(d, "begin", "later", doMenu, "go:outline", "lesson:ai/ai-check", "look", "right")
		return d
	}
	taken := func(d *desk) bool {
		list, err := os.ReadDir(filepath.Join(filepath.Dir(d.folder.Dir), "Documents"))
		if err != nil {
			t.Fatal(err)
		}
		return len(list) > 0
	}
	d := at("en")
	d.m.env.Far = "atelier"
	d.by("files")
	d.sees("atelier, not onto")
	if taken(d) {
		t.Error("written before anybody said so")
	}
	moved(d, "take")
	d.sees("Now in ~/Documents/letter.txt")

	d = at("en")
	d.m.env.Guest, d.m.opt.Guest = true, true
	d.by("files")
	d.sees("We answer at once, day or night.")
	moved(d, "copy")
	if taken(d) || !strings.Contains(d.copied, "A LETTER TO CHECK") {
		t.Errorf("taken: %v, copied %q", taken(d), d.copied)
	}

	d = at("en")
	d.m.env.Documents, d.m.opt.Documents = "", ""
	d.by("files")
	d.sees("Your documents weren't found")

	d = at("en")
	d.m.opt.Documents = filepath.Join(d.folder.Dir, storage.PairsDir)
	d.by("files")
	d.sees("It could not be taken")
}

// TestCase: a case is entered by its letter, goes on by choices with keys alone, is left by
// its end and by esc from anywhere; enter alone chooses nothing, and nothing of it is kept.
func TestCase(t *testing.T) {
	for _, size := range sizes {
		d := newDesk(t, "en", size[0], size[1])
		d.makePair()
		moved(d, "begin", "later", doMenu, "go:outline", "lesson:ai/ai-check", "look", "right", "right")
		before := journal(t, d)
		d.press("e")
		d.at("lesson:ai/ai-check:alone:card:left")
		d.sees("Clock: minute 0")
		d.press("enter")
		d.at("lesson:ai/ai-check:alone:card:left")
		moved(d, "way:1")
		d.at("lesson:ai/ai-check:alone:card:wait")
		d.press("esc")
		if got := d.name(); got != "lesson:ai/ai-check:alone" {
			t.Fatalf("esc leads to %s", got)
		}
		moved(d, "card:left", "way:1", "way:0", "way:0")
		if got := d.name(); got != "lesson:ai/ai-check:alone" {
			t.Fatalf("the end leads to %s", got)
		}
		moved(d, "card:left", "card:end", "right", "left") // out by its button
		if got := journal(t, d); got != before {
			t.Errorf("playing has recorded:\n%s", strings.TrimPrefix(got, before))
		}
	}
}
