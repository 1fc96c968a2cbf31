package tui

import (
	"strings"
	"testing"

	"binome/curriculum/block"
	"binome/storage"
	"binome/tui/page"
)

// asked is the question on the page, as its author wrote it.
func (d *desk) asked() string {
	for _, b := range d.m.shown.page.Body {
		if b.Kind == page.Lesson && b.Tone == page.Strong {
			return block.Words(b.Spans)
		}
	}
	return ""
}

// TestAskedAgain: taking back a mark names its question, and that question is asked again,
// the last of them too, though they had gone on. What was still to be asked is asked after.
func TestAskedAgain(t *testing.T) {
	for back := range 3 {
		d := newDesk(t, "en", 100, 40)
		d.playHour("")
		d.days(15)
		d.by("begin")
		var all []string
		for strings.HasPrefix(d.name(), "recall:") {
			all = append(all, d.asked())
			moved(d, "say:A", "rate:alone")
			if len(all) != back+1 {
				continue
			}
			next := d.name()
			d.by(doUndo)
			d.sees(strings.Join(strings.Fields(all[back])[:3], " "))
			d.by("undo")
			if d.asked() != all[back] {
				t.Fatalf("mark %d was taken back, and on %s there is %q, not %q", back, d.name(), d.asked(), all[back])
			}
			moved(d, "say:A", "rate:forgotten")
			if d.name() != next {
				t.Errorf("after mark %d was given again: %s, not %s", back, d.name(), next)
			}
		}
		if len(all) != 3 {
			t.Fatalf("%d questions: %q", len(all), all)
		}
		var kept []string
		gone := map[string]bool{}
		for _, e := range d.entries() {
			gone[e.Of] = gone[e.Of] || e.Kind == storage.KindRetract
		}
		for _, e := range d.entries() {
			if e.Kind == storage.KindRecall && !gone[e.ID] {
				kept = append(kept, e.Rating)
			}
		}
		if n := len(kept); n < 3 || kept[n-3+back] != "forgotten" && back < 2 {
			t.Errorf("mark %d: kept %q", back, kept)
		}
	}
}

// TestAskedBefore: a question that was answered in an earlier session says when; one that is
// asked for the first time doesn't.
func TestAskedBefore(t *testing.T) {
	for lang, said := range map[string]string{"fr": "déjà posée le 7 déc.", "en": "asked before, on Dec 7"} {
		for _, size := range sizes {
			d := newDesk(t, lang, size[0], size[1])
			seen := map[string]bool{}
			again := 0
			for n := range 4 {
				if n == 0 {
					d.makePair()
				}
				d.by("begin")
				for d.m.env.Hour != nil {
					if strings.HasPrefix(d.name(), "recall:") && !strings.HasSuffix(d.name(), "true") {
						asked := d.asked()
						got := strings.Contains(d.screen(), strings.Fields(said)[0]+" "+strings.Fields(said)[1])
						if got != seen[asked] {
							t.Errorf("%s %v, session %d: %q was asked before: %v\n%s", lang, size, n+1, asked, seen[asked], d.screen())
						}
						if got {
							again++
						}
						seen[asked] = true
					}
					(&hands{desk: d}).do(nextMove(&d.m.shown.page))
				}
				d.days(15)
			}
			if again == 0 {
				t.Errorf("%s: no question came twice", lang)
			}
		}
	}
}
