package storage

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"binome/storage/clean"
	"binome/storage/tame"
)

// A placed is an error with its place in the text it was found in.
type placed struct {
	line, col int // from 1; col 0 when unknown
	why       string
}

func (p *placed) Error() string { return p.why }

// readTOML reads what people and other programs write.
func readTOML(text string) (map[string]any, toml.MetaData, *placed) {
	var top map[string]any
	md, f := tame.Decode(text, bounds, &top)
	if f != nil {
		return nil, md, &placed{line: max(1, f.Line), col: f.Col, why: f.Why}
	}
	return top, md, nil
}

// bounds are those of one entry, of a head and of the settings.
var bounds = tame.Bounds{Bytes: MaxEntry}

// readBlock reads a block by the TOML library: the slow way, for what people and other
// programs write. there has the bits of the fields that are there.
func readBlock(text string) (e Entry, there uint64, bad *placed) {
	top, md, bad := readTOML(text)
	if bad != nil {
		return e, 0, bad
	}
	list, ok := top["entry"].([]map[string]any)
	if !ok || len(list) != 1 || len(top) != 1 {
		return e, 0, &placed{line: 1, why: "more than one entry in a block: [[entry]] belongs at the beginning of a line"}
	}
	fields := list[0]
	for _, key := range keysInOrder(md, fields) {
		val := fields[key]
		switch key {
		case "sum":
		case "at":
			t, ok := val.(time.Time)
			if !ok {
				return e, there, misplaced(text, key, "at is not a date and time")
			}
			e.At = instant(t)
			there |= bitAt
		default:
			bit, why := e.set(key, val)
			if why != "" {
				return e, there, misplaced(text, key, why)
			}
			there |= bit
		}
	}
	return e, there, nil
}

// keysInOrder lists the keys of the entry as the file has them.
func keysInOrder(md toml.MetaData, fields map[string]any) []string {
	list := make([]string, 0, len(fields))
	seen := make(map[string]bool, len(fields))
	for _, k := range md.Keys() {
		if len(k) > 1 && k[0] == "entry" && !seen[k[1]] {
			seen[k[1]] = true
			list = append(list, k[1])
		}
	}
	return list
}

// instant is the time an entry keeps: to the second, in a zone made of its offset
// alone. One without an offset is taken as UTC, so that it is the same everywhere.
func instant(t time.Time) time.Time {
	name, off := t.Zone()
	if strings.HasSuffix(name, "-local") {
		y, m, d := t.Date()
		return time.Date(y, m, d, t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	}
	t = t.Truncate(time.Second)
	if off == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", off))
}

// set puts a value in its field, or among the unknown ones.
func (e *Entry) set(key string, val any) (there uint64, why string) {
	s, bit := e.slot(key)
	ok := true
	switch {
	case s.str != nil:
		*s.str, ok = val.(string)
		if wash(key, s.str); *s.str == "" {
			bit = 0
		}
	case s.num != nil:
		var n int64
		n, ok = val.(int64)
		ok = ok && n >= math.MinInt32 && n <= math.MaxInt32
		*s.num = int(n)
	case s.flag != nil:
		*s.flag, ok = val.(bool)
	default:
		kv := KeyValue{Key: key, Value: string(appendValue(nil, val))}
		if strings.ContainsFunc(key, unsafeRune) {
			return 0, "a key with control characters"
		}
		if f := bounds.Check(kv.Value); f != nil {
			return 0, "a value " + f.Why
		}
		e.Extra = append(e.Extra, kv)
	}
	if !ok {
		return 0, key + " has a value of another type"
	}
	return bit, ""
}

// misplaced finds the line of a key, as well as it can.
func misplaced(text, key, why string) *placed {
	at := tame.Places(text)["entry.0."+key]
	return &placed{line: max(1, at.Line), why: clean.Line(why)}
}

// appendValue writes a value of the library's as TOML on one line.
func appendValue(b []byte, val any) []byte {
	switch v := val.(type) {
	case string:
		return appendQuoted(b, v)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case bool:
		return strconv.AppendBool(b, v)
	case float64:
		return appendFloat(b, v)
	case time.Time:
		return v.AppendFormat(b, timeFormOf(v))
	case []any:
		return appendList(b, v)
	case []map[string]any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = v[i]
		}
		return appendList(b, list)
	case map[string]any:
		names := make([]string, 0, len(v))
		for k := range v {
			names = append(names, k)
		}
		slices.Sort(names)
		b = append(b, '{')
		for i, k := range names {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = append(appendKey(b, k), " = "...)
			b = appendValue(b, v[k])
		}
		return append(b, '}')
	}
	return appendQuoted(b, fmt.Sprint(val)) // no other type comes out of the library
}

func appendList(b []byte, list []any) []byte {
	b = append(b, '[')
	for i, v := range list {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = appendValue(b, v)
	}
	return append(b, ']')
}

func appendFloat(b []byte, v float64) []byte {
	switch {
	case math.IsNaN(v):
		return append(b, "nan"...)
	case math.IsInf(v, 1):
		return append(b, "inf"...)
	case math.IsInf(v, -1):
		return append(b, "-inf"...)
	}
	s := strconv.FormatFloat(v, 'g', -1, 64)
	if !strings.ContainsAny(s, ".e") {
		s += ".0"
	}
	return append(b, s...)
}

func timeFormOf(t time.Time) string {
	switch name, _ := t.Zone(); name {
	case "datetime-local":
		return "2006-01-02T15:04:05.999999999"
	case "date-local":
		return time.DateOnly
	case "time-local":
		return "15:04:05.999999999"
	}
	return time.RFC3339Nano
}

// checkExtra judges a key of a caller's own.
func checkExtra(kv KeyValue) error {
	if s, bit := new(Entry).slot(kv.Key); bit != 0 || !s.zero() || kv.Key == "at" || kv.Key == "sum" || kv.Key == "" {
		return errors.New("is a key of the journal's own")
	}
	if kv.Key != clean.Line(kv.Key) || len(kv.Key) > MaxName {
		return errors.New("not a key")
	}
	top, _, bad := readTOML("x = " + kv.Value)
	if bad != nil {
		return bad
	}
	if len(top) != 1 {
		return errors.New("more than a value")
	}
	if string(appendValue(nil, top["x"])) != kv.Value {
		return errors.New("value is not in the form it is kept in")
	}
	return nil
}
