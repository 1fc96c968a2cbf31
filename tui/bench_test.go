package tui

import (
	"context"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"binome/curriculum"
	"binome/storage"
	"binome/tui/screen"
)

// Benchmarks of what a pair waits for: the first view of each screen, a key, a step, a
// resize. The journal is one of 1,300 entries, as two people have after years.

// veteran is the journal of a pair that has walked nearly all lessons.
func veteran(tb testing.TB, folder *storage.Folder, at time.Time) {
	tb.Helper()
	const entries = 1300
	all := []storage.Entry{{At: at.AddDate(-1, 0, 0), Kind: storage.KindPair, Mentor: "Inès", MentorLanguage: "fr", Mentee: "Philippe", MenteeLanguage: "fr"}}
	when, session := all[0].At, ""
	add := func(e storage.Entry) {
		when = when.Add(time.Minute)
		e.At, e.By, e.Session = when, "pair", session
		all = append(all, e)
	}
	n := 0
	for _, m := range lessons().Modules {
		for _, l := range m.Lessons {
			if len(all) > entries-40 {
				break
			}
			n++
			when, session = all[0].At.AddDate(0, 0, 4*n), ""
			add(storage.Entry{Kind: storage.KindSession, Minutes: 60})
			for _, s := range curriculum.StepIDs() {
				add(storage.Entry{Kind: storage.KindStep, Lesson: l.ID, Step: string(s), State: "done", Edition: 1})
				for i := range 5 {
					add(storage.Entry{Kind: storage.KindTick, Lesson: l.ID, Step: string(s), Item: 1 + i%9, Edition: 1})
				}
			}
			ids, err := l.QuestionIDs("fr")
			if err != nil {
				tb.Fatal(err)
			}
			for _, q := range ids {
				add(storage.Entry{Kind: storage.KindRecall, Question: l.ID + "#" + q, Rating: "with-help"})
			}
			add(storage.Entry{Kind: storage.KindRung, Lesson: l.ID, Rung: "with-hint", Evidence: "Un essai, une question.", Edition: 1})
			add(storage.Entry{Kind: storage.KindPromise, Who: "mentee", Text: "Quand je reviens lundi, je le refais.", Lesson: l.ID})
			add(storage.Entry{Kind: storage.KindClose, Next: "2026-12-04", Text: "bien"})
		}
	}
	for len(all) < entries {
		add(storage.Entry{Kind: storage.KindNote, Text: "Il a retrouvé seul où régler l'audience."})
	}
	j, err := folder.Create("ines-philippe", all[0])
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := j.Append(context.Background(), all[1:]...); err != nil {
		tb.Fatal(err)
	}
	if err := j.Close(); err != nil {
		tb.Fatal(err)
	}
}

// veterans is a desk of such a pair, on its last lesson.
func veterans(b *testing.B, w, h int) *desk {
	b.Helper()
	d := &desk{t: b, now: opening}
	dir := b.TempDir()
	folder, err := storage.Open(dir, storage.Options{Now: func() time.Time { return d.now }})
	if err != nil {
		b.Fatal(err)
	}
	veteran(b, folder, opening)
	d.openAt(dir, "fr", "ines-philippe", w, h)
	return d
}

func (d *desk) openLesson(step curriculum.StepID) {
	l, ok := d.m.env.Cur.Lesson("presence/headline-photo")
	if !ok {
		d.t.Fatal("no lesson")
	}
	s := screen.NewLesson(l, step)
	d.m.Go(s)
	d.send(minuteMsg{})
}

// update is what one message costs until the frame is ready for the terminal.
func (d *desk) update(msg tea.Msg) {
	d.m.Update(msg)
	d.m.View()
}

func BenchmarkKey(b *testing.B) {
	down, up := tea.KeyPressMsg(special["down"]), tea.KeyPressMsg(special["up"])
	right, left := tea.KeyPressMsg(special["right"]), tea.KeyPressMsg(special["left"])
	for _, bench := range []struct {
		name  string
		step  curriculum.StepID
		there tea.Msg
		back  tea.Msg
	}{
		{"scroll", curriculum.Discover, down, up},
		{"scroll boxes", curriculum.Together, down, up},
		{"step", curriculum.Discover, right, left},
		{"resize", curriculum.Discover, tea.WindowSizeMsg{Width: 90, Height: 28}, tea.WindowSizeMsg{Width: 100, Height: 30}},
		{"today", "", right, left},
	} {
		b.Run(bench.name, func(b *testing.B) {
			d := veterans(b, 100, 30)
			if bench.step != "" {
				d.openLesson(bench.step)
			}
			d.send(bench.there)
			d.send(bench.back)
			b.ReportAllocs()
			for b.Loop() {
				d.update(bench.there)
				d.update(bench.back)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(2*b.N), "ns/key")
		})
	}
}

// BenchmarkFirstView is the first view of every screen and dialog, whole.
func BenchmarkFirstView(b *testing.B) {
	for _, s := range scenes() {
		b.Run(s.name, func(b *testing.B) {
			d := newDesk(b, "fr", 100, 30)
			s.play(d)
			b.ReportAllocs()
			for b.Loop() {
				d.m.compose()
				d.m.frame()
			}
		})
	}
}
