package tui

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"binome/tui/widget/frame"
)

// A picture is a screen in its colours, as the README shows it.
type picture struct {
	name, lang string
	light      bool
	w, h       int
	play       func(d *desk)
}

func pictures() []picture {
	return []picture{
		{"today", "fr", true, 80, 24, func(d *desk) { d.playHour(""); d.days(15) }},
		{"together", "en", false, 112, 28, func(d *desk) {
			d.makePair()
			d.by("begin")
			d.by("later")
			d.pass(4)
			moved(d, "on", "guide", "box:1")
			d.pass(3)
			d.send(minuteMsg{})
		}},
		{"recall", "fr", false, 80, 24, func(d *desk) {
			d.playHour("")
			d.days(15)
			moved(d, "begin", "say:B")
		}},
		{"progress", "en", true, 100, 30, func(d *desk) {
			for range 3 {
				d.playHour("")
				d.days(14)
			}
			moved(d, doMenu, "go:progress")
		}},
	}
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
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, p.lang, p.w, p.h)
			d.m.profile, d.m.dark = colorprofile.TrueColor, !p.light
			d.m.retheme()
			p.play(d)
			d.checkFrame(p.w, p.h)
			colours := frame.DarkColours()
			if p.light {
				colours = frame.LightColours()
			}
			svg := frame.SVG(d.m.View().Content, p.w, p.h, colours)
			golden(t, filepath.Join("..", "testdata", "frames", p.name+".svg"), string(svg))
		})
	}
}
