package phrases

import (
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// A Printer speaks one language. Safe for concurrent use.
type Printer struct {
	Lang string

	all     *Catalogues
	own     *tongue
	english *tongue

	once       sync.Once
	ownForms   *i18n.Localizer
	otherForms *i18n.Localizer
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

// form is the CLDR category of a count. go-i18n keeps its rules to itself, so it is
// asked to localize a message whose every form is that form's name.
func (p *Printer) form(n int, own bool) string {
	lang := fallback
	if own {
		lang = p.Lang
	}
	if form, ok := quickForm(lang, n); ok {
		return form
	}
	return p.askForm(n, own)
}

// quickForm knows the two languages that are built in: go-i18n sets up the rules of all
// the world's before it answers once, and the first frame would wait for it.
func quickForm(lang string, n int) (form string, ok bool) {
	switch {
	case lang == "en" && (n == 1 || n == -1), lang == "fr" && n >= -1 && n <= 1:
		return "one", true
	case lang == "fr" && n%1_000_000 == 0:
		return "many", true
	case lang == "en", lang == "fr":
		return "other", true
	}
	return "", false
}

func (p *Printer) askForm(n int, own bool) string {
	p.once.Do(func() {
		p.ownForms = formsOf(p.Lang)
		p.otherForms = p.ownForms
		if p.Lang != fallback {
			p.otherForms = formsOf(fallback)
		}
	})
	l := p.otherForms
	if own {
		l = p.ownForms
	}
	form, err := l.Localize(&i18n.LocalizeConfig{MessageID: formID, PluralCount: n, TemplateParser: parser{}})
	if err != nil {
		return "other"
	}
	return form
}

const formID = "form"

// formsOf makes the localizer of one language; one that CLDR has no rules for counts
// as English does.
func formsOf(lang string) *i18n.Localizer {
	forms := &i18n.Message{ID: formID, Zero: "zero", One: "one", Two: "two", Few: "few", Many: "many", Other: "other"}
	for _, l := range [...]string{lang, fallback} {
		tag := language.Make(l)
		b := i18n.NewBundle(tag)
		if err := b.AddMessages(tag, forms); err == nil {
			return i18n.NewLocalizer(b, l)
		}
	}
	return i18n.NewLocalizer(i18n.NewBundle(language.English), fallback)
}

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
func (p *Printer) Typo(s string) string {
	if !french(p.Lang) {
		return s
	}
	return frenchSpaces(s)
}

func french(lang string) bool {
	return lang == "fr" || strings.HasPrefix(lang, "fr-")
}
