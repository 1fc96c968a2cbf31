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
// other, and what else the language has) is one phrase, said with [Printer.N]. Of the
// built-in languages only the tables are read in which something is said.
package phrases

import (
	_ "embed" // the catalogues
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

//go:embed en.toml
var englishWords string

//go:embed fr.toml
var frenchWords string

// builtin are the catalogues that come with the program. They stay where the program's
// file has them: an embed.FS would copy all of one to read some of it.
func builtin() map[string]string { return map[string]string{"en": englishWords, "fr": frenchWords} }

// BuiltIn are the languages that come with the program, sorted.
func BuiltIn() []string { return slices.Sorted(maps.Keys(builtin())) }

// Fallback is the language that has every phrase.
const Fallback = "en"

// Base is "fr" of "fr-CA".
func Base(lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	return base
}

// Pick is what there is of something in a language, or else in the language without its
// region, in English, or in the first that has it; empty when none has.
func Pick[T comparable](in map[string]T, lang string) (found T) {
	for _, want := range [...]string{lang, Base(lang), Fallback} {
		if v := in[want]; v != found {
			return v
		}
	}
	for _, other := range slices.Sorted(maps.Keys(in)) {
		if v := in[other]; v != found {
			return v
		}
	}
	return found
}

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

// A tongue is one language: the built-in catalogue, and what layers say, which wins, and
// was read and checked when they were loaded.
type tongue struct {
	own    func() map[string]*table // by name; nil for a language that isn't built in
	layers map[string]*phrase
}

// A table of a built-in catalogue is read when something in it is first said: a screen
// says a few dozen of a thousand phrases.
type table struct {
	lang, src string

	once sync.Once
	said map[string]*phrase
}

func (t *table) phrase(key string) *phrase {
	t.once.Do(func() { t.said, _ = parse(t.lang+".toml", t.lang, t.src) })
	return t.said[key]
}

// phrase finds a key in the table that it is, of plural forms, or in the one it is in.
func (t *tongue) phrase(key string) *phrase {
	if p := t.layers[key]; p != nil || t.own == nil {
		return p
	}
	own := t.own()
	if forms := own[key]; forms != nil {
		return forms.phrase(key)
	}
	if in := own[key[:max(0, strings.LastIndexByte(key, '.'))]]; in != nil {
		return in.phrase(key)
	}
	return nil
}

// ownTables cuts a built-in catalogue at the lines that open a table. A test holds that
// they are written so that its parts say what the whole does.
func ownTables(lang string) map[string]*table {
	cut := map[string]*table{}
	for rest := builtin()[lang]; rest != ""; {
		name := ""
		if opened, ok := strings.CutPrefix(rest, "["); ok {
			name, _, _ = strings.Cut(opened, "]")
		}
		end := strings.Index(rest, "\n[") + 1
		if end == 0 {
			end = len(rest)
		}
		cut[name], rest = &table{lang: lang, src: rest[:end]}, rest[end:]
	}
	return cut
}

// Load reads the built-in catalogues and those of layers (phrases/<lang>.toml in each),
// which win. Errors name file, line and column; the phrases that could be read are kept.
func Load(layers ...fs.FS) (*Catalogues, []error) {
	c := &Catalogues{langs: map[string]*tongue{}, printers: map[string]*Printer{}}
	for lang := range builtin() {
		c.langs[lang] = &tongue{own: sync.OnceValue(func() map[string]*table { return ownTables(lang) })}
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
			errs = append(errs, &Fault{name, 1, 1, "not the name of a language; write fr.toml or pt-BR.toml"})
			continue
		}
		if n++; n > maxCatalogues {
			return append(errs, &Fault{name, 1, 1, fmt.Sprintf("more than %d catalogues", maxCatalogues)})
		}
		src, err := read(layer, name)
		if err != nil {
			errs = append(errs, &Fault{name, 1, 1, err.Error()})
			continue
		}
		said, problems := parse(name, lang, src)
		errs = append(errs, problems...)
		if len(said) == 0 {
			continue
		}
		t := c.langs[lang]
		if t == nil {
			t = &tongue{}
			c.langs[lang] = t
		}
		if t.layers == nil {
			t.layers = said
			continue
		}
		maps.Copy(t.layers, said)
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

// Says is what a language itself says under a key, without falling back to another.
func (c *Catalogues) Says(lang, key string) (said string, ok bool) {
	if t := c.langs[lang]; t == nil || t.phrase(key) == nil {
		return "", false
	}
	return c.For(lang).T(key), true
}

// Each is what every language that has the phrase itself says, by language.
func (c *Catalogues) Each(key string) map[string]string {
	all := map[string]string{}
	for _, lang := range c.sorted {
		if said, ok := c.Says(lang, key); ok {
			all[lang] = said
		}
	}
	return all
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
			found = Fallback
		}
		if p := c.printers[found]; p != nil {
			return p
		}
	}
	p := &Printer{Lang: found, rules: rulesOf(found), all: c, own: c.langs[found], english: c.langs[Fallback]}
	c.printers[found] = p
	return p
}
