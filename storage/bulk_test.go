package storage

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// bulkAgrees: what the quick way reads, the loader reads alike.
func bulkAgrees(t interface {
	Helper()
	Fatalf(string, ...any)
}, b *Bulk, data []byte) (quick bool) {
	t.Helper()
	if len(data) > maxQuick {
		return false
	}
	entries, ok := b.quick(string(data))
	if !ok {
		return false
	}
	d, err := load(data, "x")
	if err != nil {
		t.Fatalf("only the quick way reads it: %v\n%s", err, data)
	}
	if d.tail.torn || lost(d.troubles) > 0 {
		t.Fatalf("the quick way counts more: torn %v, %v\n%s", d.tail.torn, d.troubles, data)
	}
	if diff := cmp.Diff(d.entries, entries, whatCounts); diff != "" {
		t.Fatalf("(-loader +quick)\n%s\n%s", diff, data)
	}
	return true
}

// TestBulkQuick: what Binome writes is read the quick way, whatever is in it; and what
// was done to it by others is left to the loader, or read alike.
func TestBulkQuick(t *testing.T) {
	var b Bulk
	data, _ := thirty()
	if !bulkAgrees(t, &b, data) {
		t.Fatal("a journal as we write it is not read the quick way")
	}
	text := string(data)
	first := strings.Index(text, entryLine)
	second := first + 1 + strings.Index(text[first+1:], entryLine)
	for name, s := range map[string]string{
		"windows lines":    strings.ReplaceAll(text, "\n", "\r\n"),
		"a mark before it": bom + text,
		"a comment":        text[:second] + "# x\n" + text[second:],
		"a block twice":    text + "\n" + text[first:second-1],
		"another order":    text[:first] + text[second:] + "\n" + text[first:second-1],
		"torn":             text[:len(text)-9],
		"torn in its line": text + "\n[[ent",
		"no entry":         text[:first],
		"newer":            strings.Replace(text, "format = 1", "format = 2", 1),
		"a key of a later": strings.Replace(text, "\nkind = ", "\ncolour = \"red\"\nkind = ", 1),
		"a conflict":       "<<<<<<< a\n" + text,
		"more at the end":  text + "\n\n# end\n",
		"no UTF-8":         text[:second] + "\xff" + text[second:],
		"empty":            "",
		"an empty one":     text[:first] + entryLine + "\n\n" + text[first:],
	} {
		if bulkAgrees(t, &b, []byte(s)) {
			t.Errorf("%s: read the quick way", name)
		}
	}
	edited := strings.Replace(text, "presence", "presencf", 1)
	if edited != text && !bulkAgrees(t, &b, []byte(edited)) {
		t.Error("a block edited by hand is not read the quick way")
	}
}

// TestBulkAgrees: journals of all kinds of entries, with bytes changed, bytes dropped
// and lines doubled.
func TestBulkAgrees(t *testing.T) {
	var b Bulk
	quick := 0
	rapid.Check(t, func(t *rapid.T) {
		data := []byte(fileGen().Draw(t, "file"))
		if rapid.Bool().Draw(t, "ours") {
			data, _ = thirty()
		}
		for range rapid.IntRange(0, 2).Draw(t, "changes") {
			at := rapid.IntRange(0, max(0, len(data)-1)).Draw(t, "at")
			switch {
			case len(data) == 0:
			case rapid.Bool().Draw(t, "drop"):
				data = append(data[:at:at], data[at+1:]...)
			default:
				data[at] = rapid.Byte().Draw(t, "byte")
			}
		}
		if bulkAgrees(t, &b, data) {
			quick++
		}
	})
	if quick == 0 {
		t.Error("nothing was read the quick way")
	}
}

// FuzzBulk is the same for whatever a file holds.
func FuzzBulk(f *testing.F) {
	data, ends := thirty()
	f.Add(data)
	f.Add(data[:ends[2]])
	f.Add([]byte(header("p", false) + "\n" + sealed("[[entry]]\nid = \"z\"\nat = 2026-11-22T10:00:00+00:00\nkind = \"poem\"\ntext = \"\\u00e9\"")))
	f.Fuzz(func(t *testing.T, data []byte) { bulkAgrees(t, new(Bulk), data) })
}

// TestBulkFiles: the file is as large as it may be and no larger, and regular; a journal
// that is none is an error, as for ReadFile.
func TestBulkFiles(t *testing.T) {
	dir := t.TempDir()
	var b Bulk
	path := filepath.Join(dir, "f")
	for _, tt := range []struct {
		size, limit int
		want        bool
	}{{0, 0, true}, {1, 0, false}, {10, 10, true}, {11, 10, false}, {70_000, 65_536, false}, {70_000, 1 << 20, true}} {
		if err := os.WriteFile(path, make([]byte, tt.size), 0o600); err != nil {
			t.Fatal(err)
		}
		data, err := b.File(path, tt.limit)
		if (err == nil) != tt.want || err == nil && len(data) != tt.size {
			t.Errorf("%d of %d: %d, %v", tt.size, tt.limit, len(data), err)
		}
	}
	if _, err := b.File(dir, 10); err == nil {
		t.Error("a folder is read")
	}
	if _, err := b.File(filepath.Join(dir, "none"), 10); !os.IsNotExist(err) {
		t.Errorf("nothing: %v", err)
	}
	if _, err := b.Journal(path); err == nil {
		t.Error("70,000 zeros are a journal")
	}
	data, _ := thirty()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := b.Journal(path); err != nil || len(got.Entries) != 30 || got.Lost > 0 {
		t.Errorf("%d entries, %v", len(got.Entries), err)
	}
}

// TestDecodeTOML: what comes from others is read only when it is tame, and an error
// quotes nothing of it.
func TestDecodeTOML(t *testing.T) {
	for name, text := range map[string]string{
		"deep":      "a = " + strings.Repeat("[", 1_000_000),
		"large":     "a = '" + strings.Repeat("canary", 20_000) + "'",
		"no TOML":   "canary = canary",
		"a type":    "n = 'canary'",
		"dots":      strings.Repeat("canary.", 5000) + "x = 1",
		"not ended": "a = 'canary",
	} {
		var into struct{ N int }
		err := DecodeTOML(text, &into)
		if err == nil || strings.Contains(err.Error(), "canary") {
			t.Errorf("%s: %v", name, err)
		}
		if name == "no TOML" && LineOf(err) != 1 {
			t.Errorf("%s: line %d", name, LineOf(err))
		}
	}
}
