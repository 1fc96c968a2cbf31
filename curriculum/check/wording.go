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
		"click, clicks, clicked, clicking, right-click, right-clicks, right-clicking, double-click, double-clicks, double-clicking, left-click, tap on, top right, top left, top-right, top-left, bottom right, bottom left, three dots, hamburger menu, drop-down, dropdown")
	l.avoid("belittling", "leave the word out, or give the reason", "a piece of cake, no-brainer, simply, easy, easily, obvious, obviously, just, of course, trivial")
	l.avoid("ageing", "speak of what somebody does, not of their age",
		"at your age, digital native, digital natives, young people, old people, older people, elderly people, the elderly, the young, millennial, millennials, boomer, boomers, generation x, generation y, generation z, gen x, gen y, gen z, your generation, my generation")
	l.avoid("option-absolute", "let the case decide, not the word", "all of the above, none of the above, always, never")
	return l
}

func frenchLexicon() *lexicon {
	l := &lexicon{phrases: map[string][]phrase{}, elides: true, factFix: "leave out what changes, or date it",
		fact: regexp.MustCompile(`(?i)\d(?:[\d., \x{a0}\x{202f}]*\d)?[ \x{a0}\x{202f}]?(?:%|pour cent|caractères|abonnés|millions?|milliards?|utilisateurs)`)}
	l.avoid("click-path", "say what to find, not where to click",
		"cliqu*, double-cliqu*, double-clic, clic, clics, en haut à droite, en haut à gauche, en bas à droite, en bas à gauche, trois points, trois petits points, menu déroulant")
	l.avoid("belittling", "leave the word out, or give the reason",
		"tout simple, jeu d'enfant, il suffit, il vous suffit, suffit de, simplement, facile, faciles, facilement, évidemment, évident, évidente, bien sûr, bien entendu, sans effort")
	l.avoid("ageing", "speak of what somebody does, not of their age",
		"les jeunes, boomer, boomers, personnes âgées, les vieux, à votre âge, de votre âge, génération x, génération y, génération z, natif numérique, natifs numériques, digital native, digital natives, les seniors, les anciens, votre génération, ma génération")
	l.avoid("option-absolute", "let the case decide, not the word",
		"toutes les réponses, toutes ces réponses, aucune de ces réponses, tout ce qui précède, toujours, jamais")
	return l
}

var (
	// Add 3 users: an act, no limit of a platform.
	fewPeople = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^\d{1,2}[ \x{a0}\x{202f}]?(?:users|followers|subscribers|abonnés|utilisateurs)$`)
	})
	// File > Save As, Allez dans Paramètres >.
	menuPath = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\p{Lu}\p{L}+[ \x{a0}]?[>›→](?:[ \x{a0}]?\p{Lu}\p{L}*|$)`)
	})
	onlyHaveTo = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)n['’](?:y a|avez|as|a) (?:plus )?qu['’]à`) })
)

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
				if !ok || ph.innocent(p.Plain, tokens, t, n) || (ph.rule == "option-absolute") && p.Kind != curriculum.OptionPassage {
					continue
				}
				r.hit(p, tokens[t].start, tokens[t+n-1].end, ph.rule, ph.fix)
			}
		}
		if strings.ContainsAny(p.Plain, "0123456789") {
			for _, at := range l.fact.FindAllStringIndex(p.Plain, -1) {
				if !fewPeople().MatchString(p.Plain[at[0]:at[1]]) {
					r.hit(p, at[0], at[1], "passing-fact", l.factFix)
				}
			}
		}
		for _, at := range menuPath().FindAllStringIndex(p.Plain, -1) {
			r.hit(p, at[0], at[1], "click-path", "say what to find, not where to click")
		}
		if l.elides {
			for _, at := range onlyHaveTo().FindAllStringIndex(p.Plain, -1) {
				r.hit(p, at[0], at[1], "belittling", "leave the word out, or give the reason")
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

// innocent reports whether the words around a phrase make it another: has just left, not
// easy, Click and Collect, les jeunes pousses, trois points à retenir.
func (ph phrase) innocent(s string, tokens []token, t, n int) bool {
	before, next := "", ""
	if t > 0 {
		before = tokens[t-1].word
	}
	if t+n < len(tokens) && strings.Trim(s[tokens[t+n-1].end:tokens[t+n].start], " \u00a0\u202f") == "" {
		next = tokens[t+n].word
	}
	switch ph.words[0] + " " + ph.rule {
	case "just belittling":
		return innocentBefore[before] || innocentAfter[next] || hasAnySuffix(before, "'s", "'ve", "'d", "’s", "’ve", "’d")
	case "click click-path":
		return next == "and"
	case "trois click-path":
		return pointsOf[next]
	case "les ageing", "the ageing":
		return n == 2 && next != "" && !strings.HasSuffix(next, "ent") && !goesWithPeople[next]
	}
	if ph.rule != "belittling" {
		return false
	}
	for _, tok := range tokens[max(t-3, 0):t] {
		if denies[tok.word] || hasAnySuffix(tok.word, "n't", "n’t") {
			return true
		}
	}
	return false
}

var (
	innocentBefore = words("has have had is are was were a")
	innocentAfter  = words("before after as like now then cause causes price")
	pointsOf       = words("à de d du des sur qui que pour essentiels clés importants forts faibles communs")
	denies         = words("not never hardly nothing less no pas jamais rien moins peu guère ni")
	// What follows "les jeunes" or "the young" where they are people; before a noun they are not.
	goesWithPeople = words("gens générations sont ont font vont savent ne n et qui d de du des en le la les ou aussi and are have know do will who of in can use or for to were had")
)

func (r *report) hit(p *curriculum.Passage, start, end int, rule, fix string) {
	f := r.add(rule, p.Pos(start), fix, "%q", p.Plain[start:end])
	f.End = p.Pos(end)
}
