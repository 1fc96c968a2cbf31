package intake

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"binome/curriculum/phrases"
)

// A language is what is known of one in which sources are written, and what is written into
// their lessons in it.
type language struct {
	task, bring, front, todo string

	steps  [5]string                            // headings that name a step, in small letters, parted by |
	common string                               // words that every text has
	starts string                               // words with which no order begins
	orders func(word string, capital bool) bool // whether a line that begins with that word may be an order
}

func languages() map[string]language {
	return map[string]language{
		"en": {
			task: "To be written: what the two will have done.", bring: "To be written: what to bring.", front: "The source's front matter:",
			todo: "<!-- To be written: this step. Boxes - [ ] under Together and Your turn, questions under Remember. -->",
			steps: [5]string{
				"discover|introduction|overview|why|background",
				"together|demo|demonstration|walkthrough|guided practice|worked example",
				"your turn|exercise|exercises|practice|hands-on|try it|try it yourself|challenge|activity",
				"talk|discussion|discuss|reflect|reflection|let's discuss",
				"remember|key points|key takeaways|summary|recap|conclusion|quiz|check your knowledge|test yourself|wrap-up|takeaways",
			},
			common: "the and of is to you in for with that this are",
			starts: "the a an this that these those it you we they i he she what why how when where who which if for in on at by from with as is are was were there your our their my his her its all some any no not every each and or but so because although while yes",
			orders: func(word string, capital bool) bool { return capital && !anyEnd(word, "ing", "ed", "tion", "s") },
		},
		"fr": {
			task: "À écrire : ce que les deux auront fait.", bring: "À écrire : ce qu'il faut apporter.", front: "L'en-tête de la source :",
			todo: "<!-- À écrire : cette étape. Des cases - [ ] dans Ensemble et À vous, des questions dans Retenir. -->",
			steps: [5]string{
				"découvrir|introduction|présentation|contexte|pourquoi",
				"ensemble|démonstration|pas à pas|exemple guidé",
				"à vous|à vous de jouer|exercice|exercices|pratique|activité|travaux pratiques|à toi de jouer|mise en pratique",
				"échanger|discussion|débat|pour discuter",
				"retenir|à retenir|résumé|récapitulatif|en résumé|conclusion|quiz|points clés",
			},
			common: "le la les des une est et pour dans vous que du au avec",
			starts: "le la les un une des ce cet cette ces il elle on nous vous ils elles je que quoi pourquoi comment quand où qui quel quelle si pour dans sur par avec comme est sont votre vos notre nos leur leurs mon ma mes son sa ses tout tous toute toutes chaque aucun aucune et ou mais donc car oui non",
			orders: func(word string, _ bool) bool {
				first, _, _ := strings.Cut(word, "-")
				return anyEnd(first, "ez", "er", "ir", "re") || strings.HasSuffix(first, "ons") && len(first) > 4 || first == "dites" || first == "faites"
			},
		},
	}
}

func anyEnd(word string, ends ...string) bool {
	return slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(word, end) })
}

// languageOf is that language, or English.
func languageOf(lang string) language {
	all := languages()
	if l, known := all[lang]; known {
		return l
	}
	return all[phrases.Fallback]
}

// isLanguage reports whether a part of a name, in small letters, names one that is known.
func isLanguage(s string) bool { _, known := languages()[s]; return known }

// guess tells the languages apart by the words that every text has; English, where they are
// even.
func guess(text string) string {
	words, best, most := counted(text), phrases.Fallback, 0
	for lang, l := range languages() {
		n := 0
		for w := range strings.FieldsSeq(l.common) {
			n += words[w]
		}
		if n > most || n == most && n > 0 && (lang == phrases.Fallback || best != phrases.Fallback && lang < best) {
			best, most = lang, n
		}
	}
	return best
}

// stepWords are headings that name a step, in any language.
var stepWords = sync.OnceValue(func() map[string]int {
	all := map[string]int{}
	for _, l := range languages() {
		for i, words := range l.steps {
			for w := range strings.SplitSeq(words, "|") {
				all[w] = i
			}
		}
	}
	return all
})

// noImperative are words with which no order begins, in any language.
var noImperative = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, l := range languages() {
		for w := range strings.FieldsSeq(l.starts) {
			all[w] = true
		}
	}
	return all
})

// imperative reports whether a line begins as an order does.
func imperative(s, lang string) bool {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
	if len(words) == 0 {
		return false
	}
	word := strings.ToLower(words[0])
	capital, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "*_`"))
	return !noImperative()[word] && languageOf(lang).orders(word, unicode.IsUpper(capital))
}
