package curriculum

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
)

// every has a field of each kind that the files of a curriculum have.
type every struct {
	Text    string            `toml:"text"`
	Count   int               `toml:"count"`
	Minutes int               `toml:"minutes"`
	Flag    bool              `toml:"flag"`
	Maybe   *bool             `toml:"maybe"`
	Day     time.Time         `toml:"day"`
	Texts   []string          `toml:"texts"`
	Numbers []int             `toml:"numbers"`
	Row     []everyRow        `toml:"row"`
	Table   everyRow          `toml:"table"`
	Words   map[string]string `toml:"words"`
	After   string            `toml:"zz"`
	Skipped string            `toml:"-"`
	Plain   string
}

type everyRow struct {
	A int    `toml:"a"`
	B string `toml:"b"`
}

func filled(t *testing.T, text string) (got every, wrong []mistyped, unread []string) {
	t.Helper()
	var values map[string]any
	if _, err := toml.Decode(text, &values); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	fill(values, reflect.ValueOf(&got).Elem(), "", &wrong, func(p string) { unread = append(unread, p) })
	return got, wrong, unread
}

// What is of its key's kind is read as the library reads it, up to the last number that every
// computer has.
func TestFillReadsAsTheLibrary(t *testing.T) {
	for _, text := range []string{
		`text = ""`, `text = "a"`, `count = 0`, `count = -1`, fmt.Sprint("count = ", math.MaxInt32), fmt.Sprint("count = ", math.MinInt32),
		`flag = true`, `flag = false`, `maybe = true`, `maybe = false`, `day = 2026-11-22`, `day = 2026-11-22T10:00:00Z`,
		`texts = []`, `texts = ["a"]`, `texts = ["a", "b"]`, `numbers = [1, 2]`, `row = []`, "[[row]]\na = 1\n[[row]]\nb = \"x\"", `row = [{a = 1}, {a = 2}]`,
		"[table]\na = 3\nb = \"y\"", "[words]\nx = \"y\"\nz = \"\"", "[words]",
	} {
		got, wrong, unread := filled(t, "zz = \"there\"\n"+text)
		var want every
		if _, err := toml.Decode("zz = \"there\"\n"+text, &want); err != nil {
			t.Fatal(err)
		}
		got.Day, want.Day = got.Day.UTC(), want.Day.UTC() // the library calls the zone of a date alone by another name
		if !reflect.DeepEqual(got, want) || len(wrong) > 0 || len(unread) > 0 {
			t.Errorf("%s: %+v, %+v, %v; want %+v", text, got, wrong, unread, want)
		}
	}
}

// A value of another kind costs its key alone. What is told is what it is, what it should be
// and a line that can be typed: what was meant, where that can be seen.
func TestFillTellsOfAnotherKind(t *testing.T) {
	yesterday := time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	for _, tt := range [][3]string{
		{`text = 12`, "text is a whole number, and should be a text", `text = "12"`},
		{`text = 1.5`, "text is a number with a fraction, and should be a text", `text = "…"`},
		{`text = true`, "text is true, and should be a text", `text = "…"`},
		{`text = false`, "text is false, and should be a text", `text = "…"`},
		{`text = 2026-11-22`, "text is a date, and should be a text", `text = "…"`},
		{`text = ["a"]`, "text is a list, and should be a text", `text = "…"`},
		{`text = {a = 1}`, "text is a table, and should be a text", `text = "…"`},
		{`count = "7"`, "count is a text, and should be a whole number", `count = 7`},
		{`count = " 999 "`, "count is a text, and should be a whole number", `count = 999`},
		{`count = "1"`, "count is a text, and should be a whole number", `count = 1`},
		{`count = "2"`, "count is a text, and should be a whole number", `count = 2`},
		{`count = "0"`, "count is a text, and should be a whole number", `count = 1`},
		{`count = "-3"`, "count is a text, and should be a whole number", `count = 1`},
		{`count = "1000"`, "count is a text, and should be a whole number", `count = 1`},
		{`count = "many"`, "count is a text, and should be a whole number", `count = 1`},
		{`count = 2147483648`, "count is a whole number, and should be a whole number", `count = 1`},
		{`count = -2147483649`, "count is a whole number, and should be a whole number", `count = 1`},
		{`count = 7.0`, "count is a number with a fraction, and should be a whole number", `count = 1`},
		{`minutes = "45"`, "minutes is a text, and should be a whole number", `minutes = 45`},
		{`minutes = "an hour"`, "minutes is a text, and should be a whole number", `minutes = 25`},
		{`flag = "False"`, "flag is a text, and should be true or false", `flag = false`},
		{`flag = "no"`, "flag is a text, and should be true or false", `flag = true`},
		{`flag = 0`, "flag is a whole number, and should be true or false", `flag = true`},
		{`maybe = "FALSE"`, "maybe is a text, and should be true or false", `maybe = false`},
		{`maybe = 1`, "maybe is a whole number, and should be true or false", `maybe = true`},
		{`day = "2026-11-21"`, "day is a text, and should be a date", "day = " + yesterday.Format(time.DateOnly)},
		{`day = "21/11/2026"`, "day is a text, and should be a date", `day = 2026-11-22`},
		{`day = 2026`, "day is a whole number, and should be a date", `day = 2026-11-22`},
		{`texts = "a\\\"b"`, "texts is a text, and should be a list", `texts = ["a\\\"b"]`},
		{`texts = 3`, "texts is a whole number, and should be a list", `texts = ["…"]`},
		{`texts = ["a", 3]`, "texts is a list, and should be a list of texts", `texts = ["…"]`},
		{`texts = [["a"]]`, "texts is a list, and should be a list of texts", `texts = ["…"]`},
		{`numbers = 2`, "numbers is a whole number, and should be a list", `numbers = [1, 2, 2]`},
		{`numbers = ["2"]`, "numbers is a list, and should be a list of whole numbers", `numbers = [1, 2, 2]`},
		{`numbers = [1, "2", 3.5]`, "numbers is a list, and should be a list of whole numbers", `numbers = [1, 2, 2]`},
		{`row = "x"`, "row is a text, and should be a list", "[[row]]"},
		{`row = {a = 1}`, "row is a table, and should be a list", "[[row]]"},
		{`table = "x"`, "table is a text, and should be a table", "[table]"},
		{`table = [{a = 1}]`, "table is a list, and should be a table", "[table]"},
		{`words = "x"`, "words is a text, and should be a table", "[words]"},
	} {
		got, wrong, unread := filled(t, "zz = \"there\"\n"+tt[0])
		key, _, _ := strings.Cut(tt[0], " ")
		if len(wrong) != 1 || wrong[0].Text != tt[1] || wrong[0].Fix != tt[2] || wrong[0].path != key {
			t.Errorf("%s: %+v\nwant %s\n%s", tt[0], wrong, tt[1], tt[2])
		}
		if !reflect.DeepEqual(got, every{After: "there"}) || len(unread) > 0 {
			t.Errorf("%s: %+v, unread %v", tt[0], got, unread)
		}
		if _, again, _ := filled(t, tt[2]); len(again) > 0 {
			t.Errorf("%s, typed as told: %+v", tt[2], again)
		}
	}
}

// What stands deeper is told with its place, costs no neighbour, and each place is told.
func TestFillBelow(t *testing.T) {
	got, wrong, unread := filled(t, `
new = 1
Plain = "x"
"-" = "x"
[[row]]
a = 1
b = 2
[[row]]
a = "x"
b = "y"
c = 3
[table]
a = 4
d = 5
[words]
one = "1"
two = 2
`)
	want := every{Row: []everyRow{{A: 1}, {B: "y"}}, Table: everyRow{A: 4}, Words: map[string]string{"one": "1", "two": ""}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	var paths []string
	for _, w := range wrong {
		paths = append(paths, w.path+": "+w.Text)
	}
	if told := []string{"row.0.b: b is a whole number, and should be a text", "row.1.a: a is a text, and should be a whole number",
		"words.two: two is a whole number, and should be a text"}; !slices.Equal(paths, told) {
		t.Errorf("%q", paths)
	}
	if keys := []string{"-", "Plain", "new", "row.1.c", "table.d"}; !slices.Equal(unread, keys) {
		t.Errorf("unread: %q", unread)
	}
}
