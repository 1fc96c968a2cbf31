package document

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// letters are the text as its signs stand for it, in reading order: composed, Arabic
// joined, blanks that differ in nothing but their breaking made one.
func letters(s string) []rune {
	s = norm.NFC.String(s)
	out := make([]rune, 0, len(s))
	for _, r := range s {
		switch {
		case r == '\u202f', r == '\u2007', r == '\u2009':
			r = '\u00a0'
		case r == '\u2011':
			r = '-'
		case unicode.Is(unicode.Cf, r), r >= 0xFE00 && r <= 0xFE0F, r >= 0x1F3FB && r <= 0x1F3FF: // joiners, marks of direction, variants
			continue
		}
		out = append(out, r)
	}
	return joinArabic(out)
}

// An arabic letter's shapes: alone, at the end, at the beginning, within a word; 0 where
// it has none, because it doesn't join what follows.
type arabicForms [4]rune

// arabicTable is Unicode's own: the presentation forms stand in that order, and each
// decomposes into its letter.
var arabicTable = sync.OnceValue(func() map[string]arabicForms {
	table := map[string]arabicForms{}
	for _, block := range [...][2]rune{{0xFB50, 0xFBB1}, {0xFBFC, 0xFBFF}, {0xFE80, 0xFEFC}} {
		place, before := 0, ""
		for r := block[0]; r <= block[1]; r++ {
			letter := norm.NFKC.String(string(r))
			if letter == string(r) {
				continue
			}
			if letter != before {
				place, before = 0, letter
			}
			if place < 4 {
				forms := table[letter]
				forms[place] = r
				table[letter] = forms
			}
			place++
		}
	}
	return table
})

// said is the letters that a sign stands for.
func said(r rune) string {
	if r >= 0xFB50 && r <= 0xFEFC {
		return norm.NFKC.String(string(r))
	}
	return string(r)
}

// joinArabic gives Arabic letters the shape that their neighbours ask for.
func joinArabic(in []rune) []rune {
	if !strings.ContainsFunc(string(in), func(r rune) bool { return unicode.Is(unicode.Arabic, r) }) {
		return in
	}
	table := arabicTable()
	forms := func(i int) arabicForms {
		if i < 0 || i >= len(in) {
			return arabicForms{}
		}
		if in[i] == 'ـ' { // tatweel joins both ways
			return arabicForms{'ـ', 'ـ', 'ـ', 'ـ'}
		}
		return table[string(in[i])]
	}
	// Marks above and below letters don't part them.
	beside := func(i, step int) int {
		for i += step; i >= 0 && i < len(in) && unicode.Is(unicode.Mn, in[i]); i += step {
		}
		return i
	}
	out := make([]rune, 0, len(in))
	for i := 0; i < len(in); i++ {
		f := forms(i)
		if f[0] == 0 {
			out = append(out, in[i])
			continue
		}
		joinsBefore := forms(beside(i, -1))[2] != 0 && f[1] != 0
		if next := i + 1; in[i] == 'ل' && next < len(in) { // lam and alef are one sign
			if two := table["ل"+string(in[next])]; two[0] != 0 {
				r := two[0]
				if joinsBefore {
					r = two[1]
				}
				out = append(out, r)
				i = next
				continue
			}
		}
		joinsAfter := f[2] != 0 && forms(beside(i, 1))[1] != 0
		place := 0
		switch {
		case joinsBefore && joinsAfter && f[3] != 0:
			place = 3
		case joinsAfter:
			place = 2
		case joinsBefore:
			place = 1
		}
		out = append(out, f[place])
	}
	return out
}

// rightToLeft reports whether the first letter with a direction is written from the right.
func rightToLeft(s string) bool {
	for _, r := range s {
		switch p, _ := bidi.LookupRune(r); p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}

// visual puts letters into the order they are drawn in, from the left.
func visual(in []rune) []rune {
	turns := false
	for _, r := range in {
		p, _ := bidi.LookupRune(r)
		turns = turns || p.Class() == bidi.R || p.Class() == bidi.AL
	}
	if !turns {
		return in
	}
	var p bidi.Paragraph
	if _, err := p.SetString(string(in)); err != nil {
		return in
	}
	order, err := p.Order()
	if err != nil {
		return in
	}
	type run struct {
		text string
		turn bool
	}
	runs := make([]run, order.NumRuns()) // in the order they are read in
	for i := range runs {
		r := order.Run(i)
		runs[i] = run{r.String(), r.Direction() == bidi.RightToLeft}
		if runs[i].turn {
			runs[i].text = bidi.ReverseString(runs[i].text)
		}
	}
	// Unicode's rule L2: from the right all runs change places; from the left, those that
	// are written from the right in a row, and the numbers among them.
	if rightToLeft(string(in)) {
		slices.Reverse(runs)
	} else {
		for i := 0; i < len(runs); i++ {
			end := i
			for end < len(runs) && (runs[end].turn || end > i && end+1 < len(runs) && runs[end+1].turn && !strings.ContainsFunc(runs[end].text, unicode.IsLetter)) {
				end++
			}
			slices.Reverse(runs[i:end])
			i = max(i, end-1)
		}
	}
	out := make([]rune, 0, len(in))
	for _, r := range runs {
		out = append(out, []rune(r.text)...)
	}
	return out
}

// line is one line of text as signs, from the left, and its width in ems.
func (p *pen) line(s string, strong bool) (all []glyph, width float64) {
	for _, r := range visual(letters(s)) {
		g := p.glyph(r, strong)
		width += g.advance
		all = append(all, g)
	}
	return all, width
}
