package plain

import (
	"binome/tui/page"
	"strings"
)

// The sentence that ends every page: what can be typed there.

func live(p *page.Page) *page.Field {
	for i := range p.Fields {
		if p.Fields[i].Live {
			return &p.Fields[i]
		}
	}
	return nil
}

func has(p *page.Page, letter string) bool {
	_, ok := p.Action(letter)
	return ok
}

func scaleOf(p *page.Page) string {
	for _, b := range p.Body {
		if b.Kind == page.Scale {
			return b.ID
		}
	}
	return ""
}

// isRow reports what a number chooses: a row, a box, a value to be turned.
func isRow(b *page.Block) bool {
	return b.ID != "" && (b.Kind == page.Choice || b.Kind == page.Box || b.Kind == page.Turn)
}

// rowsOf are what numbers choose, in order.
func rowsOf(p *page.Page) []page.Block {
	var out []page.Block
	for i := range p.Body {
		if isRow(&p.Body[i]) {
			out = append(out, p.Body[i])
		}
	}
	return out
}

// canType is the sentence that ends every page: what can be typed.
func (w *walk) canType(p *page.Page) string {
	var parts []string
	at := p.Main()
	rows := rowsOf(p)
	switch {
	case p.Judge || at < 0:
	case p.Picks && len(rows) > 0 && p.Actions[at].ID == "pick":
		parts = append(parts, w.T("plain.can_enter", "Does", w.chosen(p, rows).Text+w.chosen(p, rows).Label))
	default:
		parts = append(parts, w.T("plain.can_enter", "Does", p.Actions[at].Label))
	}
	switch n := len(rows); {
	case scaleOf(p) != "":
		parts = append(parts, w.T("plain.can_pick", "Numbers", w.T("plain.range", "From", 0, "To", 10)))
	case n == 1:
		parts = append(parts, w.T("plain.can_pick", "Numbers", "1"))
	case n > 1:
		parts = append(parts, w.T("plain.can_pick", "Numbers", w.T("plain.range", "From", 1, "To", n)))
	}
	if live(p) != nil {
		parts = append(parts, w.T("plain.can_filter", "Does", strings.TrimRight(live(p).Label, " :\u00a0\u202f")))
	} else if len(p.Fields) > 0 {
		parts = append(parts, w.T("plain.can_filter", "Does", w.T("plain.write_again")))
	}
	return strings.Join(append(parts, w.letters(p)), " ")
}

// letters names every letter that can be typed. What each does is said when it is new on
// this kind of page.
func (w *walk) letters(p *page.Page) string {
	var news, known []string
	for i, a := range p.Actions {
		switch {
		case a.Off || a.Letter == "" || a.Letter == a.Label || i == p.Main() && !p.Judge:
		case a.ID == "pick" && p.Picks:
		case w.told[a.Letter+a.Label]:
			known = append(known, a.Letter)
		default:
			w.told[a.Letter+a.Label] = true
			news = append(news, a.Letter+noBreak+strings.ReplaceAll(a.Label, " ", noBreak))
		}
	}
	if !w.told["<"] {
		w.told["<"] = true
		news = append(news, "<"+noBreak+w.T("keys.short-back"))
	} else {
		known = append(known, "<")
	}
	for i := range news {
		if len([]rune(news[i])) > 40 {
			news[i] = strings.ReplaceAll(news[i], noBreak, " ")
		}
	}
	return w.T("plain.can_letters", "Letters", strings.Join(append(news, known...), ", "))
}

// noBreak keeps a letter and what it does on one line.
const noBreak = "\u00a0"
