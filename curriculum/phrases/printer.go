package phrases

import (
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// A Printer speaks one language. Safe for concurrent use.
type Printer struct {
	Lang string

	rules   language.Tag // whose plural forms its phrases have
	all     *Catalogues
	own     *tongue
	english *tongue
}

// find returns a phrase and whether it is in the printer's own language.
func (p *Printer) find(key string) (found *phrase, own bool) {
	if f := p.own.phrase(key); f != nil {
		return f, true
	}
	if p.own == p.english || p.english == nil {
		return nil, false
	}
	return p.english.phrase(key), false
}

// Has reports whether the printer's language, or English, has that phrase.
func (p *Printer) Has(key string) bool {
	f, _ := p.find(key)
	return f != nil
}

// T is the phrase of that key; pairs are name, value, name, value for its {{.Name}}s.
func (p *Printer) T(key string, pairs ...any) string {
	f, _ := p.find(key)
	switch {
	case f == nil:
		return "[" + key + "]"
	case f.one == nil:
		return f.forms["other"].say(pairs)
	}
	return f.one.say(pairs)
}

// N is T with a count that chooses the plural; {{.N}} is the count.
func (p *Printer) N(key string, n int, pairs ...any) string {
	f, own := p.find(key)
	if f == nil {
		return "[" + key + "]"
	}
	pairs = append([]any{"N", n}, pairs...)
	if f.one != nil {
		return f.one.say(pairs)
	}
	if t := f.forms[p.form(n, own)]; t != nil {
		return t.say(pairs)
	}
	return f.forms["other"].say(pairs)
}

// form is the CLDR category of a count.
func (p *Printer) form(n int, own bool) string {
	rules := language.English
	if own {
		rules = p.rules
	}
	return categories[plural.Cardinal.MatchPlural(rules, max(n, -n, 0), 0, 0, 0, 0)]
}

// rulesOf are a language's own, or English's where CLDR doesn't know the language.
func rulesOf(lang string) language.Tag {
	tag := language.Make(lang)
	if i, _ := language.CompactIndex(tag); i == 0 {
		return language.English
	}
	return tag
}

// Each is the phrase in every language that has it, by language.
func (p *Printer) Each(key string) map[string]string { return p.all.Each(key) }

// LanguageName is a language's name in itself: "français", "English"; its code when
// there is no catalogue that says so.
func (p *Printer) LanguageName(lang string) string {
	if t := p.all.langs[lang]; t != nil {
		if f := t.phrase("language.name"); f != nil && f.one != nil {
			return f.one.say(nil)
		}
	}
	return lang
}

// Typo sets the no-break spaces French wants (before : ; ! ? », after «, and the
// apostrophe’s curl) in text that authors typed plainly; other languages: unchanged.
// It leaves code spans, links' addresses and blank lines alone.
func (p *Printer) Typo(s string) string { return Typo(p.Lang, s) }

// Typo is [Printer.Typo] for a language of which nobody has a printer at hand.
func Typo(lang, s string) string {
	if set := Setter(lang); set != nil {
		return set(s)
	}
	return s
}

// Setter is what sets a language's text; nil where nothing needs to be set.
func Setter(lang string) func(string) string {
	return setters[Base(lang)]
}

// setters are the languages whose punctuation isn't set as it is typed.
var setters = map[string]func(string) string{"fr": frenchSpaces}
