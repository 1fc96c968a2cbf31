package tui

import (
	"strings"
	"testing"
)

// TestAnAnswerFirst: enter alone never shows what the answers of a question lead to: it reads
// on, and then says that one is to be chosen. A letter, or the arrows and enter, choose; what
// was said stands beside it, and nothing of it is kept.
func TestAnAnswerFirst(t *testing.T) {
	const open, shown = "lesson:presence/headline-photo:remember:0", "lesson:presence/headline-photo:remember:0:shown"
	for _, lang := range []string{"fr", "en"} {
		for _, size := range sizes {
			d := newDesk(t, lang, size[0], size[1]).lesson(0)
			moved(d, "right", "right", "right", "right", "jump", "yes")
			before := len(d.entries())
			for range 8 {
				d.press("enter")
				if d.name() != open {
					t.Fatalf("%s %v: enter alone led to %s", lang, size, d.name())
				}
			}
			if d.m.notice != d.m.env.T("keys.choose-first") {
				t.Errorf("%s %v: enter with nothing chosen says %q", lang, size, d.m.notice)
			}
			for range 40 {
				if d.m.shown.place.Row != "" {
					break
				}
				d.press("down")
			}
			d.press("down", "enter")
			if d.name() != shown || before != len(d.entries()) {
				t.Fatalf("%s %v: the second answer by the arrows led to %s and kept %q", lang, size, d.name(), d.kinds(before))
			}
			for !strings.Contains(d.screen(), d.m.env.T("recall.said", "Name", "Philippe")) {
				top, _ := d.m.shown.place.View.Window()
				if d.press("down"); top == windowTop(d) {
					t.Fatalf("%s %v: nobody says which answer was given\n%s", lang, size, d.screen())
				}
			}
			d.by("question")
			d.press("c")
			if !strings.HasSuffix(d.name(), ":remember:1:shown") {
				t.Errorf("%s %v: the letter of an answer led to %s", lang, size, d.name())
			}
			d.by("question")
			d.press("v")
			if !strings.HasSuffix(d.name(), ":remember:2:shown") {
				t.Errorf("%s %v: the letter that shows the answers led to %s", lang, size, d.name())
			}
		}
	}
}

func windowTop(d *desk) int {
	top, _ := d.m.shown.place.View.Window()
	return top
}

// TestAnAnswerFirstInLinearText: the same without a screen.
func TestAnAnswerFirstInLinearText(t *testing.T) {
	r := newReading(t, "fr")
	r.presses("begin", "later", "step:remember", "jump", "yes")
	said := r.types("", "", "b")
	if n := strings.Count(said, r.env.T("keys.choose-first")); n != 2 || !strings.HasSuffix(r.page().Name, ":shown") {
		t.Errorf("two empty lines and a letter lead to %s, after %d hints\n%s", r.page().Name, n, said)
	}
}
