package progress_test

import (
	"context"
	"testing"
	"time"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/progress"
)

// veteran is a journal such as two people have after years: 1,300 entries over most
// lessons, in a data folder.
func veteran(b *testing.B) (folder *storage.Folder, c *curriculum.Curriculum, end time.Time) {
	b.Helper()
	const n = 1300
	c = builtin(b)
	k := newBook()
	for round := 0; len(k.entries) < n; round++ {
		for _, m := range c.Modules {
			for _, l := range m.Lessons {
				if len(k.entries) > n-30 {
					break
				}
				s := k.session(60)
				k.walk(s, l.ID)
				for i := range 12 {
					k.add(storage.Entry{Kind: storage.KindTick, By: "pair", Session: s, Lesson: l.ID, Step: "alone", Item: 1 + i%6, Edition: 1})
				}
				ids, err := l.QuestionIDs("fr")
				if err != nil {
					b.Fatal(err)
				}
				for _, q := range ids {
					k.add(storage.Entry{Kind: storage.KindRecall, By: "pair", Session: s, Question: l.ID + "#" + q, Rating: "with-help"})
				}
				k.add(storage.Entry{Kind: storage.KindPromise, By: "pair", Session: s, Who: "mentee", Text: "Quand je reviens lundi, je le refais.", Lesson: l.ID})
				k.days(7)
			}
		}
		k.add(storage.Entry{Kind: storage.KindNote, By: "mentor", Text: "Il a retrouvé seul où régler l'audience."})
	}
	folder, err := storage.Open(b.TempDir(), storage.Options{Now: func() time.Time { return k.at }})
	if err != nil {
		b.Fatal(err)
	}
	for i := range k.entries {
		k.entries[i].ID, k.entries[i].Session = "", "" // the journal gives its own
	}
	j, err := folder.Create("ines-philippe", k.entries[0])
	if err != nil {
		b.Fatal(err)
	}
	if _, err := j.Append(context.Background(), k.entries[1:n]...); err != nil {
		b.Fatal(err)
	}
	if err := j.Close(); err != nil {
		b.Fatal(err)
	}
	return folder, c, k.at
}

// BenchmarkJournalToProgress is from the file to what is drawn from: at most 2 ms.
func BenchmarkJournalToProgress(b *testing.B) {
	folder, c, _ := veteran(b)
	b.ReportAllocs()
	for b.Loop() {
		st, err := folder.Read("ines-philippe")
		if err != nil || len(st.Entries) != 1300 {
			b.Fatal(len(st.Entries), err)
		}
		progress.Fold(c, st.Entries)
	}
}

// BenchmarkAgendaVeteran is what Today asks after each entry, the first time, and then.
func BenchmarkAgendaVeteran(b *testing.B) {
	folder, c, end := veteran(b)
	st, err := folder.Read("ines-philippe")
	if err != nil {
		b.Fatal(err)
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			progress.Fold(c, st.Entries).Agenda(end, 60, 14, "")
		}
	})
	b.Run("again", func(b *testing.B) {
		p := progress.Fold(c, st.Entries)
		for b.Loop() {
			p.Agenda(end, 60, 14, "")
		}
	})
}
