package curriculum

import (
	"reflect"
	"slices"
	"testing"
)

// TestKeys: the table of keys has every key that a file is read for, and no other.
func TestKeys(t *testing.T) {
	have := map[string]bool{}
	for _, k := range Keys() {
		if have[k.File+" "+k.Name] = true; k.Kind == "" {
			t.Errorf("nothing reads %s of %s", k.Name, k.File)
		}
	}
	var walk func(file, prefix string, of reflect.Type)
	walk = func(file, prefix string, of reflect.Type) {
		for i := range of.NumField() {
			tag := of.Field(i).Tag.Get("toml")
			if tag == "" || tag == "-" {
				continue
			}
			if !have[file+" "+prefix+tag] {
				t.Errorf("%s of %s is in no table", prefix+tag, file)
			}
			in := of.Field(i).Type
			if in.Kind() == reflect.Slice {
				in = in.Elem()
			}
			if in.Kind() == reflect.Struct && in.NumField() > 0 && in.Field(0).Tag.Get("toml") != "" {
				walk(file, prefix+tag+".", in)
			}
		}
	}
	for file, of := range loads() {
		walk(file, "", of)
	}
	// Front matter and facts are read from maps.
	f := front{keys: func() map[string]Pos { return nil }}
	values := map[string]any{}
	for _, k := range Keys() {
		if k.File == "lesson" {
			values[k.Name] = "x"
		}
	}
	if problems := f.take(values, "en", Pos{}); len(problems)+len(f.notes) > 0 {
		t.Errorf("%v %v", problems, f.notes)
	}
	e := factEntry{d: &door{}, values: map[string]any{}, Fact: Fact{ID: "x", Claims: map[string]string{}}}
	for _, k := range FactKeys() {
		e.values[k] = 1.5
	}
	e.take()
	if n := len(e.d.problems); n != len(FactKeys()) || slices.ContainsFunc(e.d.problems, func(p Problem) bool { return p.Fix == "is it misspelt?" }) {
		t.Errorf("%d of %d facts' keys are read: %v", n, len(FactKeys()), e.d.problems)
	}
}
