package tui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"binome/curriculum"
	"binome/tui/widget/frame"
)

// A picture is a screen in its colours, as the README shows it, with the lessons that
// Binome brings.
type picture struct {
	name, lang string
	w, h       int
	play       func(d *desk)
}

// builtin are those lessons.
var builtin = sync.OnceValue(func() *curriculum.Curriculum { return curriculum.Load(curriculum.Builtin()) })

func pictures() []picture {
	return []picture{
		{"today", "fr", 112, 36, func(d *desk) { d.playHour(""); d.days(15) }},
		{"together", "en", 112, 34, func(d *desk) {
			d.makePair()
			d.by("begin")
			d.by("later")
			d.pass(4)
			moved(d, "on", "guide", "box:1")
			d.pass(3)
			d.send(minuteMsg{})
		}},
		{"recall", "fr", 80, 30, func(d *desk) {
			d.playHour("")
			d.days(15)
			moved(d, "begin", "say:B")
		}},
		{"close", "fr", 80, 38, func(d *desk) { d.playHour("closing:end") }},
		{"progress", "en", 112, 50, func(d *desk) {
			for _, d.says = range []string{"Decisions are made in the corridor, before the meeting.", "A quiet supplier is a worried one.", "Thank people the day after, by name."} {
				d.playHour("")
				d.days(14)
			}
			moved(d, doMenu, "go:progress")
		}},
	}
}

// shot is the picture as it is seen in a theme.
func (p picture) shot(t *testing.T, light bool) (*desk, frame.Colours) {
	t.Helper()
	d := &desk{t: t, now: opening, taught: builtin}
	d.openAt(filepath.Join(t.TempDir(), "binome"), p.lang, "", p.w, p.h)
	d.m.profile, d.m.dark = colorprofile.TrueColor, !light
	d.m.retheme()
	p.play(d)
	d.checkFrame(p.w, p.h)
	if light {
		return d, frame.LightColours()
	}
	return d, frame.DarkColours()
}

// TestEveryScreenAsPicture draws every scene to the folder that BINOME_FRAMES names, in
// both languages, light and dark: for looking at them one by one.
func TestEveryScreenAsPicture(t *testing.T) {
	dir := os.Getenv("BINOME_FRAMES")
	if dir == "" {
		t.Skip("BINOME_FRAMES names no folder to draw the screens to")
	}
	for _, lang := range []string{"en", "fr"} {
		for _, light := range []bool{true, false} {
			for _, size := range sizes[1:] {
				for _, s := range scenes() {
					d := newDesk(t, lang, size[0], size[1])
					d.m.profile, d.m.dark = colorprofile.TrueColor, !light
					d.m.retheme()
					s.play(d)
					colours, shade := frame.DarkColours(), "dark"
					if light {
						colours, shade = frame.LightColours(), "light"
					}
					path := filepath.Join(dir, fmt.Sprintf("%s-%s-%d-%s.svg", lang, shade, size[0], s.name))
					if err := os.WriteFile(path, frame.SVG(d.m.View().Content, size[0], size[1], colours), 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
}

// The README's pictures are goldens: they can't show what the coach doesn't.
func TestPictures(t *testing.T) {
	for _, p := range pictures() {
		for shade, light := range map[string]bool{"light": true, "dark": false} {
			t.Run(p.name+"/"+shade, func(t *testing.T) {
				t.Parallel()
				d, colours := p.shot(t, light)
				svg := frame.SVG(d.m.View().Content, p.w, p.h, colours)
				golden(t, filepath.Join("..", "testdata", "frames", p.name+"-"+shade+".svg"), string(svg))
			})
		}
	}
}

// TestFilm draws the README's twenty seconds: a first session, from the names to the date.
func TestFilm(t *testing.T) {
	t.Parallel()
	const cols, rows, seconds = 80, 24, 20
	d := &desk{t: t, now: opening, taught: builtin}
	d.openAt(t.TempDir(), "en", "", cols, rows)
	d.m.profile, d.m.dark = colorprofile.TrueColor, true
	d.m.retheme()
	d.says = "Decisions are made in the corridor, before the meeting."
	frames := []string{d.m.View().Content}
	d.makePair()
	h := &hands{desk: d}
	for was := ""; !strings.HasPrefix(was, "closing:end"); {
		if at := d.name(); at != was && slices.ContainsFunc([]string{"today", "launch", "lesson", "return", "closing"}, func(p string) bool { return strings.HasPrefix(at, p) }) {
			d.send(minuteMsg{})
			frames, was = append(frames, d.m.View().Content), at
			continue
		}
		h.do(nextMove(&d.m.shown.page))
		d.pass(1)
	}
	svg := frame.Film(frames, cols, rows, frame.DarkColours(), seconds)
	if len(svg) > 300_000 {
		t.Errorf("the film has %d frames, %d bytes", len(frames), len(svg))
	}
	golden(t, filepath.Join("..", "testdata", "frames", "session.svg"), string(svg))
}
