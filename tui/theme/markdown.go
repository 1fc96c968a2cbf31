package theme

import (
	"fmt"
	"image/color"
	"strings"

	glamour "charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"binome/tui/ruler"
)

// Markdown is how lessons are drawn: a glamour style of our own for what stands in a
// line, and the signs and styles of blocks, which are laid out by widget.
type Markdown struct {
	Name   string // names this look, for caches: theme, depth of colour, signs
	Config glamour.StyleConfig
	ruler.Ruler

	Bullet, SubBullet, Quote, Rule string
	BoxOpen, BoxTicked             string
	Ellipsis                       string
	Frame                          lipgloss.Border // round cards

	BulletStyle, QuoteStyle, RuleStyle, HeadStyle, LabelStyle, CodeStyle lipgloss.Style

	InFull   bool                   // addresses stand below their paragraphs: no terminal opens a link
	Callouts map[string]CalloutLook // by the name of the call-out: NOTE, TIP, …
}

// A CalloutLook is how a call-out is marked: its sign, and the style of sign, word and bar.
type CalloutLook struct {
	Sign  string
	Style lipgloss.Style
}

// calloutLooks are GitHub's five in the three looks there are.
func calloutLooks(s Styles, signs Signs) map[string]CalloutLook {
	note, tip, careful := CalloutLook{signs.Note, s.CalloutNote}, CalloutLook{signs.Tip, s.CalloutTip}, CalloutLook{signs.Caution, s.CalloutCaution}
	return map[string]CalloutLook{"NOTE": note, "TIP": tip, "IMPORTANT": note, "WARNING": careful, "CAUTION": careful}
}

// markdownOf leaves the colour of the whole document unset on purpose: with a colour there, glamour
// styles every blank it pads with, at twice the time and seven times the bytes.
func markdownOf(name string, p palette, signs Signs) Markdown {
	yes := true
	bold := glamour.StylePrimitive{Bold: &yes}
	heading := glamour.StylePrimitive{Bold: &yes, Color: colourName(p.accent)}
	c := glamour.StyleConfig{
		Heading: glamour.StyleBlock{StylePrimitive: heading},
		Emph:    glamour.StylePrimitive{Italic: &yes},
		Strong:  bold,

		Strikethrough: glamour.StylePrimitive{CrossedOut: &yes},
		Link:          glamour.StylePrimitive{Color: colourName(p.dim)},
		LinkText:      glamour.StylePrimitive{Color: colourName(p.second), Underline: &yes},
		Image:         glamour.StylePrimitive{Color: colourName(p.dim)},
		ImageText:     glamour.StylePrimitive{Italic: &yes},
		Code:          glamour.StyleBlock{StylePrimitive: glamour.StylePrimitive{Color: colourName(p.second)}},
	}
	if p.loud {
		c.Emph = glamour.StylePrimitive{Underline: &yes}
		c.ImageText = c.Emph
	}
	if p.second == nil { // without colour, code keeps its backticks
		c.Code.StylePrimitive.Prefix, c.Code.StylePrimitive.Suffix = "`", "`"
	}
	return Markdown{
		Name:   strings.Join([]string{name, fmt.Sprint(p.filled), fmt.Sprint(c.Code.Color == nil), colourKey(p)}, "/"),
		Config: c,
		Ruler:  ruler.Whole,
		Bullet: signs.Bullet, SubBullet: signs.SubBullet, Quote: signs.Quote, Rule: signs.Rule, Frame: signs.Frame(),
		BoxOpen: signs.BoxOpen, BoxTicked: signs.BoxTicked, Ellipsis: signs.Ellipsis,
		BulletStyle: fg(p.accent), QuoteStyle: fg(p.line), RuleStyle: fg(p.line),
		HeadStyle: fg(p.text).Bold(true), LabelStyle: fg(p.dim), CodeStyle: fg(p.second),
	}
}

// ascii swaps the block signs; the styles stay.
func (m *Markdown) ascii() {
	s := asciiSigns(false)
	m.Name += "/ascii"
	m.Bullet, m.SubBullet, m.Quote, m.Rule, m.Frame = s.Bullet, s.SubBullet, s.Quote, s.Rule, s.Frame()
	m.BoxOpen, m.BoxTicked, m.Ellipsis = s.BoxOpen, s.BoxTicked, s.Ellipsis
}

// colourName writes a colour as glamour's styles want it: a number or #rrggbb.
func colourName(c color.Color) *string {
	var s string
	switch c := c.(type) {
	case nil:
		return nil
	case ansi.BasicColor:
		s = fmt.Sprint(uint8(c))
	case ansi.IndexedColor:
		s = fmt.Sprint(uint8(c))
	default:
		r, g, b, _ := c.RGBA()
		s = fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
	}
	return &s
}

// colourKey tells palettes of one name and different depths apart.
func colourKey(p palette) string {
	if s := colourName(p.accent); s != nil {
		return *s
	}
	return "none"
}
