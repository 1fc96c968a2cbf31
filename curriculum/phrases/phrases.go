// Package phrases holds the coach's own words: one TOML catalogue a language,
// plurals by CLDR, dates as people write them. French and English are built in; a
// layer may add a language by files alone.
//
// For most uses: [Load], then [Catalogues.For] a language, then [Printer.T].
//
// A phrase that a language lacks falls back to English, then to its key in brackets;
// nothing here fails at the moment of drawing. Templates know only {{.Name}} (input
// from layers can't loop or call). French punctuation gets its no-break spaces here.
package phrases

import (
	"io/fs"
	"time"
)

// Catalogues are all languages' phrases. Safe for concurrent use.
type Catalogues struct{}

// Load reads the built-in catalogues (<lang>.toml) and those of layers, which win.
// Errors name file, line and column; the phrases that could be read are kept.
func Load(layers ...fs.FS) (*Catalogues, []error) { panic("being written") }

// Languages there is a catalogue for, sorted.
func (c *Catalogues) Languages() []string { panic("being written") }

// Match finds the catalogue for a locale as the environment writes it ("fr_CA.UTF-8",
// "de-AT", "C"); ok is false when there is none.
func (c *Catalogues) Match(locale string) (lang string, ok bool) { panic("being written") }

// For is the printer of one language; English for one that is not there.
func (c *Catalogues) For(lang string) *Printer { panic("being written") }

// A Printer speaks one language. Safe for concurrent use.
type Printer struct{ Lang string }

// T is the phrase of that key; pairs are name, value, name, value for its {{.Name}}s.
func (p *Printer) T(key string, pairs ...any) string { panic("being written") }

// N is T with a count that chooses the plural; {{.N}} is the count.
func (p *Printer) N(key string, n int, pairs ...any) string { panic("being written") }

// Name of a language in itself: "français", "English".
func (p *Printer) LanguageName(lang string) string { panic("being written") }

// Date is "Sunday 22 November 2026", "dimanche 22 novembre 2026" ("1er" for the first).
func (p *Printer) Date(t time.Time) string { panic("being written") }

// ShortDate is "22 Nov", "22 nov."; with the year when it isn't now's.
func (p *Printer) ShortDate(t, now time.Time) string { panic("being written") }

// Clock is "10:30", "10 h 30".
func (p *Printer) Clock(t time.Time) string { panic("being written") }

// Number with that many decimals: "2.5", "2,5".
func (p *Printer) Number(v float64, decimals int) string { panic("being written") }

// Typo sets the no-break spaces French wants (before : ; ! ? », after «, and the
// apostrophe’s curl) in text that authors typed plainly; other languages: unchanged.
// It leaves code spans, links' addresses and blank lines alone.
func (p *Printer) Typo(s string) string { panic("being written") }
