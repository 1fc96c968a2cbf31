//go:build unix

package command_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"binome/storage"
)

// TestEndToEnd is the program as people have it: built, in a terminal, its screen looked
// at. Whatever is waited for is waited for on the screen.
func TestEndToEnd(t *testing.T) {
	program := build(t)
	for _, c := range []struct {
		name string
		test func(t *testing.T, program string)
	}{
		{"killed-en", func(t *testing.T, p string) { testKilled(t, p, english) }},
		{"killed-fr", func(t *testing.T, p string) { testKilled(t, p, french) }},
		{"two-windows", testTwoWindows},
		{"two-views", testTwoViews},
		{"novice", testNovice},
		{"hung-up", testHungUp},
		{"tiny-window", testTinyWindow},
		{"replaced", testReplaced},
		{"other-pair-in-its-place", testOtherPair},
		{"not-saved-en", func(t *testing.T, p string) { testNotSaved(t, p, english) }},
		{"not-saved-fr", func(t *testing.T, p string) { testNotSaved(t, p, french) }},
		{"plain", testPlain},
		{"nearest-date", testNearestDate},
		{"line", func(t *testing.T, p string) { testSlowLine(t, p, 0) }},
		{"slow-line", func(t *testing.T, p string) { testSlowLine(t, p, 60*time.Millisecond) }},
		{"slowest-line", func(t *testing.T, p string) { testSlowLine(t, p, 200*time.Millisecond) }},
		{"stopped", testStopped},
		{"sigquit", testQuit},
		{"editor", testEditor},
		{"graphics", testGraphics},
		{"no-graphics", testNoGraphics},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.test(t, program)
		})
	}
}

// A tongue is what the tests look for on the screen, in one language.
type tongue struct {
	lang, code                                       string
	begin, mentor, mentee, sees, whose, private      string // the first minutes
	today, notToday, onTogether, lesson, first, step string // the way to the lesson
	note, keep, notSaved, trouble, small             string
}

var english = tongue{
	lang: "en_GB.UTF-8", code: "en",
	begin: "Begin", mentor: "The mentor", mentee: "The one being mentored",
	sees: "Do you both see this screen?", whose: "Whose computer is this?", private: "Understood, let us begin",
	today: "How long have you got?", notToday: "Not today", onTogether: "On to: Together",
	lesson: "A headline and a photo that do their job", first: "Read your present headline aloud.", step: "Step 2 of 5",
	note: "A note", keep: "The note is kept.", notSaved: "(not saved)", trouble: "Not saved yet",
	small: "Binome needs a window of at least 40 by 12.",
}

var french = tongue{
	lang: "fr_FR.UTF-8", code: "fr",
	begin: "Commencer", mentor: "Le mentor", mentee: "La personne mentorée",
	sees: "Voyez-vous cet écran tous les deux ?", whose: "À qui est cet ordinateur ?", private: "C'est entendu, commençons",
	today: "Combien de temps avez-vous ?", notToday: "Pas aujourd'hui", onTogether: "Vers : Ensemble",
	lesson: "Un titre et une photo qui parlent pour vous", first: "Lisez votre titre actuel à voix haute.", step: "Étape 2 sur 5",
	note: "Une note", keep: "La note est gardée.", notSaved: "(pas enregistré)", trouble: "Pas encore enregistré",
	small: "Il faut à Binome une fenêtre d'au moins 40 sur 12.",
}

// makePair goes through the form with the keyboard, as anybody would, up to today.
func makePair(w *window, say tongue) {
	w.t.Helper()
	w.sees(say.begin)
	w.press("enter")
	w.sees(say.mentor)
	w.press("Inès")
	w.sees("Inès")
	w.press("enter")
	w.sees(say.mentee)
	w.press("Philippe")
	w.sees("Philippe")
	w.press("enter")
	w.sees(say.sees)
	w.press("enter")
	w.sees(say.whose)
	w.press("enter")
	w.sees(say.private)
	w.press("enter")
	w.sees(say.today)
}

// toTogether begins the session, leaves the charter for later, and goes to the step
// that is done together.
func toTogether(w *window, say tongue) {
	w.t.Helper()
	w.press("c")
	w.click(say.notToday)
	w.click(say.onTogether)
	w.sees(say.step, "[ ]")
}

// inTogether makes a pair without the form and brings it there.
func inTogether(d *desk, say tongue) *window {
	d.t.Helper()
	d.run("", "pair", "new", "--mentor", "Inès", "--mentee", "Philippe", "--mentor-lang", say.code, "--mentee-lang", say.code)
	w := d.open()
	w.sees(say.today)
	toTogether(w, say)
	return w
}

// tick presses the space bar and waits until so many boxes are ticked.
func tick(w *window, ticked int) {
	w.t.Helper()
	if ticked > 1 {
		w.press("down")
	}
	w.press("space")
	seesTicks(w, ticked)
}

func seesTicks(w *window, n int) {
	w.t.Helper()
	w.wait(fmt.Sprint(n, " ticked boxes"), func(screen string) bool { return strings.Count(screen, "[✓]") == n })
}

// 1. The battery ends in the middle of a lesson: nothing is lost.
func testKilled(t *testing.T, program string, say tongue) {
	d := newDesk(t, program, say.lang)
	w := d.open()
	makePair(w, say)
	toTogether(w, say)
	tick(w, 1)
	tick(w, 2)
	w.press("n")
	w.sees(say.note)
	w.press("Zoé a choisi la photo à l'œil.")
	w.sees("Zoé a choisi la photo à l'œil.")
	w.press("ctrl+s")
	w.sees(say.keep)
	w.kill()

	w = d.open()
	w.sees(say.step, say.lesson, say.first, "►")
	seesTicks(w, 2)
	w.kill()

	file := filepath.Join(d.dir, "notes.md")
	d.run("", "notes", "ines-philippe", "--format", "md", "-o", file)
	notes := d.read(file)
	for _, want := range []string{"Zoé a choisi la photo à l'œil.", say.lesson} {
		if !strings.Contains(flat(notes), flat(want)) {
			t.Errorf("%q is not in the notes:\n%s", want, notes)
		}
	}
}

// 2. Two windows on one pair: each sees what is done in the other.
func testTwoWindows(t *testing.T, program string) {
	d := newDesk(t, program, english.lang)
	one := inTogether(d, english)
	two := d.open("ines-philippe")
	two.sees(english.step, english.first)
	var took []time.Duration
	for n, w := range []*window{one, one, two} {
		other := two
		if w == two {
			other = one
			two.sees("› [ ] Find where") // what is ticked in the one, the other steps aside from
		}
		if n == 1 {
			w.press("down")
		}
		pressed := time.Now()
		w.press("space")
		seesTicks(other, n+1)
		took = append(took, time.Since(pressed))
		seesTicks(w, n+1)
	}
	t.Logf("from the key in one window to the tick in the other: %v", took)
	if slices.Min(took) > time.Second { // the others may have been held up by a busy machine
		t.Errorf("a tick is seen in the other window after %v, not within a second", took)
	}
}

// 3. Somebody leans on the keyboard: nothing is written, and there is a way back. The
// program tells through a pipe which keys it has taken.
func testNovice(t *testing.T, program string) {
	seeds := 1
	if os.Getenv("BINOME_LONG") != "" {
		seeds = 40
	}
	for seed := range seeds {
		leansOn(t, program, uint64(seed))
	}
}

func leansOn(t *testing.T, program string, seed uint64) {
	t.Helper()
	d := newDesk(t, program, english.lang)
	inTogether(d, english).kill()
	before := d.read(d.journal("ines-philippe"))

	told := newTold(t, filepath.Join(d.dir, "told"))
	cmd := d.command()
	cmd.Env = append(cmd.Env, "BINOME_DEBUG="+told.path)
	w := d.openAt(80, 24, cmd)
	w.sees(english.step, english.first)
	letters := rand.New(rand.NewPCG(seed, 0))
	const keys = 500
	last := byte(0)
	for range keys { // quicker than a hand that lets go; so no key twice, which would be one that is held
		from := strings.ReplaceAll("bdehijkopstvwxyz", string(last), "") // what is no action's letter here
		last = from[letters.IntN(len(from))]
		w.send(string(last))
	}
	told.keys(keys)
	if after := d.read(d.journal("ines-philippe")); after != before {
		t.Errorf("seed %d: letters alone changed the journal:\n%s", seed, strings.TrimPrefix(after, before))
	}
	for n := range 8 { // where there is nothing to go back from, esc does nothing
		w.press("esc")
		told.keys(keys + n + 1)
	}
	w.wait("today", func(screen string) bool {
		return !strings.Contains(screen, "╭") && (strings.Contains(screen, "This session") || strings.Contains(screen, "Cette séance"))
	})
	if after := d.read(d.journal("ines-philippe")); after != before {
		t.Errorf("seed %d: letters and esc changed the journal:\n%s", seed, strings.TrimPrefix(after, before))
	}
}

// 4. The window is closed, or the line is cut.
func testHungUp(t *testing.T, program string) {
	d := newDesk(t, program, english.lang)
	w := inTogether(d, english)
	tick(w, 1)
	tick(w, 2)
	w.hangUp()
	w.end()
	w = d.open()
	w.sees(english.step, english.first)
	seesTicks(w, 2)
	if out := d.run("", "doctor"); strings.Contains(out, "torn") {
		t.Errorf("doctor finds:\n%s", out)
	}
}

// 4. A window too small to show anything says so, and loses nothing of what was there:
// not even what was half typed.
func testTinyWindow(t *testing.T, program string) {
	for _, say := range []tongue{english, french} {
		d := newDesk(t, program, say.lang)
		w := inTogether(d, say)
		tick(w, 1)
		w.press("n")
		w.sees(say.note)
		w.press("à moitié")
		w.sees("à moitié")
		w.resize(20, 5)
		w.sees(say.small)
		w.resize(80, 24)
		w.sees(say.note, "à moitié")
		w.press("esc")
		w.sees(say.step, say.first)
		seesTicks(w, 1)
	}
}

// 5. A sync tool puts a newer file in the place of the journal while it is open.
func testReplaced(t *testing.T, program string) {
	d := newDesk(t, program, english.lang)
	w := inTogether(d, english)
	tick(w, 1)

	away := newDesk(t, program, english.lang)
	if err := os.CopyFS(away.data(), os.DirFS(d.data())); err != nil {
		t.Fatal(err)
	}
	elsewhere := away.open()
	elsewhere.sees(english.step, english.first)
	tick(elsewhere, 2)
	elsewhere.kill()
	d.write(d.data("pairs", "coming"), d.read(away.journal("ines-philippe")))
	d.rename(d.data("pairs", "coming"), d.journal("ines-philippe"))

	seesTicks(w, 2)
	w.press("down", "down")
	tick(w, 3)
	w.kill()
	w = d.open()
	w.sees(english.step, english.first)
	seesTicks(w, 3)
}

// 5. A file that is another pair's is never taken for ours, and nothing goes into it.
func testOtherPair(t *testing.T, program string) {
	d := newDesk(t, program, english.lang)
	w := inTogether(d, english)
	tick(w, 1)
	ours := d.read(d.journal("ines-philippe"))

	other := newDesk(t, program, english.lang)
	other.run("", "pair", "new", "--mentor", "Inès", "--mentee", "Philippe")
	theirs := other.read(other.journal("ines-philippe"))
	d.write(d.data("pairs", "coming"), theirs)
	d.rename(d.data("pairs", "coming"), d.journal("ines-philippe"))
	w.press("down", "space")
	w.sees(english.notSaved)
	if got := d.read(d.journal("ines-philippe")); got != theirs {
		t.Errorf("another pair's journal was written to:\n%s", strings.TrimPrefix(got, theirs))
	}
	d.write(d.data("pairs", "coming"), ours)
	d.rename(d.data("pairs", "coming"), d.journal("ines-philippe"))
	w.loses(english.notSaved)
	seesTicks(w, 2)
	w.kill()
	w = d.open()
	w.sees(english.step, english.first)
	seesTicks(w, 2)
}

// 5. The folder goes away, as a network drive does: the screen says so until it is back,
// and then everything is on the disk.
func testNotSaved(t *testing.T, program string, say tongue) {
	d := newDesk(t, program, say.lang)
	w := inTogether(d, say)
	tick(w, 1)
	d.rename(d.data("pairs"), d.data("away"))
	d.write(d.data("pairs"), "")
	tick(w, 2)
	told := w.sees(say.notSaved, say.trouble)
	for _, foreign := range []string{"not a directory", "no such file", "open /", "lstat"} {
		if strings.Contains(flat(told), foreign) {
			t.Errorf("what is wrong is told in the system's words, not the pair's: %q in\n%s", foreign, told)
		}
	}
	if err := os.Remove(d.data("pairs")); err != nil {
		t.Fatal(err)
	}
	d.rename(d.data("away"), d.data("pairs"))
	w.loses(say.notSaved)
	w.loses(say.trouble)
	seesTicks(w, 2)
	w.kill()
	w = d.open()
	w.sees(say.step, say.first)
	seesTicks(w, 2)
}

// 6. The same lesson as linear text: through a pipe, when asked for, on a dumb terminal.
// The end of what is typed is leaving.
func testPlain(t *testing.T, program string) {
	said := map[string]string{}
	const typed = "" // the lesson, where it was left
	for _, way := range []string{"piped", "asked", "dumb"} {
		d := newDesk(t, program, french.lang)
		inTogether(d, french).kill()
		switch way {
		case "piped":
			said[way] = flat(d.run(typed))
		case "asked":
			said[way] = flat(d.run(typed, "--plain"))
		case "dumb":
			cmd := d.command()
			cmd.Env = append(cmd.Env, "TERM=dumb")
			w := d.openAt(80, 200, cmd)
			w.sees("Entrée : ")
			w.send(typed + "\x04") // the end of the input, as the terminal's line discipline has it
			w.end()
			said[way] = flat(w.last())
		}
		for _, want := range []string{"Philippe", french.lesson, "Étape 2 sur 5", french.first} {
			if !strings.Contains(said[way], flat(want)) {
				t.Errorf("%s: %q is not said in\n%s", way, want, said[way])
			}
		}
	}
	if said["piped"] != said["asked"] {
		t.Errorf("piped, it says\n%s\nand asked for plain text\n%s", said["piped"], said["asked"])
	}
	_, dumb, _ := strings.Cut(said["dumb"], "Étape 2 sur 5") // what comes before is broken by the echo of what is typed
	if _, asked, _ := strings.Cut(said["asked"], "Étape 2 sur 5"); strings.TrimSpace(dumb) != strings.TrimSpace(asked) {
		t.Errorf("on a dumb terminal the lesson is\n%s\nand asked for plain text\n%s", dumb, asked)
	}
}

// 7. Nobody is named: it is the pair that meets next.
func testNearestDate(t *testing.T, program string) {
	d := newDesk(t, program, english.lang)
	folder, err := storage.Open(d.data(), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []struct {
		mentee string
		days   int
	}{{"Philippe", 9}, {"Claire", 3}, {"Denis", 20}} {
		id := strings.TrimSpace(d.run("", "pair", "new", "--mentor", "Inès", "--mentee", p.mentee))
		j, err := folder.Journal(id)
		if err != nil {
			t.Fatal(err)
		}
		next := time.Now().AddDate(0, 0, p.days).Format(time.DateOnly)
		if _, err := j.Append(t.Context(), storage.Entry{Kind: storage.KindPostpone, By: "pair", Next: next}); err != nil {
			t.Fatal(err)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
	d.open().sees("Inès and Claire", english.today)
}
