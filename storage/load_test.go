package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// thirty is a file of thirty entries, of every kind, as Binome writes it.
func thirty() (data []byte, ends []int) {
	data = []byte(header("ines-philippe", false))
	all := sample()
	for i := range 30 {
		e := all[i%len(all)]
		if i > 0 && e.Kind == KindPair { // a journal begins once
			e = tick(1)
		}
		e.ID = fmt.Sprintf("01KAQ3XV2C5M8N1P4R7T%06d", i)
		e.At = fixedNow().Add(time.Duration(i) * time.Minute)
		data = append(data, '\n')
		data = appendBlock(data, &e)
		ends = append(ends, len(data))
	}
	return data, ends
}

func mustLoad(t testing.TB, data []byte) *doc {
	t.Helper()
	d, err := load(data, "x")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// long is true where the counts of the test plan are run in full.
func long() bool { return os.Getenv("BINOME_LONG") == "1" }

// times is how often a test does what it does.
func times(short, full int) int {
	if long() {
		return full
	}
	return short
}

// text is all of an entry that is kept.
func text(e Entry) string { return string(appendBlock(nil, &e)) }

// whatCounts compares states without what depends on the place in a file.
var whatCounts = cmp.Options{cmpopts.IgnoreFields(Entry{}, "Line", "Mark"), cmpopts.EquateEmpty()}

func TestEveryPrefixHasExactlyTheWholeEntries(t *testing.T) {
	data, ends := thirty()
	all := mustLoad(t, data).entries
	head := len(header("ines-philippe", false))
	kept := 0
	for n := range len(data) + 1 {
		d, err := load(data[:n], "x")
		if n < head-1 {
			if err == nil {
				t.Fatalf("%d bytes of a head are taken for a journal", n)
			}
			continue
		}
		if err != nil {
			t.Fatalf("%d bytes: %v", n, err)
		}
		whole := 0
		for _, end := range ends {
			if n >= end-1 { // the last line feed may be missing
				whole++
			}
		}
		if i := len(d.entries) - 1; i == whole && byHand(data[:n], all[whole], d.entries[i]) {
			d.entries, d.troubles = d.entries[:i], d.troubles[1:]
			kept++
			if d.tail.torn || len(d.troubles) > 0 {
				t.Fatalf("%d bytes: %+v, %v", n, d.tail, d.troubles)
			}
			continue
		}
		if !slices.EqualFunc(all[:whole], d.entries, func(a, b Entry) bool { return text(a) == text(b) && b.Mark == Sound }) {
			t.Fatalf("%d bytes, %d whole:\n%+v", n, whole, d.entries)
		}
		start := head
		if whole > 0 {
			start = ends[whole-1]
		}
		if rest := data[min(start, n):n]; d.tail.torn != (len(bytes.TrimLeft(rest, "\n")) > 0) || len(d.troubles) > 0 {
			t.Fatalf("%d bytes, after %q: torn %v, troubles %v", n, rest, d.tail.torn, d.troubles)
		}
		if d.tail.torn && strings.TrimLeft(string(data[start:d.tail.offset]), "\n") != "" {
			t.Fatalf("%d bytes: the tail begins at %d, not %d", n, d.tail.offset, start)
		}
	}
	if kept == 0 || kept > 6*len(all) { // the ends of the last lines
		t.Errorf("%d prefixes end in what could be an entry written by hand", kept)
	}
}

// byHand reports whether what the last block of a prefix was read as has all that its kind
// needs, no value but the entry's own, and a mark: it broke off where a value ends, as if
// somebody had written it by hand.
func byHand(prefix []byte, whole, got Entry) bool {
	last := prefix[len(prefix)-1]
	for i := range fields {
		a, b := got.in(fields[i]), whole.in(fields[i])
		if !a.zero() && !sameSlot(a, b) {
			return false
		}
	}
	return got.Mark == Edited && got.fits(got.filled()|mayBeZero) == nil && (last == '\n' || last == '"')
}

func sameSlot(a, b slot) bool {
	switch {
	case a.str != nil:
		return *a.str == *b.str
	case a.num != nil:
		return *a.num == *b.num
	case a.flag != nil:
		return *a.flag == *b.flag
	}
	return true
}

func TestEveryBitFlipIsFlagged(t *testing.T) {
	data, _ := thirty()
	all := mustLoad(t, data).entries
	was := map[string]bool{}
	for _, e := range all {
		was[text(e)] = true
	}
	head := len(header("ines-philippe", false)) + 1
	bad := make([]byte, len(data))
	flips := 0
	for i := head; i < len(data); i++ {
		for bit := range 8 {
			if !long() && (i+bit)%8 != 0 {
				continue
			}
			flips++
			copy(bad, data)
			bad[i] ^= 1 << bit
			d, err := load(bad, "x")
			if err != nil {
				t.Fatalf("byte %d bit %d: the file is lost: %v", i, bit, err)
			}
			if len(d.troubles) == 0 && !d.tail.torn {
				t.Fatalf("byte %d bit %d (%q): not flagged", i, bit, bad[max(0, i-20):min(len(bad), i+20)])
			}
			costs := len(all) - len(d.entries)
			if costs > 1 {
				t.Fatalf("byte %d bit %d costs %d entries", i, bit, costs)
			}
			for _, e := range d.entries {
				if e.Mark == Sound && !was[text(e)] {
					t.Fatalf("byte %d bit %d: a changed entry counts as sound: %+v", i, bit, e)
				}
			}
		}
	}
	t.Logf("%d flips", flips)
}

// entryGen draws entries that Check accepts, with ids and times.
func entryGen() *rapid.Generator[Entry] {
	words := rapid.OneOf(rapid.StringN(1, 60, 300), rapid.SampledFrom(naughty()))
	return rapid.Custom(func(t *rapid.T) Entry {
		all := sample()
		e := all[rapid.IntRange(0, len(all)-1).Draw(t, "kind")]
		if e.Text != "" {
			e.Text = words.Draw(t, "text")
		}
		if e.Evidence != "" {
			e.Evidence = words.Draw(t, "evidence")
		}
		if rapid.IntRange(0, 9).Draw(t, "extra") == 0 {
			e.Extra = []KeyValue{{"colour", `"red"`}, {"odd key", `[1, 2.5, {a = true}]`}}
		}
		e = e.cleaned()
		if e.Check() != nil { // nothing was left of the text
			e = tick(1)
		}
		e.ID = fmt.Sprintf("01KAQ3XV2C5M8N1P4R7T%06d", rapid.IntRange(0, 40).Draw(t, "id"))
		zone := time.FixedZone("", 60*rapid.IntRange(-13*60, 13*60).Draw(t, "zone"))
		e.At = fixedNow().Add(time.Duration(rapid.IntRange(-1000, 1000).Draw(t, "at")) * time.Second).In(zone)
		return e
	})
}

func naughty() []string {
	return []string{
		"\x1b]52;c;aGk=\x07", "\x9b31m", "\u009b2J", "a\u202eb", "\x00", "\xff\xfe", "\ufeff", "\r\n", "[[entry]]\nid = \"x\"",
		"\n[[entry]]\n", "sum = \"000000000000\"", "\"\"\"", "'''", "\\", "\\u0000", "\\\"", "# no comment", "é\u0301\u0301\u0301",
		"👩‍👩‍👧‍👦", "ﷺ", "\u2028", "\u2029", "\ud7ff", "\U0010ffff", "=1+1", "<<<<<<< HEAD", ">>>>>>> x", "=======", "undefined", "1e309",
		"%n%s", "../../x", "con", "\t\ttabs", "Ω≈ç√∫", "田中さん", "مرحبا", "\u200b", "a" + strings.Repeat("\u0300", 100), strings.Repeat("x", 8000),
	}
}

func TestEntriesComeBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := entryGen().Draw(t, "entry")
		data := appendBlock([]byte(header("p", false)+"\n"), &e)
		d, err := load(data, "x")
		if err != nil || len(d.entries) != 1 || len(d.troubles) > 0 {
			t.Fatalf("%v, %+v\n%s", err, d, data)
		}
		if diff := cmp.Diff(e, d.entries[0], whatCounts); diff != "" {
			t.Fatalf("%s\n%s", diff, data)
		}
		slow, _, bad := readBlock(string(data[strings.Index(string(data), entryLine):]))
		if bad != nil {
			t.Fatal(bad)
		}
		if diff := cmp.Diff(e, slow, whatCounts); diff != "" {
			t.Fatalf("read the slow way: %s", diff)
		}
	})
}

// Promise 2: any order of the file gives the same.
func TestOrderOfTheFileDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(entryGen(), 0, 12).Draw(t, "entries")
		blocks := make([]string, len(list))
		for i := range list {
			blocks[i] = "\n" + string(appendBlock(nil, &list[i]))
			if rapid.IntRange(0, 5).Draw(t, "edit") == 0 {
				blocks[i] = strings.Replace(blocks[i], "kind", "edited = true\nkind", 1)
			}
		}
		a, err := load([]byte(header("p", false)+strings.Join(blocks, "")), "x")
		if err != nil {
			t.Fatal(err)
		}
		rand.New(rand.NewPCG(1, rapid.Uint64().Draw(t, "seed"))).Shuffle(len(blocks), func(i, j int) { blocks[i], blocks[j] = blocks[j], blocks[i] })
		b, err := load([]byte(header("p", false)+strings.Join(blocks, "")), "x")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(a.entries, b.entries, cmpopts.IgnoreFields(Entry{}, "Line"), cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestLoadOddFiles(t *testing.T) {
	data, _ := thirty()
	plain := mustLoad(t, data)
	first := strings.Index(string(data), "\n"+entryLine)
	two := func(s string) string { return strings.Replace(string(data), "item = 2", s, 1) }
	for _, c := range []struct {
		name    string
		data    string
		entries int
		codes   []string
	}{
		{"as written", string(data), 30, nil},
		{"CRLF", strings.ReplaceAll(string(data), "\n", "\r\n"), 30, nil},
		{"BOM", bom + string(data), 30, nil},
		{"BOM and CRLF", bom + strings.ReplaceAll(string(data), "\n", "\r\n"), 30, nil},
		{"comments between", strings.ReplaceAll(string(data), "\n"+entryLine, "\n# a comment\n\n# and another\n"+entryLine), 30, nil},
		{"comment at the end", string(data) + "\n# seen\n", 30, nil},
		{"a value edited", two("item = 3"), 30, []string{TroubleEdited}},
		{"a value of another type", two(`item = "3"`), 29, []string{TroubleUnreadable}},
		{"a value out of range", two("item = -3"), 29, []string{TroubleRefused}},
		{"no TOML", two("item = ="), 29, []string{TroubleUnreadable}},
		{"a key twice", two("item = 2\nitem = 3"), 29, []string{TroubleUnreadable}},
		{"multi-line string by hand", two("item = 2\nnote = '''\na\nb'''"), 30, []string{TroubleEdited}},
		{"a key after the sum", strings.Replace(string(data), "\n\n[[entry]]\nid = \"01KAQ3XV2C5M8N1P4R7T000004\"", "\nx = 1\n\n[[entry]]\nid = \"01KAQ3XV2C5M8N1P4R7T000004\"", 1), 30, []string{TroubleEdited}},
		{"junk after the sum", strings.Replace(string(data), "\n\n[[entry]]\nid = \"01KAQ3XV2C5M8N1P4R7T000004\"", "\nwhat?\n\n[[entry]]\nid = \"01KAQ3XV2C5M8N1P4R7T000004\"", 1), 30, []string{TroubleUnreadable}},
		{"an entry indented", strings.Replace(string(data), "\n[[entry]]\nid = \"01KAQ3XV2C5M8N1P4R7T000004\"", "\n [[entry]]\nid = \"01KAQ3XV2C5M8N1P4R7T000004\"", 1), 29, []string{TroubleUnreadable}},
		{"nothing but a head", header("p", false), 0, nil},
		{"a head of its own", "x = 1\npair = 'p'\nformat = 1\n[more]\ny = 2\n", 0, []string{TroubleHead}},
		{"a damaged head", strings.Replace(string(data), "format = 1", "format = =", 1), 30, []string{TroubleHead}},
		{"no head", string(data[first:]), 30, []string{TroubleHead}},
		{"an unknown kind", string(data) + sealed("[[entry]]\nid = \"z\"\nat = 2026-11-22T10:00:00Z\nkind = \"poem\"\nwho = \"both\"\nverses = [\"a\", \"b\"]"), 31, nil},
		{"no time", string(data) + sealed("[[entry]]\nid = \"z\"\nkind = \"session\""), 30, []string{TroubleRefused}},
		{"no id", string(data) + sealed("[[entry]]\nat = 2026-11-22T10:00:00Z\nkind = \"session\""), 30, []string{TroubleRefused}},
		{"twice the same", string(data) + string(data[first:]), 30, nil},
		{"large", string(data) + sealed("[[entry]]\nid = \"z\"\nat = 2026-11-22T10:00:00Z\nkind = \"session\"\nx = \""+strings.Repeat("x", MaxEntry)+"\""), 30, []string{TroubleUnreadable}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := mustLoad(t, []byte(c.data))
			if len(d.entries) != c.entries {
				t.Errorf("%d entries, not %d", len(d.entries), c.entries)
			}
			var codes []string
			for _, tr := range d.troubles {
				codes = append(codes, tr.Code)
			}
			if diff := cmp.Diff(c.codes, codes, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s\n%v", diff, d.troubles)
			}
			if c.codes == nil && c.entries == 30 {
				if diff := cmp.Diff(plain.entries, d.entries, cmpopts.IgnoreFields(Entry{}, "Line")); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

func sealed(lines string) string {
	sum := sumOf(lines)
	return "\n" + lines + "\n" + sumStart + string(sum[:]) + "\"\n"
}

func TestTroublesHaveTheirPlace(t *testing.T) {
	data, _ := thirty()
	text := strings.Replace(string(data), "item = 2", "item = = 2", 1)
	line := 1 + strings.Count(text[:strings.Index(text, "item = =")], "\n")
	d := mustLoad(t, []byte(text))
	if len(d.troubles) != 1 || d.troubles[0].Line != line || d.troubles[0].Col != 8 {
		t.Errorf("%+v, want line %d, column 8", d.troubles, line)
	}
}

func TestOneIDWithTwoTexts(t *testing.T) {
	block := func(item int) string {
		e := tick(item)
		e.ID, e.At = "01A", fixedNow()
		return "\n" + string(appendBlock(nil, &e))
	}
	edited := strings.Replace(block(9), "item = 9", "item = 8", 1)
	for _, c := range []struct {
		blocks []string
		item   int
	}{
		{[]string{block(1), block(2)}, 2},
		{[]string{block(2), block(1)}, 2},
		{[]string{edited, block(1)}, 1},
		{[]string{block(1), edited}, 1},
	} {
		d := mustLoad(t, []byte(header("p", false)+strings.Join(c.blocks, "")))
		if len(d.entries) != 1 || d.entries[0].Item != c.item {
			t.Errorf("%q: %+v", c.blocks, d.entries)
		}
		if !hasTrouble(d.troubles, TroubleTwice) {
			t.Errorf("%q: not told: %v", c.blocks, d.troubles)
		}
	}
}

func TestGitConflict(t *testing.T) {
	base, _ := thirty()
	mine, yours := tick(7), tick(8)
	mine.ID, mine.At = "01M", fixedNow().AddDate(0, 0, 1)
	yours.ID, yours.At = "01Y", fixedNow().AddDate(0, 0, 2)
	m := strings.SplitAfter(string(appendBlock(nil, &mine)), "\n")
	y := strings.SplitAfter(string(appendBlock(nil, &yours)), "\n")
	// As git writes it: the common first line stands above the markers.
	text := string(base) + "\n" + m[0] + "<<<<<<< HEAD\n" + strings.Join(m[1:], "") + "||||||| base\n=======\n" + strings.Join(y[1:], "") + ">>>>>>> theirs\n"
	for _, text := range []string{text, strings.ReplaceAll(text, "\n", "\r\n")} {
		d := mustLoad(t, []byte(text))
		if len(d.entries) != 32 || d.entries[30].Item != 7 || d.entries[31].Item != 8 || !d.conflict {
			t.Fatalf("%d entries: %v", len(d.entries), d.troubles)
		}
		for _, e := range d.entries {
			if e.Mark != Sound {
				t.Errorf("%+v", e)
			}
		}
		if line := strings.Split(text, "\n")[d.entries[31].Line-1]; !strings.HasPrefix(line, entryLine) {
			t.Errorf("an entry's line is %q", line)
		}
	}
	// Half an append after the markers is torn as anywhere; found when a block that was
	// cut short there came to count once something was appended after it.
	for _, half := range []string{"\n[[entry]]\nid = \"01H\"\nat = 2026-11-22T10:00:00Z\nkind = \"step\"\n", "\n[[en"} {
		d := mustLoad(t, []byte(text+half))
		if !d.tail.torn || d.tail.offset < len(text) || d.tail.offset > len(text)+1 || len(d.entries) != 32 {
			t.Errorf("%q: %+v, %d entries of a file of %d", half, d.tail, len(d.entries), len(text))
		}
	}
	inside := strings.Replace(text, "sum = ", "was = ", -1)
	if d := mustLoad(t, []byte(string(base)+inside[len(base):])); d.tail.torn || len(d.troubles) < 2 {
		t.Errorf("a block with markers in it was taken for torn: %v", d.troubles)
	}
	broken := strings.Replace(text, "=======\n", "", 1)
	d := mustLoad(t, []byte(broken))
	if d.conflict || len(d.entries) != 30 || len(d.troubles) == 0 && !d.tail.torn {
		t.Errorf("markers that don't match: %d entries, %v", len(d.entries), d.troubles)
	}
}

func TestBombsAreRefused(t *testing.T) {
	block := "[[entry]]\nid = \"z\"\nat = 2026-11-22T10:00:00Z\nkind = \"session\"\nx = "
	for name, value := range map[string]string{
		"brackets":      strings.Repeat("[", 60_000),
		"inline tables": strings.Repeat("{a=", 13_000),
		"dotted key":    "1\n" + strings.Repeat("a.", 10_000) + "b = 1",
		"dotted header": "1\n[entry." + strings.Repeat("a.", 10_000) + "b]",
		"hidden":        `["""a"""", ` + strings.Repeat("[", 50_000) + `"]`,
		"escaped":       `["\"", ` + strings.Repeat("[", 50_000),
		"literal":       `['\', ` + strings.Repeat("[", 50_000),
		"deep array":    strings.Repeat("[", 9) + strings.Repeat("]", 9),
	} {
		d := mustLoad(t, []byte(header("p", false)+"\n"+block+value+"\nsum = \"000000000000\"\n"))
		if len(d.entries) != 0 || len(d.troubles) != 1 {
			t.Errorf("%s: %v", name, d.troubles)
		}
		if _, err := load([]byte("format = 1\npair = 'p'\nx = "+value), "x"); err == nil {
			t.Errorf("%s in a head", name)
		}
	}
	if _, err := load(bytes.Repeat([]byte("["), maxFile+1), "x"); err == nil {
		t.Error("a file of any size")
	}
	if _, err := load([]byte(header("p", false)+strings.Repeat("\n[[entry]]", maxBlocks+1)), "x"); err == nil {
		t.Error("a file of any number of blocks")
	}
	// What is read the slow way has an allowance, and what is beyond it is told of.
	odd := strings.Repeat("\n[[entry]]\nid = 'z'\nx = ["+strings.Repeat("1, ", 10_000)+"]\n", 2*maxSlow/30_000)
	d := mustLoad(t, []byte(header("p", false)+odd))
	if n := len(d.troubles); n == 0 || !strings.Contains(d.troubles[n-1].Text, "not read") {
		t.Errorf("%d troubles", n)
	}
	odd = strings.Repeat("\n[[entry]]\nid = 'z'\n", 10*maxTroubles)
	if d := mustLoad(t, []byte(header("p", false)+odd)); len(d.troubles) != maxTroubles+1 {
		t.Errorf("%d troubles", len(d.troubles))
	}
}

// A file that an editor has indented is told, with its line, and not taken for an empty one.
func TestIndentedJournal(t *testing.T) {
	whole, _ := thirty()
	text := strings.ReplaceAll(string(whole), "\n", "\n  ")
	_, err := load([]byte(text), "p.toml")
	if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "p.toml:5: ") {
		t.Errorf("%v", err)
	}
}

// TestLastBlockByHand: the last block of a file counts without a sum as one higher up does,
// and is added to; what is cut off is set aside.
func TestLastBlockByHand(t *testing.T) {
	for name, c := range map[string]struct {
		block string
		torn  bool
	}{
		"a note":                   {"[[entry]]\nid = \"BYHAND\"\nat = 2026-11-22T11:00:00+01:00\nkind = \"note\"\ntext = \"by hand\"\n", false},
		"no line feed":             {"[[entry]]\nid = \"BYHAND\"\nat = 2026-11-22T11:00:00+01:00\nkind = \"note\"\ntext = \"by hand\"", false},
		"Windows line ends":        {"[[entry]]\r\nid = \"BYHAND\"\r\nat = 2026-11-22T11:00:00+01:00\r\nkind = \"note\"\r\ntext = \"by hand\"\r\n", false},
		"keys in another order":    {"[[entry]]\nkind = 'note'\n  text = 'by hand'\nat = 2026-11-22 11:00:00+01:00\nid = 'BYHAND'", false},
		"a comment below":          {"[[entry]]\nid = \"BYHAND\"\nat = 2026-11-22T11:00:00+01:00\nkind = \"note\"\ntext = \"by hand\"\n# as they said it", false},
		"an empty sum":             {"[[entry]]\nid = \"BYHAND\"\nat = 2026-11-22T11:00:00+01:00\nkind = \"note\"\ntext = \"by hand\"\nsum = \"\"\n", false},
		"cut off in a text":        {"[[entry]]\nid = \"BYHAND\"\nat = 2026-11-22T11:00:00+01:00\nkind = \"note\"\ntext = \"by ha", true},
		"cut off before its keys":  {"[[entry]]\nid = \"BYHAND\"\nat = 2026-11-22T11:00:00+01:00\nkind = \"note\"\n", true},
		"cut off in a number":      {"[[entry]]\nid = \"BYHAND\"\nat = 2026-11-22T11:00:00+01:00\nkind = \"tick\"\nlesson = \"a/b\"\nstep = \"together\"\nitem = 1", true},
		"a newer Binome's":         {"[[entry]]\nid = \"BYHAND\"\nat = 2026-11-22T11:00:00+01:00\nkind = \"mood\"\nof = \"the day\"\n", true},
		"cut off in its sum":       {"[[entry]]\nid = \"BYHAND\"\nat = 2026-11-22T11:00:00+01:00\nkind = \"note\"\ntext = \"by hand\"\nsum = \"5f2a", true},
		"cut off, then filled up":  {"[[entry]]\nid = \"BYHAND\"\nat = 2026-11-22T11:00:00+01:00\nkind = \"note\"\ntext = \"by hand\"\n\x00\x00\x00", true},
		"text without a last line": {"[[entry]]\nid = \"BYHAND\"\nat = 2026-11-22T11:00:00+01:00", true},
	} {
		t.Run(name, func(t *testing.T) {
			f := open(t)
			j := create(t, f)
			j.Close()
			before := string(must(os.ReadFile(j.Path)))
			if err := os.WriteFile(j.Path, []byte(before+"\n"+c.block), 0o600); err != nil {
				t.Fatal(err)
			}
			j = must(f.Journal("ines-philippe"))
			defer j.Close()
			must(j.Append(context.Background(), tick(3)))
			s := must(f.Read("ines-philippe"))
			counted, aside := false, len(f.Torn("ines-philippe", false)) > 0
			for _, e := range s.Entries {
				counted = counted || e.ID == "BYHAND" && e.Mark == Edited
			}
			if counted == c.torn || aside != c.torn || len(s.Entries) != map[bool]int{true: 2, false: 3}[c.torn] {
				t.Errorf("counted %v, set aside %v: %+v", counted, aside, s.Entries)
			}
			if after := string(must(os.ReadFile(j.Path))); strings.Contains(after, c.block) == c.torn {
				t.Errorf("the file:\n%s", after)
			}
		})
	}
}
