package theme

import "charm.land/lipgloss/v2"

// Styles are named by what they mean. None sets a margin, a padding or a width.
type Styles struct {
	Text   lipgloss.Style // running text: the terminal's own
	Dim    lipgloss.Style // what can wait: hints, dates
	Strong lipgloss.Style // names, what matters in a line
	Emph   lipgloss.Style // the author's emphasis

	Title                 lipgloss.Style // of a screen or a lesson
	Heading               lipgloss.Style // of a part of it
	Task                  lipgloss.Style // what will exist at the end: the heaviest on its page
	TaskBar               lipgloss.Style // down its left
	TaskLabel, TaskGround lipgloss.Style // before it; below both
	Accent                lipgloss.Style // what one is doing now
	Second                lipgloss.Style // what is done, what can be followed

	Button         lipgloss.Style
	ButtonFocused  lipgloss.Style // the one enter presses
	ButtonOff      lipgloss.Style // can't be pressed now
	ButtonKey      lipgloss.Style // the key's name inside a button
	ButtonFocusKey lipgloss.Style
	Key            lipgloss.Style // a key's name in a hint
	KeyHint        lipgloss.Style // what it does
	Selected       lipgloss.Style // the row the arrows are on
	SelectedSign   lipgloss.Style // the sign before it
	Match          lipgloss.Style // letters that a filter found
	Input          lipgloss.Style // what is being typed
	Placeholder    lipgloss.Style
	Cursor         lipgloss.Style // the text cursor, when we draw it ourselves
	Box            lipgloss.Style // the lines of a frame
	BoxTitle       lipgloss.Style
	Rule           lipgloss.Style
	CalloutNote    lipgloss.Style // their sign, word and bar
	CalloutTip     lipgloss.Style
	CalloutCaution lipgloss.Style
	GuideBar       lipgloss.Style // the bar down the mentor's guide
	GuideTitle     lipgloss.Style
	Guide          lipgloss.Style // its text
	BandMentee     lipgloss.Style // whose turn it is, across the page
	BandMentor     lipgloss.Style
	BandBoth       lipgloss.Style
	Done           lipgloss.Style
	Struck         lipgloss.Style // the words of what is done
	Undone         lipgloss.Style
	Current        lipgloss.Style
	Warning        lipgloss.Style
	Error          lipgloss.Style
	Saved          lipgloss.Style
	Unsaved        lipgloss.Style
	Link           lipgloss.Style
	Code           lipgloss.Style
	Bar            lipgloss.Style // the line at the top: where one is
	BarName        lipgloss.Style // the name of the program or the pair in it
	BarFull        lipgloss.Style // the gone part of a bar
	BarEmpty       lipgloss.Style
	BarNow         lipgloss.Style
	RungNone       lipgloss.Style
	Rung           lipgloss.Style // a rung reached
	Shade          lipgloss.Style // what lies behind a dialog
}

func stylesOf(p palette) Styles {
	plain := lipgloss.NewStyle()
	accent, second, dim, line := fg(p.accent), fg(p.second), fg(p.dim), fg(p.line)
	emph := plain.Italic(true)
	if p.loud {
		emph = plain.Underline(true)
	}
	s := Styles{
		Text: plain, Dim: dim, Strong: fg(p.text).Bold(true), Emph: emph,
		Title: fg(p.text).Bold(true), Heading: accent.Bold(true),
		Accent: accent, Second: second,

		Key: plain.Bold(true), KeyHint: dim,
		SelectedSign: accent.Bold(true), Selected: plain.Bold(true),
		Match: accent.Bold(true).Underline(true),
		Input: plain, Placeholder: dim, Cursor: plain.Reverse(true),
		Box: line, BoxTitle: accent.Bold(true), Rule: line,
		CalloutNote: second.Bold(true), CalloutTip: second.Bold(true), CalloutCaution: accent.Bold(true),
		GuideBar: second, GuideTitle: second.Bold(true), Guide: plain,
		Done: second, Undone: dim, Current: accent.Bold(true),
		Warning: accent.Bold(true), Error: fg(p.red).Bold(true),
		Saved: second, Unsaved: fg(p.red).Bold(true),
		Link: second.Underline(true), Code: second,
		Bar: dim, BarName: accent.Bold(true),
		BarFull: second, BarEmpty: line, BarNow: accent.Bold(true),
		RungNone: dim, Rung: second,
		Shade: dim,
	}
	if p.loud || p.dim == nil { // where nothing is grey, what lies behind is faint
		s.Shade = plain.Faint(true)
	}
	s.Task, s.TaskBar, s.TaskLabel, s.TaskGround = fg(p.text).Bold(true), accent, dim, plain
	if p.ground != nil {
		s.Task, s.TaskLabel, s.TaskGround = fg(p.onGround).Bold(true), fg(p.keyOnGround), plain.Background(p.ground)
	}
	s.Struck = dim.Strikethrough(true)
	s.buttons(p)
	s.bands(p)
	return s
}

// buttons have a ground where colours allow it; otherwise the focused one is reversed
// and all have brackets (see Signs.ButtonLeft).
func (s *Styles) buttons(p palette) {
	plain := lipgloss.NewStyle()
	if !p.filled {
		s.Button, s.ButtonKey = plain, plain.Bold(true)
		s.ButtonFocused, s.ButtonFocusKey = plain.Bold(true).Reverse(true), plain.Bold(true).Reverse(true)
		s.ButtonOff = plain.Faint(true)
		return
	}
	s.Button, s.ButtonKey = fg(p.onGround), fg(p.keyOnGround)
	if p.ground != nil {
		s.Button, s.ButtonKey = s.Button.Background(p.ground), s.ButtonKey.Background(p.ground)
	}
	s.ButtonFocused = fg(p.onFocus).Background(p.focus).Bold(true)
	s.ButtonFocusKey = fg(p.onFocus).Background(p.focus)
	s.ButtonOff = fg(p.dim)
}

// bands have a ground of whose turn it is where colours allow it; otherwise they are
// reversed, and their signs tell them apart.
func (s *Styles) bands(p palette) {
	reversed := lipgloss.NewStyle().Bold(true).Reverse(true)
	s.BandMentee, s.BandMentor, s.BandBoth = reversed, reversed, reversed
	if p.mentee != nil {
		s.BandMentee = fg(p.onMentee).Background(p.mentee).Bold(true)
		s.BandMentor = fg(p.onMentor).Background(p.mentor).Bold(true)
		s.BandBoth = fg(p.onGround).Background(p.ground).Bold(true)
	}
}
