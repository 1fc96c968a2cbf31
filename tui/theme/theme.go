// Package theme is the visual language of the coach: every colour, every sign and
// every weight of type it uses, and nothing that knows what they are used for.
//
// For most uses: [Resolve] what the settings say, then [New], then draw with
// its styles (t.Title, t.Dim) and its signs
// (t.Sign.Cursor).
//
// It promises that no colour is named outside this package, that whatever it colours
// has a contrast of at least 4.5 : 1 on the backgrounds terminals really have (7 : 1
// for high contrast; contrast_test.go computes it), and that nothing is said by
// colour alone. It never paints the background: the terminal's own stays.
//
// # Palette
//
// Body text is the terminal's own foreground. Over it: one accent, a warm clay, for
// what one is doing now (the focused button, the current step, headings); one
// secondary, a quiet teal, for what is done or can be followed (ticks, saved, links,
// code); two warm greys, for what may be read later and for lines. Clay and teal
// differ in lightness as well as hue, and stay apart for the colour-blind. Red is kept
// for one thing: an error. There are four families: light, dark, contrast (on either
// background) and plain, which has no colour at all; in 16 colours the terminal's own
// names are used, and grey becomes the plain foreground, because "bright black" can't
// be read in every scheme.
//
// # Type
//
// Bold is a name or a heading; italic (underlined where italic may be missing) is the
// author's emphasis; dim is what can wait; reverse or a filled ground is where enter
// goes. Underline is a link; struck out is what has been ticked.
// Nothing blinks, nothing is set in capitals.
//
// # Spacing
//
// One blank line between blocks, two columns of indent for what belongs to the line
// above, two spaces between a sign and a second column, no ruled boxes around text but
// for dialogs and for what is taken away (the ticket of the close). Lines are at most [Measure] columns.
//
// # Signs
//
// Steps are drawn as ◇ ∞ ► » ↻, rungs as a circle that fills, ○ ◔ ◑ ◕ ●, a box to
// tick as [ ] and [✓]. Every sign is one column wide (but for boxes), has an ASCII
// form ([Theme.ASCII]) of the same width, and never stands without a word beside it.
package theme

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"binome/tui/ruler"
)

// Measure is the widest a line of running text may be, in columns.
const Measure = 76

// The names New knows.
const (
	Light         = "light"
	Dark          = "dark"
	Contrast      = "contrast"       // high contrast on a dark background
	ContrastLight = "contrast-light" // and on a light one
	Plain         = "plain"          // no colour: bold, underline, reverse
)

// A Theme is everything needed to draw. It is a value: copy it freely, share it
// between goroutines.
type Theme struct {
	Name    string
	Dark    bool // made for a dark background
	Profile colorprofile.Profile

	Styles
	ruler.Ruler // how its terminal counts columns; whole characters, unless [Theme.Measured]
	Sign        Signs
	Markdown    Markdown
}

// Background reads what some terminals say of themselves in COLORFGBG: "15;0" is white
// on black.
func Background(colorfgbg string) (dark, known bool) {
	i := strings.LastIndexByte(colorfgbg, ';')
	switch colorfgbg[i+1:] {
	case "0", "1", "2", "3", "4", "5", "6", "8":
		return true, i >= 0
	case "7", "9", "10", "11", "12", "13", "14", "15":
		return false, i >= 0
	}
	return false, false
}

// Resolve turns the setting (auto, light, dark, contrast, plain) into a name for [New],
// given what is known of the terminal's background. What it doesn't know is auto.
func Resolve(setting string, dark bool) string {
	switch setting {
	case Light, Dark, Plain, ContrastLight:
		return setting
	case Contrast:
		if !dark {
			return ContrastLight
		}
		return Contrast
	}
	if dark {
		return Dark
	}
	return Light
}

// New is the theme of that name, for a terminal that can show that much. A profile
// without colour (NO_COLOR) gives plain whatever the name; an unknown name gives dark.
func New(name string, profile colorprofile.Profile) Theme {
	if profile <= colorprofile.ASCII && profile != colorprofile.Unknown {
		name = Plain
	}
	p, ok := paletteOf(name, profile)
	if !ok {
		name = Dark
		p, _ = paletteOf(name, profile)
	}
	t := Theme{
		Name:     name,
		Dark:     p.dark,
		Profile:  profile,
		Styles:   stylesOf(p),
		Ruler:    ruler.Whole,
		Sign:     unicodeSigns(p.filled && !p.loud),
		Markdown: markdownOf(name, p, unicodeSigns(p.filled && !p.loud)),
	}
	t.Markdown.Callouts = calloutLooks(t.Styles, t.Sign)
	return t
}

// ASCII is the theme with signs that any terminal's font has.
func (t Theme) ASCII() Theme {
	t.Sign = asciiSigns(t.Sign.ButtonLeft == " ")
	t.Markdown.ascii()
	t.Markdown.Callouts = calloutLooks(t.Styles, t.Sign)
	return t
}

// Measured is the theme for a terminal that counts columns so.
func (t Theme) Measured(r ruler.Ruler) Theme {
	t.Ruler, t.Markdown.Ruler = r, r
	return t
}

// Frame is the border of dialogs.
func (s Signs) Frame() lipgloss.Border {
	if s.ASCII {
		return lipgloss.ASCIIBorder()
	}
	return lipgloss.RoundedBorder()
}

// fg is a style with that foreground; nil is the terminal's own.
func fg(c color.Color) lipgloss.Style {
	s := lipgloss.NewStyle()
	if c != nil {
		s = s.Foreground(c)
	}
	return s
}
