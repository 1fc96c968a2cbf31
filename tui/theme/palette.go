package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// A palette is the colours of one theme at one depth. A nil colour is the terminal's
// own foreground or background.
type palette struct {
	dark   bool
	filled bool // the focused button has a ground of its own; otherwise it is reversed
	loud   bool // emphasis must not rely on italic or grey: contrast and plain

	text   color.Color // words that lead: titles, names
	dim    color.Color // words that can wait
	line   color.Color // rules and frames, which carry no words
	accent color.Color
	second color.Color
	red    color.Color

	ground      color.Color // of buttons; nil for brackets around them
	onGround    color.Color
	keyOnGround color.Color
	focus       color.Color // of the button enter presses
	onFocus     color.Color

	// Bands say whose turn it is: the mentee's and the mentor's; nil where they are reversed.
	mentee, onMentee color.Color
	mentor, onMentor color.Color
}

// paletteOf is the palette of that name for that depth of colour.
func paletteOf(name string, profile colorprofile.Profile) (palette, bool) {
	if name == Plain {
		return palette{dark: true, loud: true}, true
	}
	if profile == colorprofile.ANSI {
		p, ok := palettes16()[name]
		return p, ok
	}
	p, ok := palettes()[name]
	if ok && profile == colorprofile.ANSI256 {
		p = p.convert(profile)
		// The nearest of the 256 are too pale here.
		switch name {
		case Light:
			p.accent, p.focus = ansi.IndexedColor(94), ansi.IndexedColor(94)
		case ContrastLight:
			p.second = ansi.IndexedColor(17)
		}
	}
	return p, ok
}

// palettes are the full colours. The figures are checked by contrast_test.go against
// the backgrounds of the schemes that terminals ship with.
func palettes() map[string]palette {
	hex := lipgloss.Color
	return map[string]palette{
		Dark: {
			dark: true, filled: true,
			text:   nil,
			dim:    hex("#b8ada2"),
			line:   hex("#6f665e"),
			accent: hex("#f2b184"),
			second: hex("#8cc7bb"),
			red:    hex("#ff9f96"),

			ground: hex("#453d37"), onGround: hex("#f6efe7"), keyOnGround: hex("#d3c6b9"),
			focus: hex("#f2b184"), onFocus: hex("#2a1a0f"),
			mentee: hex("#5a3a24"), onMentee: hex("#ffd9bd"),
			mentor: hex("#1f4a43"), onMentor: hex("#c3ece3"),
		},
		Light: {
			filled: true,
			text:   nil,
			dim:    hex("#655c54"),
			line:   hex("#b5aba0"),
			accent: hex("#9a4316"),
			second: hex("#0f6259"),
			red:    hex("#b3201b"),

			ground: hex("#e9e0d5"), onGround: hex("#2c2621"), keyOnGround: hex("#5c5249"),
			focus: hex("#9a4316"), onFocus: hex("#fffaf5"),
			mentee: hex("#f6dcc9"), onMentee: hex("#6e2d0b"),
			mentor: hex("#cfe8e2"), onMentor: hex("#0a433c"),
		},
		Contrast: {
			dark: true, filled: true, loud: true,
			text:   nil,
			dim:    hex("#f0ebe6"),
			line:   hex("#f0ebe6"),
			accent: hex("#ffd75f"),
			second: hex("#9df0e2"),
			red:    hex("#ffc4bd"),

			keyOnGround: hex("#ffd75f"),
			focus:       hex("#ffd75f"), onFocus: hex("#000000"),
		},
		ContrastLight: {
			filled: true, loud: true,
			text:   nil,
			dim:    hex("#24201d"),
			line:   hex("#24201d"),
			accent: hex("#6b2a06"),
			second: hex("#003f39"),
			red:    hex("#7d0b08"),

			keyOnGround: hex("#6b2a06"),
			focus:       hex("#3b1500"), onFocus: hex("#ffffff"),
		},
	}
}

// palettes16 use the terminal's own sixteen names, whose values we can't know: only
// those that are legible in every scheme tried (contrast_test.go lists them), no grey,
// and no grounds but reverse. Neither red can be read on every dark background, so an
// error has the accent there, and its sign.
func palettes16() map[string]palette {
	dark := palette{dark: true, accent: lipgloss.BrightYellow, second: lipgloss.Cyan, red: lipgloss.BrightYellow}
	light := palette{accent: lipgloss.Magenta, second: lipgloss.Blue, red: lipgloss.Red}
	loudDark, loudLight := dark, light
	loudDark.loud, loudLight.loud = true, true
	return map[string]palette{Dark: dark, Light: light, Contrast: loudDark, ContrastLight: loudLight}
}

// convert brings every colour down to what the terminal can show.
func (p palette) convert(to colorprofile.Profile) palette {
	for _, c := range []*color.Color{
		&p.text, &p.dim, &p.line, &p.accent, &p.second, &p.red,
		&p.ground, &p.onGround, &p.keyOnGround, &p.focus, &p.onFocus,
		&p.mentee, &p.onMentee, &p.mentor, &p.onMentor,
	} {
		if *c != nil {
			*c = to.Convert(*c)
		}
	}
	return p
}
