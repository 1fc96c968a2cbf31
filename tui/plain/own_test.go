package plain

import (
	"strings"
	"testing"
)

// TestOwn: private notes are offered to the computer's owner alone, are kept in a file of
// their own, and are said to nobody else.
func TestOwn(t *testing.T) {
	owners := map[string]string{}
	d := newDesk(t, "en")
	d.deps.Owner = func(pair string) string { return owners[pair] }
	d.deps.SetOwner = func(pair, owner string) error { owners[pair] = owner; return nil }
	out := d.walk("Inès", "", "Philippe", "", "", "1", "", "e", "q", "").said.String()
	if owners["ines-philippe"] != "mentor" || !strings.Contains(out, "You both see this screen.") {
		t.Fatalf("%v\n%s", owners, out)
	}
	d.deps.Settings.View = ViewMentee
	if out := d.walk("", "e", "q", "").said.String(); !strings.Contains(out, "This computer is Inès's") {
		t.Fatal(out)
	}
	d.deps.Settings.View = ViewMentor
	d.walk("", "e", "canary in the mine", "7", "", "3", "q", "")
	if out := d.walk("", "e", "-", "", "", "", "q", "").said.String(); !strings.Contains(out, "canary in the mine") {
		t.Fatal(out)
	}
	if strings.Contains(d.journal("ines-philippe"), "canary") {
		t.Error("the pair's journal holds a private note")
	}
	d.deps.Settings.View = ViewShared
	if out := d.walk("", "e", "q", "").said.String(); strings.Contains(out, "canary") {
		t.Error("a private note was said to both")
	}
}

// TestNotesAreOffered at the close, and their place is told.
func TestNotesAreOffered(t *testing.T) {
	d := newDesk(t, "en")
	asked := ""
	d.deps.Notes = func(pair string) (string, error) { asked = pair; return "notes/ines.md", nil }
	lines := append([]string(nil), firstHour[:len(firstHour)-2]...)
	out := d.walk(append(lines, "1", "q", "")...).said.String()
	if asked != "ines-philippe" || !strings.Contains(out, "notes/ines.md") {
		t.Errorf("%q\n%s", asked, out)
	}
}
