package theme

import "binome/storage/clean"

// Signs are the marks drawn beside words. Each is one column wide unless said.
type Signs struct {
	ASCII bool

	Steps [5]string // discover, together, your turn, talk, remember
	Rungs [6]string // none yet, with you, with a hint, unaided, again, passed on

	BoxOpen, BoxTicked  string // three columns: [ ] and [✓]
	Cursor              string // before the row the arrows are on
	Done, Undone        string // of a step or an agenda line
	Current             string // where one is
	Bullet, SubBullet   string
	Hands, Speaks, Both string // whose turn it is: at the keyboard, to speak, both
	Task                string // down the left of what will exist
	Quote               string // down the left of a quotation
	Guide               string // down the left of the mentor's guide
	Rule                string // horizontal, repeated
	Down, Up            string // more below, more above
	Left, Right         string // keys ← and →
	Arrow               string // before → after
	Separator           string // between words on one line
	Note, Tip, Caution  string
	Warning, Error      string
	Saved, Unsaved      string
	Ellipsis            string // one column, or three in ASCII
	BarFull, BarEmpty   string
	BarNow              string // the mark of now on a bar

	ButtonLeft, ButtonRight string // one column each: the ends of a button
}

func unicodeSigns(filled bool) Signs {
	s := Signs{
		Steps:   [5]string{"◇", "∞", "►", "»", "↻"},
		Rungs:   [6]string{"·", "○", "◔", "◑", "◕", "●"},
		BoxOpen: "[ ]", BoxTicked: "[✓]",
		Cursor: "›", Done: "✓", Undone: "·", Current: "►",
		Bullet: "•", SubBullet: "–",
		Hands: "►", Speaks: "»", Both: "∞", Task: "▌",
		Quote: "│", Guide: "┃", Rule: "─",
		Down: "↓", Up: "↑", Left: "←", Right: "→", Arrow: "→", Separator: "·",
		Note: "i", Tip: "→", Caution: "!",
		Warning: "!", Error: "×", Saved: "✓", Unsaved: "!",
		Ellipsis: clean.Ellipsis,
		BarFull:  "━", BarEmpty: "─", BarNow: "┃",
	}
	s.ButtonLeft, s.ButtonRight = buttonEnds(filled)
	return s
}

func asciiSigns(filled bool) Signs {
	s := Signs{
		ASCII:   true,
		Steps:   [5]string{"?", "&", ">", "\"", "@"},
		Rungs:   [6]string{".", "o", "-", "=", "+", "*"},
		BoxOpen: "[ ]", BoxTicked: "[x]",
		Cursor: ">", Done: "x", Undone: ".", Current: ">",
		Bullet: "*", SubBullet: "-",
		Hands: ">", Speaks: "\"", Both: "&", Task: "|",
		Quote: "|", Guide: "|", Rule: "-",
		Down: "v", Up: "^", Left: "<", Right: ">", Arrow: ">", Separator: "-",
		Note: "i", Tip: ">", Caution: "!",
		Warning: "!", Error: "x", Saved: "+", Unsaved: "!",
		Ellipsis: "...",
		BarFull:  "=", BarEmpty: "-", BarNow: "|",
	}
	s.ButtonLeft, s.ButtonRight = buttonEnds(filled)
	return s
}

// buttonEnds keep a button as wide in every theme, so that layouts don't move.
func buttonEnds(filled bool) (left, right string) {
	if filled {
		return " ", " "
	}
	return "[", "]"
}
