package clean

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// holds says everything that must be true of the gates for any input at all.
func holds(in string) error {
	out := Frame(in)
	if err := check(out); err != nil {
		return fmt.Errorf("Frame gives %q: %w", out, err)
	}
	if again := Frame(out); again != out {
		return fmt.Errorf("Frame again changes %q to %q", out, again)
	}
	// Every link can cost the closing that is added; every bad byte two more.
	if len(out) > 4*len(in)+len(closeLink)*(1+strings.Count(in, "\x1b]8;")) {
		return fmt.Errorf("Frame grows %d bytes to %d", len(in), len(out))
	}
	if !strings.ContainsAny(in, "\x1b") && strings.Count(out, "\n") != strings.Count(in, "\n") {
		return fmt.Errorf("Frame changes the number of lines: %q", out)
	}
	line, text, title := Line(in), Text(in), Title(in)
	for name, s := range map[string]string{"Line": line, "Text": text, "Title": title} {
		if !utf8.ValidString(s) {
			return fmt.Errorf("%s gives broken UTF-8: %q", name, s)
		}
		if i := strings.IndexFunc(s, unicode.IsControl); i >= 0 && (name != "Text" || strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && unicode.IsControl(r) })) {
			return fmt.Errorf("%s leaves a control character in %q", name, s)
		}
		if name != "Text" && strings.TrimSpace(s) != s {
			return fmt.Errorf("%s leaves outer blanks in %q", name, s)
		}
		if Frame(s) != s {
			return fmt.Errorf("Frame changes what %s cleaned: %q to %q", name, s, Frame(s))
		}
	}
	if Line(line) != line || Text(text) != text || Title(title) != title {
		return fmt.Errorf("the door is not idempotent: %q %q %q", line, text, title)
	}
	return nil
}

// splits says that what a Writer makes of pieces is what Frame makes of the whole.
func splits(in string, cut func(left int) int) error {
	var out bytes.Buffer
	w := NewWriter(&out)
	for rest := in; rest != ""; {
		n := max(1, min(cut(len(rest)), len(rest)))
		if m, err := w.Write([]byte(rest[:n])); m != n || err != nil {
			return fmt.Errorf("Write: %d, %v", m, err)
		}
		rest = rest[n:]
	}
	if err := w.Close(); err != nil {
		return err
	}
	if want := Frame(in); out.String() != want {
		return fmt.Errorf("in pieces %q, whole %q", out.String(), want)
	}
	return nil
}

func TestAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyText.Draw(t, "text")
		if err := holds(in); err != nil {
			t.Fatalf("%q: %v", in, err)
		}
		if err := splits(in, func(left int) int { return rapid.IntRange(1, 5).Draw(t, "cut") }); err != nil {
			t.Fatalf("%q: %v", in, err)
		}
	})
}

// TestRandom is TestAnyText without rapid's bookkeeping, for the great numbers:
// 20,000 strings, and 1,000,000 with BINOME_LONG=1. A failure prints its string.
func TestRandom(t *testing.T) {
	n := 20_000
	if long() {
		n = 1_000_000
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range n {
		var b strings.Builder
		for range r.IntN(24) {
			switch k := r.IntN(len(pieces) + 8); {
			case k < len(pieces):
				b.WriteString(pieces[k])
			case k < len(pieces)+4:
				b.WriteRune(rune(r.IntN(0x110000)))
			default:
				b.WriteByte(byte(r.IntN(256)))
			}
		}
		in := b.String()
		if err := holds(in); err != nil {
			t.Fatalf("%q: %v", in, err)
		}
		if err := splits(in, func(left int) int { return 1 + r.IntN(4) }); err != nil {
			t.Fatalf("%q: %v", in, err)
		}
	}
}

func TestNaughty(t *testing.T) {
	if len(naughty) < 150 {
		t.Fatalf("only %d strings", len(naughty))
	}
	for _, in := range naughty {
		if err := holds(in); err != nil {
			t.Errorf("%q: %v", in, err)
		}
		if err := splits(in, func(int) int { return 1 }); err != nil {
			t.Errorf("%q: %v", in, err)
		}
	}
	for _, in := range innocent {
		if got := Line(in); got != in {
			t.Errorf("Line changes %q to %q", in, got)
		}
	}
}

// TestEveryRune: what a character becomes does not depend on which gate it meets, and
// letters, digits, punctuation and symbols of every script stay.
func TestEveryRune(t *testing.T) {
	for r := rune(0xA0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		in := "a" + string(r) + "b"
		got := Frame(in)
		if err := check(got); err != nil {
			t.Errorf("%U: %v", r, err)
		}
		if again := Frame(got); again != got {
			t.Errorf("%U: %q then %q", r, got, again)
		}
		if unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S, unicode.M, unicode.Zs) && r != utf8.RuneError && got != in && !(r >= 0xE0000 && r <= 0xE0FFF) {
			t.Errorf("%U is lost: %q", r, got)
		}
	}
}

// TestCleanCostsNothing: a frame that is clean is handed back without a copy.
func TestCleanCostsNothing(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { Frame(cleanFrame) }); n != 0 {
		t.Errorf("%v allocations for a clean frame", n)
	}
}

func FuzzFrame(f *testing.F) {
	for _, p := range payloads {
		f.Add(p.s)
	}
	for _, s := range naughty {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if err := holds(in); err != nil {
			t.Fatalf("%q: %v", in, err)
		}
	})
}

func FuzzWriterSplit(f *testing.F) {
	for i, p := range payloads {
		f.Add("avant "+p.s+" après", uint64(i))
	}
	f.Fuzz(func(t *testing.T, in string, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		if err := splits(in, func(left int) int { return 1 + r.IntN(left) }); err != nil {
			t.Fatalf("%q: %v", in, err)
		}
		if err := splits(in, func(int) int { return 1 }); err != nil {
			t.Fatalf("%q: %v", in, err)
		}
	})
}

// cleanFrame is what a lesson's screen looks like: boxes, colours, a link, accents.
var cleanFrame = strings.Repeat("\x1b[38;5;63m│\x1b[m \x1b[1mDécouvrir\x1b[m pourquoi « cela compte » pour vous, à \x1b[38;2;120;90;200m10 h 30\x1b[0m — "+open8+"exemple"+shut8+" 👩‍💻 \x1b[38;5;63m│\x1b[m\n", 30)

func BenchmarkFrameClean(b *testing.B) {
	b.SetBytes(int64(len(cleanFrame)))
	b.ReportAllocs()
	for b.Loop() {
		Frame(cleanFrame)
	}
}

func BenchmarkFrameDirty(b *testing.B) {
	dirty := strings.ReplaceAll(cleanFrame, "exemple", "\x1b[5mex\x00em\u202eple\x1b]52;c;AAAA\x07")
	b.SetBytes(int64(len(dirty)))
	b.ReportAllocs()
	for b.Loop() {
		Frame(dirty)
	}
}

func BenchmarkWriter(b *testing.B) {
	b.SetBytes(int64(len(cleanFrame)))
	b.ReportAllocs()
	w := NewWriter(discard{})
	p := []byte(cleanFrame)
	for b.Loop() {
		_, _ = w.Write(p)
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
