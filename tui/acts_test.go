package tui

import (
	"strings"
	"testing"

	"binome/storage/progress"
)

// takesBack presses ctrl-z, sees on the question what would be taken back, and says yes.
func (d *desk) takesBack(what string) {
	d.t.Helper()
	d.press("ctrl+z")
	d.at("undo")
	said := ""
	for _, b := range d.m.shown.page.Body {
		said += strings.ReplaceAll(b.Text, "’", "'") + "\n"
	}
	if !strings.Contains(said, what) {
		d.t.Fatalf("%q is not what would be taken back:\n%s", what, d.screen())
	}
	d.press("enter")
}

// TestAnswerTakenBack: a stray letter that answers a question is taken back, and the question is
// asked anew, by the same words; after it what was done before it.
func TestAnswerTakenBack(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		for _, size := range sizes {
			d := newDesk(t, lang, size[0], size[1])
			d.playHour("lesson:presence/headline-photo:remember:0")
			before := len(d.entries())
			asked := d.asked()
			d.press("b") // a stray key
			d.at("lesson:presence/headline-photo:remember:0:shown")
			said := map[string]string{"fr": "La réponse B à", "en": "The answer B to"}[lang]
			d.takesBack(said)
			if d.name() != "lesson:presence/headline-photo:remember:0" || d.asked() != asked || d.kinds(before) != "" {
				t.Fatalf("%s %v: %s, kept %q\n%s", lang, size, d.name(), d.kinds(before), d.screen())
			}
			d.press("c", "k") // anew, and on to the next question
			d.at("lesson:presence/headline-photo:remember:1")
			d.takesBack(strings.Replace(said, "B", "C", 1))
			d.at("lesson:presence/headline-photo:remember:0")
			if d.asked() != asked {
				t.Errorf("%s: it is %q", lang, d.asked())
			}
			d.takesBack(map[string]string{"fr": "La fin de l'étape Échanger", "en": "Completing the step Talk"}[lang])
			d.at("lesson:presence/headline-photo:talk") // back where that was done
		}
	}
}

// TestEachActTakenBack: whatever was done last in the hour is what ctrl-z names and takes back:
// it leads to where it was pressed, with the hour as it stood, and nothing of it counts.
func TestEachActTakenBack(t *testing.T) {
	const step = "lesson:presence/headline-photo:"
	for _, a := range []struct {
		at, press, said string
		second          bool
	}{
		{at: "launch:wish", press: "no-wish", said: "passé"},
		{at: "launch:first", press: "first:presence/headline-photo", said: "Le choix"},
		{at: step + "together", press: "box:1 on", said: "La fin de l'étape Ensemble"},
		{at: step + "alone", press: "coach:close yes", said: "Le passage à"},
		{at: "return", press: "skip", said: "passé"},
		{at: "return", press: "write line:Ce que j'ai appris", said: "appris"},
		{at: "closing:rung", press: "skip", said: "passé"},
		{at: "closing:rung", press: "rung:with-hint", said: "Le choix"},
		{at: "closing:evidence", press: "no-evidence", said: "Le palier"},
		{at: "closing:promise", press: "promise", said: "L'engagement"},
		{at: "closing:promise", press: "skip", said: "passé"},
		{at: "closing:sure", press: "skip", said: "passé"},
		{at: "closing:date", press: "open", said: "La fin de la séance"},
		{at: "since:", press: "skip", said: "passé", second: true},
		{at: "since:", press: "out:done", said: "Le choix", second: true},
		{at: "since:", press: "out:not-yet", said: "La suite", second: true},
		{at: "recall:0:false", press: "show", said: "Les réponses montrées", second: true},
		{at: "recall:0:false", press: "skip", said: "passé", second: true},
	} {
		d := newDesk(t, "fr", 80, 24)
		if a.second {
			d.playHour("")
			d.days(15)
			d.by("begin")
			for range 20 {
				if strings.HasPrefix(d.name(), a.at) {
					break
				}
				(&hands{desk: d}).do(nextMove(&d.m.shown.page))
			}
			d.at(a.at)
		} else {
			d.playHour(a.at)
		}
		name, was, counted := d.name(), d.m.env.Hour.PartsLeft(), told(d.m.env.Prog)
		for _, id := range strings.Split(a.press, " ") {
			if id == "line:Ce" {
				break
			}
			d.by(id)
		}
		if _, text, ok := strings.Cut(a.press, "line:"); ok {
			d.types(text)
			d.press("enter")
		}
		if d.name() == name {
			t.Fatalf("%s: %s did nothing", name, a.press)
		}
		d.takesBack(a.said)
		if d.name() != name || d.m.env.Hour.PartsLeft() != was || told(d.m.env.Prog) != counted {
			t.Errorf("%s, %s: taken back it is %s, %d parts left of %d; counted %s, not %s", name, a.press, d.name(), d.m.env.Hour.PartsLeft(), was, told(d.m.env.Prog), counted)
		}
	}
}

// told is what counts of an hour.
func told(p *progress.Progress) string {
	var b strings.Builder
	for _, l := range p.Lessons {
		for _, s := range []string{"discover", "together", "alone", "talk", "remember"} {
			for step := range l.Done {
				if string(step) == s {
					b.WriteString(l.ID + s + " ")
				}
			}
		}
	}
	for _, n := range []int{len(p.Gifts), len(p.Promises), len(p.Confidence), len(p.Goals)} {
		b.WriteByte(byte('0' + n))
	}
	for _, q := range p.Promises {
		b.WriteString(q.Outcome)
	}
	for _, s := range p.Sessions {
		if s.Closed {
			b.WriteString("closed")
		}
	}
	return b.String()
}

// TestUntickTakenBack: a box that a stray space unticked is ticked again.
func TestUntickTakenBack(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.playHour("lesson:presence/headline-photo:together")
	d.by("box:1")
	d.by("box:1")
	d.takesBack("La coche retirée")
	l := d.m.env.Prog.Lessons["presence/headline-photo"]
	if len(l.Ticks) != 1 {
		t.Fatalf("%+v", l.Ticks)
	}
	d.takesBack("La coche de")
	if len(d.m.env.Prog.Lessons["presence/headline-photo"].Ticks) != 0 {
		t.Error("the tick is still there")
	}
}

// TestBeginningTakenBack: so is a session that nobody has done anything in.
func TestBeginningTakenBack(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.makePair()
	d.by("begin")
	d.at("launch:")
	d.press("ctrl+z") // in an empty field
	d.at("undo")
	d.sees("Le début de cette séance")
	d.press("enter")
	d.at("today")
	if d.m.env.Hour != nil || len(d.m.env.Prog.Sessions) != 0 {
		t.Errorf("%v, %v", d.m.env.Hour, d.m.env.Prog.Sessions)
	}
}

// TestCorrectionTakenBack: the words that stood before a correction stand again, and what became
// of the promise with them.
func TestCorrectionTakenBack(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.playHour("")
	d.days(15)
	d.by("begin")
	for d.name() != "since:0:" {
		(&hands{desk: d}).do(nextMove(&d.m.shown.page))
	}
	d.by("out:done")
	d.press("tab", "enter")
	was := d.m.env.Prog.Promises[0]
	moved(d, doMenu, "go:notes", "written")
	for _, id := range d.m.shown.page.Pressable() {
		if strings.HasPrefix(id, "entry:") {
			d.by(id)
			if d.name() == "typed:promise" {
				break
			}
			d.press("esc")
		}
	}
	d.by("correct")
	d.press("end", "ctrl+u", "Autre chose", "enter")
	if got := d.m.env.Prog.Promises[0].Text; got != "Autre chose" {
		t.Fatalf("corrected: %q", got)
	}
	d.takesBack("Autre chose")
	if got := d.m.env.Prog.Promises; len(got) != 1 || got[0].Text != was.Text || got[0].Outcome != "done" {
		t.Errorf("%+v, and was %+v", got, was)
	}
}

// TestAnswerTakenBackInLines: the same, said and typed line by line.
func TestAnswerTakenBackInLines(t *testing.T) {
	r := newReading(t, "fr")
	r.presses("begin", "later", "on", "box:1", "on", "box:1", "on", "on")
	said := r.types("b", "u", "y")
	if !strings.Contains(said, "La réponse B à") || !strings.Contains(said, "Effacé") {
		t.Errorf("%s", said)
	}
	if p := r.page(); !strings.HasSuffix(p.Name, ":remember:0") {
		t.Errorf("it is %s", p.Name)
	}
}
