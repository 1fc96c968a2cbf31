//go:build unix

package command_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// 13. Two windows, one for each of the two: they follow one another, either leads, one
// is killed and comes back, and the mentee's is sent no guide.
func testTwoViews(t *testing.T, program string) {
	d := newDesk(t, program, english.lang)
	d.guides()
	d.run("", "pair", "new", "--mentor", "Inès", "--mentee", "Philippe", "--mentor-lang", "en", "--mentee-lang", "fr")
	var i, p *window
	t.Cleanup(func() {
		for _, w := range []*window{i, p} {
			if t.Failed() && w != nil {
				t.Logf("one of the screens is\n%s", w.now())
			}
		}
		if t.Failed() {
			t.Log(d.read(d.journal("ines-philippe")))
		}
	})
	mentor := func() *window {
		return d.openAt(120, 40, d.command("ines-philippe", "--view", "mentor", "--lang", "en"))
	}
	mentee := func() *window {
		return d.openAt(80, 24, d.command("ines-philippe", "--view", "mentee", "--lang", "fr"))
	}
	i = mentor()
	i.sees(english.today)
	p = mentee()
	p.sees(french.today, "Inès a la main, Philippe")
	i.sees("Inès leads, Philippe")
	i.press("c")
	p.sees("que voudriez-vous")
	i.click(english.notToday)
	i.sees(canary)
	i.press("right")
	p.sees(french.step, french.first)
	p.press("space")
	seesTicks(i, 1)
	i.press("space")
	seesTicks(p, 2)

	p.press("l") // he takes the lead, and goes on
	i.sees("Philippe leads, Inès")
	p.press("right")
	i.sees("Step 3 of 5")
	i.press("right", "right") // she looks ahead, and comes back
	i.sees("Step 5 of 5", `Philippe is at "Your turn": come back`)
	p.sees("Inès ailleurs")
	i.press("r")
	i.sees("Step 3 of 5")
	p.press("a")
	p.sees("Une question en aparté")
	p.press("Qui voit nos photos ?", "enter")
	i.sees("Philippe asks, for later", "Qui voit nos photos ?")

	first := i
	i.kill()
	p.sees("Inès n'est plus en ligne.")
	p.press("right")
	p.sees("Étape 4 sur 5")
	p.press("g") // shows him no guide; the next key waits until she is there: two in one breath are held for an arm
	i = mentor()
	i.sees("Step 4 of 5", "Philippe leads, Inès")
	p.sees("Inès est là.")
	p.press("l") // she leads
	i.sees("Inès leads, Philippe")
	i.press("left")
	p.sees("Étape 3 sur 5")

	p.press("q") // he leaves
	p.sees("Quitter")
	p.press("enter")
	p.end()
	i.sees("Philippe isn't connected any more.")
	i.sees("Step 3 of 5")
	second := p
	p = mentee()
	p.sees("Étape 3 sur 5", "Inès a la main")
	i.press("space")
	seesTicks(p, 1)

	for _, w := range []*window{second, p} {
		if strings.Contains(w.all(), "CANARY") {
			t.Error("the canary sings on the mentee's terminal")
		}
	}
	if !strings.Contains(first.all(), "CANARY") {
		t.Error("no canary sang on the mentor's terminal either")
	}
	if said := d.read(d.journal("ines-philippe")); strings.Contains(said, "photos ?") {
		t.Error("the question aside is in the journal")
	}
}

const canary = "CANARY-in-the-guide"

// guides puts a lesson over the first built-in one whose guide has a canary.
func (d *desk) guides() {
	d.t.Helper()
	d.run("", "curriculum", "copy", "presence/headline-photo", d.data("curriculum"))
	files, err := filepath.Glob(d.data("curriculum", "presence", "*.md"))
	if err != nil || len(files) == 0 {
		d.t.Fatal(files, err)
	}
	for _, f := range files {
		d.write(f, strings.ReplaceAll(d.read(f), "> [!MENTOR]\n", "> [!MENTOR]\n> "+canary+"\n> "))
	}
}

// BenchmarkTwoViews is from a key in one window to the tick on the screen of the other.
func BenchmarkTwoViews(b *testing.B) {
	program := build(b)
	d := newDesk(b, program, english.lang)
	d.run("", "pair", "new", "--mentor", "Inès", "--mentee", "Philippe")
	i := d.open("ines-philippe", "--view", "mentor")
	i.sees(english.today)
	p := d.open("ines-philippe", "--view", "mentee")
	p.sees("Inès leads, Philippe")
	i.press("c")
	i.click(english.notToday)
	i.click(english.onTogether)
	p.sees(english.step)
	i.press("home", "up", "up", "up")
	var took []time.Duration
	for b.Loop() {
		before := strings.Count(p.wait("a screen", func(string) bool { return true }), "[✓]")
		i.press("space")
		p.wait("another box", func(screen string) bool { return strings.Count(screen, "[✓]") != before })
		took = append(took, time.Since(i.keyed)) // the same key rests before it is pressed again
		after := strings.Count(p.wait("a screen", func(string) bool { return true }), "[✓]")
		i.wait("the same", func(screen string) bool { return strings.Count(screen, "[✓]") == after })
		if after == 4 { // untick them all, one by one
			i.press("up")
		}
	}
	slices.Sort(took)
	for name, of := range map[string]int{"p50-ms": 50, "p95-ms": 95, "p99-ms": 99} {
		b.ReportMetric(float64(took[(len(took)-1)*of/100].Microseconds())/1000, name)
	}
	if os.Getenv("BINOME_LONG") == "1" {
		b.Log(took)
	}
}
