package widget

import (
	"fmt"
	"github.com/charmbracelet/x/ansi"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"binome/tui/ruler"
	"binome/tui/ruler/rulertest"
)

func question(body string) Dialog {
	return Dialog{
		Title: "Revenir en arrière\u202f?",
		Body:  func(width int) Block { return Lines(ruler.Whole.Wrap(body, width)...) },
		Buttons: []Button{
			{ID: "yes", Label: "Décocher", Key: "entrée", Focused: true},
			{ID: "no", Label: "Laisser coché", Key: "échap"},
		},
	}
}

func TestDialogGoldens(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
		w, h := size[0], size[1]
		for name, body := range map[string]string{
			"short": "« Ouvrez le profil de trois personnes » ne sera plus coché.",
			"long":  strings.Repeat("Une phrase de plus à lire avant de choisir. ", 20),
		} {
			var v Viewport
			behind := gallery(plain(), min(w, 76)).Fit(ruler.Whole, w, h)
			b := question(body).Draw(plain(), behind, w, h, &v, words)
			golden(t, fmt.Sprintf("dialog-%s-%dx%d", name, w, h), b.Lines, w)
		}
	}
}

func TestDialogsHold(t *testing.T) {
	rulertest.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(40, 200).Draw(t, "w"), rapid.IntRange(12, 60).Draw(t, "h")
		body := rulertest.Text().Draw(t, "body")
		behind := Lines(ruler.Whole.Wrap(rulertest.Text().Draw(t, "behind"), w)...)
		behind.Hits.Add("behind", 0, 0, w, len(behind.Lines))
		var v Viewport
		b := question(body).Draw(dark(), behind, w, h, &v, words)
		if len(b.Lines) != h {
			t.Fatalf("%d lines on a screen of %d", len(b.Lines), h)
		}
		for _, l := range b.Lines {
			if ruler.Whole.Width(l) > w {
				t.Fatalf("%q is wider than %d", l, w)
			}
		}
		for id, label := range map[string]string{"yes": "Décocher", "no": "Laisser coché"} {
			hit, ok := b.Hits.Find(id)
			if !ok || !strings.Contains(ansi.Strip(b.Lines[hit.Y]), label) {
				t.Fatalf("button %s is not in sight on %dx%d:\n%s", id, w, h, b)
			}
		}
		if _, ok := b.Hits.Find("behind"); ok {
			t.Fatal("what lies behind a dialog can be hit")
		}
	})
}
