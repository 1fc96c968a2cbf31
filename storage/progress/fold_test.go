package progress_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/progress"
)

var start = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

// book writes entries with ids that sort in the order they are made.
type book struct {
	entries []storage.Entry
	at      time.Time
}

func newBook() *book {
	b := &book{at: start}
	b.add(storage.Entry{Kind: storage.KindPair, Mentor: "Inès Martin", MentorLanguage: "fr", Mentee: "Philippe Durand", MenteeLanguage: "fr"})
	return b
}

func (b *book) add(e storage.Entry) string {
	e.ID = fmt.Sprintf("01KAQ3%020d", len(b.entries))
	if e.At.IsZero() {
		e.At = b.at
	}
	b.entries = append(b.entries, e)
	b.at = b.at.Add(time.Minute)
	return e.ID
}

func (b *book) days(n int) { b.at = b.at.AddDate(0, 0, n) }

func (b *book) session(minutes int) string {
	return b.add(storage.Entry{Kind: storage.KindSession, Minutes: minutes})
}

// walk goes through every step of a lesson.
func (b *book) walk(session, lesson string) {
	for _, s := range curriculum.StepIDs() {
		b.add(storage.Entry{Kind: storage.KindStep, Session: session, Lesson: lesson, Step: string(s), State: "done", Edition: 1})
	}
}

func (b *book) agree() {
	for _, who := range []string{"mentor", "mentee"} {
		b.add(storage.Entry{Kind: storage.KindCharter, By: who, Hash: "0123456789ab"})
	}
}

func (b *book) fold(c *curriculum.Curriculum) *progress.Progress { return progress.Fold(c, b.entries) }

func builtin(t testing.TB) *curriculum.Curriculum {
	t.Helper()
	return curriculum.Load(curriculum.Builtin())
}

const photo = "presence/headline-photo"

func TestPlaceIsTheStepThatComesNext(t *testing.T) {
	step := func(s, state string) storage.Entry {
		return storage.Entry{Kind: storage.KindStep, Lesson: photo, Step: s, State: state, Edition: 1}
	}
	tick := storage.Entry{Kind: storage.KindTick, Lesson: photo, Step: "alone", Item: 2, Edition: 1}
	for _, tt := range []struct {
		name    string
		entries []storage.Entry
		want    progress.Place
	}{
		{"nothing yet", nil, progress.Place{}},
		{"a step was begun", []storage.Entry{step("discover", "begun")}, progress.Place{Lesson: photo, Step: "discover"}},
		{"a step was done", []storage.Entry{step("discover", "done")}, progress.Place{Lesson: photo, Step: "together"}},
		{"a box was ticked", []storage.Entry{step("discover", "done"), tick}, progress.Place{Lesson: photo, Step: "alone"}},
		{"the last step is done", []storage.Entry{step("talk", "done"), step("remember", "done")}, progress.Place{}},
		{"a rung ends it", []storage.Entry{step("talk", "done"), {Kind: storage.KindRung, Lesson: photo, Rung: "unaided"}}, progress.Place{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBook()
			for _, e := range tt.entries {
				b.add(e)
			}
			if got := b.fold(nil).Place; got != tt.want {
				t.Errorf("place is %v, want %v", got, tt.want)
			}
		})
	}
}

func TestUndoing(t *testing.T) {
	b := newBook()
	tick := storage.Entry{Kind: storage.KindTick, Lesson: photo, Step: "together", Item: 1, Edition: 1}
	first, second := b.add(tick), b.add(tick) // two windows ticked it
	box := progress.Box{Edition: 1, Step: curriculum.Together, Item: 1}
	p := b.fold(nil)
	if got := p.Lessons[photo].Ticks[box].IDs; len(got) != 2 {
		t.Fatalf("the tick has ids %v, want both", got)
	}
	if p.Undo == nil || p.Undo.ID != second {
		t.Fatalf("undo is %+v, want the second tick", p.Undo)
	}
	b.add(storage.Entry{Kind: storage.KindRetract, Of: second})
	undo := b.add(storage.Entry{Kind: storage.KindRetract, Of: first})
	p = b.fold(nil)
	if p.Lessons[photo].Ticked(box) {
		t.Error("still ticked after both ticks were taken back")
	}
	if p.Undo != nil {
		t.Errorf("undo is %+v, but only who they are is left", p.Undo)
	}
	b.add(storage.Entry{Kind: storage.KindRetract, Of: undo}) // does nothing
	b.add(storage.Entry{Kind: storage.KindRetract, Of: b.entries[0].ID})
	p = b.fold(nil)
	if p.Lessons[photo].Ticked(box) {
		t.Error("a retract was retracted")
	}
	if p.Mentor.Name != "Inès Martin" {
		t.Error("who the pair is was retracted")
	}
	b.add(tick)
	if !b.fold(nil).Lessons[photo].Ticked(box) {
		t.Error("doing it again after undoing it doesn't count")
	}
}

func TestPromisesStayOpenUntilSpokenOf(t *testing.T) {
	b := newBook()
	s1 := b.session(60)
	pr := b.add(storage.Entry{Kind: storage.KindPromise, Who: "mentee", Text: "ask one client", Session: s1})
	if got := b.fold(nil).OpenPromises(s1); len(got) != 0 {
		t.Errorf("a promise made in this session is asked about in it: %v", got)
	}
	b.days(14)
	s2 := b.session(60)
	if got := b.fold(nil).OpenPromises(s2); len(got) != 1 {
		t.Fatalf("open promises: %v, want one", got)
	}
	b.add(storage.Entry{Kind: storage.KindOutcome, Of: pr, Outcome: "not-yet", Session: s2, At: b.at.Add(-30 * 24 * time.Hour)}) // a clock that is wrong
	if got := b.fold(nil).OpenPromises(s2); len(got) != 1 {
		t.Errorf("an outcome dated before the second session was lost or overcounted: %v", got)
	}
	b.add(storage.Entry{Kind: storage.KindOutcome, Of: pr, Outcome: "adapted", Session: s2})
	if got := b.fold(nil).OpenPromises("another"); len(got) != 0 {
		t.Errorf("still open after it was adapted: %v", got)
	}
}

func TestNextDate(t *testing.T) {
	b := newBook()
	s := b.session(60)
	b.add(storage.Entry{Kind: storage.KindClose, Session: s, Next: "2026-12-04"})
	if got := b.fold(nil).NextDate; got != "2026-12-04" {
		t.Errorf("after the close: %q", got)
	}
	b.add(storage.Entry{Kind: storage.KindPostpone, Next: "2026-12-11"})
	if got := b.fold(nil).NextDate; got != "2026-12-11" {
		t.Errorf("after it was moved: %q", got)
	}
	extra := b.session(15)
	b.add(storage.Entry{Kind: storage.KindGift, Text: "a quarter of an hour more", Session: extra})
	if got := b.fold(nil).NextDate; got != "2026-12-11" {
		t.Errorf("a session put in before it has used the date up: %q", got)
	}
	b.add(storage.Entry{Kind: storage.KindClose, Session: extra, Next: "2026-12-11"})
	b.days(19)
	s = b.session(60)
	if got := b.fold(nil).NextDate; got != "2026-12-11" {
		t.Errorf("a session in which nothing was done has used the date up: %q", got)
	}
	b.add(storage.Entry{Kind: storage.KindGift, Text: "to wait", Session: s})
	if got := b.fold(nil).NextDate; got != "" {
		t.Errorf("a session has begun since, but the date stands: %q", got)
	}
}

// TestAnyOrder: a journal's entries may come in any order, by promise.
func TestAnyOrder(t *testing.T) {
	c := builtin(t)
	rapid.Check(t, func(t *rapid.T) {
		entries := drawJournal(t)
		want := progress.Fold(c, entries)
		mixed := append([]storage.Entry(nil), entries...)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		got := progress.Fold(c, mixed)
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(progress.Progress{}), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("another order, another progress (-first +shuffled):\n%s", diff)
		}
	})
}

// TestUnknownIsKept: what this version doesn't know changes nothing else.
func TestUnknownIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := drawJournal(t)
		want := progress.Fold(nil, entries)
		at := entries[len(entries)-1].At
		got := progress.Fold(nil, append(entries, storage.Entry{ID: "01ZZZ", At: at, Kind: "weather", Text: "rain"}))
		if got.Unknown != want.Unknown+1 {
			t.Fatalf("unknown entries: %d, want %d", got.Unknown, want.Unknown+1)
		}
		got.Unknown = want.Unknown
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(progress.Progress{}), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("an unknown entry changed something:\n%s", diff)
		}
	})
}

// drawJournal makes a journal that a pair, two windows and two clocks could have made.
func drawJournal(t *rapid.T) []storage.Entry {
	lessons := []string{photo, "talk-meet/right-channel", "gone/away"}
	b := newBook()
	ids := []string{b.entries[0].ID}
	session := ""
	for range rapid.IntRange(1, 40).Draw(t, "entries") {
		b.at = start.Add(time.Duration(rapid.IntRange(0, 600).Draw(t, "at")) * time.Hour)
		lesson := rapid.SampledFrom(lessons).Draw(t, "lesson")
		step := string(rapid.SampledFrom([]curriculum.StepID{"discover", "together", "alone", "talk", "remember"}).Draw(t, "step"))
		of := rapid.SampledFrom(ids).Draw(t, "of")
		e := rapid.SampledFrom([]storage.Entry{
			{Kind: storage.KindSession, Minutes: 60},
			{Kind: storage.KindStep, Lesson: lesson, Step: step, State: "done", Edition: 1, Session: session},
			{Kind: storage.KindStep, Lesson: lesson, Step: step, State: "begun", Edition: 1, Session: session},
			{Kind: storage.KindTick, Lesson: lesson, Step: step, Item: 1 + len(ids)%3, Edition: 1, Session: session},
			{Kind: storage.KindRung, Lesson: lesson, Rung: "unaided", Evidence: "seen", Session: session},
			{Kind: storage.KindPromise, Who: "mentee", Text: "ring a client", Session: session},
			{Kind: storage.KindOutcome, Of: of, Outcome: "done", Session: session},
			{Kind: storage.KindRetract, Of: of},
			{Kind: storage.KindRecall, Question: lesson + "#rumour", Rating: "forgotten", Session: session},
			{Kind: storage.KindClose, Session: session, Next: "2026-12-04"},
			{Kind: storage.KindPostpone, Next: "2026-12-18"},
			{Kind: storage.KindName, Who: "mentor", Name: "Inès M."},
			{Kind: storage.KindCharter, By: "mentee", Hash: "0123456789ab"},
			{Kind: storage.KindConsent, Who: "mentor", Given: len(ids)%2 == 0},
			{Kind: storage.KindNote, Text: "a note", Session: session},
		}).Draw(t, "entry")
		id := b.add(e)
		ids = append(ids, id)
		if e.Kind == storage.KindSession {
			session = id
		}
	}
	return b.entries
}

// TestWith: the fold goes on from where it was, entry by entry or several at a time, to what
// the whole fold makes of them; what was there stays as it was.
func TestWith(t *testing.T) {
	c := builtin(t)
	same := func(t *rapid.T, what string, want, got *progress.Progress) {
		t.Helper()
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(progress.Progress{}), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s (-whole +gone on):\n%s", what, diff)
		}
	}
	whole, gone := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		entries := drawJournal(t)
		if rapid.Bool().Draw(t, "one clock") {
			for i := range entries {
				entries[i].At = start.Add(time.Duration(i) * time.Minute)
			}
		}
		n := rapid.IntRange(1, len(entries)).Draw(t, "first")
		p := progress.Fold(c, entries[:n])
		for n < len(entries) {
			to := min(len(entries), n+rapid.IntRange(1, 3).Draw(t, "more"))
			next := p.With(entries[n:to]...)
			if next == nil {
				whole++
				next = progress.Fold(c, entries[:to])
			} else {
				gone++
				if p.With(entries[n:to]...) != nil {
					t.Fatal("one progress was gone on from twice")
				}
				same(t, "the progress before", progress.Fold(c, entries[:n]), p)
			}
			same(t, fmt.Sprintf("after %d of %d", to, len(entries)), progress.Fold(c, entries[:to]), next)
			if a, b := next.Due(start.AddDate(0, 1, 0), 9, ""), progress.Fold(c, entries[:to]).Due(start.AddDate(0, 1, 0), 9, ""); !cmp.Equal(a, b) {
				t.Fatalf("other cards are due: %v, %v", a, b)
			}
			p, n = next, to
		}
	})
	if gone == 0 || whole > 3*gone {
		t.Errorf("gone on %d times, folded whole %d times", gone, whole)
	}
}
