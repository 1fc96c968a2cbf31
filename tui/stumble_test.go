package tui

import (
	"strconv"
	"strings"
	"testing"

	"binome/tui/face"
	"binome/tui/page"
)

// What strangers stumbled over, each once.

// TestMenuOfTen: the menu has ten lines at most, a host's too.
func TestMenuOfTen(t *testing.T) {
	d := newDesk(t, "fr", 80, 24).lesson(0)
	d.by(doMenu)
	if n := len(d.m.shown.page.Pressable()); n > 9 { // a host has one more
		t.Errorf("%d lines", n)
	}
	d.press("esc")
	moved(d, doMenu, "go:progress", "routes")
	d.at("routes")
	d.press("esc", "esc")
	moved(d, doMenu, "go:notes", "written")
	d.at("written")
}

// TestOnceClosed: once a session is closed nothing says that one comes back to this very
// place, no second promise is spoken of where there was no first, and what is to be copied
// can be seen.
func TestOnceClosed(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.playHour("closing:promise")
	d.by("skip")
	for d.name() != "closing:end" {
		mv := nextMove(&d.m.shown.page)
		d.by(mv.press)
	}
	d.sees("Un engagement, Inès")
	d.by("message")
	d.sees("Commenter, puis publier")
	d.by("copy")
	if d.copied == "" {
		t.Error("nothing was copied")
	}
	d.press("esc")
	d.by("leave")
	d.at("leave")
	if strings.Contains(d.screen(), "exactement ici") {
		t.Errorf("a closed session isn't come back to:\n%s", d.screen())
	}
}

// TestNoKeysBehindADialog: the page behind shows none of its keys.
func TestNoKeysBehindADialog(t *testing.T) {
	for _, size := range sizes {
		d := newDesk(t, "fr", size[0], size[1]).lesson(0)
		d.by(doNote)
		for _, word := range []string{"entrée ]", "? touches", "page suiv"} {
			if strings.Contains(d.screen(), word) {
				t.Errorf("%v: %q stands behind the note\n%s", size, word, d.screen())
			}
		}
	}
}

// TestNoteInTheFooter: a step on which something is written says how.
func TestNoteInTheFooter(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		d := newDesk(t, lang, 80, 24).lesson(0)
		for range 2 {
			d.sees("n note")
			d.press("right")
		}
	}
}

// TestTenByKeys: on a scale, 1 and then 0 is ten, in a burst too; another digit begins anew.
func TestTenByKeys(t *testing.T) {
	for keys, want := range map[string]string{"1 0": "value:10", "1 7": "value:7", "0": "value:0", "1 0 3": "value:3"} {
		p := page.Page{}
		at, got := -1, ""
		for digit := range strings.FieldsSeq(keys) {
			p.Body = []page.Block{{Kind: page.Scale, ID: "value", At: at, Top: 10}}
			got, _ = face.Digit(&p, digit)
			at, _ = strconv.Atoi(strings.TrimPrefix(got, "value:"))
		}
		if got != want {
			t.Errorf("%q presses %s, not %s", keys, got, want)
		}
	}
	d := newDesk(t, "fr", 80, 24)
	d.playHour("closing:sure")
	d.press("1", "0")
	d.sees("10 sur 10")
}

// TestTheCursorFollowsAPage: a box that a page was turned away from isn't the one that
// blank ticks.
func TestTheCursorFollowsAPage(t *testing.T) {
	d := newDesk(t, "fr", 40, 12).lesson(0)
	d.press("right")
	seen := func(row string) bool {
		_, ok := d.m.shown.hits.Find("p|" + row)
		return ok
	}
	first := d.m.shown.place.Row
	for n := 0; !seen(first) && n < 9; n++ {
		d.press("page-down")
	}
	if !seen(first) || first == "" {
		t.Fatalf("%q isn't come to", first)
	}
	row := first
	for n := 0; row == first && n < 9; n++ {
		d.press("page-down")
		row = d.m.shown.place.Row
	}
	if row == first || !seen(row) {
		t.Fatalf("the cursor stands on %s:\n%s", row, d.screen())
	}
	for n := 0; row != first && n < 9; n++ {
		d.press("page-up")
		row = d.m.shown.place.Row
	}
	if row != first || !seen(row) {
		t.Errorf("back at the top the cursor stands on %s", row)
	}
}
