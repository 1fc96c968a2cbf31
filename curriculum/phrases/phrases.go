// Package phrases holds the coach's own words: one TOML catalogue a language,
// plurals by CLDR, dates as people write them. French and English are built in; a
// layer may add a language by files alone.
//
// For most uses: [Load], then [Catalogues.For] a language, then [Printer.T].
//
// A phrase that a language lacks falls back to English, then to its key in brackets;
// nothing here fails at the moment of drawing. Templates know only {{.Name}} (input
// from layers can't loop or call). French punctuation gets its no-break spaces here.
//
// A catalogue is nested tables by screen: under [today] the line title = "Today" is
// the phrase "today.title". A table of plural forms ([today.minutes] with one and
// other, and what else the language has) is one phrase, said with [Printer.N]. Only
// the language asked for is read, and English when something is missing.
package phrases

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

//go:embed *.toml
var builtin embed.FS

// fallback is the language that has every phrase.
const fallback = "en"

// maxCatalogues bounds the languages that a layer may bring.
const maxCatalogues = 64

var langName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$`) })

// Catalogues are all languages' phrases. Safe for concurrent use.
type Catalogues struct {
	langs  map[string]*tongue
	sorted []string

	mu       sync.Mutex
	printers map[string]*Printer
}

// A tongue is one language: the built-in catalogue, read when first asked for, and
// what layers say, which was read and checked when they were loaded.
type tongue struct {
	lang    string
	builtin bool
	layers  []map[string]*phrase // lowest first

	once sync.Once
	all  map[string]*phrase
}

func (t *tongue) phrase(key string) *phrase {
	t.once.Do(func() {
		if t.builtin {
			src, err := builtin.ReadFile(t.lang + ".toml")
			if err == nil {
				if t.all = ours(string(src), french(t.lang)); t.all == nil {
					t.all, _ = parse(t.lang+".toml", t.lang, string(src))
				}
			}
		}
		if t.all == nil {
			t.all = map[string]*phrase{}
		}
		for _, layer := range t.layers {
			for key, p := range layer {
				t.all[key] = p
			}
		}
		t.layers = nil
	})
	return t.all[key]
}

// Load reads the built-in catalogues and those of layers (phrases/<lang>.toml in each),
// which win. Errors name file, line and column; the phrases that could be read are kept.
func Load(layers ...fs.FS) (*Catalogues, []error) {
	c := &Catalogues{langs: map[string]*tongue{}, printers: map[string]*Printer{}}
	own, err := builtin.ReadDir(".")
	if err != nil {
		return c, []error{err}
	}
	for _, f := range own {
		lang := strings.TrimSuffix(f.Name(), ".toml")
		c.langs[lang] = &tongue{lang: lang, builtin: true}
	}
	var errs []error
	for _, layer := range layers {
		errs = append(errs, c.addLayer(layer)...)
	}
	for lang := range c.langs {
		c.sorted = append(c.sorted, lang)
	}
	slices.Sort(c.sorted)
	return c, errs
}

// addLayer reads phrases/*.toml of one layer. A layer without that folder has none.
func (c *Catalogues) addLayer(layer fs.FS) (errs []error) {
	files, err := fs.ReadDir(layer, "phrases")
	if err != nil {
		return nil
	}
	n := 0
	for _, f := range files {
		lang, ok := strings.CutSuffix(f.Name(), ".toml")
		if !ok {
			continue
		}
		name := path.Join("phrases", f.Name())
		if !langName().MatchString(lang) {
			errs = append(errs, fmt.Errorf("%q: not the name of a language; write %s", name, "fr.toml or pt-BR.toml"))
			continue
		}
		if n++; n > maxCatalogues {
			return append(errs, fmt.Errorf("phrases: more than %d catalogues", maxCatalogues))
		}
		src, err := read(layer, name)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", name, err))
			continue
		}
		said, problems := parse(name, lang, src)
		errs = append(errs, problems...)
		if len(said) == 0 {
			continue
		}
		t := c.langs[lang]
		if t == nil {
			t = &tongue{lang: lang}
			c.langs[lang] = t
		}
		t.layers = append(t.layers, said)
	}
	return errs
}

// read reads a regular file of a reasonable size: opening a pipe would wait for ever.
func read(layer fs.FS, name string) (string, error) {
	info, err := fs.Stat(layer, name)
	switch {
	case err != nil:
		return "", err
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("not a regular file")
	case info.Size() > maxFile:
		return "", fmt.Errorf("larger than %d KiB", maxFile>>10)
	}
	src, err := fs.ReadFile(layer, name)
	return string(src), err
}

// Languages there is a catalogue for, sorted.
func (c *Catalogues) Languages() []string { return slices.Clone(c.sorted) }

// Match finds the catalogue for a locale as the environment writes it ("fr_CA.UTF-8",
// "de-AT", "C"); ok is false when there is none.
func (c *Catalogues) Match(locale string) (lang string, ok bool) {
	locale, _, _ = strings.Cut(locale, ".")
	locale, _, _ = strings.Cut(locale, "@")
	locale = strings.ReplaceAll(locale, "_", "-")
	for tag := locale; tag != ""; {
		for _, have := range c.sorted {
			if strings.EqualFold(have, tag) {
				return have, true
			}
		}
		i := strings.LastIndexByte(tag, '-')
		if i < 0 {
			break
		}
		tag = tag[:i]
	}
	return c.near(locale)
}

// near matches what names a language otherwise: no for nb, zh-TW for zh-Hant.
func (c *Catalogues) near(locale string) (string, bool) {
	tag, err := language.Parse(locale)
	if err != nil || tag.IsRoot() || len(c.sorted) == 0 {
		return "", false
	}
	have := make([]language.Tag, len(c.sorted))
	for i, lang := range c.sorted {
		have[i] = language.Make(lang)
	}
	_, i, sure := language.NewMatcher(have).Match(tag)
	if sure < language.High {
		return "", false
	}
	return c.sorted[i], true
}

// For is the printer of one language; English for one that is not there.
func (c *Catalogues) For(lang string) *Printer {
	c.mu.Lock()
	defer c.mu.Unlock()
	if p := c.printers[lang]; p != nil {
		return p
	}
	found := lang
	if c.langs[lang] == nil {
		var ok bool
		if found, ok = c.Match(lang); !ok {
			found = fallback
		}
		if p := c.printers[found]; p != nil {
			return p
		}
	}
	p := &Printer{Lang: found, all: c, own: c.langs[found], english: c.langs[fallback]}
	c.printers[found] = p
	return p
}
