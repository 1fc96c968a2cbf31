package check

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"binome/curriculum"
)

func format1(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
func format2(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// A word to avoid: what matches, unless it is part of what excuses it. Go's \b knows
// ASCII letters alone; hits in the middle of a word are dropped by whole.
type avoided struct {
	rule    string
	match   *regexp.Regexp
	but     *regexp.Regexp // an innocent use of the same word
	instead string
}

func avoid(rule, match, but, instead string) avoided {
	a := avoided{rule: rule, match: regexp.MustCompile(`(?i)` + match), instead: instead}
	if but != "" {
		a.but = regexp.MustCompile(`(?i)` + but)
	}
	return a
}

var avoidedIn = map[string][]avoided{
	"en": {
		avoid("click-path", `clicks?|clicked|clicking|tap on|top[ -]right|top[ -]left|bottom[ -]right|bottom[ -]left|three dots|hamburger menu|drop-?down`, `clickbait`, "say what to find, not where to click"),
		avoid("passing-fact", `\d(?:[\d., ]*\d)? ?(?:%|per ?cent)|\d(?:[\d., ]*\d)? (?:characters|followers|million|billion|users|subscribers)|(?:million|billion)s? of users`, "", "leave out what changes, or date it"),
		avoid("belittling", `simply|easy|easily|obvious|obviously|just|of course|trivial`,
			`\b(?:has|have|had|'ve|'s|was|were|is|are) just\b|\bjust (?:before|after|as|like|now|then)\b`, "leave the word out, or give the reason"),
		avoid("ageing", `at your age|digital natives?|young people|the young|older people|millennials?|gen(?:eration)? [xyz]|boomers?|your generation|my generation`, "", "speak of what somebody does, not of their age"),
	},
	"fr": {
		avoid("click-path", `cliqu\p{L}+|clics?|en haut à (?:droite|gauche)|en bas à (?:droite|gauche)|trois (?:petits )?points|menu déroulant`, "", "dites quoi chercher, pas où cliquer"),
		avoid("passing-fact", `\d(?:[\d., \x{a0}\x{202f}]*\d)?[ \x{a0}\x{202f}]?(?:%|pour cent)|\d(?:[\d., \x{a0}\x{202f}]*\d)?[ \x{a0}\x{202f}](?:caractères|abonnés|millions?|milliards?|utilisateurs)`, "", "laissez de côté ce qui change, ou datez-le"),
		avoid("belittling", `il suffit|il vous suffit|suffit de|simplement|facile|faciles|facilement|évidemment|évident|évidente|bien sûr|bien entendu|rien de plus simple|sans effort`,
			`tout simplement pas`, "ôtez le mot, ou donnez la raison"),
		avoid("ageing", `les jeunes|à votre âge|de votre âge|génération [xyz]|natifs? numériques?|digital natives?|les seniors|les anciens|votre génération|ma génération`, "", "parlez de ce que l'on fait, pas de l'âge"),
	},
}

// absolutes make an option wrong before it is read.
var absolutes = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?i)all of the above|none of the above|always|never`),
	"fr": regexp.MustCompile(`(?i)toutes (?:les|ces) réponses|aucune de ces réponses|tout ce qui précède|toujours|jamais`),
}

func (r *report) wording() {
	lang := base(r.lang)
	for i := range r.draft.Passages {
		p := &r.draft.Passages[i]
		for _, a := range avoidedIn[lang] {
			r.avoid(p, a)
		}
		if absolute := absolutes[lang]; absolute != nil && p.Kind == curriculum.OptionPassage {
			for _, at := range absolute.FindAllStringIndex(p.Plain, -1) {
				if whole(p.Plain, at) {
					r.hit(p, at, "option-absolute", "let the case decide, not the word", "an option says %q")
				}
			}
		}
	}
}

func (r *report) avoid(p *curriculum.Passage, a avoided) {
	for _, at := range a.match.FindAllStringIndex(p.Plain, -1) {
		if whole(p.Plain, at) && !excused(p.Plain, at, a.but) {
			r.hit(p, at, a.rule, a.instead, "%q")
		}
	}
}

func (r *report) hit(p *curriculum.Passage, at []int, rule, fix, format string) {
	f := r.add(rule, p.Pos(at[0]), fix, format, strings.TrimSpace(p.Plain[at[0]:at[1]]))
	f.End = p.Pos(at[1])
}

// whole reports whether what matched is no part of a longer word.
func whole(s string, at []int) bool {
	after, _ := utf8.DecodeRuneInString(s[at[1]:])
	return !isWord(lastRune(s[:at[0]])) && !isWord(after)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func excused(s string, at []int, but *regexp.Regexp) bool {
	if but == nil {
		return false
	}
	for _, b := range but.FindAllStringIndex(s, -1) {
		if b[0] <= at[0] && at[1] <= b[1] {
			return true
		}
	}
	return false
}
