package tame

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var wide = Bounds{Bytes: 1 << 20}

// What would end the process, or take seconds and gigabytes, never reaches the library.
func TestBombs(t *testing.T) {
	for name, src := range map[string]string{
		"brackets":      "x = " + strings.Repeat("[", 60_000),
		"inline tables": "x = " + strings.Repeat("{a=", 13_000),
		"dotted key":    strings.Repeat("a.", 10_000) + "b = 1",
		"dotted header": "[entry." + strings.Repeat("a.", 10_000) + "b]",
		"hidden":        `x = ["""a"""", ` + strings.Repeat("[", 50_000) + `"]`,
		"escaped":       `x = ["\"", ` + strings.Repeat("[", 50_000),
		"literal":       `x = ['\', ` + strings.Repeat("[", 50_000),
		"unclosed":      "x = \"\n" + strings.Repeat("[", 50_000),
	} {
		f := wide.Check(src)
		if f == nil || f.Line < 1 || f.Col < 1 || !strings.Contains(f.Why, "nested deeper than 8") {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

// Each bound at its edge.
func TestBounds(t *testing.T) {
	deep := func(n int) string { return "x = " + strings.Repeat("[", n) + strings.Repeat("]", n) }
	dots := func(n int) string { return strings.Repeat("a.", n) + "b = 1\n" }
	keys := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "k%d = '='\n", i)
		}
		return b.String() + "# a = comment\n"
	}
	for _, c := range []struct {
		name string
		src  string
		b    Bounds
		why  string
		line int
	}{
		{"deep", deep(Deep), wide, "", 0},
		{"deeper", deep(Deep + 1), wide, "nested deeper than 8", 1},
		{"dots", dots(Deep), wide, "", 0},
		{"more dots", "\n" + dots(Deep+1), wide, "nested deeper than 8", 2},
		{"dots in each of many keys", strings.Repeat(dots(3), 4), wide, "", 0},
		{"in an inline table", "x = {a.b.c = 1, a.b.d = 2}", wide, "", 0},
		{"dots in a text", "x = \"........................\" # ........[[[[[[[[[[", wide, "", 0},
		{"as long as may be", "x = 1\n", Bounds{Bytes: 6}, "", 0},
		{"too long", "x = 12\n", Bounds{Bytes: 6}, "larger than 6 bytes", 1},
		{"much too long", strings.Repeat("\n", 3000), Bounds{Bytes: 2048}, "larger than 2 KiB", 2049},
		{"keys", keys(10), Bounds{Bytes: 1 << 20, Keys: 10}, "", 0},
		{"more keys", keys(11), Bounds{Bytes: 1 << 20, Keys: 10}, "more than 10 keys", 11},
	} {
		var top map[string]any
		_, f := Decode(c.src, c.b, &top)
		switch {
		case c.why == "" && f != nil && f.Why != "":
			if !strings.Contains(f.Why, "already") { // the library's own word on a key twice
				t.Errorf("%s: %+v", c.name, f)
			}
		case c.why != "" && (f == nil || f.Why != c.why || f.Line != c.line):
			t.Errorf("%s: %+v", c.name, f)
		}
	}
}

func TestFaultsHaveTheirPlace(t *testing.T) {
	for _, c := range []struct {
		src       string
		line, col int
		why       string
	}{
		{"a = 1\nb = = 2\n", 2, 5, "expected value but found '=' instead"},
		{"# é\né = 1\n", 2, 1, ""},
		{"a = 1\n\na = 2\n", 3, 0, ""},
		{"a = \"\x1b[31m", 1, 0, ""},
		{"n = 1\ns = 2\n", 2, 0, "s: incompatible types"},
	} {
		var into struct {
			A, B any
			N    int
			S    string
		}
		_, f := Decode(c.src, wide, &into)
		if f == nil || f.Line != c.line || c.col > 0 && f.Col != c.col || !strings.Contains(f.Why, c.why) || strings.Contains(f.Why, "\x1b") {
			t.Errorf("%q: %+v", c.src, f)
		}
	}
}

// What is let through is never deeper than it says, whatever quotes do.
func TestCountsAsTheLibraryDoes(t *testing.T) {
	pieces := []string{`"`, `'`, `"""`, `'''`, `\`, "[", "]", "{", "}", "=", ",", ".", "a", "#", "\n", " ", "1", `x = `}
	rapid.Check(t, func(t *rapid.T) {
		s := "x = " + strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "s"), "")
		var top map[string]any
		if _, f := Decode(s, wide, &top); f == nil && depth(top) > Deep+2 {
			t.Fatalf("%q is %d deep", s, depth(top))
		}
	})
}

func depth(v any) int {
	n := 0
	switch v := v.(type) {
	case map[string]any:
		for _, x := range v {
			n = max(n, depth(x))
		}
		return n + 1
	case []any:
		for _, x := range v {
			n = max(n, depth(x))
		}
		return n + 1
	case []map[string]any:
		for _, x := range v {
			n = max(n, depth(x))
		}
		return n + 1
	}
	return 0
}

const odd = `# a comment = 1
title = "Notes" # = no key
"quoted key" = 1
 indented.dotted . 'key' = [
  "a = 1", # inner = 2
  "b",
]
text = """
role = "mentor"
[table]
"""
literal = '''
role = 'mentee' '''

[owner] # whose
é = 1
ines = "mentor"
[[lesson]]
id = "a"
where = { x = 1, y = [
  2 ] }
[[ lesson ]]
id = "b"
[broken
= 2
last =`

func TestPlaces(t *testing.T) {
	want := map[string]Place{
		"title": {2, 1, 9}, "quoted key": {3, 1, 16}, "indented.dotted.key": {4, 2, 28}, "text": {8, 1, 8}, "literal": {12, 1, 11},
		"owner": {15, 1, 1}, "owner.ines": {17, 1, 8},
		"lesson.0": {18, 1, 1}, "lesson.0.id": {19, 1, 6}, "lesson.0.where": {20, 1, 9},
		"lesson.1": {22, 1, 1}, "lesson.1.id": {23, 1, 6}, "lesson.1.last": {26, 1, 7},
	}
	if diff := cmp.Diff(want, Places(odd)); diff != "" {
		t.Error(diff)
	}
	for i, l := range Lines(odd) {
		if l.Key == "title" && l.Text[l.From:l.To] != `"Notes"` || l.Key == "ines" && l.Text[l.From:l.To] != `"mentor"` {
			t.Errorf("line %d: the value is %q", i+1, l.Text[l.From:l.To])
		}
	}
}

// Every key that the library finds in what people write line by line is found, and none
// that is only text.
func TestPlacesAreTheLibrarys(t *testing.T) {
	lines := []string{"a = 1", "b = \"x # y\" # z", "c = '''\n[a]\nd = 1\n'''", "d = \"\"\"\ne = 2\\\"\"\"\"", "e = [\n 1, # f = 1\n 2]", "[f]", "[[g]]",
		"h.i = 2", "\"j k\" = 3", "# l = 4", "", "  m = {n = 1}", "[o.p]"}
	rapid.Check(t, func(t *rapid.T) {
		src := strings.Join(rapid.SliceOf(rapid.SampledFrom(lines)).Draw(t, "lines"), "\n") + "\n"
		var top map[string]any
		md, err := toml.Decode(src, &top)
		if err != nil {
			t.Skip("no TOML")
		}
		want, count := map[string]bool{}, map[string]int{}
		table := ""
		for _, k := range md.Keys() {
			name := strings.Join(k, ".")
			switch md.Type(k...) {
			case "ArrayHash":
				table = name + "." + fmt.Sprint(count[name])
				count[name]++
				name, k = table, nil
			}
			if i := strings.LastIndex(table, "."); i > 0 && len(k) > 1 && k[0] == table[:i] {
				name = table + strings.TrimPrefix(name, table[:i])
			}
			if len(k) < 2 || !strings.HasSuffix(name, ".n") { // within an inline table
				want[name] = true
			}
		}
		for name := range Places(src) {
			if !want[name] {
				t.Fatalf("%q is found in\n%s", name, src)
			}
			delete(want, name)
		}
		for name := range want {
			if !strings.HasSuffix(name, ".i") && name != "h" && name != "o" && !strings.HasSuffix(name, ".h") { // h.i has one line
				t.Fatalf("%q is not found in\n%s", name, src)
			}
		}
	})
}

// shapes are texts of n of something, each as a person, a tool or somebody malicious may
// hand over.
var shapes = map[string]func(n int) string{
	"keys":     func(n int) string { return numbered(n, "k%d = \"a\"\n") },
	"dotted":   func(n int) string { return numbered(n, "a.k%d = \"a\"\n") },
	"tables":   func(n int) string { return numbered(n, "[t%d]\na = 1\n") },
	"entries":  func(n int) string { return strings.Repeat("[[t]]\na = 1\n", n) },
	"one key":  func(n int) string { return strings.Repeat("a = 1\n", n) },
	"inline":   func(n int) string { return "a = {" + strings.Repeat("b = 1, ", n) + "}\n" },
	"list":     func(n int) string { return "a = [" + strings.Repeat("1, ", n) + "]\n" },
	"long key": func(n int) string { return strings.Repeat("k", n) + " = 1\n" },
	"long":     func(n int) string { return "a = \"" + strings.Repeat("k", n) + "\"\n" },
	"lines":    func(n int) string { return "a = '''\n" + strings.Repeat("k = 1\n", n) + "'''\n" },
	"comments": func(n int) string { return strings.Repeat("# a\n", n) + "=" },
	"unclosed": func(n int) string { return strings.Repeat("a = \"\n", n) },
	"quotes":   func(n int) string { return "a = " + strings.Repeat(`"`, n) },
	"open":     func(n int) string { return strings.Repeat("a = [\n", n) },
}

func numbered(n int, form string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, form, i)
	}
	return b.String()
}

// most is the largest bound that anything in this program has (a lesson's glossary, a
// catalogue).
const most = 256 << 10

// Memory grows in a line with the text, whatever its shape; and up to a million of
// anything the text is read or refused within a moment.
func TestLinear(t *testing.T) {
	used := func(src string) (bytes uint64, took time.Duration) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		begun := time.Now()
		var top map[string]any
		if _, f := Decode(src, Bounds{Bytes: most}, &top); f == nil || len(src) <= most {
			Places(src)
		}
		took = time.Since(begun)
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc, took
	}
	for name, shape := range shapes {
		small, _ := used(shape(2_000))
		large, _ := used(shape(8_000))
		if large > 6*small+1<<20 {
			t.Errorf("%s: %d bytes, then %d for four times as much", name, small, large)
		}
		for n := 10_000; n <= 1_000_000; n *= 10 {
			if bytes, took := used(shape(n)); bytes > 200<<20 || took > 5*time.Second { // a tenth of a second, on an idle machine
				t.Errorf("%s: %d take %v and %d bytes", name, n, took, bytes)
			}
		}
	}
}
