package curriculum

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"binome/curriculum/block"
)

// What an author meant as the mentor's guide and wrote in another way would be read out
// by the mentee. Such a lesson isn't used until it is mended: the cost of a false alarm
// is a word moved, that of silence is the mentor's trust.

const guideFix = "a line > [!MENTOR] of its own, and > before every line that belongs to it"

// lookAlikes finds guides that are none: `> [MENTOR]`, `> **Mentor:**`, `!!! mentor`, and
// one of which only the first line is marked.
func (l *lesson) lookAlikes() {
	for _, g := range l.guides {
		if len(g.Blocks) == 0 {
			l.fault(g.Pos, "guide-empty", guideFix, "a mentor's guide without words: what follows it is shown to the mentee")
		}
	}
	l.outer(l.doc.Blocks, func(b *block.Block) {
		switch b.Kind {
		case block.Quotation, block.Callout:
			if len(b.Blocks) == 0 || b.Name == mentor {
				return
			}
			switch first := &b.Blocks[0]; {
			case isLine(first) && guideLike(first.Spans, true), first.Kind == block.Heading && forMentor(block.Words(first.Spans), false):
				l.lookAlike(b.At)
			}
		case block.Paragraph:
			if guideLike(b.Spans, false) {
				l.lookAlike(b.At)
			}
		}
	})
}

func (l *lesson) lookAlike(at int) {
	pos := l.pos(at)
	for _, p := range l.problems {
		if p.Pos == pos || p.Code == "guide-look-alike" && p.Pos.Line == pos.Line {
			return // told already: a quotation's paragraph is walked too
		}
	}
	l.fault(pos, "guide-look-alike", guideFix, "this looks like a mentor's guide and isn't one")
}

// opening is what may mark a guide: [label], [! label], ! label, !!! label, ::: label; else a
// label and a colon or a dash.
var opening = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[^\pL\[!?:]*(?:\[\s*(!?)\s*([^\]]{1,40})\]|(!!!|!|\?\?\?\+?|:::+)\s*\{?\.?"?([\p{L}'’]{1,40}))`)
})

var label = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([\p{L}'’ \x{a0}\x{202f}-]{1,50}?)[\s\x{a0}\x{202f}]*(?:[:：]|\s[—–-]\s)`)
})

// guideLike reports whether a line opens as a guide might. In a quotation a label is
// enough; elsewhere it may be somebody speaking.
func guideLike(spans []block.Span, quoted bool) bool {
	if len(spans) == 0 || spans[0].Style&block.Mono != 0 {
		return false
	}
	words := block.Words(spans)
	if m := opening().FindStringSubmatch(words); m != nil {
		return forMentor(m[2]+m[4], true) || len(m[1]+m[3]) > 0 && m[3] != "!" && ForLeader(m[2]+m[4])
	}
	if !quoted {
		return false
	}
	for len(spans) > 0 && !strings.ContainsFunc(spans[0].Text, unicode.IsLetter) { // 👩‍🏫 **Mentor**
		spans = spans[1:]
	}
	words = strings.TrimLeftFunc(words, func(r rune) bool { return !unicode.IsLetter(r) })
	if m := label().FindStringSubmatch(words); m != nil && forMentor(m[1], false) {
		return true
	}
	if bold := leading(spans, block.Strong); bold != "" && forMentor(bold, false) {
		return true
	}
	first, _, _ := strings.Cut(words, " ")
	return first == strings.ToUpper(first) && forMentor(first, false)
}

// leading are the words that spans open with in that style.
func leading(spans []block.Span, style block.Style) string {
	n := 0
	for n < len(spans) && spans[n].Kind == block.Text && spans[n].Style&style != 0 {
		n++
	}
	return block.Words(spans[:n])
}

// around are the words a label for the mentor is made of, besides the mentor.
var around = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq("guide note notes tip tips hint hints side corner coach coaching for to the only and " +
		"le la les l du de des d au aux à pour intention attention et seul seulement uniquement réservé réservée repère repères conseil conseils astuce astuces mot fiche") {
		set[w] = true
	}
	return set
})

// forMentor reports whether a label names the mentor and nobody else. In brackets it may be
// misspelt.
func forMentor(s string, bracketed bool) bool {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
	named := false
	for _, w := range words {
		switch {
		case w == "mentor" || w == "mentors" || w == "mentore" || w == "mentores" || w == "mentorat":
			named = true
		case w == "s" || around()[w]:
		case bracketed && len(words) == 1 && !strings.HasPrefix("mentees", w) && near(w, "mentor"):
			named = true
		default:
			return false
		}
	}
	return named
}

// leads are those who lead a course elsewhere: a call-out or a block that is named after one
// of them is theirs.
var leads = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq("instructor instructors trainer trainers teacher teachers facilitator facilitators leader leaders coach guide tutor repère repères " +
		"formateur formateurs formatrice formatrices animateur animatrice animateurs enseignant enseignante enseignants enseignantes accompagnateur accompagnatrice tuteur tutrice") {
		set[w] = true
	}
	return set
})

// ForLeader reports whether a call-out's name is one of a leader's.
func ForLeader(s string) bool {
	named := false
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch {
		case leads()[w] || w == "mentor":
			named = true
		case w != "s" && !around()[w]:
			return false
		}
	}
	return named
}

// near reports whether two words differ by at most two letters put in, left out, changed
// or swapped.
func near(a, b string) bool { return edits(a, b) <= 2 }
