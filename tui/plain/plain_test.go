package plain

import (
	"bytes"
	"context"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage"
)

var update = flag.Bool("update", false, "write the transcripts anew")

// shared are loaded once: reading them is most of a test's time.
var (
	theCurriculum = sync.OnceValue(func() *curriculum.Curriculum {
		return curriculum.Load(curriculum.Layer{FS: os.DirFS(filepath.Join("testdata", "curriculum"))})
	})
	thePhrases = sync.OnceValue(func() *phrases.Catalogues { c, _ := phrases.Load(); return c })
)

// clock goes on by a minute each time somebody types.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func newClock() *clock { return &clock{t: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// script types lines; each read is one line, and the clock goes on. What was said and
// typed goes into one transcript, as a person at a terminal would see it.
type script struct {
	lines  []string
	clock  *clock
	out    *transcript
	before func(line string) // called before a line is typed; nil for nothing
}

func (s *script) Read(p []byte) (int, error) {
	if len(s.lines) == 0 {
		return 0, io.EOF
	}
	line := s.lines[0]
	s.lines = s.lines[1:]
	if s.before != nil {
		s.before(line)
	}
	s.clock.add(time.Minute)
	s.out.typed(line)
	return copy(p, line+"\n"), nil
}

type transcript struct {
	mu   sync.Mutex
	b    bytes.Buffer // with what was typed
	said bytes.Buffer
}

func (t *transcript) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.said.Write(p)
	return t.b.Write(p)
}

func (t *transcript) typed(line string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.b.WriteString("> " + line + "\n")
}

// A desk is a data folder with a clock.
type desk struct {
	t      testing.TB
	clock  *clock
	folder *storage.Folder
	deps   Deps
}

func newDesk(t testing.TB, lang string) *desk {
	t.Helper()
	c := newClock()
	n := byte(0)
	f, err := storage.Open(t.TempDir(), storage.Options{Now: c.now, Entropy: func(b []byte) {
		n++
		for i := range b {
			b[i] = n
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	return &desk{t: t, clock: c, folder: f, deps: Deps{
		Folder: f, Cur: theCurriculum(), Words: thePhrases(), Lang: lang, Now: c.now,
	}}
}

// walk types the lines and returns the transcript, which must keep every promise.
func (d *desk) walk(lines ...string) *transcript {
	d.t.Helper()
	out := &transcript{}
	err := Run(context.Background(), &script{lines: lines, clock: d.clock, out: out}, out, d.deps)
	if err != nil {
		d.t.Fatalf("%v\n%s", err, out.b.String())
	}
	for _, p := range d.deps.Cur.Problems {
		d.t.Errorf("the test's curriculum: %v", p)
	}
	wellSaid(d.t, out.said.String())
	return out
}

// wellSaid holds what is true of everything that is printed.
func wellSaid(t testing.TB, s string) {
	t.Helper()
	last := ""
	for line := range strings.Lines(s) {
		line = strings.TrimSuffix(line, "\n")
		if ansi.StringWidth(line) > measure {
			t.Errorf("wider than %d: %q", measure, line)
		}
		if line != "" && line == last {
			t.Errorf("said twice in a row: %q", line)
		}
		if line == "" && last == "" {
			t.Errorf("two blank lines after one another")
		}
		for _, r := range line {
			if unicode.IsControl(r) || r >= 0x2500 && r <= 0x259F || r == utf8.RuneError {
				t.Errorf("drawn or broken: %q", line)
			}
		}
		for _, raw := range []string{"{{", "}}", "[plain.", "**", "[!", "{#", "&nbsp;"} {
			if strings.Contains(line, raw) {
				t.Errorf("raw %q in %q", raw, line)
			}
		}
		if strings.TrimRight(line, " ") != line {
			t.Errorf("blanks at the end of %q", line)
		}
		last = line
	}
}

func (d *desk) journal(id string) string {
	d.t.Helper()
	b, err := os.ReadFile(filepath.Join(d.folder.Dir, "pairs", id+".toml"))
	if err != nil {
		d.t.Fatal(err)
	}
	return string(b)
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); d != "" {
		t.Errorf("%s (-update writes it anew): %s", path, d)
	}
}

// firstHour is a pair's whole first hour: made, agreed, walked, closed.
var firstHour = []string{
	"Inès Martin", "", "Philippe Durand", "", "", "", "", // the pair
	"",         // begin
	"", "", "", // launch, two briefings
	"", "1", "2", "3", "", "1", "2", "", "", "", // the charter's five steps
	"", "", // agreed
	"",                                              // headline-photo: discover
	"1", "2", "2", "n", "Le menu est à gauche.", "", // together: tick, untick, note
	"g", "1", "2", "", // alone
	"",             // talk
	"", "", "", "", // three questions, the plan
	"", "Décider vite n'est pas décider seul.", // in return
	"3", "", "", "7", "", "q", "", // rung, evidence, promise, sure, date
}

func TestFirstHour(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		t.Run(lang, func(t *testing.T) {
			d := newDesk(t, lang)
			out := d.walk(firstHour...)
			golden(t, "first-hour."+lang+".txt", out.b.String())
			golden(t, "first-hour."+lang+".toml", d.journal("ines-philippe"))
		})
	}
}
