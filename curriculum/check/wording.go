package check

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"binome/curriculum"
)

func format1(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
func format2(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// A phrase to avoid, in small letters; a last word that ends in * stands for all that
// begin so.
type phrase struct {
	rule  string
	words []string
	fix   string
}

// A lexicon is what is avoided in one language, by first word: thousands of lessons
// are read against it, and a regular expression took four seconds where this takes a
// tenth of one.
type lexicon struct {
	phrases map[string][]phrase
	fact    *regexp.Regexp // a figure that will have changed
	factFix string
	elides  bool // l'âge is two words here
}

func (l *lexicon) avoid(rule, fix, phrases string) {
	for p := range strings.SplitSeq(phrases, ",") {
		words := strings.Fields(p)
		first := strings.TrimSuffix(words[0], "*")
		l.phrases[key(first)] = append(l.phrases[key(first)], phrase{rule, words, fix})
	}
}

// key is what phrases are looked up by: so many letters that a stem has them.
func key(word string) string {
	i := 0
	for n := 0; n < 3 && i < len(word); n++ {
		_, size := utf8.DecodeRuneInString(word[i:])
		i += size
	}
	return word[:i]
}

var avoided = sync.OnceValue(func() map[string]*lexicon {
	return map[string]*lexicon{"en": englishLexicon(), "fr": frenchLexicon()}
})

func englishLexicon() *lexicon {
	l := &lexicon{phrases: map[string][]phrase{}, factFix: "leave out what changes, or date it",
		fact: regexp.MustCompile(`(?i)\d(?:[\d., ]*\d)? ?(?:%|per ?cent|characters|followers|million|billion|users|subscribers)`)}
	l.avoid("click-path", "say what to find, not where to click",
		"click, clicks, clicked, clicking, tap on, top right, top left, top-right, top-left, bottom right, bottom left, three dots, hamburger menu, drop-down, dropdown")
	l.avoid("belittling", "leave the word out, or give the reason", "simply, easy, easily, obvious, obviously, just, of course, trivial")
	l.avoid("ageing", "speak of what somebody does, not of their age",
		"at your age, digital native, digital natives, young people, older people, the young, millennial, millennials, boomer, boomers, generation x, generation y, generation z, gen x, gen y, gen z, your generation, my generation")
	l.avoid("option-absolute", "let the case decide, not the word", "all of the above, none of the above, always, never")
	return l
}

func frenchLexicon() *lexicon {
	l := &lexicon{phrases: map[string][]phrase{}, elides: true, factFix: "leave out what changes, or date it",
		fact: regexp.MustCompile(`(?i)\d(?:[\d., \x{a0}\x{202f}]*\d)?[ \x{a0}\x{202f}]?(?:%|pour cent|caractères|abonnés|millions?|milliards?|utilisateurs)`)}
	l.avoid("click-path", "say what to find, not where to click",
		"cliqu*, clic, clics, en haut à droite, en haut à gauche, en bas à droite, en bas à gauche, trois points, trois petits points, menu déroulant")
	l.avoid("belittling", "leave the word out, or give the reason",
		"il suffit, il vous suffit, suffit de, simplement, facile, faciles, facilement, évidemment, évident, évidente, bien sûr, bien entendu, sans effort")
	l.avoid("ageing", "speak of what somebody does, not of their age",
		"les jeunes, à votre âge, de votre âge, génération x, génération y, génération z, natif numérique, natifs numériques, digital native, digital natives, les seniors, les anciens, votre génération, ma génération")
	l.avoid("option-absolute", "let the case decide, not the word",
		"toutes les réponses, toutes ces réponses, aucune de ces réponses, tout ce qui précède, toujours, jamais")
	return l
}

// A token is a word in small letters and where it stands, in bytes.
type token struct {
	word       string
	start, end int
}

func (l *lexicon) tokens(s string, words []extent) []token {
	all := make([]token, 0, len(words))
	for _, e := range words {
		w := s[e.start:e.end]
		if l.elides {
			if i := strings.LastIndexAny(w, "'’"); i >= 0 {
				_, size := utf8.DecodeRuneInString(w[i:])
				e.start, w = e.start+i+size, w[i+size:]
			}
		}
		all = append(all, token{strings.ToLower(w), e.start, e.end})
	}
	return all
}

func (r *report) wording() {
	l := avoided()[base(r.lang)]
	if l == nil {
		return
	}
	for i := range r.draft.Passages {
		p := &r.draft.Passages[i]
		tokens := l.tokens(p.Plain, r.readings[i].words)
		for t := range tokens {
			for _, ph := range l.phrases[key(tokens[t].word)] {
				n, ok := ph.at(p.Plain, tokens[t:])
				if !ok || ph.innocent(tokens, t) || (ph.rule == "option-absolute") && p.Kind != curriculum.OptionPassage {
					continue
				}
				r.hit(p, tokens[t].start, tokens[t+n-1].end, ph.rule, ph.fix)
			}
		}
		if strings.ContainsAny(p.Plain, "0123456789") {
			for _, at := range l.fact.FindAllStringIndex(p.Plain, -1) {
				r.hit(p, at[0], at[1], "passing-fact", l.factFix)
			}
		}
	}
}

// at reports whether the phrase begins with the first of the tokens, with nothing but
// blanks between its words, and how many it takes.
func (ph phrase) at(s string, tokens []token) (n int, ok bool) {
	if len(tokens) < len(ph.words) {
		return 0, false
	}
	for i, want := range ph.words {
		got := tokens[i].word
		stem, open := strings.CutSuffix(want, "*")
		if got != want && !(open && strings.HasPrefix(got, stem)) {
			return 0, false
		}
		if i > 0 && strings.Trim(s[tokens[i-1].end:tokens[i].start], " \u00a0\u202f") != "" {
			return 0, false
		}
	}
	return len(ph.words), true
}

// innocent is "just" of time and comparison: has just left, just before, just as.
func (ph phrase) innocent(tokens []token, t int) bool {
	if ph.words[0] != "just" {
		return false
	}
	if t > 0 {
		switch before := tokens[t-1].word; before {
		case "has", "have", "had", "is", "are", "was", "were":
			return true
		default:
			if hasAnySuffix(before, "'s", "'ve", "'d", "’s", "’ve", "’d") {
				return true
			}
		}
	}
	if t+1 < len(tokens) {
		switch tokens[t+1].word {
		case "before", "after", "as", "like", "now", "then":
			return true
		}
	}
	return false
}

func (r *report) hit(p *curriculum.Passage, start, end int, rule, fix string) {
	f := r.add(rule, p.Pos(start), fix, "%q", p.Plain[start:end])
	f.End = p.Pos(end)
}
