package curriculum

import (
	"fmt"
	"strings"
	"testing"
)

// What stands anywhere in a lesson is read once, as what it is, and in its step: by the
// linter, which says nothing of what it hasn't read.
func TestEveryWordIsInOnePassage(t *testing.T) {
	for _, tt := range []struct {
		after, add string // a line of the sound lesson, and what is put behind it
		kind       PassageKind
		step       StepID
	}{
		{"Why it matters, with *one* example.", "\n\nMARKER here.", ProsePassage, Discover},
		{"Why it matters, with *one* example.", "\n\n- a\n- MARKER\n", ProsePassage, Discover},
		{"Why it matters, with *one* example.", "\n\n- a\n\n  MARKER under it.\n", ProsePassage, Discover},
		{"Why it matters, with *one* example.", "\n\n1. a\n   - MARKER\n", ProsePassage, Discover},
		{"Why it matters, with *one* example.", "\n\n### MARKER\n\nx", HeadingPassage, Discover},
		{"| a | b |", "\n| MARKER | d |", CellPassage, Discover},
		{"> Keep this in mind.", " MARKER", CalloutPassage, Discover},
		{"> - and this", "\n> - MARKER", CalloutPassage, Discover},
		{"> Show your own.", " MARKER", GuidePassage, Discover},
		{"- [ ] Read it **aloud**.", " MARKER", BoxPassage, Together},
		{"- [ ] Read it **aloud**.", "\n- MARKER", ProsePassage, Together},
		{"  Take your time.", " MARKER", ProsePassage, Together},
		{"  Take your time.", "\n\n  MARKER", ProsePassage, Together},
		{"  Take your time.", "\n\n  - MARKER", ProsePassage, Together},
		{"> A quotation.", " MARKER", ProsePassage, Alone},
		{"- A question.", "\n- MARKER", ProsePassage, Talk},
		{"Answer aloud.", " MARKER", ProsePassage, Remember},
		{"### Which one, and why? {#which-one}", "\n\nMARKER", ProsePassage, Remember},
		{"### Which one, and why? {#which-one}", "\n\n1. MARKER", ProsePassage, Remember},
		{"- [ ] The first", " MARKER", OptionPassage, Remember},
		{"  - Not quite.", " MARKER", FeedbackPassage, Remember},
		{"    It says why.", " MARKER", FeedbackPassage, Remember},
		{"**Next step:** On Monday I will post.", " MARKER", NextPassage, Remember},
	} {
		if strings.Count(sound, tt.after+"\n") != 1 {
			t.Fatalf("%q is not once in the lesson", tt.after)
		}
		src := strings.Replace(sound, tt.after+"\n", tt.after+tt.add+"\n", 1)
		var found []string
		for _, p := range Examine("a/b.en.md", "en", src).Passages {
			if n := strings.Count(p.Plain, "MARKER"); n > 0 {
				found = append(found, fmt.Sprint(n, " of ", p.Kind, " in ", p.Step))
			}
		}
		if want := fmt.Sprint(1, " of ", tt.kind, " in ", tt.step); len(found) != 1 || found[0] != want {
			t.Errorf("%q: %q, want %s", tt.add, found, want)
		}
	}
}
