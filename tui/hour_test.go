package tui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"binome/storage"
	"binome/storage/progress"
)

// What a session may ask for at most (PRODUCT, One session, one hour).
const (
	mostKeys       = 45
	mostJudgements = 6
	mostTyped      = 2
)

// TestSixSessions plays the core route through the real screens, with a fake clock,
// counts what each hour asked for, and holds the journal it leaves against a golden
// file, against what must be true of any six sessions, and against a second fold.
func TestSixSessions(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, lang, 80, 24)
			d.makePair()
			for n := 1; n <= 6; n++ {
				c := playCounted(d)
				t.Logf("session %d: %s", n, c)
				if c.keys > mostKeys || c.judgements > mostJudgements || c.typed > mostTyped {
					t.Errorf("session %d asks for %s; at most %d, %d and %d", n, c, mostKeys, mostJudgements, mostTyped)
				}
				d.days(14)
			}
			checkSixSessions(t, d)
			checkSecondFold(t, d)
			raw, err := os.ReadFile(d.m.journal.Path)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join("testdata", "six-sessions."+lang+".toml"), string(raw))
		})
	}
}

// asked is what a session asked of the two.
type asked struct {
	keys, judgements, typed int
	minutes                 map[string]int
}

func (a asked) String() string {
	return fmt.Sprintf("%d key presses that decide, %d judgements, %d typed lines, minutes %v", a.keys, a.judgements, a.typed, a.minutes)
}

// playCounted plays an hour as playHour does, minute by minute, and counts.
func playCounted(d *desk) asked {
	d.t.Helper()
	before := len(d.entries())
	a := asked{minutes: map[string]int{}}
	press := func(key string) {
		if !(key == "enter" && d.m.dialog() == nil && len(d.m.shown.page.Buttons) > 0 && d.m.shown.page.Buttons[0].ID == readOnID) {
			a.keys++
		}
		d.press(key)
	}
	press("enter") // begin
	for range 200 {
		name := d.m.top().Name()
		part, _, _ := strings.Cut(name, ":")
		switch {
		case d.m.dialog() == nil && name == "today":
			for _, e := range d.entries()[before:] {
				switch e.Kind {
				case storage.KindRecall, storage.KindOutcome, storage.KindRung, storage.KindConfidence:
					a.judgements++
				}
			}
			return a
		case name == "return" && d.m.dialog() == nil:
			press("enter")
			d.press("On décide dans le couloir, avant la réunion.")
			a.typed++
			press("enter")
			d.pass(10)
			a.minutes[part] += 10
			continue
		case strings.HasSuffix(name, ":together") || strings.HasSuffix(name, ":alone"):
			for d.untickedLeft() {
				press("space")
			}
		}
		press("enter")
		d.pass(1)
		a.minutes[part]++
	}
	d.t.Fatalf("the hour never ended:\n%s", d.screen())
	return a
}

// checkSixSessions is what is true of any six sessions that were held as planned.
func checkSixSessions(t *testing.T, d *desk) {
	t.Helper()
	st := d.m.journal.State()
	if len(st.Troubles) > 0 || st.Unsaved > 0 {
		t.Errorf("troubles %v, unsaved %d", st.Troubles, st.Unsaved)
	}
	p := progress.Fold(lessons(), st.Entries)
	if done, all := p.RouteDone(); done != all || all != 6 {
		t.Errorf("%d of %d stages of the route are done", done, all)
	}
	if len(p.Sessions) != 6 {
		t.Fatalf("%d sessions", len(p.Sessions))
	}
	for i, s := range p.Sessions {
		if !s.Closed || s.Next == "" {
			t.Errorf("session %d was not closed with a date: %+v", i+1, s)
		}
	}
	for i, pr := range p.Promises {
		if spoken := pr.Outcome != ""; spoken != (i < len(p.Promises)-1) {
			t.Errorf("promise %d of %d has the outcome %q", i+1, len(p.Promises), pr.Outcome)
		}
	}
	inSession := map[string]bool{}
	for _, e := range st.Entries {
		if e.Kind == storage.KindRecall {
			key := e.Session + e.Question
			if inSession[key] {
				t.Errorf("%s was asked twice in a session", e.Question)
			}
			inSession[key] = true
		}
		if e.Kind != storage.KindPair && e.Kind != storage.KindSession && e.Session == "" {
			t.Errorf("%s of %s belongs to no session", e.Kind, e.At)
		}
	}
	if len(inSession) < 9 {
		t.Errorf("only %d questions were asked again in six sessions", len(inSession))
	}
}

// checkSecondFold reads the file with a TOML library alone and counts by the slowest
// way there is; the fold must agree.
func checkSecondFold(t *testing.T, d *desk) {
	t.Helper()
	var file struct {
		Entry []struct {
			ID, Kind, Lesson, Step, State, Of, Rung, Outcome, Session string
			At                                                        time.Time
			Item                                                      int
		}
	}
	if _, err := toml.DecodeFile(d.m.journal.Path, &file); err != nil {
		t.Fatal(err)
	}
	live := func(id string) bool {
		return !slices.ContainsFunc(file.Entry, func(e struct {
			ID, Kind, Lesson, Step, State, Of, Rung, Outcome, Session string
			At                                                        time.Time
			Item                                                      int
		}) bool {
			return e.Kind == "retract" && e.Of == id
		})
	}
	ticks, finished, rungs := map[string]map[string]bool{}, map[string]bool{}, map[string]string{}
	for _, e := range file.Entry {
		if !live(e.ID) {
			continue
		}
		switch {
		case e.Kind == "tick":
			if ticks[e.Lesson] == nil {
				ticks[e.Lesson] = map[string]bool{}
			}
			ticks[e.Lesson][fmt.Sprint(e.Step, e.Item)] = true
		case e.Kind == "step" && e.Step == "remember" && e.State == "done":
			finished[e.Lesson] = true
		case e.Kind == "rung":
			rungs[e.Lesson] = e.Rung
			finished[e.Lesson] = true
		}
	}
	p := progress.Fold(lessons(), d.entries())
	for id, l := range p.Lessons {
		if len(l.Ticks) != len(ticks[id]) || l.Finished() != finished[id] || string(l.Rung()) != rungs[id] {
			t.Errorf("%s: %d ticks, finished %v, rung %q; the second fold says %d, %v, %q",
				id, len(l.Ticks), l.Finished(), l.Rung(), len(ticks[id]), finished[id], rungs[id])
		}
	}
}
