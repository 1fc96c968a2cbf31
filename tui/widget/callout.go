package widget

import (
	"charm.land/lipgloss/v2"

	"binome/tui/theme"
)

// A CalloutKind says how a call-out is marked.
type CalloutKind int

// The kinds of call-out.
const (
	Note CalloutKind = iota
	Tip
	Caution
)

// Callout draws lines set apart: a sign and a word, then the text, all down one bar.
func Callout(t theme.Theme, kind CalloutKind, word string, body Block) Block {
	style, sign := t.CalloutNote, t.Sign.Note
	switch kind {
	case Tip:
		style, sign = t.CalloutTip, t.Sign.Tip
	case Caution:
		style, sign = t.CalloutCaution, t.Sign.Caution
	}
	return barred(style, style.Bold(false).Render(t.Sign.Quote), sign+" "+word, body)
}

// GuideBox draws the mentor's guide: its title, then the text, down a heavier bar.
func GuideBox(t theme.Theme, title string, body Block) Block {
	return barred(t.GuideTitle, t.GuideBar.Render(t.Sign.Guide), title, body)
}

func barred(head lipgloss.Style, bar, title string, body Block) Block {
	var in Block
	in.Add(Paint(head, title))
	in.Append(body)
	return in.Prefix(bar + " ")
}
