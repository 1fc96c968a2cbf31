package curriculum

import (
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A mistyped value is one of another kind than its key's. It costs what the key says, not
// the file.
type mistyped struct {
	path string // "lesson.2.minutes"
	Text string // what is wrong
	Fix  string

	problem int // its place among the door's
}

// fill puts values into a struct with toml's tags, as the library does, but goes on behind
// a value of another kind; keys that no field has are given to unread.
func fill(values map[string]any, into reflect.Value, path string, wrong *[]mistyped, unread func(path string)) {
	fields := map[string]reflect.Value{}
	for i := range into.NumField() {
		if tag := into.Type().Field(i).Tag.Get("toml"); tag != "" && tag != "-" {
			fields[tag] = into.Field(i)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		field, ok := fields[key]
		if !ok {
			unread(path + key)
			continue
		}
		put(values[key], field, path+key, wrong, unread)
	}
}

// put is fill for one value.
func put(v any, into reflect.Value, path string, wrong *[]mistyped, unread func(string)) {
	refuse := func(want string) {
		key := path[strings.LastIndexByte(path, '.')+1:]
		*wrong = append(*wrong, mistyped{path: path, Text: key + " is " + kindOf(v) + ", and should be " + want, Fix: exampleOf(into, key, v)})
	}
	switch into.Interface().(type) {
	case time.Time:
		if t, ok := v.(time.Time); ok {
			into.Set(reflect.ValueOf(t))
			return
		}
		refuse("a date")
		return
	case *bool:
		if b, ok := v.(bool); ok {
			into.Set(reflect.ValueOf(&b))
			return
		}
		refuse("true or false")
		return
	}
	switch into.Kind() {
	case reflect.String:
		if s, ok := v.(string); ok {
			into.SetString(s)
			return
		}
		refuse("a text")
	case reflect.Int:
		if n, ok := v.(int64); ok && n >= math.MinInt32 && n <= math.MaxInt32 {
			into.SetInt(n)
			return
		}
		refuse("a whole number")
	case reflect.Bool:
		if b, ok := v.(bool); ok {
			into.SetBool(b)
			return
		}
		refuse("true or false")
	case reflect.Slice:
		list, ok := listOf(v)
		if !ok {
			refuse("a list")
			return
		}
		into.Set(reflect.MakeSlice(into.Type(), len(list), len(list)))
		if into.Type().Elem().Kind() == reflect.Struct {
			for i, v := range list {
				put(v, into.Index(i), path+"."+strconv.Itoa(i), wrong, unread)
			}
			return
		}
		var bad []mistyped
		for i, v := range list {
			put(v, into.Index(i), path, &bad, unread)
		}
		if len(bad) > 0 {
			into.SetZero()
			refuse("a list of " + map[reflect.Kind]string{reflect.String: "texts", reflect.Int: "whole numbers"}[into.Type().Elem().Kind()])
		}
	case reflect.Map:
		table, ok := v.(map[string]any)
		if !ok {
			refuse("a table")
			return
		}
		into.Set(reflect.MakeMap(into.Type()))
		for _, key := range slices.Sorted(maps.Keys(table)) {
			one := reflect.New(into.Type().Elem()).Elem()
			put(table[key], one, path+"."+key, wrong, unread)
			into.SetMapIndex(reflect.ValueOf(key), one)
		}
	case reflect.Struct:
		table, ok := v.(map[string]any)
		if !ok {
			refuse("a table")
			return
		}
		fill(table, into, path+".", wrong, unread)
	}
}

// listOf is a list as the library decodes it: of values, or of tables.
func listOf(v any) ([]any, bool) {
	switch v := v.(type) {
	case []any:
		return v, true
	case []map[string]any:
		all := make([]any, len(v))
		for i, t := range v {
			all[i] = t
		}
		return all, true
	}
	return nil, false
}

func kindOf(v any) string {
	switch v := v.(type) {
	case string:
		return "a text"
	case int64:
		return "a whole number"
	case float64:
		return "a number with a fraction"
	case bool:
		return strconv.FormatBool(v)
	case time.Time:
		return "a date"
	case map[string]any:
		return "a table"
	}
	return "a list"
}

// exampleOf is a line for the author to type instead: their own value put right, where one can
// tell what they meant, or else an example.
func exampleOf(into reflect.Value, key string, v any) string {
	s, text := v.(string)
	switch into.Interface().(type) {
	case time.Time:
		if t, err := time.Parse(time.DateOnly, s); err == nil {
			return key + " = " + t.Format(time.DateOnly)
		}
		return key + " = 2026-11-22"
	case *bool, bool:
		if text && strings.EqualFold(s, "false") {
			return key + " = false"
		}
		return key + " = true"
	case []int:
		return key + " = [1, 2, 2]"
	case []string:
		if text {
			return key + " = [" + TOMLString(safeString(s)) + "]"
		}
		return key + ` = ["…"]`
	}
	switch into.Kind() {
	case reflect.Int:
		if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && n > 0 && n < 1000 {
			return key + " = " + strconv.Itoa(n)
		}
		if key == "minutes" {
			return key + " = " + strconv.Itoa(usualMinutes)
		}
		return key + " = 1"
	case reflect.String:
		if n, ok := v.(int64); ok {
			return key + " = " + TOMLString(strconv.FormatInt(n, 10))
		}
		return key + ` = "…"`
	case reflect.Slice:
		return "[[" + key + "]]"
	}
	return "[" + key + "]"
}

// TOMLString quotes what is already clean of control characters.
func TOMLString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
