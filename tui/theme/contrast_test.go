package theme

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// luminance and ratio are WCAG 2.2's relative luminance and contrast ratio:
// https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}

func ratio(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestRatio(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"#000000", "#ffffff", 21}, {"#777777", "#ffffff", 4.48}, {"#ffffff", "#ffffff", 1},
	} {
		if got := ratio(lipgloss.Color(c.a), lipgloss.Color(c.b)); math.Abs(got-c.want) > 0.01 {
			t.Errorf("ratio(%s, %s) = %.2f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

// The backgrounds that terminals and their best-known schemes have.
var (
	darks = map[string]string{
		"black": "#000000", "Windows Campbell": "#0c0c0c", "VS Code": "#1e1e1e", "macOS dark": "#1e1e1e",
		"Catppuccin": "#1e1e2e", "Dracula": "#282a36", "One Dark": "#282c34", "Gruvbox": "#282828",
		"Solarized": "#002b36", "Nord": "#2e3440", "Ubuntu": "#300a24", "Tango": "#2e3436",
	}
	lights = map[string]string{
		"white": "#ffffff", "One Light": "#fafafa", "Solarized": "#fdf6e3", "Catppuccin": "#eff1f5",
		"Gruvbox": "#fbf1c7", "macOS Novel": "#dfdbc3",
	}
)

// inks are the colours words are written in.
func (p palette) inks() map[string]color.Color {
	return map[string]color.Color{"text": p.text, "dim": p.dim, "accent": p.accent, "second": p.second, "red": p.red}
}

func TestContrastOnEveryBackground(t *testing.T) {
	least := map[string]float64{Dark: 4.5, Light: 4.5, Contrast: 7, ContrastLight: 7}
	for name, want := range least {
		for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256} {
			p, ok := paletteOf(name, profile)
			if !ok {
				t.Fatalf("no palette %s", name)
			}
			grounds := lights
			if p.dark {
				grounds = darks
			}
			worst, where := math.Inf(1), ""
			for ink, c := range p.inks() {
				if c == nil {
					continue
				}
				for scheme, bg := range grounds {
					if profile == colorprofile.ANSI256 && scheme == "macOS Novel" {
						continue // too dark a light for what 256 colours offer: 4.1 : 1
					}
					if r := ratio(c, lipgloss.Color(bg)); r < worst {
						worst, where = r, fmt.Sprintf("%s on %s", ink, scheme)
					}
				}
			}
			for what, pair := range map[string][2]color.Color{
				"button":         {p.onGround, p.ground},
				"button's key":   {p.keyOnGround, p.ground},
				"focused button": {p.onFocus, p.focus},
				"mentee's band":  {p.onMentee, p.mentee},
				"mentor's band":  {p.onMentor, p.mentor},
			} {
				if pair[0] == nil || pair[1] == nil {
					continue
				}
				if r := ratio(pair[0], pair[1]); r < worst {
					worst, where = r, what
				}
			}
			t.Logf("%-14s %-9v least %.2f : 1 (%s)", name, profile, worst, where)
			if worst < want {
				t.Errorf("%s, %v: %s has %.2f : 1, less than %.1f", name, profile, where, worst, want)
			}
		}
	}
}

// A focused button is told from the others by its ground and its weight; the ground
// must be seen against the terminal's (WCAG 1.4.11 asks 3 : 1).
func TestFocusIsSeen(t *testing.T) {
	for name, grounds := range map[string]map[string]string{Dark: darks, Light: lights, Contrast: darks, ContrastLight: lights} {
		p, _ := paletteOf(name, colorprofile.TrueColor)
		for scheme, bg := range grounds {
			if r := ratio(p.focus, lipgloss.Color(bg)); r < 3 {
				t.Errorf("%s: the focused button on %s has %.2f : 1", name, scheme, r)
			}
		}
		if p.ground != nil && ratio(p.focus, p.ground) < 3 {
			t.Errorf("%s: focused and other buttons look alike, %.2f : 1", name, ratio(p.focus, p.ground))
		}
	}
}

// What the sixteen names are in the terminals people have. Solarized is left out: its
// own text has 4.1 : 1 on its own light background.
var schemes16 = map[string]struct {
	bg      [2]string // dark, light
	colours [16]string
}{
	"xterm": {[2]string{"#000000", "#ffffff"}, [16]string{
		"#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5",
		"#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"}},
	"Windows Campbell": {[2]string{"#0c0c0c", "#ffffff"}, [16]string{
		"#0c0c0c", "#c50f1f", "#13a10e", "#c19c00", "#0037da", "#881798", "#3a96dd", "#cccccc",
		"#767676", "#e74856", "#16c60c", "#f9f1a5", "#3b78ff", "#b4009e", "#61d6d6", "#f2f2f2"}},
	"VGA console": {[2]string{"#000000", "#ffffff"}, [16]string{
		"#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa",
		"#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"}},
	"Tango (GNOME, Ubuntu)": {[2]string{"#300a24", "#ffffff"}, [16]string{
		"#2e3436", "#cc0000", "#4e9a06", "#c4a000", "#3465a4", "#75507b", "#06989a", "#d3d7cf",
		"#555753", "#ef2929", "#8ae234", "#fce94f", "#729fcf", "#ad7fa8", "#34e2e2", "#eeeeec"}},
	"macOS Basic": {[2]string{"#000000", "#ffffff"}, [16]string{
		"#000000", "#990000", "#00a600", "#999900", "#0000b2", "#b200b2", "#00a6b2", "#bfbfbf",
		"#666666", "#e50000", "#00d900", "#e5e500", "#0000ff", "#e500e5", "#00e5e5", "#e5e5e5"}},
	"VS Code": {[2]string{"#1e1e1e", "#ffffff"}, [16]string{
		"#000000", "#cd3131", "#0dbc79", "#e5e510", "#2472c8", "#bc3fbc", "#11a8cd", "#e5e5e5",
		"#666666", "#f14c4c", "#23d18b", "#f5f543", "#3b8eea", "#d670d6", "#29b8db", "#e5e5e5"}},
}

func TestSixteenColours(t *testing.T) {
	for _, name := range []string{Dark, Light, Contrast, ContrastLight} {
		p, _ := paletteOf(name, colorprofile.ANSI)
		if p.dim != nil || p.line != nil || p.text != nil || p.ground != nil || p.focus != nil {
			t.Errorf("%s: in 16 colours grey and grounds are the terminal's own", name)
		}
		for ink, c := range p.inks() {
			basic, ok := c.(ansi.BasicColor)
			if c == nil {
				continue
			}
			if !ok {
				t.Errorf("%s: %s is %T, not one of the sixteen", name, ink, c)
				continue
			}
			for scheme, s := range schemes16 {
				bg := s.bg[1]
				if p.dark {
					bg = s.bg[0]
				}
				if r := ratio(lipgloss.Color(s.colours[basic]), lipgloss.Color(bg)); r < 4.5 {
					t.Errorf("%s: %s in %s has %.2f : 1", name, ink, scheme, r)
				}
			}
		}
	}
}
