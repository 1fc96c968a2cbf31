package tui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/storage/notes"
	"binome/storage/progress"
	"binome/tui/screen"
)

// Benchmarks of what a pair waits for: the first view of each screen, a key, a step, a
// resize. The journal is one of 1,300 entries, as two people have after years.

// veteran is the journal of a pair that has walked nearly all lessons.
func veteran(tb testing.TB, folder *storage.Folder, at time.Time) { grown(tb, folder, at, 1300) }

// grown is a journal of that many entries: the lessons are walked again until it is full.
func grown(tb testing.TB, folder *storage.Folder, at time.Time, entries int) {
	tb.Helper()
	all := []storage.Entry{{At: at.AddDate(-1-entries/4000, 0, 0), Kind: storage.KindPair, Mentor: "Inès", MentorLanguage: "fr", Mentee: "Philippe", MenteeLanguage: "fr"}}
	when, session := all[0].At, ""
	add := func(e storage.Entry) {
		when = when.Add(time.Minute)
		e.At, e.By, e.Session = when, "pair", session
		all = append(all, e)
	}
	for n, before := 0, 0; before < len(all) && len(all) <= entries-40; {
		before = len(all)
		for _, l := range walkable() {
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

func walkable() (all []*curriculum.Lesson) {
	for _, m := range lessons().Modules {
		all = append(all, m.Lessons...)
	}
	return all
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

// BenchmarkGrowth is what a pair of 1,300, 5,000 and 20,000 entries waits for: each grows
// no faster than the journal. An append and an undo are those entries on the disk and the
// journal folded anew, which is what the screen shows them from.
func BenchmarkGrowth(b *testing.B) {
	for _, n := range []int{1300, 5000, 20000} {
		dir := b.TempDir()
		folder, err := storage.Open(dir, storage.Options{Now: func() time.Time { return opening }})
		if err != nil {
			b.Fatal(err)
		}
		grown(b, folder, opening, n)
		st, err := folder.Read("ines-philippe")
		if err != nil || len(st.Entries) != n {
			b.Fatal(len(st.Entries), err)
		}
		text, err := os.ReadFile(filepath.Join(dir, storage.PairsDir, "ines-philippe.toml"))
		if err != nil {
			b.Fatal(err)
		}
		other := text[:bytes.LastIndex(text, []byte("\n[[entry]]"))+1] // a computer that lacks the last entry
		p := progress.Fold(lessons(), st.Entries)
		words, _ := phrases.Load()
		request := notes.Request{Audience: notes.ForPair, Format: "md", PairID: "ines-philippe", Progress: p, Curriculum: lessons(), Words: words.For("fr"), Now: opening}
		d := &desk{t: b, now: opening}
		o := d.options(dir, "fr", "ines-philippe")
		for _, what := range []struct {
			name string
			do   func() error
		}{
			{"open", func() error {
				j, err := folder.Journal("ines-philippe")
				return errors.Join(err, j.Close())
			}},
			{"fold", func() error { progress.Fold(lessons(), st.Entries); return nil }},
			{"agenda", func() error { progress.Fold(lessons(), st.Entries).Agenda(opening, 60, 14, ""); return nil }},
			{"first frame", func() error {
				m := newModel(o)
				m.still, m.w, m.h = true, 100, 30
				m.Init()
				m.View()
				return m.shut(nil)
			}},
			{"notes", func() error { return notes.Write(io.Discard, request) }},
			{"merge", func() error { _, err := storage.MergeBytes(text, other); return err }},
		} {
			b.Run(fmt.Sprintf("%s/%d", what.name, n), func(b *testing.B) {
				for b.Loop() {
					if err := what.do(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		// These make the journal longer, and so each measures one of its own.
		b.Run(fmt.Sprintf("append/%d", n), func(b *testing.B) { growing(b, text, false) })
		b.Run(fmt.Sprintf("undo/%d", n), func(b *testing.B) { growing(b, text, true) })
	}
}

// growing appends a note to a journal that has that text, or takes its last thing back.
func growing(b *testing.B, text []byte, undo bool) {
	dir := b.TempDir()
	folder, err := storage.Open(dir, storage.Options{Now: func() time.Time { return opening }})
	if err != nil {
		b.Fatal(err)
	}
	pairs := filepath.Join(dir, storage.PairsDir)
	if err := errors.Join(os.MkdirAll(pairs, 0o700), os.WriteFile(filepath.Join(pairs, "ines-philippe.toml"), text, 0o600)); err != nil {
		b.Fatal(err)
	}
	j, err := folder.Journal("ines-philippe")
	if err != nil {
		b.Fatal(err)
	}
	defer j.Close()
	p := progress.Fold(lessons(), j.State().Entries)
	for b.Loop() {
		e := storage.Entry{Kind: storage.KindNote, By: "pair", Text: "Il a retrouvé seul où régler l'audience."}
		if undo {
			last := p.LastDone(j.State().Entries)
			if len(last) == 0 {
				b.Fatal("nothing is left to take back")
			}
			e = storage.Entry{Kind: storage.KindRetract, By: "pair", Of: last[0].ID}
		}
		if _, err := j.Append(context.Background(), e); err != nil {
			b.Fatal(err)
		}
		p = progress.Fold(lessons(), j.State().Entries)
	}
}
