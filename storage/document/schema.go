package document

import (
	"bytes"
	"encoding"
	"fmt"
	"reflect"
	"strings"
	"time"
)

// WriteSchema writes the JSON Schema (draft 2020-12) of what WriteJSON writes of a struct:
// what its fields' tags say is all there is to know of it, so that the two can't differ.
//
//	is      what the field holds
//	values  all that it can be, with commas between; an empty one may stand first
//	form    how a text is written: "day", "month", "code", "moment"; with "?" it may be empty
//
// Keys may grow in number, so none is forbidden. github.com/invopop/jsonschema does the
// same for 0.7 MB of program and five modules, one of which works at every start.
func WriteSchema(b *bytes.Buffer, id, title string, v any) error {
	s := schemas{defs: map[string]any{}}
	out := s.object(reflect.TypeOf(v))
	out["$schema"], out["$id"], out["title"] = "https://json-schema.org/draft/2020-12/schema", id, title
	if len(s.defs) > 0 {
		out["$defs"] = s.defs
	}
	return WriteJSON(b, out)
}

// schemas are the structs met on the way, each told of once.
type schemas struct{ defs map[string]any }

// object is a struct with what it embeds, as encoding/json has it.
func (s schemas) object(t reflect.Type) map[string]any {
	properties, required := map[string]any{}, []string{}
	for f := range t.Fields() {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			within := s.object(f.Type)
			for k, v := range within["properties"].(map[string]any) {
				properties[k] = v
			}
			required = append(required, within["required"].([]string)...)
			continue
		}
		properties[name] = s.field(f)
		if options != "omitempty" {
			required = append(required, name)
		}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required}
}

func (s schemas) field(f reflect.StructField) map[string]any {
	out := s.of(f.Type)
	at := out // what values and form are said of: each of a list
	if items, ok := out["items"].(map[string]any); ok {
		at = items
	}
	if values, ok := f.Tag.Lookup("values"); ok {
		var all []any
		for v := range strings.SplitSeq(values, ",") {
			if at["type"] == "integer" {
				n := 0
				fmt.Sscan(v, &n)
				all = append(all, n)
				continue
			}
			all = append(all, v)
		}
		at["enum"] = all
	}
	if form, ok := f.Tag.Lookup("form"); ok {
		form, empty := strings.CutSuffix(form, "?")
		pattern := forms()[form]
		if empty {
			pattern = "(" + pattern + ")?"
		}
		at["pattern"] = "^" + pattern + "$"
	}
	if is := f.Tag.Get("is"); is != "" {
		out["description"] = is
	}
	return out
}

// forms are how texts are written.
func forms() map[string]string {
	const day = `\d{4}-\d{2}-\d{2}`
	return map[string]string{
		"day": day, "month": `\d{4}-\d{2}`, "code": `\S(.*\S)?`,
		"moment": day + `(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?`,
	}
}

// of is a type. One that writes itself as text is a text.
func (s schemas) of(t reflect.Type) map[string]any {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return map[string]any{"type": "string", "format": "date-time"}
	case t.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		return map[string]any{"type": "string"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return s.of(t.Elem())
	case reflect.Slice:
		return map[string]any{"type": "array", "items": s.of(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": s.of(t.Elem())}
	case reflect.Struct:
		if _, known := s.defs[t.Name()]; !known {
			s.defs[t.Name()] = nil // it may be within itself
			s.defs[t.Name()] = s.object(t)
		}
		return map[string]any{"$ref": "#/$defs/" + t.Name()}
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	}
	return map[string]any{"type": "integer", "minimum": 0}
}
