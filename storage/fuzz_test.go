package storage

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// FuzzLoad: whatever a file holds, reading it doesn't panic; what the quick scanner
// reads the library reads alike; and what was read can be written and read again.
func FuzzLoad(f *testing.F) {
	data, ends := thirty()
	f.Add(data)
	f.Add(data[:ends[3]-5])
	f.Add([]byte(strings.ReplaceAll(string(data[:ends[5]]), "\n", "\r\n")))
	f.Add([]byte(bom + header("p", false) + "\n# c\n[[entry]]\nid='x'\nat=2026-11-22 10:00:00.5\nkind='session'\nx={a=[1,2.5,{b=inf}],c=07:30:00}\n"))
	f.Add([]byte(header("p", false) + sealed("[[entry]]\nid = \"z\"\nat = 2026-11-22T10:00:00+00:00\nkind = \"poem\"\ntext = \"\\u00e9\\t\\\\\"\nvalue = 0\ngiven = false")))
	f.Add([]byte("format = 1\npair = 'p'\n<<<<<<< a\n[[entry]]\n=======\n[[entry]]\n>>>>>>> b\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := load(data, "x")
		if err != nil {
			return
		}
		checkFastAndSlow(t, string(data))
		again := []byte(header("p", false))
		var written []Entry
		for i, e := range d.entries {
			if i > 0 && compareEntries(&d.entries[i-1], &e) >= 0 {
				t.Fatalf("not sorted: %+v", d.entries)
			}
			block := appendBlock([]byte("\n"), &e)
			if len(block) > MaxEntry { // escaping may make it longer
				continue
			}
			written = append(written, e)
			again = append(again, block...)
		}
		b, err := load(again, "x")
		if err != nil || len(b.troubles) > 0 || b.tail.torn {
			t.Fatalf("%v, %+v\n%s", err, b, again)
		}
		if diff := cmp.Diff(written, b.entries, whatCounts); diff != "" {
			t.Fatalf("%s\n%s", diff, again)
		}
		for _, tr := range d.troubles {
			if strings.ContainsFunc(tr.Text, unsafeRune) || !utf8.ValidString(tr.Text) {
				t.Fatalf("a trouble that is not clean: %q", tr.Text)
			}
		}
	})
}

func checkFastAndSlow(t *testing.T, text string) {
	_, chunks := cut(text)
	for _, c := range chunks {
		var fast Entry
		text := unixLines(c.text)
		if !utf8.ValidString(text) {
			continue
		}
		b, ok := scanBlock(text, &fast, &zones{})
		if !ok {
			continue
		}
		n, there := b.n, b.there
		if lines := strings.Count(strings.TrimSuffix(text[:n], "\n"), "\n") + 1; lines != b.lines {
			t.Fatalf("%d lines, not %d: %q", lines, b.lines, text[:n])
		}
		slow, slowThere, bad := readBlock(text[:n])
		if bad != nil {
			t.Fatalf("only the scanner reads %q: %v", text[:n], bad)
		}
		if diff := cmp.Diff(slow, fast, whatCounts); diff != "" || there != slowThere {
			t.Fatalf("%b %b %q\n%s", there, slowThere, text[:n], diff)
		}
	}
}

// FuzzScan is the scanner alone, with a right sum put under whatever there is: else
// hardly anything would reach it.
func FuzzScan(f *testing.F) {
	for _, e := range sample() {
		e.ID, e.At = "01KAQ3XV2C5M8N1P4R7T0W3Z6B", fixedNow()
		block := string(appendBlock(nil, &e))
		f.Add(block[:sealedLen(block)-sumLine-2])
	}
	f.Fuzz(func(t *testing.T, lines string) {
		checkFastAndSlow(t, strings.TrimPrefix(sealed(lines), "\n"))
	})
}

// FuzzMerge holds the laws of merging for whatever has a head that can be read.
func FuzzMerge(f *testing.F) {
	gen := fileGen()
	for i := range 20 {
		f.Add([]byte(gen.Example(3*i)), []byte(gen.Example(3*i+1)), []byte(gen.Example(3*i+2)))
	}
	head := header("p", false)
	f.Add([]byte(head+"[[entry]]\r\r\n\r"), []byte(head+"[[entry]]\r\n"), []byte(head+"\r\r\n# c\r"))
	f.Fuzz(func(t *testing.T, a, b, c []byte) {
		for _, x := range [][]byte{a, b, c} {
			if _, err := MergeBytes(x, x); err != nil {
				return
			}
		}
		ab, err := MergeBytes(a, b)
		if err != nil {
			return
		}
		if _, err := MergeBytes(ab, c); err != nil {
			return
		}
		if _, err := MergeBytes(b, c); err != nil {
			return
		}
		head := func(x []byte) string { h, _ := cut(unixLines(strings.TrimPrefix(string(x), bom))); return h }
		if strings.Contains(head(a)+head(b)+head(c), "'") || strings.Contains(head(a)+head(b)+head(c), `"""`) {
			return // strings over several lines in a head may hold lines that look like keys
		}
		ba, err := MergeBytes(b, a)
		if err != nil || string(ba) != string(ab) {
			t.Fatalf("not commutative: %v\n%q\n%q", err, ab, ba)
		}
		bc, _ := MergeBytes(b, c)
		left, err1 := MergeBytes(ab, c)
		right, err2 := MergeBytes(a, bc)
		if err1 != nil || err2 != nil || string(left) != string(right) {
			t.Fatalf("not associative: %v, %v\n%q\n%q", err1, err2, left, right)
		}
		if again, err := MergeBytes(ab, ab); err != nil || string(again) != string(ab) {
			t.Fatalf("not idempotent: %v\n%q\n%q", err, ab, again)
		}
	})
}
