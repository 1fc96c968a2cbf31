package command

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"
	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"pgregory.net/rapid"

	"binome/storage/progress"
	"binome/tui/theme"
)

// A session is the program run in this process, on a folder of its own.
type session struct {
	dir      string
	env      []string
	typed    string
	terminal bool
	now      time.Time

	visits []Visit // what the coach was asked to open
	plain  bool    // ... as linear text
}

func newSession(dir string) *session {
	return &session{dir: dir, now: time.Date(2026, 11, 22, 10, 0, 0, 0, time.FixedZone("", 3600))}
}

func (s *session) run(args ...string) (status int, out, errs string) {
	var o, e bytes.Buffer
	f := &Factory{
		In: strings.NewReader(s.typed), Env: append([]string{"BINOME_DATA=" + s.dir, "LANG=en"}, s.env...),
		Now: func() time.Time { return s.now }, InTerminal: s.terminal, OutTerminal: s.terminal, Width: 80,
		Profile: colorprofile.NoTTY, rawOut: &o, rawErr: &e,
	}
	f.Coach = func(_ context.Context, _ *Factory, v Visit) error { s.visits = append(s.visits, v); return nil }
	f.Plain = func(_ context.Context, _ *Factory, v Visit) error {
		s.visits, s.plain = append(s.visits, v), true
		return nil
	}
	f.Out, f.Err = f.gate(&o, colorprofile.NoTTY), f.gate(&e, colorprofile.NoTTY)
	status = f.run(context.Background(), args)
	return status, o.String(), e.String()
}

func (s *session) must(t *testing.T, args ...string) string {
	t.Helper()
	status, out, errs := s.run(args...)
	if status != exitDone {
		t.Fatalf("binome %q: %d\n%s", args, status, errs)
	}
	return out
}

func TestChoosePair(t *testing.T) {
	now := time.Date(2026, 11, 22, 23, 30, 0, 0, time.UTC)
	at := func(days int) time.Time { return now.AddDate(0, 0, days) }
	bad := errors.New("bad")
	for name, tt := range map[string]struct {
		pairs []progress.PairInfo
		want  string
	}{
		"none":                   {nil, ""},
		"one":                    {[]progress.PairInfo{{ID: "a", LastAt: at(-1)}}, "a"},
		"last used":              {[]progress.PairInfo{{ID: "a", LastAt: at(-2)}, {ID: "b", LastAt: at(-1)}, {ID: "c", LastAt: at(-3)}}, "b"},
		"a date beats use":       {[]progress.PairInfo{{ID: "a", LastAt: at(-1)}, {ID: "b", LastAt: at(-9), Next: "2027-03-01"}}, "b"},
		"the nearest date":       {[]progress.PairInfo{{ID: "a", Next: "2026-12-04"}, {ID: "b", Next: "2026-11-30"}, {ID: "c", Next: "2026-12-01"}}, "b"},
		"today counts":           {[]progress.PairInfo{{ID: "a", Next: "2026-11-23"}, {ID: "b", Next: "2026-11-22"}}, "b"},
		"an hour today, gone by": {[]progress.PairInfo{{ID: "a", Next: "2026-11-23"}, {ID: "b", Next: "2026-11-22T09:00:00Z"}}, "b"},
		"yesterday doesn't":      {[]progress.PairInfo{{ID: "a", Next: "2026-11-21", LastAt: at(-5)}, {ID: "b", LastAt: at(-2)}}, "b"},
		"one date, used last":    {[]progress.PairInfo{{ID: "a", Next: "2026-12-04", LastAt: at(-2)}, {ID: "b", Next: "2026-12-04", LastAt: at(-1)}}, "b"},
		"an hour goes on":        {[]progress.PairInfo{{ID: "a", Next: "2026-11-23"}, {ID: "b", Open: true}}, "b"},
		"unreadable comes last":  {[]progress.PairInfo{{ID: "a", Err: bad}, {ID: "b", LastAt: at(-9)}}, "b"},
		"unreadable and nothing": {[]progress.PairInfo{{ID: "a", Err: bad}}, "a"},
		"nonsense is no date":    {[]progress.PairInfo{{ID: "a", Next: "soon", LastAt: at(-3)}, {ID: "b", LastAt: at(-1)}}, "b"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := choosePair(tt.pairs, now); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
			slices.Reverse(tt.pairs)
			if got := choosePair(tt.pairs, now); got != tt.want {
				t.Errorf("the other way round: %q, want %q", got, tt.want)
			}
		})
	}
}

func TestNearest(t *testing.T) {
	names := []string{"pair", "show", "record", "notes", "ines-philippe", "lea-marc"}
	for typed, want := range map[string]string{
		"shwo": "show", "pairs": "pair", "recrod": "record", "note": "notes", "Inès-Philippe": "ines-philippe",
		"ines": "ines-philippe", "ines-filippe": "ines-philippe", "INES PHILIPPE": "ines-philippe",
		"zebra": "", "": "", "x": "", "quantum": "",
	} {
		if got := nearest(typed, names); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[abc]{0,6}`)
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		d := distance(a, b)
		if d != distance(b, a) || (d == 0) != (a == b) || d > max(len(a), len(b)) || d < max(len(a), len(b))-min(len(a), len(b)) {
			t.Fatalf("%q %q: %d", a, b, d)
		}
	})
}

// TestWhereItOpens: the screens on a terminal, text for everything else.
func TestWhereItOpens(t *testing.T) {
	for name, tt := range map[string]struct {
		terminal, plain bool
		env             []string
		args            []string
		want            Visit
	}{
		"terminal":        {terminal: true, want: Visit{Pair: "ines-philippe"}},
		"named":           {terminal: true, args: []string{"ines-philippe"}, want: Visit{Pair: "ines-philippe"}},
		"home":            {terminal: true, args: []string{"--home"}, want: Visit{Home: true}},
		"pipe":            {plain: true, want: Visit{Pair: "ines-philippe"}},
		"dumb":            {terminal: true, plain: true, env: []string{"TERM=dumb"}, want: Visit{Pair: "ines-philippe"}},
		"asked for":       {terminal: true, plain: true, args: []string{"--plain"}, want: Visit{Pair: "ines-philippe"}},
		"a screen reader": {terminal: true, plain: true, env: []string{"ACCESSIBLE=1"}, want: Visit{Pair: "ines-philippe"}},
		"none of them":    {terminal: true, env: []string{"ACCESSIBLE=0"}, want: Visit{Pair: "ines-philippe"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSession(t.TempDir())
			s.must(t, "pair", "new", "--mentor", "Inès", "--mentee", "Philippe")
			s.terminal, s.env = tt.terminal, tt.env
			s.must(t, tt.args...)
			if diff := cmp.Diff([]Visit{tt.want}, s.visits); diff != "" || s.plain != tt.plain {
				t.Errorf("plain %v, want %v\n%s", s.plain, tt.plain, diff)
			}
		})
	}
	s := newSession(t.TempDir())
	s.terminal = true
	s.must(t)
	if diff := cmp.Diff([]Visit{{}}, s.visits); diff != "" {
		t.Error("an empty folder is for the welcome:", diff)
	}
}

// TestEraseTellsFirst: that what was given can be taken back by the journal alone is told
// before it is erased, and what for.
func TestEraseTellsFirst(t *testing.T) {
	s := newSession(t.TempDir())
	s.must(t, "pair", "new", "--mentor", "Inès", "--mentee", "Philippe")
	s.terminal = true
	for to, told := range map[string]bool{"": false, "programme": true, "ballot": true, "lms": true} {
		path := filepath.Join(s.dir, "pairs", "ines-philippe.toml")
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		journal := string(before)
		for _, who := range []string{"mentor", "mentee"} {
			if to != "" {
				journal += fmt.Sprintf("\n[[entry]]\nid = \"%s\"\nat = 2026-11-22T10:10:00+01:00\nkind = \"consent\"\nto = \"%s\"\nwho = \"%s\"\ngiven = true\n", who+to, to, who)
			}
		}
		if err := os.WriteFile(path, []byte(journal), 0o600); err != nil {
			t.Fatal(err)
		}
		s.typed = "no\n"
		_, _, errs := s.run("erase", "ines-philippe")
		undo := strings.Index(errs, "--for "+to)
		if (undo >= 0) != told || undo > strings.Index(errs, "type its id") {
			t.Errorf("agreed to %q: %s", to, errs)
		}
		if err := os.WriteFile(path, before, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestEraseAsks: only the id, typed to the letter, erases.
func TestEraseAsks(t *testing.T) {
	for typed, gone := range map[string]bool{"ines-philippe\n": true, "yes\n": false, "\n": false, "": false, "ines-philipp\n": false, "INES-PHILIPPE\n": false} {
		s := newSession(t.TempDir())
		s.must(t, "pair", "new", "--mentor", "Inès", "--mentee", "Philippe")
		s.terminal, s.typed = true, typed
		status, _, errs := s.run("erase", "ines-philippe")
		if !strings.Contains(errs, "for good") {
			t.Errorf("%q: not asked: %s", typed, errs)
		}
		if (status == exitDone) != gone || exists(filepath.Join(s.dir, "pairs", "ines-philippe.toml")) == gone {
			t.Errorf("%q: status %d, want gone %v", typed, status, gone)
		}
	}
}

// TestUndoAsks: names what it takes back, and waits for a yes.
func TestUndoAsks(t *testing.T) {
	for typed, back := range map[string]bool{"yes\n": true, "y\n": true, "Oui\n": true, "no\n": false, "\n": false, "": false} {
		s := newSession(t.TempDir())
		s.must(t, "pair", "new", "--mentor", "Inès", "--mentee", "Philippe")
		s.must(t, "record", "ines-philippe", "presence/about", "--note", "Ask the press")
		s.terminal, s.typed = true, typed
		status, _, errs := s.run("undo", "ines-philippe")
		if !strings.Contains(errs, "Ask the press") {
			t.Errorf("%q: not named: %s", typed, errs)
		}
		if (status == exitDone) != back {
			t.Errorf("%q: status %d", typed, status)
		}
	}
}

// TestEveryWordIsThere: each command's help, in each language, has all its phrases.
func TestEveryWordIsThere(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		s := newSession(t.TempDir())
		f := &Factory{Env: []string{"BINOME_DATA=" + s.dir}, Now: func() time.Time { return s.now }}
		f.early([]string{"--lang", lang})
		var walk func(c *cobra.Command, path []string)
		walk = func(c *cobra.Command, path []string) {
			page := s.must(t, append(append([]string{"--lang", lang, "help"}, path...), "")[:len(path)+3]...)
			if strings.Contains(page, "[cli.") {
				t.Errorf("%s %v: a phrase is missing:\n%s", lang, path, page)
			}
			for i, line := range strings.Split(page, "\n") {
				if len([]rune(line)) > 80 {
					t.Errorf("%s %v: line %d is %d wide", lang, path, i+1, len([]rune(line)))
				}
			}
			c.Flags().VisitAll(func(fl *pflag.Flag) {
				if fl.Value.Type() != "bool" && !strings.Contains(fl.Usage, "`") {
					t.Errorf("%s %v --%s: its value has no name", lang, path, fl.Name)
				}
			})
			for _, sub := range c.Commands() {
				if !sub.Hidden {
					walk(sub, append(path, sub.Name()))
				}
			}
		}
		root := newRootCmd(f)
		f.word(root)
		walk(root, nil)
		if man := s.must(t, "--lang", lang, "man"); strings.Contains(man, "[cli.") {
			t.Errorf("%s: a phrase is missing in the manual", lang)
		}
	}
}

// TestNamesOfCommandsAreReserved: no pair can take a command's name.
func TestNamesOfCommandsAreReserved(t *testing.T) {
	f := &Factory{Env: []string{"BINOME_DATA=" + t.TempDir()}, Now: time.Now}
	f.early(nil)
	names := []string{"help", "version", "binome"}
	for _, c := range newRootCmd(f).Commands() {
		names = append(names, c.Name())
	}
	for _, name := range names {
		if err := f.checkID(name); err == nil {
			t.Errorf("%s could be a pair's id", name)
		}
	}
	if err := f.checkID("ines-philippe"); err != nil {
		t.Error(err)
	}
}

// TestJSONShapes: the documented keys are there, whatever is empty.
func TestJSONShapes(t *testing.T) {
	s := newSession(t.TempDir())
	s.must(t, "pair", "new", "--mentor", "Inès", "--mentee", "Philippe")
	for _, tt := range []struct{ args, keys string }{
		{"pair list", "format pairs"},
		{"show ines-philippe", "format gifts goals id lessons mentee mentor moved next notes place promises sessions since troubles words"},
		{"curriculum list", "facts format framework framework_version languages modules problems route routes"},
		{"curriculum list --stale", "facts format framework framework_version languages modules problems route routes"},
		{"curriculum check --rule missing-step", "errors findings format warnings"},
	} {
		var got map[string]any
		if err := json.Unmarshal([]byte(s.must(t, append(strings.Fields(tt.args), "--json")...)), &got); err != nil {
			t.Fatal(tt.args, err)
		}
		var keys []string
		for k, v := range got {
			keys = append(keys, k)
			if v == nil && k != "place" {
				t.Errorf("%s: %s is null", tt.args, k)
			}
		}
		slices.Sort(keys)
		if diff := cmp.Diff(tt.keys, strings.Join(keys, " ")); diff != "" {
			t.Errorf("%s: %s", tt.args, diff)
		}
	}
}

// TestAnyArguments: whatever is typed, the program ends with one of its three statuses,
// prints nothing that a terminal may act upon, no key of a phrase, and says why when it
// didn't do it.
func TestAnyArguments(t *testing.T) {
	dir := t.TempDir()
	s := newSession(dir)
	s.must(t, "pair", "new", "--mentor", "Inès", "--mentee", "Philippe")
	t.Chdir(dir)
	words := []string{
		"pair", "new", "list", "show", "erase", "record", "undo", "notes", "curriculum", "check", "copy", "doctor", "merge", "completion",
		"man", "help", "bash", "ines-philippe", "presence/about", "nobody", "--json", "--help", "--version", "--lang", "fr", "en", "xx",
		"--mentor", "--mentee", "--id", "--yes", "--step", "talk", "--rung", "again", "--note", "--for", "mentor", "lms", "--format", "md",
		"-o", "out.md", "--force", "--stale", "--guide", "--rule", "3", "--quiet", "--repair", "--view", "shared", "--theme", "dark",
		"--plain", "--home", "--curriculum", dir, "--", "-", "", "  ", "\x1b[31m", "\x9b0m", "\xff\xfe", "a\nb", "-rf", "../x", "con",
		"Inès 👩‍🚀", "\u202eevil", strings.Repeat("x", 300), "--=", "---", "-z", "--json=maybe", "--width=99999999999999999999",
	}
	rapid.Check(t, func(t *rapid.T) {
		args := rapid.SliceOfN(rapid.SampledFrom(words), 0, 6).Draw(t, "args")
		s.terminal = rapid.Bool().Draw(t, "terminal")
		if slices.Contains(args, "check") && !slices.Contains(args, "--rule") {
			args = append(args, "--rule", "3") // quick
		}
		status, out, errs := s.run(args...)
		if status < exitDone || status > exitMisused {
			t.Fatalf("%q: status %d", args, status)
		}
		told := errs != "" || out != "" // doctor and check tell in what they print
		if status != exitDone && !told {
			t.Fatalf("%q: status %d and not a word", args, status)
		}
		for name, text := range map[string]string{"out": out, "err": errs} {
			if slices.Contains(args, "completion") && name == "out" {
				continue // a shell's script, which has tabs in it
			}
			for i, r := range text {
				if r < ' ' && r != '\n' || r >= 0x7f && r <= 0x9f || r >= 0x202a && r <= 0x202e {
					t.Fatalf("%q: %U in %s at %d", args, r, name, i)
				}
			}
			if strings.Contains(text, "[cli.") {
				t.Fatalf("%q: a phrase is missing in %s: %s", args, name, text)
			}
		}
	})
}

func TestBackground(t *testing.T) {
	for v, want := range map[string][2]bool{
		"": {false, false}, "15;0": {true, true}, "0;15": {false, true}, "0;default;15": {false, true}, "12;8": {true, true}, "0": {true, false}, "1;x": {false, false},
	} {
		if dark, known := theme.Background(v); [2]bool{dark, known} != want {
			t.Errorf("%q: dark %v, known %v", v, dark, known)
		}
	}
}

// TestManIsNotMacros: a line of text can't be taken for one of roff's.
func TestManIsNotMacros(t *testing.T) {
	m := &manPage{}
	m.text(".SH evil\n'br\n\\*x\n  row")
	for line := range strings.SplitSeq(strings.TrimSuffix(m.b.String(), "\n"), "\n") {
		if !strings.HasPrefix(line, `\&`) && line != ".br" {
			t.Errorf("%q", line)
		}
	}
	if got := roff(`a\b 'c' -d`); got != `a\eb \(aqc\(aq \-d` {
		t.Errorf("%q", got)
	}
}

// TestForceIsThere: --force is offered by commands that have it.
func TestForceIsThere(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	offers := 0
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, "_test.go") && bytes.Contains(src, []byte(`"cli.error.exists"`)) {
			if offers++; !bytes.Contains(src, []byte(`"force"`)) {
				t.Errorf("%s offers --force and hasn't it", name)
			}
		}
	}
	if offers < 2 {
		t.Error("nothing is looked at")
	}
}

// TestFullOutput: what can't be printed is a failure.
func TestFullOutput(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full here")
	}
	defer full.Close()
	in, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	f := newFactory(in, full, full, []string{"BINOME_DATA=" + t.TempDir(), "LANG=en"}, time.Now)
	f.Err = io.Discard
	if status := f.run(context.Background(), []string{"pair", "list"}); status != exitFailed {
		t.Errorf("status %d", status)
	}
}
