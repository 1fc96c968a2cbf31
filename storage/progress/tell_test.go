package progress_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"binome/curriculum/block"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/storage/progress"
)

// TestTell: whatever can be taken back is told in words, in both languages: a date as a
// date, a box by what it says, and by its number once the lesson has changed.
func TestTell(t *testing.T) {
	all, err := phrases.Load()
	if err != nil {
		t.Fatal(err)
	}
	b, c := newBook(), builtin(t)
	p := progress.Fold(c, b.entries)
	l, _ := c.Lesson(photo)
	for _, lang := range []string{"en", "fr"} {
		words := all.For(lang)
		text, err := l.Text(lang)
		if err != nil {
			t.Fatal(err)
		}
		teller := progress.Teller{Progress: p, Curriculum: c, Words: words, Zone: time.UTC}
		day, _, _ := progress.ParseDate("2027-01-08", time.UTC)
		for what, e := range map[string]storage.Entry{
			words.Date(day): {Kind: storage.KindClose, Next: "2027-01-08"},
			words.Moment(day.Add(150*time.Minute), false): {Kind: storage.KindPostpone, Next: "2027-01-08T14:30:00Z"},
			words.T("entry.postpone-open"):                {Kind: storage.KindPostpone},
			words.T("entry.close-open"):                   {Kind: storage.KindClose},
			block.Words(text.Steps[1].Items[1].Spans):     {Kind: storage.KindTick, Lesson: photo, Step: "together", Item: 2, Edition: l.Edition},
			": 2":                                {Kind: storage.KindTick, Lesson: photo, Step: "together", Item: 2, Edition: l.Edition + 1},
			"99":                                 {Kind: storage.KindTick, Lesson: photo, Step: "together", Item: 99, Edition: l.Edition},
			text.Title:                           {Kind: storage.KindStep, State: "done", Lesson: photo, Step: "talk"},
			words.T("steps.talk"):                {Kind: storage.KindStep, State: "begun", Lesson: photo, Step: "talk"},
			"gone/away":                          {Kind: storage.KindRung, Lesson: "gone/away", Rung: "alone"},
			words.T("rungs.none"):                {Kind: storage.KindRung, Lesson: photo},
			words.T("outcomes.adapted"):          {Kind: storage.KindOutcome, Outcome: "adapted"},
			words.T("ratings.with-help"):         {Kind: storage.KindRecall, Rating: "with-help"},
			block.Words(text.Questions[0].Spans): {Kind: storage.KindRecall, Rating: "alone", Question: photo + "#" + text.Questions[0].ID},
			words.T("ratings.alone"):             {Kind: storage.KindRecall, Rating: "alone", Question: "gone/away#at-all"},
			"Inès":                               {Kind: storage.KindCharter, By: "mentor"},
			"Philippe":                           {Kind: storage.KindPromise, Who: "mentee", Text: "Je le refais."},
			"Ils s'envoient tout par mail":       {Kind: storage.KindNote, Text: "Ils s'envoient tout par mail"},
		} {
			e.At = start
			said := teller.Tell(e)
			if what == ": 2" {
				said = strings.ReplaceAll(said, "\u00a0:", ":")
			}
			if !strings.Contains(said, what) {
				t.Errorf("%s %s: %q is not in %q", lang, e.Kind, what, said)
			}
			if regexp.MustCompile(`\d{4}-\d\d|⟦|\{\{`).MatchString(said) {
				t.Errorf("%s: %q is not in words", lang, said)
			}
		}
	}
}

// TestWordsOfEntries: the words of entries that mean something here are ones that entries say.
func TestWordsOfEntries(t *testing.T) {
	for key, words := range map[string][]string{
		"by": {progress.Mentor, progress.Mentee, progress.Pair}, "who": {progress.Mentor, progress.Mentee},
		"state": {progress.Begun, progress.Walked}, "rating": {progress.WithHelp, progress.Forgotten},
		"outcome": {progress.Done, progress.Adapted, progress.NotYet},
		"topic":   {progress.Tomorrow, progress.LookingBack, progress.Worth, progress.Recommend},
	} {
		for _, w := range words {
			if !slices.Contains(storage.Values(key), w) {
				t.Errorf("no entry says %s = %q", key, w)
			}
		}
	}
}
