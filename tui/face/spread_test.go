package face

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"binome/curriculum/block"
	"binome/tui/page"
	"binome/tui/theme"
)

// TestSpread: with more room lines stand further apart, the same words are on them, and what
// can be pressed is where its words are; with little room no line is empty.
func TestSpread(t *testing.T) {
	var p page.Page
	p.Title("A headline and a photo")
	p.Add(page.Block{Kind: page.Task, Label: "In 25 minutes:", Text: "My new headline is live."})
	p.Band(page.Accent, "Philippe's hands on the keyboard")
	for _, id := range []string{"one", "two", "three"} {
		p.Add(page.Block{Kind: page.Box, ID: id, Spans: []block.Span{{Text: "Do " + id + "."}}})
	}
	f := Face{Theme: theme.New(theme.Plain, colorprofile.ASCII)}
	said := func(b Body) (ink string, empty int) {
		for _, l := range b.Lines {
			words := strings.Fields(ansi.Strip(l))
			if len(words) == 0 {
				empty++
			}
			ink += strings.Join(words, "")
		}
		return strings.ReplaceAll(ink, f.Theme.Sign.Task, ""), empty
	}
	pl := Place{}
	pl.Settle(&p)
	want := f.Body(&p, &pl, nil, 76, 0)
	ink, _ := said(want)
	for h := 1; h < 60; h++ {
		b := f.Body(&p, &pl, nil, 76, h)
		got, empty := said(b)
		if h >= tightBelow && got != ink {
			t.Errorf("%d rows say %q, not %q", h, got, ink)
		}
		if h >= len(want.Lines) && len(b.Lines) > h || h < tightBelow && empty > 0 {
			t.Errorf("%d rows: %d lines, %d empty", h, len(b.Lines), empty)
		}
		for _, id := range []string{"one", "two", "three"} {
			s, _ := b.Spot(id)
			if !strings.Contains(strings.Join(b.Lines[s.Line:s.Line+s.Height], " "), "Do "+id) {
				t.Errorf("%d rows: %s is not at %d", h, id, s.Line)
			}
		}
	}
	if last := f.Body(&p, &pl, nil, 76, 59); len(last.Lines) <= len(want.Lines) {
		t.Error("room is not used")
	}
}
