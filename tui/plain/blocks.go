package plain

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"binome/curriculum/block"
	"binome/tui/page"
)

// What a page's blocks are as sentences. A paragraph that begins with a mark has what
// follows hung under it; how it was marked stands before a tab.

// blocks are the page's, one string each, in the order they are said.
func (w *teller) blocks(p *page.Page) []string {
	var out []string
	w.kept = map[string][]block.Block{}
	n := 0
	body := p.Body
	if p.Side != nil {
		body = append(slices.Clone(p.Side), p.Body...)
	}
	for i := range body {
		b := &body[i]
		if isRow(b) {
			n++
		}
		if s := w.block(b, n); s != "" {
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
	case page.Point, page.Choice, page.Box, page.Turn, page.Part, page.Option, page.Keys, page.Slope, page.Legend, page.Station:
		return true
	}
	return false
}

// block is one of them: a mark, a tab, and the words; "" for what is only drawn.
func (w *teller) block(b *page.Block, n int) string {
	words := func(mark, text string) string { return mark + "\t" + text }
	switch b.Kind {
	case page.Title, page.Para, page.Band, page.When:
		return words("", b.Text)
	case page.Prompt:
		if b.Number > 0 { // said when it began
			return ""
		}
		return words("", strings.ReplaceAll(b.Text, "\n", " "))
	case page.Verbatim:
		return words("", b.Text)
	case page.Task:
		return words("", b.Label+" "+b.Text)
	case page.Card:
		said := words("", b.Label)
		for i := range b.Inside {
			if s := w.block(&b.Inside[i], 0); s != "" {
				said += "\n" + s
			}
		}
		return said
	case page.Station:
		mark := map[page.State]string{page.Done: "[x] ", page.Here: "> "}[b.State]
		return words(cmp.Or(mark, "- "), sentence(b.Text, b.Right, strings.ReplaceAll(b.After, "\n", ". ")))
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
		if len(b.Spans) > 0 {
			return words("", w.inline(b.Spans))
		}
		return w.keep(b.Blocks)
	case page.Guide:
		return words("", w.T("plain.callout", "Name", b.Label)) + "\n" + w.keep(b.Blocks)
	case page.Box:
		key := "plain.box"
		if b.State == page.Done || b.State == page.Unsaved {
			key = "plain.box_done"
		}
		mark := "- "
		if b.ID != "" {
			mark = strconv.Itoa(n) + ". "
		}
		return words(mark, sentence(w.T(key, "Text", w.inline(b.Spans)), b.Right))
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
		text := w.inline(b.Spans)
		if len(b.Blocks) > 0 {
			text = sentence(text, w.flat(b.Blocks))
		}
		if len(b.Reply) > 0 {
			after := w.flat(b.Reply)
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
	case page.Entry, page.Month, page.Timeline, page.Legend, page.Logo, page.Gap:
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

// keep puts blocks of a lesson by, to be read where their name is printed: the name is
// what they say, so that the same blocks have the same one.
func (w *teller) keep(blocks []block.Block) string {
	name := "\v" + block.Plain(blocks, w.phrases())
	name = strings.ReplaceAll(name, "\n", "\r")
	w.kept[name] = blocks
	return name
}

// print says a block.
func (w *teller) print(s string) {
	if strings.HasPrefix(s, "\n") {
		w.out.gap()
		s = s[1:]
	}
	for part := range strings.SplitSeq(s, "\n") {
		if blocks, ok := w.kept[part]; ok {
			w.read(blocks)
			continue
		}
		mark, text, _ := strings.Cut(part, "\t")
		if text != "" {
			w.point(mark, text)
		}
	}
}
