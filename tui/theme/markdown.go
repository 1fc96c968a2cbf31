package theme

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"binome/tui/ruler"
)

// Markdown is how lessons are drawn: the styles of what stands in a line, and the signs
// and styles of blocks, which are laid out by widget.
type Markdown struct {
	Name string // names this look, for caches: theme, depth of colour, signs
	ruler.Ruler

	// What stands in a line. Where two meet, the later has the last word.
	Heading, Strong, Emph, Struck, Mono lipgloss.Style
	Link, LinkText, ImageText           lipgloss.Style
	MonoMark                            string // on both sides of code, where no colour tells it

	Bullet, SubBullet, Quote, Rule string
	BoxOpen, BoxTicked             string
	Ellipsis                       string
	Frame                          lipgloss.Border // round cards

	BulletStyle, QuoteStyle, RuleStyle, HeadStyle, LabelStyle lipgloss.Style

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

func markdownOf(name string, p palette, signs Signs) Markdown {
	emph, mono := lipgloss.NewStyle().Italic(true), ""
	if p.loud {
		emph = lipgloss.NewStyle().Underline(true)
	}
	if p.second == nil {
		mono = "`"
	}
	return Markdown{
		Name:    strings.Join([]string{name, fmt.Sprint(p.filled), fmt.Sprint(p.second == nil), fmt.Sprint(p.accent)}, "/"),
		Ruler:   ruler.Whole,
		Heading: fg(p.accent).Bold(true), Strong: lipgloss.NewStyle().Bold(true), Emph: emph,
		Struck: lipgloss.NewStyle().Strikethrough(true), Mono: fg(p.second), MonoMark: mono,
		Link: fg(p.dim), LinkText: fg(p.second).Underline(true), ImageText: emph,
		Bullet: signs.Bullet, SubBullet: signs.SubBullet, Quote: signs.Quote, Rule: signs.Rule, Frame: signs.Frame(),
		BoxOpen: signs.BoxOpen, BoxTicked: signs.BoxTicked, Ellipsis: signs.Ellipsis,
		BulletStyle: fg(p.accent), QuoteStyle: fg(p.line), RuleStyle: fg(p.line),
		HeadStyle: fg(p.text).Bold(true), LabelStyle: fg(p.dim),
	}
}

// ascii swaps the block signs; the styles stay.
func (m *Markdown) ascii() {
	s := asciiSigns(false)
	m.Name += "/ascii"
	m.Bullet, m.SubBullet, m.Quote, m.Rule, m.Frame = s.Bullet, s.SubBullet, s.Quote, s.Rule, s.Frame()
	m.BoxOpen, m.BoxTicked, m.Ellipsis = s.BoxOpen, s.BoxTicked, s.Ellipsis
}
