package curriculum

import (
	"binome/curriculum/phrases"
	"embed"
	"reflect"
	"strings"
	"time"
)

//go:embed format
var format embed.FS

// A Key is one that a file of a curriculum may have.
type Key struct {
	File    string // "module.toml"; "lesson" is a lesson's front matter
	Name    string // "lesson.minutes" is minutes of a [[lesson]]
	Kind    string // "text", "number", "date", "true or false", "table", "list of …"
	Default string // in English; "" when it must be there
	About   map[string]string
}

// loads are the structs that files are read into: their keys are those that there are.
func loads() map[string]reflect.Type {
	return map[string]reflect.Type{
		moduleName: reflect.TypeFor[moduleFile](), OrderFile: reflect.TypeFor[curriculumFile](),
		"glossary.<language>.toml": reflect.TypeFor[glossaryFile](), wordsFile: reflect.TypeFor[toolsFile](),
	}
}

// Keys are what files may have, with the kinds of the structs that they are read into.
func Keys() []Key {
	raw, err := format.ReadFile("format/keys.tsv")
	if err != nil {
		return nil
	}
	var all []Key
	for line := range strings.Lines(string(raw)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 5 || strings.HasPrefix(line, "#") {
			continue
		}
		k := Key{File: f[0], Name: f[1], Default: f[2], Kind: "text", About: map[string]string{"en": f[3], "fr": f[4]}}
		if t, ok := loads()[k.File]; ok {
			k.Kind = kindAt(t, k.Name)
		}
		all = append(all, k)
	}
	return all
}

// kindAt is the kind of a key of a struct, "" when it has none of that name.
func kindAt(t reflect.Type, name string) string {
	key, rest, deeper := strings.Cut(name, ".")
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("toml") != key {
			continue
		}
		of := t.Field(i).Type
		if !deeper {
			return kindOfType(of)
		}
		if of.Kind() == reflect.Slice {
			of = of.Elem()
		}
		return kindAt(of, rest)
	}
	return ""
}

func kindOfType(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return "date"
	case t.Kind() == reflect.Pointer:
		return kindOfType(t.Elem())
	case t.Kind() == reflect.Int:
		return "number"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.String:
		return "text"
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct:
		return "tables"
	case t.Kind() == reflect.Slice:
		return "list of " + kindOfType(t.Elem()) + "s"
	}
	return "table"
}

// Page is the text of the format's page, with {names} for what is filled in from tables.
func Page(lang string) string {
	raw, err := format.ReadFile("format/" + phrases.Base(lang) + ".md")
	if err != nil {
		raw, _ = format.ReadFile("format/en.md")
	}
	return string(raw)
}

// Limits are the bounds of files, for the page: two in KiB, and a step's characters.
func Limits() (lesson, front, step int) {
	return maxLessonBytes >> 10, maxFrontBytes >> 10, maxStepChars
}

// FactKeys are those of an entry of facts.toml, besides its claims by language.
func FactKeys() []string {
	return []string{"kind", "country", "source", "source_date", "url", "checked", "expires", "as_of", "drop"}
}
