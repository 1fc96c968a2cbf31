package check

import (
	"regexp"
	"strconv"
	"strings"

	"binome/curriculum"
	"binome/curriculum/phrases"
)

func format1(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
func format2(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// What satisfies each of the rules about words.
const (
	clickFix     = "say what to find, not where to click"
	belittleFix  = "leave the word out, or give the reason"
	ageFix       = "speak of what somebody does, not of their age"
	absoluteFix  = "let the case decide, not the word"
	passingFix   = "leave out what changes, or date it"
	clickPath    = "click-path"
	belittling   = "belittling"
	ageing       = "ageing"
	passingFact  = "passing-fact"
	optionAlways = "option-absolute"
)

func wordFix(rule string) string {
	return map[string]string{clickPath: clickFix, belittling: belittleFix, ageing: ageFix, optionAlways: absoluteFix, passingFact: passingFix}[rule]
}

// A figures is how a language says figures that will have changed.
type figures struct {
	digits   *regexp.Regexp // wants a digit
	innocent *regexp.Regexp // of what digits finds, with 30 bytes around
	ages     *regexp.Regexp // the over-50s
	menu     *regexp.Regexp // a path through menus
}

// aNumber is one in figures, with a blank behind it.
const aNumber = `\d(?:[\d., \x{a0}\x{202f}]*\d)?[ \x{a0}\x{202f}]?`

// menuPattern finds a path with a menu in it, one of three parts, or one that somebody is
// sent along: File > Save As, not Lyon > Paris; Settings, then Privacy.
func menuPattern(menus, verbs string) string {
	const arrow, part = `[ \x{a0}]?[>›→»][ \x{a0}]?`, `\p{Lu}[\p{L}]*(?: \p{Lu}\p{L}*)?`
	return `(?:` + menus + `)[ \x{a0}]?[>›→](?:[ \x{a0}]?` + part + `)*|` + part + arrow + `(?:` + menus + `)\b|` +
		part + `[ \x{a0}]?[>›][ \x{a0}]?` + part + `[ \x{a0}]?[>›][ \x{a0}]?` + part + `|(?:` + verbs + `) (?:` + menus + `)(?: / ` + part + `|, (?:then|puis) ` + part + `)|(?:` + verbs + `) ` + part + `[ \x{a0}]?[>›→](?:[ \x{a0}]?` + part + `)?`
}

// A slip is a stretch of a text that breaks a rule about words, in bytes.
type slip struct {
	extent
	rule string
}

func (r *report) wording() {
	lang := phrases.Base(r.lang)
	l := lexicons()[lang]
	if l == nil {
		return
	}
	f := languages[lang].figures()
	for i := range r.draft.Passages {
		p := &r.draft.Passages[i]
		for _, s := range append(l.slips(p.Plain, r.readings[i].words), f.slips(p.Plain)...) {
			if s.rule == optionAlways && p.Kind != curriculum.OptionPassage {
				continue
			}
			r.add(s.rule, p.Pos(s.start), wordFix(s.rule), "%q", p.Plain[s.start:s.end]).End = p.Pos(s.end)
		}
	}
}

// slips are the phrases to avoid in a text.
func (l *lexicon) slips(s string, words []extent) (all []slip) {
	tokens := l.tokens(s, words)
	for t := range tokens {
		for _, ph := range l.phrases[key(tokens[t].word)] {
			end, ok := ph.at(tokens, t)
			if !ok {
				continue
			}
			at := extent{tokens[t].start, tokens[end-1].end}
			if ph.rule == belittling && tokens[t].name || ph.rule != ageing && mentioned(s, at) {
				continue
			}
			all = append(all, slip{at, ph.rule})
			break // one fault, however many phrases find it
		}
	}
	return all
}

// slips are the figures, and the paths through menus, of a text.
func (f *figures) slips(s string) (all []slip) {
	if strings.ContainsAny(s, "0123456789") {
		for _, at := range f.digits.FindAllStringIndex(s, -1) {
			figure, around := s[at[0]:at[1]], strings.ToValidUTF8(s[max(at[0]-30, 0):min(at[1]+12, len(s))], "")
			if !f.innocent.MatchString(figure) && !(strings.HasSuffix(figure, "%") && f.innocent.MatchString(around)) {
				all = append(all, slip{extent{at[0], at[1]}, passingFact})
			}
		}
		for _, at := range f.ages.FindAllStringIndex(s, -1) {
			all = append(all, slip{extent{at[0], at[1]}, ageing})
		}
	}
	if strings.ContainsAny(s, ">›→/") || strings.Contains(s, ", then ") || strings.Contains(s, ", puis ") {
		for _, at := range f.menu.FindAllStringIndex(s, -1) {
			all = append(all, slip{extent{at[0], at[1]}, clickPath})
		}
	}
	return all
}

// mentioned reports whether the words stand between quotation marks of their own: they are
// spoken of, not used.
func mentioned(s string, at extent) bool {
	before, after := strings.TrimRight(s[:at.start], "\u00a0\u202f "), strings.TrimLeft(s[at.end:], "\u00a0\u202f ")
	for _, q := range []string{"“”", "«»", `""`} {
		marks := []rune(q)
		if strings.HasSuffix(before, string(marks[0])) && strings.HasPrefix(after, string(marks[1])) {
			return true
		}
	}
	return false
}
