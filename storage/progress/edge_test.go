package progress_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/storage/progress"
)

// TestWhatComesLate: an entry that speaks of one that isn't there yet has the whole folded
// again once that one comes.
func TestWhatComesLate(t *testing.T) {
	at := func(minutes int) time.Time { return start.Add(time.Duration(minutes) * time.Minute) }
	for _, tt := range []struct {
		name        string
		early, late storage.Entry
	}{
		{"an outcome", storage.Entry{Kind: storage.KindOutcome, Of: "9", Outcome: "done"}, storage.Entry{Kind: storage.KindPromise, Who: "mentee", Text: "ask"}},
		{"what is taken back", storage.Entry{Kind: storage.KindRetract, Of: "9"}, storage.Entry{Kind: storage.KindNote, Text: "a"}},
		{"what happened in a session", storage.Entry{Kind: storage.KindNote, Session: "9", Text: "a"}, storage.Entry{Kind: storage.KindSession}},
	} {
		tt.early.ID, tt.early.At, tt.late.ID, tt.late.At = "1", at(0), "9", at(1)
		p := progress.Fold(nil, []storage.Entry{tt.early})
		if p.With(tt.late) != nil {
			t.Errorf("%s: gone on from", tt.name)
		}
		if p.With(storage.Entry{ID: "99", At: at(2), Kind: storage.KindNote, Text: "b"}) != nil {
			t.Errorf("%s: and gone on from after all", tt.name)
		}
		early := tt.early
		early.Of, early.Session = "8", ""
		if p := progress.Fold(nil, []storage.Entry{early}); p.With(tt.late) == nil {
			t.Errorf("%s of another: folded again for nothing", tt.name)
		}
	}
}

// TestAway: a pause lies between two entries of one session, whatever else is written between
// them, whatever was taken back, and whether they were folded at once.
func TestAway(t *testing.T) {
	note := func(id, session string, minutes int) storage.Entry {
		return storage.Entry{ID: id, Kind: storage.KindNote, Session: session, Text: "a", At: start.Add(time.Duration(minutes) * time.Minute)}
	}
	session := storage.Entry{ID: "0", Kind: storage.KindSession, At: start}
	for _, tt := range []struct {
		name string
		all  []storage.Entry
		want int // minutes
	}{
		{"together", []storage.Entry{note("1", "0", 45)}, 0},
		{"a pause", []storage.Entry{note("1", "0", 46)}, 46},
		{"two", []storage.Entry{note("1", "0", 50), note("2", "0", 60), note("3", "0", 110)}, 100},
		{"one written between, of a session that isn't there", []storage.Entry{note("1", "8", 20), note("2", "", 30), note("3", "0", 46)}, 46},
		{"one taken back between", []storage.Entry{note("1", "0", 40), note("2", "0", 80), {ID: "3", Kind: storage.KindRetract, Of: "1", At: start.Add(time.Hour * 2)}}, 80},
	} {
		all := append([]storage.Entry{session}, tt.all...)
		if got := progress.Fold(nil, all).Sessions[0].Away; got != time.Duration(tt.want)*time.Minute {
			t.Errorf("%s: away for %v", tt.name, got)
		}
		p := progress.Fold(nil, all[:1])
		for i := range tt.all {
			if next := p.With(tt.all[i]); next != nil {
				p = next
			} else {
				p = progress.Fold(nil, all[:i+2])
			}
		}
		if got := p.Sessions[0].Away; got != time.Duration(tt.want)*time.Minute {
			t.Errorf("%s, one by one: away for %v", tt.name, got)
		}
	}
}

// TestHeldOnlyIfDone: what was taken back, and what the coach notes itself, holds no session.
func TestHeldOnlyIfDone(t *testing.T) {
	for _, tt := range []struct {
		e    storage.Entry
		held bool
	}{
		{storage.Entry{Kind: storage.KindStep, Lesson: photo, Step: "talk", State: "begun"}, false},
		{storage.Entry{Kind: storage.KindStep, Lesson: photo, Step: "talk", State: "done"}, true},
		{storage.Entry{Kind: storage.KindRetract, Of: "1"}, false},
		{storage.Entry{Kind: storage.KindNote, Text: "a"}, true},
	} {
		b := newBook()
		tt.e.Session = b.session(60)
		b.add(tt.e)
		if p := b.fold(nil); p.Sessions[0].Held() != tt.held || !p.Sessions[0].Last.Equal(start.Add(2*time.Minute)) {
			t.Errorf("%s %s: held %v", tt.e.Kind, tt.e.State, !tt.held)
		}
	}
}

// TestCharterByBoth: an agreement that names nobody is both's.
func TestCharterByBoth(t *testing.T) {
	b := newBook()
	b.add(storage.Entry{Kind: storage.KindCharter, By: "mentor", Hash: "0123456789ab"})
	if b.fold(nil).CharterAgreed() {
		t.Error("one of them agreed")
	}
	b.add(storage.Entry{Kind: storage.KindCharter, Hash: "0123456789ab"})
	if !b.fold(nil).CharterAgreed() {
		t.Error("both agreed")
	}
}

// TestLengths of a session are those that PRODUCT names.
func TestLengths(t *testing.T) {
	if progress.Lengths() != [4]int{15, 30, 60, 90} {
		t.Error(progress.Lengths())
	}
}

// TestFewerQuestions: three questions, less those that were asked already in this session; two
// in the sixth; one in a quarter of an hour.
func TestFewerQuestions(t *testing.T) {
	c := builtin(t)
	cards := func(p *progress.Progress, now time.Time, minutes int, session string) int {
		for _, part := range p.Agenda(now, minutes, 14, session).Parts {
			if part.Kind == progress.PartRecall {
				return len(part.Cards)
			}
		}
		return 0
	}
	b := newBook()
	b.agree()
	for _, l := range []string{photo, "build/boards", "build/calendars", "codes/tone", "talk-meet/right-channel"} {
		b.walk("", l)
	}
	b.days(60)
	for n := 1; n <= 7; n++ {
		want := 3
		if n == 6 {
			want = 2
		}
		p := b.fold(c)
		if got := cards(p, b.at, 60, ""); got != want {
			t.Errorf("session %d begins with %d questions", n, got)
		}
		if got := cards(p, b.at, 15, ""); got != 1 {
			t.Errorf("a quarter of an hour begins with %d", got)
		}
		b.met()
		b.days(1)
	}
	s := b.session(60)
	due := b.fold(c).Due(b.at, 3, s)
	for i, card := range due[:2] {
		b.add(storage.Entry{Kind: storage.KindRecall, Session: s, Question: card.Question, Rating: "alone"})
		p := b.fold(c)
		if got := cards(p, b.at, 60, s); got != 2-i {
			t.Errorf("after %d were asked %d are left", i+1, got)
		}
		if got := cards(p, b.at, 15, s); got != 0 {
			t.Errorf("a quarter of an hour asks for %d more", got)
		}
	}
}

// TestTenInHand: in an hour the lesson gets what is left when ten minutes are in hand.
func TestTenInHand(t *testing.T) {
	c := builtin(t)
	long := ""
	for _, m := range c.Modules {
		for _, l := range m.Lessons {
			if l.Minutes == 45 {
				long = l.ID
			}
		}
	}
	if long == "" {
		t.Fatal("no lesson of 45 minutes")
	}
	b := newBook()
	b.agree()
	p := b.fold(c).Taking(long)
	for minutes, want := range map[int]struct {
		to     curriculum.StepID
		inHand int
	}{60: {curriculum.Alone, 11}, 69: {curriculum.Talk, 13}, 70: {curriculum.Remember, 10}, 71: {curriculum.Remember, 11}} {
		a := p.Agenda(b.at, minutes, 14, "")
		if got := a.Parts[0]; got.Lesson == nil || got.Lesson.ID != long || got.To != want.to || a.InHand != want.inHand {
			t.Errorf("%d minutes: %s", minutes, drawAgenda(a))
		}
	}
}

// TestNoGapWithoutRhythm, nor before they have met.
func TestNoGapWithoutRhythm(t *testing.T) {
	b := newBook()
	if b.fold(nil).Gap(start.AddDate(1, 0, 0), 14, "") {
		t.Error("a gap before the first session")
	}
	b.met()
	for rhythm, want := range map[int]bool{-1: false, 0: false, 1: true} {
		if got := b.fold(nil).Gap(b.at.AddDate(0, 0, 3), rhythm, ""); got != want {
			t.Errorf("a rhythm of %d days: %v", rhythm, got)
		}
	}
	if got := b.fold(nil).Number("one that isn't there"); got != 2 {
		t.Errorf("the next session is number %d", got)
	}
}

// TestAgainDue: neither a lesson without a rung, nor one that was passed on.
func TestAgainDue(t *testing.T) {
	b := newBook()
	b.walk("", "build/boards")
	for lesson, rung := range map[string]string{photo: "passed-on", "codes/tone": "again"} {
		b.add(storage.Entry{Kind: storage.KindRung, Lesson: lesson, Rung: rung})
	}
	b.days(30)
	if due := b.fold(nil).AgainDue(b.at); len(due) != 1 || due[0].ID != "codes/tone" {
		t.Errorf("%+v", due)
	}
}

// TestOpinionsToAsk: each of both questions that one of them hasn't answered.
func TestOpinionsToAsk(t *testing.T) {
	b := newBook()
	b.add(storage.Entry{Kind: storage.KindOpinion, Who: "mentee", Topic: "worth", Value: 8})
	b.add(storage.Entry{Kind: storage.KindOpinion, Who: "mentor", Topic: "recommend", Value: 8})
	got := b.fold(nil).OpinionsToAsk("mentor", "mentee")
	if want := []progress.Opinion{{Topic: "worth", Who: "mentor"}, {Topic: "recommend", Who: "mentee"}}; !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}

// TestNoRoute: without a route nothing is at its end, nor closed.
func TestNoRoute(t *testing.T) {
	if newBook().fold(nil).AtEnd() {
		t.Error("at the end of no route")
	}
	for want, c := range map[progress.Status]progress.Contribution{
		progress.NoDate: {Since: "2026-11-22"},
		progress.Closed: {Since: "2026-11-22", RouteDone: 1, RouteOf: 1},
	} {
		if got, _ := c.Status(start); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestPlanned: a date counts once, however often it is moved; one that was still to be fixed
// counts when it is.
func TestPlanned(t *testing.T) {
	for _, tt := range []struct {
		story string // c: a close with a date; k: one that keeps the date; o: one without; m: moved; s: a session in which something was done
		want  int
	}{
		{"", 0}, {"s", 0}, {"sc", 1}, {"so", 0}, {"scm", 1}, {"scmm", 1}, {"som", 1}, {"somm", 1},
		{"scsc", 2}, {"scscm", 2}, {"scmscm", 2}, {"scsm", 2}, {"scsom", 2}, {"m", 1}, {"mm", 1},
		{"scsk", 1}, {"scsksc", 2},
	} {
		b := newBook()
		s, day := "", 3
		for _, what := range tt.story {
			switch what {
			case 's':
				s = b.met()
			case 'c':
				day++
				fallthrough
			case 'k':
				b.add(storage.Entry{Kind: storage.KindClose, Session: s, Next: fmt.Sprintf("2026-12-%02d", day)})
			case 'o':
				b.add(storage.Entry{Kind: storage.KindClose, Session: s})
			case 'm':
				b.add(storage.Entry{Kind: storage.KindPostpone, Next: "2026-12-11"})
			}
		}
		if got := b.fold(nil).Contribution(b.at).Planned; got != tt.want {
			t.Errorf("%q: %d dates were agreed on, want %d", tt.story, got, tt.want)
		}
	}
}

// TestModule: a lesson is begun or finished, and has its rung.
func TestModule(t *testing.T) {
	c := builtin(t)
	b := newBook()
	b.walk("", photo)
	b.add(storage.Entry{Kind: storage.KindRung, Lesson: photo, Rung: "unaided"})
	b.add(storage.Entry{Kind: storage.KindStep, Lesson: "presence/about", Step: "talk", State: "done"})
	p := b.fold(c)
	for _, m := range c.Modules {
		got := p.Module(m)
		if len(got.Rungs) != len(m.Lessons) || got.Of != len(m.Lessons) || got.Module != m {
			t.Errorf("%s: %+v", m.ID, got)
		}
		if m.ID == "presence" && (got.Begun != 1 || got.Finished != 1 || got.Rungs[0] != progress.Unaided || got.Rungs[1] != progress.NoRung) {
			t.Errorf("%+v", got)
		}
		if m.ID != "presence" && got.Begun+got.Finished != 0 {
			t.Errorf("%s: %+v", m.ID, got)
		}
	}
}

// TestSessionsOfALesson are named once each, in their order.
func TestSessionsOfALesson(t *testing.T) {
	b := newBook()
	var want []string
	for range 2 {
		s := b.session(60)
		b.walk(s, photo)
		want = append(want, s)
	}
	p := b.fold(nil)
	if got := p.Lessons[photo].Sessions; !slices.Equal(got, want) || len(p.Sessions[1].Lessons) != 1 {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestResume: after the furthest step that is done; the last when all are.
func TestResume(t *testing.T) {
	for done, want := range map[string]curriculum.StepID{
		"": "discover", "discover": "together", "together": "alone", "alone": "talk", "talk": "remember", "remember": "remember", "discover alone": "talk",
	} {
		b := newBook()
		b.add(storage.Entry{Kind: storage.KindStep, Lesson: photo, Step: "discover", State: "begun"})
		for _, step := range strings.Fields(done) {
			b.add(storage.Entry{Kind: storage.KindStep, Lesson: photo, Step: step, State: "done"})
		}
		if got := b.fold(nil).Lessons[photo].Resume(); got != want {
			t.Errorf("%q done: %s", done, got)
		}
	}
}

// TestDays: those offered are at noon, or at the quarter of an hour of this session.
func TestDays(t *testing.T) {
	monday := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	days, _ := progress.NextDays(monday, 14)
	var got []string
	for _, d := range days {
		got = append(got, d.Format("Mon 01-02 15:04"))
	}
	if want := "Mon 11-30 12:00,Mon 12-07 12:00,Tue 12-08 12:00,Mon 12-14 12:00,Mon 12-21 12:00"; strings.Join(got, ",") != want {
		t.Errorf("%v", got)
	}
	for began, want := range map[string]string{
		"10:00": "10:00:00", "10:07": "10:00:00", "10:08": "10:15:00", "10:22": "10:15:00", "10:23": "10:30:00", "23:59": "23:45:00", "00:00": "00:00:00",
	} {
		at, _ := time.Parse("15:04", began)
		days, usual := progress.NextTimes(monday, time.Date(2026, 11, 23, at.Hour(), at.Minute(), 59, 0, time.UTC), 14)
		if d := days[usual]; d.Format("15:04:05") != want || d.Day() != 7 || d.Nanosecond() != 0 {
			t.Errorf("begun at %s: %v", began, d)
		}
	}
	if at, whole, ok := progress.ParseDate("2026-12-04", time.UTC); !whole || !ok || !at.Equal(time.Date(2026, 12, 4, 12, 0, 0, 0, time.UTC)) {
		t.Errorf("a day alone is at %v", at)
	}
	late := time.Date(2026, 12, 4, 23, 59, 0, 0, time.UTC)
	if !progress.SameDay(late, late.Add(-23*time.Hour)) || progress.SameDay(late, late.Add(time.Minute)) {
		t.Error("a day ends at midnight")
	}
}

// TestAWeekAfter: to the second.
func TestAWeekAfter(t *testing.T) {
	b := newBook()
	b.add(storage.Entry{Kind: storage.KindRung, Lesson: photo, Rung: "with-hint"})
	at := b.entries[1].At
	for after, want := range map[time.Duration]int{7*24*time.Hour - time.Second: 3, 7 * 24 * time.Hour: 5} {
		if got := b.fold(nil).RungsOffered(photo, at.Add(after)); len(got) != want {
			t.Errorf("%v later: %v", after, got)
		}
	}
}

// TestToJudgeEarlier: also when they went on to the agreement, or to what they didn't end.
func TestToJudgeEarlier(t *testing.T) {
	b := newBook()
	s := b.session(60)
	b.walk(s, photo)
	b.walk(s, progress.CharterLesson)
	if got := b.fold(nil).ToJudge(s); got != photo {
		t.Errorf("to judge: %q", got)
	}
}

// TestShuffledStays: the order of today is the order of tomorrow's version.
func TestShuffledStays(t *testing.T) {
	options := []curriculum.Option{{Spans: spans("a")}, {Spans: spans("b")}, {Spans: spans("c")}}
	got := ""
	for _, salt := range []string{"01KAQ3", "01KAQ4", "01KAQ5", "01KAQ6"} {
		for _, o := range progress.Shuffled(options, salt) {
			got += o.Spans[0].Text
		}
		got += " "
	}
	if got != "bca acb acb cba " {
		t.Errorf("%q", got)
	}
}

// TestFirstLessons: the route's own, what the mentee would like, then the team's.
func TestFirstLessons(t *testing.T) {
	c := builtin(t)
	offered := func(b *book) string {
		var out []string
		for _, f := range b.fold(c).FirstLessons("en") {
			out = append(out, strings.TrimSpace(string(f.Why)+" "+f.Word))
			head, err := f.Lesson.Head("en")
			if said := strings.ToLower(head.Title + head.Objective + head.Task); err != nil || !strings.Contains(said, strings.TrimSuffix(strings.ToLower(f.Word), "s")) { // one or several
				t.Errorf("%s doesn't speak of %q: %s", f.Lesson.ID, f.Word, said)
			}
			if f.Lesson.Minutes > 25 || len(f.Lesson.Needs) > 0 || f.Lesson.ID == progress.CharterLesson {
				t.Errorf("%s is no first lesson", f.Lesson.ID)
			}
		}
		return strings.Join(out, ", ")
	}
	b := newBook()
	if got := offered(b); got != "route, team, team" {
		t.Error(got)
	}
	b.add(storage.Entry{Kind: storage.KindGoal, Text: "Something about Messages, please"})
	b.add(storage.Entry{Kind: storage.KindGoal, Text: "codes", Lesson: "codes/tone"}) // a goal, and no wish
	if got := offered(b); got != "route, word Messages, word Messages" {
		t.Error(got)
	}
	b.walk("", photo)
	if got := offered(b); got != "word Messages, word Messages, word Messages" {
		t.Error(got)
	}
	if got := newBook().fold(nil).FirstLessons("en"); got != nil {
		t.Errorf("without a curriculum: %v", got)
	}
}

// TestShortSession: a session's time is that which was set aside, also of one minute.
func TestShortSession(t *testing.T) {
	for minutes, want := range map[int]int{0: storage.DefaultMinutes, 1: 1, 30: 30, 600: 120} {
		s := progress.Session{At: start, Last: start.Add(2 * time.Hour), Minutes: minutes}
		if got := s.Spent(); got != want {
			t.Errorf("of %d minutes: %d", minutes, got)
		}
	}
}

// TestDueAtMidnight: what is due at midnight is due tomorrow.
func TestDueAtMidnight(t *testing.T) {
	b := newBook()
	b.walk("", photo)
	p := b.fold(builtin(t))
	due := p.Cards(b.at)[0].Due
	utc := due.UTC()
	into := time.Duration(utc.Hour())*time.Hour + time.Duration(utc.Minute())*time.Minute + time.Duration(utc.Second())*time.Second
	zone := time.FixedZone("", -int(into.Seconds()))
	for now, want := range map[time.Time]bool{due.Add(-time.Second): false, due: true} {
		if got := len(p.Due(now.In(zone), 9, "")) > 0; got != want {
			t.Errorf("at %v asked: %v", now.In(zone), got)
		}
	}
}

// TestLessonGone: a lesson that no curriculum has any more hides no other's questions.
func TestLessonGone(t *testing.T) {
	b := newBook()
	b.walk("", "aaa/gone")
	b.add(storage.Entry{Kind: storage.KindStep, Lesson: "build/boards", Step: "talk", State: "done"})
	b.walk("", photo)
	if cards := b.fold(builtin(t)).Cards(b.at); len(cards) == 0 {
		t.Error("no questions")
	}
}

// TestFirst: the first of somebody's names.
func TestFirst(t *testing.T) {
	var none *progress.Progress
	p := newBook().fold(nil)
	p.Mentee.Name = " "
	if none.First("mentor") != "" || p.First("mentor") != "Inès" || p.First("mentee") != "" || p.First("") != "" {
		t.Errorf("%q %q", p.First("mentor"), p.First("mentee"))
	}
	all, _ := phrases.Load()
	p.Mentee.Name = "Philippe Durand"
	tell := progress.Teller{Progress: p, Curriculum: builtin(t), Words: all.For("fr"), Zone: time.UTC}.Tell
	for want, e := range map[string]storage.Entry{
		"Philippe": {Kind: storage.KindPromise, Text: "Je le refais."},
		"Inès":     {Kind: storage.KindCharter},
	} {
		e.At = start
		if got := tell(e); !strings.Contains(got, want) {
			t.Errorf("%s isn't named: %q", want, got)
		}
	}
}

// TestTellEdges: the first box; a note is told whether or not it says something; a route.
func TestTellEdges(t *testing.T) {
	all, _ := phrases.Load()
	c := builtin(t)
	words := all.For("en")
	tell := progress.Teller{Progress: newBook().fold(c), Curriculum: c, Words: words, Zone: time.UTC}.Tell
	l, _ := c.Lesson(photo)
	text, err := l.Text("en")
	if err != nil {
		t.Fatal(err)
	}
	box := text.Step("together").Items[0].Spans[0].Text
	for want, e := range map[string]storage.Entry{
		box:                   {Kind: storage.KindTick, Lesson: photo, Step: "together", Item: 1, Edition: l.Edition},
		": 0":                 {Kind: storage.KindTick, Lesson: photo, Step: "together", Item: 0, Edition: l.Edition},
		words.T("route.core"): {Kind: storage.KindRoute, Route: "core"},
		"gone-route":          {Kind: storage.KindRoute, Route: "gone-route"},
	} {
		e.At = start
		if got := tell(e); !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
	if got := tell(storage.Entry{Kind: storage.KindNote, At: start}); strings.Contains(got, "⟦") || strings.Contains(got, "entry.") {
		t.Errorf("%q", got)
	}
}

// TestUndoneTogether: a lesson recorded away from the coach goes as a whole; in a session only
// the step that was come to by the same press; what a person did stands first, the rest as kept.
func TestUndoneTogether(t *testing.T) {
	b := newBook()
	at := b.at
	away := func(e storage.Entry) { e.Lesson, e.At = photo, at; b.add(e) }
	away(storage.Entry{Kind: storage.KindStep, Step: "remember", State: "done"})
	away(storage.Entry{Kind: storage.KindStep, Step: "remember", State: "begun"})
	away(storage.Entry{Kind: storage.KindRung, Rung: "unaided"})
	kinds := func(all []storage.Entry) string {
		var out []string
		for _, e := range all {
			out = append(out, strings.TrimSpace(string(e.Kind)+" "+e.State))
		}
		return strings.Join(out, ", ")
	}
	if got := kinds(b.fold(nil).LastDone(b.entries)); got != "rung, step done, step begun" {
		t.Errorf("away from the coach: %s", got)
	}
	b = newBook()
	s := b.session(60)
	at = b.at
	in := func(e storage.Entry) { e.Lesson, e.At, e.Session = photo, at, s; b.add(e) }
	in(storage.Entry{Kind: storage.KindTick, Step: "together", Item: 1})
	in(storage.Entry{Kind: storage.KindStep, Step: "together", State: "done"})
	in(storage.Entry{Kind: storage.KindStep, Step: "alone", State: "begun"})
	if got := kinds(b.fold(nil).LastDone(b.entries)); got != "step done, step begun" {
		t.Errorf("in a session: %s", got)
	}
	in(storage.Entry{Kind: storage.KindTick, Step: "alone", Item: 1})
	if got := kinds(b.fold(nil).LastDone(b.entries)); got != "tick" {
		t.Errorf("a tick at the same time: %s", got)
	}
}
