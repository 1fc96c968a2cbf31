package plain

import (
	"slices"
	"strconv"
	"strings"

	"binome/tui/page"
)

// What a page's blocks are as sentences. A paragraph that begins with a mark has what
// follows hung under it; how it was marked stands before a tab.

// blocks are the page's, one string each, in the order they are said.
func (w *walk) blocks(p *page.Page) []string {
	var out []string
	n := 0
	body := p.Body
	if p.Side != nil {
		body = append(slices.Clone(p.Side), p.Body...)
	}
	for i := range body {
		b := &body[i]
		if b.ID != "" && (b.Kind == page.Choice || b.Kind == page.Box || b.Kind == page.Turn) {
			n++
		}
		if s := w.block(p, b, n); s != "" {
			if !listed(b.Kind) || i == 0 || body[i-1].Kind != b.Kind {
				s = "\n" + s
			}
			out = append(out, s)
		}
	}
	return out
}

// listed blocks follow each other without a blank line.
func listed(k page.Kind) bool {
	switch k {
	case page.Point, page.Choice, page.Box, page.Turn, page.Part, page.Option, page.Keys, page.Slope, page.Legend:
		return true
	}
	return false
}

// block is one of them: a mark, a tab, and the words; "" for what is only drawn.
func (w *walk) block(p *page.Page, b *page.Block, n int) string {
	words := func(mark, text string) string { return mark + "\t" + text }
	switch b.Kind {
	case page.Title, page.Para:
		return words("", b.Text)
	case page.Verbatim:
		return words("", b.Text)
	case page.Heading:
		return words("", sentence(b.Text, b.Right))
	case page.Point:
		switch b.Sign {
		case page.Open:
			return words("[ ] ", b.Text)
		case page.Ticked:
			return words("[x] ", b.Text)
		}
		return words("- ", sentence(b.Text, strings.ReplaceAll(b.After, "\n", " ")))
	case page.Quote:
		return words("", w.T("text.quoted", "Text", b.Text))
	case page.Spot:
		return words("- ", b.Text)
	case page.Lesson:
		return "\v" + b.Lang + "\v" + b.Text
	case page.Callout, page.Guide:
		return words("", w.T("plain.callout", "Name", b.Label)) + "\n\v" + b.Lang + "\v" + b.Text
	case page.Box:
		key := "plain.box"
		if b.State == page.Done || b.State == page.Unsaved {
			key = "plain.box_done"
		}
		mark := "- "
		if b.ID != "" {
			mark = strconv.Itoa(n) + ". "
		}
		return words(mark, sentence(w.T(key, "Text", w.inline(b.Lang, b.Text)), b.Right))
	case page.Choice:
		mark := strconv.Itoa(n) + ". "
		text := b.Text
		if b.Sign == page.Ticked {
			text = "[x] " + text
		} else if b.Sign == page.Open {
			text = "[ ] " + text
		}
		return words(mark, sentence(text, strings.ReplaceAll(b.After, "\n", " "), b.Right))
	case page.Part:
		key := map[page.State]string{page.Done: "plain.part_done", page.Here: "plain.part_now", page.Skipped: "plain.part_skipped"}[b.State]
		text := w.T("plain.part", "Part", b.Text, "Minutes", w.N("date.minutes", b.Number))
		if key != "" {
			text = w.T(key, "Part", text)
		}
		return words("- ", text)
	case page.Rail:
		s := b.Stops[b.At]
		return words("", w.T("plain.step", "N", b.At+1, "Step", s.Word, "Minutes", w.N("date.minutes", s.Minutes)))
	case page.Option:
		text := w.inline(b.Lang, b.Text)
		if b.After != "" {
			after := w.inline(b.Lang, b.After)
			if b.State == page.Done {
				after = w.T("plain.option_right", "Text", after)
			}
			text = sentence(text, after)
		}
		return words(b.Label+". ", sentence(text, b.Right))
	case page.Turn:
		value := ""
		if b.At >= 0 && b.At < len(b.Values) {
			value = b.Values[b.At]
		}
		return words(strconv.Itoa(n)+". ", w.T("plain.cell", "Column", b.Label, "Text", value))
	case page.Scale, page.Slope:
		return words("", b.Text)
	case page.Map:
		return "" // the outline says it in words
	case page.Keys:
		return words(b.Label+": ", b.Text)
	case page.Entry, page.Month, page.Timeline, page.Legend, page.Gap:
		return ""
	}
	return ""
}

// sentence sets pieces one after the other, those that are empty left out.
func sentence(pieces ...string) string {
	out := ""
	for _, p := range pieces {
		switch {
		case p == "":
		case out == "":
			out = p
		case strings.ContainsAny(out[len(out)-1:], ".!?:"):
			out += " " + p
		default:
			out += ". " + p
		}
	}
	return out
}

// print says a block.
func (w *walk) print(s string) {
	for part := range strings.SplitSeq(s, "\n\v") {
		w.printPart(part)
	}
}

func (w *walk) printPart(s string) {
	if strings.HasPrefix(s, "\n") {
		w.out.gap()
		s = s[1:]
	}
	s = strings.TrimPrefix(s, "\v")
	if lang, md, ok := strings.Cut(s, "\v"); ok {
		w.markdown(lang, md)
		return
	}
	mark, text, _ := strings.Cut(s, "\t")
	if text != "" {
		w.point(mark, text)
	}
}
