package plain

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/clean"
	"binome/storage/progress"
)

// aPair is a desk with a pair on it, the first session not begun.
func aPair(t testing.TB, lang string) *desk {
	d := newDesk(t, lang)
	j, err := d.folder.Create("ines-philippe", storage.Entry{
		Kind: storage.KindPair, Mentor: "Inès Martin", MentorLanguage: "fr", Mentee: "Philippe Durand", MenteeLanguage: lang,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	d.deps.Pair = "ines-philippe"
	return d
}

// fold reads what is on the disk.
func (d *desk) fold() *progress.Progress {
	d.t.Helper()
	j, err := d.folder.Journal("ines-philippe")
	if err != nil {
		d.t.Fatal(err)
	}
	defer j.Close()
	for _, e := range j.State().Entries {
		if e.Mark != storage.Sound {
			d.t.Errorf("entry %s is marked %d", e.ID, e.Mark)
		}
	}
	if n := len(j.State().Troubles); n > 0 {
		d.t.Errorf("troubles: %+v", j.State().Troubles)
	}
	return progress.Fold(d.deps.Cur, j.State().Entries)
}

// TestSecondSession: two weeks later there are questions to recall and a promise to
// speak of; the lesson is the next of the route.
func TestSecondSession(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		t.Run(lang, func(t *testing.T) {
			d := newDesk(t, lang)
			d.walk(firstHour...)
			d.clock.add(15 * 24 * time.Hour)
			d.deps.Pair = "ines-philippe"
			out := d.walk(
				"",                        // begin
				"", "1", "", "2", "", "3", // recall: three questions, a mark each
				"2",                            // the promise was adapted
				"", "1", "", "u", "", "u", "x", // discover, together: tick, on, undo the step, keep the tick
				"b", "", "", "", // back to together, on to your turn, talk, remember
				"l", "", "", "", "", // the language changes; questions and plan
				"i", "", "", // ideas, nothing written
				"2", "Vu à l'écran.", "-", "6", // rung, evidence, no promise, to be fixed
				"d", "5", "31 novembre", "2020-01-01", "2027-01-08", // a date after all
				"h", "p", "2", "Je relirai la page.", "zut", "q", "x", "q", "",
			)
			golden(t, "second-hour."+lang+".txt", out.b.String())
			golden(t, "second-hour."+lang+".toml", d.journal("ines-philippe"))
		})
	}
}

// TestLeaving: wherever the input ends, what was acknowledged is on the disk, and it is
// the beginning of what the whole walk keeps.
func TestLeaving(t *testing.T) {
	whole := newDesk(t, "fr")
	whole.walk(firstHour...)
	want := whole.journal("ines-philippe")
	last := 0
	step := 4
	if long() {
		step = 1
	}
	for n := len(firstHour)%step + 8; n <= len(firstHour); n += step {
		d := newDesk(t, "fr")
		d.walk(firstHour[:n]...)
		got := d.journal("ines-philippe")
		if !strings.HasPrefix(want, got) {
			t.Fatalf("after %d lines the journal is no beginning of the whole", n)
		}
		if len(got) < last {
			t.Fatalf("after %d lines less is kept than before", n)
		}
		last = len(got)
	}
	if last != len(want) {
		t.Errorf("the last line keeps %d of %d bytes", last, len(want))
	}
}

// TestComingBack: they leave in the middle of a lesson and come back to that step, with
// its ticks.
func TestComingBack(t *testing.T) {
	d := newDesk(t, "en")
	d.walk(firstHour[:27]...) // in together, one box ticked
	d.deps.Pair = "ines-philippe"
	out := d.walk("", "q", "").said.String()
	for _, want := range []string{"Enter: go on with Lesson", "Step 2 of 5: Together, 6 minutes.", "1. done: Read your present headline", "2. to do: Open the profiles"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not said in\n%s", want, out)
		}
	}
}

// closed is an output whose reader goes away after some bytes.
type closed struct{ left int }

func (c *closed) Write(p []byte) (int, error) {
	if c.left -= len(p); c.left < 0 {
		return 0, io.ErrClosedPipe
	}
	return len(p), nil
}

func TestClosedOutput(t *testing.T) {
	for _, n := range []int{0, 1, 500, 3000, 9000} {
		d := newDesk(t, "fr")
		s := &script{lines: slices.Clone(firstHour), clock: d.clock, out: &transcript{}}
		if err := Run(context.Background(), s, &closed{n}, d.deps); err != nil {
			t.Errorf("%d bytes: %v", n, err)
		}
		if len(s.lines) == 0 {
			t.Errorf("%d bytes: it went on talking to nobody", n)
		}
	}
}

// TestCancelled: the end of the context is leaving, though nobody types.
func TestCancelled(t *testing.T) {
	d := aPair(t, "fr")
	r, w := io.Pipe()
	defer w.Close()
	ctx, cancel := context.WithCancel(context.Background())
	asked := &waiter{want: "Lettres", seen: make(chan struct{})}
	ended := make(chan error, 1)
	go func() { ended <- Run(ctx, r, asked, d.deps) }()
	<-asked.seen
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// waiter tells when something was said.
type waiter struct {
	want string
	b    bytes.Buffer
	seen chan struct{}
	done bool
}

func (w *waiter) Write(p []byte) (int, error) {
	w.b.Write(p)
	if !w.done && strings.Contains(w.b.String(), w.want) {
		w.done = true
		close(w.seen)
	}
	return len(p), nil
}

// TestViews: the mentor's terminal is read the guide with each step, the shared one when
// it is asked for, the mentee's never.
func TestViews(t *testing.T) {
	for view, want := range map[string][2]bool{ViewShared: {false, true}, ViewMentor: {true, true}, ViewMentee: {false, false}} {
		for i, lines := range [][]string{{"", "1", ""}, {"", "1", "g", ""}} {
			d := aPair(t, "en")
			d.deps.Settings.View = view
			out := d.walk(lines...).said.String()
			l, ok := d.deps.Cur.Lesson("presence/headline-photo")
			if !ok {
				t.Fatal("the lesson is gone")
			}
			text, err := l.Text("en")
			if err != nil {
				t.Fatal(err)
			}
			guide := strings.Fields(block.Plain(text.Steps[0].Guide, block.Phrases{}))[3:9]
			if got := strings.Contains(strings.Join(strings.Fields(out), " "), strings.Join(guide, " ")); got != want[i] {
				t.Errorf("view %s, typed %q: the guide is said: %v", view, lines, got)
			}
		}
	}
}

// TestWhoWrites: entries bear the one who sits there.
func TestWhoWrites(t *testing.T) {
	for view, by := range map[string]string{ViewShared: "pair", ViewMentor: "mentor", ViewMentee: "mentee"} {
		d := aPair(t, "en")
		d.deps.Settings.View = view
		d.walk("n", "hello", "q", "")
		if notes := d.fold().Notes; len(notes) != 1 || notes[0].By != by || notes[0].Text != "hello" {
			t.Errorf("view %s: %+v", view, notes)
		}
	}
}

// TestNames: what people are called comes through, or is asked for again.
func TestNames(t *testing.T) {
	for _, c := range []struct{ typed, kept, id string }{
		{"Inès", "Inès", "ines-philippe"},
		{"  Zoë   Łukasz ", "Zoë   Łukasz", "zoe-philippe"},
		{"山田", "山田", ""},
		{"\x1b[31mRed\x1b]52;c;AAAA\x07", "Red", "red-philippe"},
		{"\u202eevil", "evil", "evil-philippe"},
		{"con", "con", "con-philippe"},
		{"../../x", "../../x", "x-philippe"},
		{"😀", "😀", ""},
		{"مرحبا", "مرحبا", ""},
	} {
		d := newDesk(t, "en")
		d.walk(c.typed, "", "Philippe", "", "", "", "", "q", "")
		pairs, err := d.folder.Pairs()
		if err != nil || len(pairs) != 1 {
			t.Fatalf("%q: %+v, %v", c.typed, pairs, err)
		}
		if pairs[0].Mentor != c.kept || c.id != "" && pairs[0].ID != c.id {
			t.Errorf("%q: %+v", c.typed, pairs[0])
		}
	}
	d := newDesk(t, "en")
	out := d.walk("", strings.Repeat("x", 400), "\x00", "Ann", "", "Bob", "", "", "").said.String()
	for _, want := range []string{"A name is needed", "longer than"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not said", want)
		}
	}
}

// TestNameIsKnown: whoever has said their name and role is not asked to type it again.
func TestNameIsKnown(t *testing.T) {
	for role, typed := range map[string][]string{
		"mentor": {"", "", "Bob", "", "", "", "", "q", ""},
		"mentee": {"Bob", "", "", "", "", "", "", "q", ""},
	} {
		d := newDesk(t, "en")
		d.deps.Settings.Name, d.deps.Settings.Role = "Ann Lee", role
		owner := ""
		d.deps.SetOwner = func(_, who string) error { owner = who; return nil }
		out := d.walk(typed...).said.String()
		pairs, err := d.folder.Pairs()
		if err != nil || len(pairs) != 1 {
			t.Fatalf("%+v, %v\n%s", pairs, err, out)
		}
		want := map[string]string{"mentor": pairs[0].Mentor, "mentee": pairs[0].Mentee}[role]
		if want != "Ann Lee" || owner != role || !strings.Contains(out, "Enter alone keeps: “Ann Lee”") {
			t.Errorf("%s: %+v, owner %q\n%s", role, pairs[0], owner, out)
		}
	}
}

// TestTwoOfOneName: a second pair of the same names gets an id of its own.
func TestTwoOfOneName(t *testing.T) {
	d := newDesk(t, "en")
	d.walk("Ann", "", "Bob", "", "", "", "", "q", "")
	out := d.walk("w", "Ann", "", "Bob", "", "", "", "", "q", "").said.String()
	if !strings.Contains(out, "Its name here is ann-bob-2.") {
		t.Errorf("%s", out)
	}
	if out := d.walk("2", "q", "").said.String(); !strings.Contains(out, "2. Ann and Bob") {
		t.Errorf("the pairs are not listed: %s", out)
	}
}

// TestBadPair: a pair that can't be opened is an error when it was asked for, and said
// when it is chosen from the list.
func TestBadPair(t *testing.T) {
	d := newDesk(t, "en")
	d.deps.Pair = "nobody"
	err := Run(context.Background(), strings.NewReader(""), io.Discard, d.deps)
	if !errors.Is(err, storage.ErrNoPair) {
		t.Errorf("got %v", err)
	}
	d.deps.Pair = ""
	d.walk("Ann", "", "Bob", "", "", "", "", "q", "")
	path := filepath.Join(d.folder.Dir, "pairs", "newer.toml")
	if err := os.WriteFile(path, []byte("format = 99\npair = \"newer\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out := d.walk("2", "1", "q", "").said.String()
	if !strings.Contains(out, "newer can't be read") || !strings.Contains(out, "This pair can't be opened") || !strings.Contains(out, "Ann and Bob.") {
		t.Errorf("%s", out)
	}
}

// TestNothingByMistake: what is typed where nothing was asked for changes nothing.
func TestNothingByMistake(t *testing.T) {
	d := aPair(t, "fr")
	d.walk("", "1", "") // the charter put off, on to together
	before := d.journal("ines-philippe")
	mistakes := []string{"coucou", "0", "5", "-1", "99999999999999999999", "1.5", "x", "é", "?", "!", "Je crois que c'est le premier", "nq", "[A", "\x1b[A", "１", "yes", "oui", ";;;"}
	out := d.walk(append(append([]string{""}, mistakes...), "u", "x", "n", "", "p", "z", "p", "", "", "q", "non")...)
	if after := d.journal("ines-philippe"); after != before {
		t.Errorf("something was kept:\n%s\n%s", strings.TrimPrefix(after, before), out.said.String())
	}
}

// TestNovice leans on the keyboard: whatever is typed, everything said is well said,
// nothing is lost, and every entry on the disk is sound. 25 walks, 2,000 with
// BINOME_LONG=1; a failure prints its lines.
func TestNovice(t *testing.T) {
	inputs := []string{"", "", "", "1", "2", "3", "4", "5", "6", "15", "30", "90", "n", "p", "u", "l", "h", "q", "g", "b", "o", "t", "s", "d", "c", "i", "-", "w", "Une note", "2027-02-03", "zut", "😀 مرحبا", "\x1b[2J", manyWords(), strings.Repeat("x", 70), "\u0301\u0301"}
	n := 25
	if long() {
		n = 2000
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range n {
		lines := make([]string, 1+r.IntN(60))
		for i := range lines {
			lines[i] = inputs[r.IntN(len(inputs))]
		}
		d := aPair(t, []string{"fr", "en"}[r.IntN(2)])
		d.deps.Settings.View = []string{ViewShared, ViewMentor, ViewMentee}[r.IntN(3)]
		d.clock.add(time.Duration(r.IntN(80)) * 24 * time.Hour)
		out := d.walk(lines...)
		p := d.fold()
		kept := strings.Count(out.said.String(), "The note is kept.") + strings.Count(out.said.String(), "La note est gardée.")
		undone := strings.Count(out.said.String(), "Taken back:") + strings.Count(out.said.String(), "Annulé\u00a0:")
		if kept > len(p.Notes)+undone {
			t.Errorf("%d notes were acknowledged, %d are there", kept, len(p.Notes))
		}
		if t.Failed() {
			t.Fatalf("typed %q\n%s", lines, out.b.String())
		}
	}
}

// manyWords is a long line of which no two lines are the same when it is wrapped.
func manyWords() string {
	var b strings.Builder
	for i := range 300 {
		fmt.Fprintf(&b, "mot%d ", i)
	}
	return b.String()
}

func long() bool { return os.Getenv("BINOME_LONG") == "1" }

// TestEveryLesson: every built-in lesson, in each language, is well said.
func TestEveryLesson(t *testing.T) {
	cur := curriculum.Load(curriculum.Builtin())
	n := 0
	for _, m := range cur.Modules {
		for _, l := range m.Lessons {
			for _, lang := range l.Languages() {
				text, err := l.Text(lang)
				if err != nil {
					t.Fatal(err)
				}
				var said bytes.Buffer
				w := &walk{
					Deps: Deps{Cur: cur, Words: thePhrases(), Settings: Settings{View: ViewMentor}.filled()},
					out:  &speaker{w: clean.NewWriter(&said)}, words: thePhrases().For(lang),
					prog: progress.Fold(cur, nil), told: map[string]bool{},
				}
				for i := range text.Steps {
					w.at = progress.Place{Lesson: l.ID, Step: text.Steps[i].ID}
					w.announce(l, text, &text.Steps[i])
					w.parts(&text.Steps[i])
				}
				for i := range text.Questions {
					w.out.gap()
					w.say(w.inline(text.Questions[i].Spans))
					w.feedback(&text.Questions[i])
				}
				wellSaid(t, said.String())
				if t.Failed() {
					t.Fatalf("%s in %s", l.ID, lang)
				}
				n++
			}
		}
	}
	if n < 4 {
		t.Errorf("only %d texts", n)
	}
}

// TestMarkdown: what has no sound of its own is put into words.
func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ name, md, want string }{
		{"marks", "*one* **two** `three` ~~four~~", "one two three four"},
		{"a link", "see [the page](https://e.org/a_b) and <https://e.org>", "see the page and https://e.org\n  https://e.org/a_b"},
		{"a picture", "![a red button](b.png)", "[picture: a red button]"},
		{"entities", "caf&eacute; &lt;b&gt; \\*x\\* &amp;amp;", "café <b> *x* &amp;"},
		{"an escape in an entity", "a&#27;]52;c;AAAA&#7;b", "a]52;c;AAAAb"},
		{"lists", "1. one\n2. two\n   - a\n   - b\n", "1. one\n2. two\n   - a\n   - b"},
		{"a table", "| A | B |\n|---|---|\n| 1 | 2. |\n| | 3 |\n", "- A: 1. B: 2.\n- B: 3."},
		{"a quote", "> said\n> so\n", "  said so"},
		{"code", "```text\na  b\n```\n", "    a  b"},
		{"HTML", "<div>x</div>\n\na <b>c</b>", "x\n\na c"},
		{"a rule", "a\n\n---\n\nb", "a\n\nb"},
		{"a break", "a\\\nb", "a\nb"},
		{"a heading", "#### Why\n\nso", "Why\n\nso"},
	} {
		var said bytes.Buffer
		w := &walk{Deps: Deps{Words: thePhrases()}, out: &speaker{w: clean.NewWriter(&said)}, words: thePhrases().For("en")}
		w.blocks(block.Parse(c.md).Blocks)
		if got := strings.TrimRight(said.String(), "\n"); got != c.want {
			t.Errorf("%s: %q is said as\n%s\nwant\n%s", c.name, c.md, got, c.want)
		}
	}
}

// TestNotSaved: what can't be saved is said at once, again on leaving, and is Run's error.
func TestNotSaved(t *testing.T) {
	d := aPair(t, "en")
	pairs := filepath.Join(d.folder.Dir, "pairs")
	out := &transcript{}
	s := &script{lines: []string{"n", "first", "n", "second", "q", "", ""}, clock: d.clock, out: out}
	s.before = func(line string) {
		if line == "second" {
			if err := os.RemoveAll(pairs); err != nil {
				t.Fatal(err)
			}
		}
	}
	err := Run(context.Background(), s, out, d.deps)
	var lost *storage.LostError
	if !errors.As(err, &lost) || len(lost.Entries) != 1 || lost.Entries[0].Text != "second" {
		t.Errorf("got %v", err)
	}
	said := out.said.String()
	wellSaid(t, said)
	if n := strings.Count(said, "The note is kept."); n != 1 {
		t.Errorf("%d notes were acknowledged", n)
	}
	for _, want := range []string{"Not saved yet (", "One entry is not on the disk yet. If you leave now"} {
		if !strings.Contains(strings.Join(strings.Fields(said), " "), want) {
			t.Errorf("%q is not said in\n%s", want, said)
		}
	}
}

func TestReadDay(t *testing.T) {
	now := newClock().now() // 22 November 2026
	for _, c := range []struct{ lang, typed, want string }{
		{"fr", "2026-12-04", "2026-12-04"}, {"fr", "4/12/2026", "2026-12-04"}, {"fr", "4/12", "2026-12-04"},
		{"fr", "4 décembre", "2026-12-04"}, {"fr", "vendredi 4 déc. 2026", "2026-12-04"}, {"fr", "1er mars", "2027-03-01"},
		{"fr", "21 nov", "2027-11-21"}, {"fr", "Mardi 12 Janvier", "2027-01-12"}, {"fr", "4.12.2026", "2026-12-04"},
		{"en", "4 December", "2026-12-04"}, {"en", "Fri 4 Dec 2026", "2026-12-04"}, {"en", "2nd March", "2027-03-02"},
		{"en", "29/2/2028", "2028-02-29"},
		{"fr", "ju", ""}, {"fr", "4 jui", ""}, {"fr", "31 novembre", ""}, {"fr", "29/2/2027", ""}, {"fr", "4", ""},
		{"fr", "demain", ""}, {"fr", "2026-13-01", ""}, {"fr", "0/0/0", ""}, {"fr", "4/12/26", ""}, {"fr", "", ""},
		{"fr", "99999999999999999999/1", ""}, {"fr", "1 2 3 4", ""}, {"fr", "😀 1 1", "2027-01-01"},
	} {
		got, ok := readDay(c.typed, now, thePhrases().For(c.lang))
		if s := got.Format(time.DateOnly); ok != (c.want != "") || ok && s != c.want {
			t.Errorf("%s: %q gives %s, %v; want %q", c.lang, c.typed, s, ok, c.want)
		}
	}
}

// TestSettings: the view and the time they have are remembered.
func TestSettings(t *testing.T) {
	d := newDesk(t, "en")
	var kept []Settings
	d.deps.Keep = func(s Settings) error {
		kept = append(kept, s)
		if len(kept) > 1 {
			return errors.New("no room")
		}
		return nil
	}
	out := d.walk("Ann", "", "Bob", "", "2", "", "", "30", "q", "").said.String()
	if len(kept) != 2 || kept[0].View != ViewMentor || kept[1].Minutes != 30 {
		t.Errorf("%+v", kept)
	}
	for _, want := range []string{"can't be remembered: no room", "In 30 minutes:"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not said in\n%s", want, out)
		}
	}
}

// TestCalendar: a date is written for the calendar, and it is said when it can't be.
func TestCalendar(t *testing.T) {
	d := aPair(t, "en")
	var asked []string
	d.deps.Calendar = func(pair, next string) (string, error) {
		asked = append(asked, pair+" "+next)
		if len(asked) > 1 {
			return "", errors.New("no room")
		}
		return "/home/ann/next.ics", nil
	}
	out := d.walk("d", "2", "d", "", "d", "6", "q", "").said.String()
	if fmt.Sprint(asked) != "[ines-philippe 2026-11-30 ines-philippe 2026-12-07]" {
		t.Errorf("%q", asked)
	}
	for _, want := range []string{"For your calendars: /home/ann/next.ics", "could not be written: no room", "Next date: Monday 7 December 2026."} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not said in\n%s", want, out)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"un deux trois", []string{"un deux", "trois"}},
		{"un\u00a0deux trois", []string{"un\u00a0deux", "trois"}},
		{"abcdefghijklmnopqrstuvwxyz", []string{"abcdefgh", "ijklmnop", "qrstuvwx", "yz"}},
		{"é 日本語日本語", []string{"é", "日本語日", "本語"}},
		{"👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻", []string{"👩‍💻👩‍💻👩‍💻👩‍💻", "👩‍💻"}},
	} {
		if got := wrap(c.text, 8); !slices.Equal(got, c.want) {
			t.Errorf("wrap(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// TestRouteAndWords: what the coach's windows offer of the route and of words for later,
// the plain walk has too.
func TestRouteAndWords(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		d := aPair(t, lang)
		out := d.walk("w", "hashtag", "o", "R", "3", "r", "2", "r", "3", "", "q", "").said.String()
		p := d.fold()
		if len(p.Words) != 1 || p.Words[0].Text != "hashtag" {
			t.Errorf("%s: words %+v", lang, p.Words)
		}
		if len(p.Goals) != 1 {
			t.Fatalf("%s: goals %+v\n%s", lang, p.Goals, out)
		}
		var all []string
		for _, m := range d.deps.Cur.Modules {
			for _, l := range m.Lessons {
				all = append(all, l.ID)
			}
		}
		if p.Goals[0].Lesson != all[1] {
			t.Errorf("%s: %s is on the route, not %s", lang, p.Goals[0].Lesson, all[1])
		}
	}
}
