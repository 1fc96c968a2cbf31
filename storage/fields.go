package storage

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A field is what the tags of [Entry] say of one.
type field struct {
	key   string
	index int    // among the struct's fields
	bit   uint64 // one shifted by its place in a block
	one   []string
	is    func(string) string // what is wrong with a value, "" when nothing is
	least int
	most  int
	zero  bool // zero counts as given
}

// fields are in the order of a block's lines; unknown keys come behind them, then sum.
var fields = tagged()

var fieldOf = func() map[string]*field {
	of := make(map[string]*field, len(fields))
	for i := range fields {
		of[fields[i].key] = fields[i]
	}
	return of
}()

func tagged() []*field {
	var all []*field
	t := reflect.TypeFor[Entry]()
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		key := tag.Get("key")
		if key == "" {
			continue
		}
		f := &field{key: key, index: i, bit: 1 << len(all), one: strings.Fields(tag.Get("one")), is: rules[tag.Get("is")], least: 1, zero: tag.Get("zero") != ""}
		if f.most, _ = strconv.Atoi(tag.Get("most")); f.zero {
			f.least = 0
		}
		all = append(all, f)
	}
	return all
}

// Values are what a field of an entry may say, where that is one of a few words.
func Values(key string) []string { return slices.Clone(fieldOf[key].one) }

// bits are those of the fields of that list of keys.
func bits(list string) (set uint64) {
	for key := range strings.FieldsSeq(list) {
		set |= fieldOf[key].bit
	}
	return set
}

var (
	bitAt = bits("at")

	// mayBeZero are the fields whose zero says something.
	mayBeZero = func() (set uint64) {
		for _, f := range fields {
			if f.zero {
				set |= f.bit
			}
		}
		return set
	}()
)

// A slot is where a field's value is kept: one pointer is set, or none for the time, and
// for a key that this version doesn't know.
type slot struct {
	str  *string
	num  *int
	flag *bool
}

// slot finds the field of a key, and its bit.
func (e *Entry) slot(key string) (slot, uint64) {
	if f := fieldOf[key]; f != nil && key != "at" {
		return e.in(f), f.bit
	}
	return slot{}, 0
}

func (e *Entry) in(f *field) slot {
	switch p := reflect.ValueOf(e).Elem().Field(f.index).Addr().Interface().(type) {
	case *string:
		return slot{str: p}
	case *Kind:
		return slot{str: (*string)(p)}
	case *int:
		return slot{num: p}
	case *bool:
		return slot{flag: p}
	}
	return slot{}
}

// zero reports whether the slot holds nothing.
func (s slot) zero() bool {
	switch {
	case s.str != nil:
		return *s.str == ""
	case s.num != nil:
		return *s.num == 0
	case s.flag != nil:
		return !*s.flag
	}
	return true
}

// misfit says what is wrong with the value of one field, if it has one.
func (e *Entry) misfit(f *field) string {
	s := e.in(f)
	switch {
	case s.zero() || s.flag != nil:
		return ""
	case s.num != nil:
		if *s.num < f.least || *s.num > f.most {
			return fmt.Sprintf("%d is not from %d to %d", *s.num, f.least, f.most)
		}
		return ""
	case len(f.one) > 0 && !slices.Contains(f.one, *s.str):
		return fmt.Sprintf("%q is none of %s", shorten(*s.str), strings.Join(f.one, ", "))
	case f.is != nil:
		return f.is(*s.str)
	}
	return ""
}

// rules are what a text may have to be, by the names that tags give them.
var rules = map[string]func(string) string{
	"id":       rule(validEntryID, "not an id"),
	"name":     rule(func(v string) bool { return utf8.RuneCountInString(v) <= MaxName }, "too long"),
	"evidence": rule(func(v string) bool { return utf8.RuneCountInString(v) <= MaxEvidence }, "too long"),
	"text":     rule(func(v string) bool { return len(v) <= MaxText }, "too long"),
	"hash":     rule(func(v string) bool { return len(v) == sumLen && strings.Trim(v, "0123456789abcdef") == "" }, "not 12 hex digits"),
	"language": rule(validLanguage, "%q is not a language"),
	"lesson":   rule(validLesson, "%q is not module/lesson"),
	"question": rule(validQuestion, "%q is not module/lesson#question"),
	"slug":     rule(isSlug, "%q is not small letters, digits and hyphens"),
	"date":     rule(validNext, "%q is not a date"),
}

func rule(fits func(string) bool, why string) func(string) string {
	return func(v string) string {
		switch {
		case fits(v):
			return ""
		case strings.Contains(why, "%q"):
			return fmt.Sprintf(why, shorten(v))
		}
		return why
	}
}

func validQuestion(v string) bool {
	lesson, id, ok := strings.Cut(v, "#")
	return ok && validLesson(lesson) && isSlug(id)
}

func validNext(v string) bool {
	if _, err := time.Parse(time.DateOnly, v); err == nil {
		return true
	}
	_, err := time.Parse(time.RFC3339, v)
	return err == nil
}
