package command

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"binome/curriculum/phrases"
	"binome/tui/theme"
)

// early reads what must be known before the flags are: in which language help and
// errors are to be said. It is lenient; what it misreads is read again with the flags.
func (f *Factory) early(args []string) {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		name, value, ok := strings.Cut(arg, "=")
		if !ok && i+1 < len(args) {
			value = args[i+1]
		}
		switch name {
		case "--lang":
			f.lang = value
		case "--data":
			f.data = value
		}
	}
	f.catalogues, f.said = phrases.Load()
	f.locate()
	c, err := f.readConfig()
	if err != nil {
		c.Language = "" // told by whoever needs the settings
	}
	f.words = f.catalogues.For(f.language(c.Language))
	f.lang, f.data = "", ""
}

// language is the one to speak: what was asked for first, if there is a catalogue.
func (f *Factory) language(configured string) string {
	for _, want := range []string{f.lang, f.env("BINOME_LANG"), configured} {
		if lang, ok := f.catalogues.Match(want); ok {
			return lang
		}
	}
	// Of these the first that is set decides, also when it is C.
	if want := theme.Locale(f.Env); want != "" {
		if lang, ok := f.catalogues.Match(want); ok {
			return lang
		}
		return phrases.Fallback
	}
	if lang, ok := f.catalogues.Match(systemLanguage()); ok {
		return lang
	}
	return phrases.Fallback
}

// langAsked reports whether somebody asked for the language that is spoken: by a flag, by
// BINOME_LANG, in the settings.
func (f *Factory) langAsked(configured string) bool {
	return f.lang != "" || f.env("BINOME_LANG") != "" || configured != ""
}

// settle is early again, with the flags read and the layers' catalogues laid over the
// built-in ones.
func (f *Factory) settle() error {
	layers, err := f.Layers()
	if err != nil {
		return err
	}
	if len(layers) > 1 {
		var above []fs.FS
		for _, l := range layers[1:] {
			above = append(above, l.FS)
		}
		f.catalogues, f.said = phrases.Load(above...)
	}
	if _, ok := f.catalogues.Match(f.lang); f.lang != "" && !ok {
		for _, err := range f.said { // there is one, and it is broken
			var fault *phrases.Fault
			if errors.As(err, &fault) && strings.EqualFold(fault.File, "phrases/"+f.lang+".toml") {
				return f.fail("cli.error.catalogue", "Where", fmt.Sprintf("%s:%d:%d", fault.File, fault.Line, fault.Col), "Why", fault.Why)
			}
		}
		return f.misused("cli.error.language", "Lang", f.lang, "Languages", strings.Join(f.catalogues.Languages(), ", "))
	}
	f.words = f.catalogues.For(f.language(f.Config().Language))
	return nil
}
