package phrases

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"binome/storage/tame"
)

// lists are the phrases that hold several words, parted by commas, and how many.
func lists() map[string]int {
	return map[string]int{"date.weekdays": 7, "date.months": 12, "date.months_short": 12}
}

// Review looks at a layer's catalogues as their translators should: [Load] keeps what can
// be read, and this tells what is misspelt, lacks a plural form, or asks for what isn't
// given.
func Review(layer fs.FS) []*Fault {
	files, err := fs.ReadDir(layer, "phrases")
	if err != nil {
		return nil
	}
	english, _ := parse("en.toml", Fallback, englishWords)
	var all []*Fault
	for _, f := range files {
		lang, ok := strings.CutSuffix(f.Name(), ".toml")
		name := path.Join("phrases", f.Name())
		if !ok || !langName().MatchString(lang) {
			continue // Load tells
		}
		tag, err := language.Parse(lang)
		if err != nil {
			all = append(all, &Fault{name, 1, 1, fmt.Sprintf("there is no language %q", lang)})
		}
		src, err := read(layer, name)
		if err != nil {
			continue
		}
		said, _ := parse(name, lang, src)
		places := tame.Places(src)
		var own []*Fault
		for key, p := range said {
			at := places[key]
			for _, why := range reviewed(key, p, english[key], tag) {
				own = append(own, &Fault{name, max(1, at.Line), max(1, at.Col), why})
			}
		}
		slices.SortFunc(own, func(a, b *Fault) int { return cmp.Or(a.Line-b.Line, strings.Compare(a.Why, b.Why)) })
		all = append(all, own[:min(len(own), maxFaults)]...)
	}
	return all
}

// reviewed is what is wrong with one phrase beside the English one.
func reviewed(key string, p, english *phrase, tag language.Tag) (wrong []string) {
	if english == nil {
		return []string{"nothing says " + key}
	}
	given := names(english)
	for _, name := range names(p) {
		if !slices.Contains(given, name) && name != "N" {
			wrong = append(wrong, key+" asks for {{."+name+"}}, which isn't given")
		}
	}
	for _, name := range given {
		if p.one != nil && english.one != nil && !slices.Contains(names(p), name) {
			wrong = append(wrong, key+" leaves out {{."+name+"}}")
		}
	}
	if n, ok := lists()[key]; ok && p.one != nil {
		if have := strings.Count(p.one.src, ",") + 1; have != n {
			wrong = append(wrong, fmt.Sprintf("%s has %d words, and should have %d", key, have, n))
		}
	}
	switch {
	case p.one != nil && english.one == nil && len(formsOf(tag)) > 1:
		wrong = append(wrong, key+" has one form, and should have "+strings.Join(formsOf(tag), ", "))
	case p.one == nil && english.one != nil:
		wrong = append(wrong, key+" has plural forms, and is said without a number")
	case p.one == nil:
		for _, form := range formsOf(tag) {
			if p.forms[form] == nil {
				wrong = append(wrong, key+" lacks the form "+form)
			}
		}
	}
	return wrong
}

// names are those that a phrase fills in, in any of its forms.
func names(p *phrase) (all []string) {
	add := func(t *template) {
		for _, part := range t.parts {
			if part.name != "" && !slices.Contains(all, part.name) {
				all = append(all, part.name)
			}
		}
	}
	if p.one != nil {
		add(p.one)
	}
	for _, t := range p.forms {
		add(t)
	}
	slices.Sort(all)
	return all
}

// formsOf are the plural forms that whole numbers take in a language, by CLDR.
func formsOf(tag language.Tag) (all []string) {
	have := map[plural.Form]bool{}
	for n := range 200 {
		have[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)] = true
	}
	for form, name := range categories {
		if have[plural.Form(form)] && name != "other" {
			all = append(all, name)
		}
	}
	return append(all, "other")
}

// Blank is a catalogue to be translated: each phrase in English behind a #, with the plural
// forms that the language has.
func Blank(lang string) (string, error) {
	tag, err := language.Parse(lang)
	if err != nil {
		return "", fmt.Errorf("there is no language %q", lang)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# The coach's words in %s. Take the # off a line and translate what stands between the\n# quotation marks; {{.Name}} stays as it is. What has its # is said in English.\n", lang)
	inForms, forms := false, formsOf(tag)
	for line := range strings.Lines(englishWords) {
		line = strings.TrimRight(line, "\n")
		key, value, assigned := strings.Cut(line, " = ")
		switch {
		case strings.HasPrefix(line, "["):
			inForms = false
			b.WriteString(line + "\n")
		case !assigned || strings.HasPrefix(line, "#"):
			b.WriteString(line + "\n")
		case isCategory(key) && !inForms && key != "other":
			inForms = true
			for _, form := range forms {
				if form != "other" {
					fmt.Fprintf(&b, "# %s = %s\n", form, value)
				}
			}
		case isCategory(key) && key != "other":
		default:
			b.WriteString("# " + line + "\n")
		}
	}
	return b.String(), nil
}
