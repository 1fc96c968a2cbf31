package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"binome/tui/page"
)

// TestTwoLessonsAreNotCompared: ten in the first session and one in the third are about two
// lessons. Each stands by its lesson; nothing goes "from 10 to 1", and no line falls.
func TestTwoLessonsAreNotCompared(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		d := newDesk(t, lang, 80, 24)
		for _, v := range []string{"10", "", "1"} {
			d.playHour("closing:date")
			if v != "" {
				d.takesBack(map[string]string{"fr": "confiance", "en": "how sure"}[lang])
				d.at("closing:sure")
				d.press(v)
				d.by("sure")
			}
			for d.m.env.Hour != nil {
				(&hands{desk: d}).do(nextMove(&d.m.shown.page))
			}
			d.days(14)
		}
		moved(d, doMenu, "go:progress")
		for _, size := range sizes {
			d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			seen := strings.Builder{}
			for range 30 {
				seen.WriteString(d.screen())
				d.press("page-down")
			}
			d.press("home")
			for _, joined := range []string{"de 10 à 1", "from 10 to 1"} {
				if strings.Contains(seen.String(), joined) {
					t.Errorf("%s %v:\n%s", lang, size, seen.String())
				}
			}
		}
		var drawn []page.Block
		for _, b := range d.m.shown.page.Body {
			if b.Kind == page.Slope {
				drawn = append(drawn, b)
			}
		}
		if len(drawn) != 2 || drawn[0].At != -1 || drawn[1].At != -1 || drawn[0].To != 10 || drawn[1].To != 1 {
			t.Errorf("%s: drawn %+v", lang, drawn)
		}
	}
}
