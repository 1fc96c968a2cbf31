// Package progress is what a journal means: a pure fold of a pair's entries over a
// curriculum, and what follows from it.
//
// For most uses, call [Fold] whenever the journal changes, then ask [Progress.Next],
// [Progress.Due] and [Progress.Agenda]; draw from the fields.
//
// The package promises that any order of the entries gives the same Progress, that
// it reads no clock and no file (time is an argument), and that entries of unknown
// kinds, or of lessons no curriculum has any more, are counted and never lost.
// It gives no score: a rung is what two people agreed they saw.
package progress

import (
	"cmp"
	"slices"
	"time"

	"binome/curriculum"
	"binome/storage"
)

// Roles, as entries write them.
const (
	Mentor = storage.Mentor
	Mentee = storage.Mentee
	Pair   = "pair"
)

// Words of entries that mean something here; [storage.Values] has all there are.
const (
	Begun       = "begun"          // the state of a step
	Walked      = "done"           // the same, at its end
	Forgotten   = "forgotten"      // the rating of an answer
	WithHelp    = "with-help"      // the same
	Done        = "done"           // the outcome of a promise
	Adapted     = "adapted"        // the same
	NotYet      = "not-yet"        // the same
	Tomorrow    = "alone-tomorrow" // a topic: how sure they are to do it alone tomorrow
	LookingBack = "looking-back"   // the same, of the beginning, said at the end
)

// A Rung of autonomy in one lesson, agreed by the pair on what both saw.
type Rung string

// The five rungs, lowest first, after DigComp 2.2's wording of autonomy (PRODUCT, How
// autonomy is counted). NoRung is a lesson on which none was agreed yet.
const (
	NoRung   Rung = ""
	WithYou  Rung = "with-you"
	WithHint Rung = "with-hint"
	Unaided  Rung = "unaided"
	Again    Rung = "again"
	PassedOn Rung = "passed-on"
)

// Rungs are the five, lowest first.
func Rungs() [5]Rung { return [5]Rung{WithYou, WithHint, Unaided, Again, PassedOn} }

// Level is 1 to 5, or 0 for no rung (or a name that is none).
func (r Rung) Level() int {
	for i, x := range Rungs() {
		if x == r {
			return i + 1
		}
	}
	return 0
}

// A Person of the pair.
type Person struct {
	Name     string
	Language string
}

// A Line is something one of them said or wrote, with its place.
type Line struct {
	ID      string
	At      time.Time
	By      string
	Who     string
	Session string
	Lesson  string
	Step    string
	Text    string
}

// A Promise is what somebody will do before the next session.
type Promise struct {
	Line
	Outcome   string // "" as long as nobody has said
	OutcomeAt time.Time
	// OutcomeText is one line on what came of it; "" when nobody wrote any.
	OutcomeText string
}

// Open reports whether the promise still waits for a word on how it went:
// none yet, or "not yet" in an earlier session than that one.
func (p Promise) Open(session string) bool {
	switch p.Outcome {
	case "":
		return true
	case NotYet:
		return p.Session != session
	}
	return false
}

// A RungAt is a rung with its evidence.
type RungAt struct {
	ID       string
	Rung     Rung
	At       time.Time
	Session  string
	Evidence string
}

// A Box names one item of a lesson's checklists.
type Box struct {
	Edition int
	Step    curriculum.StepID
	Item    int
}

// A Tick is a box that was ticked, perhaps by two windows at once.
type Tick struct {
	IDs []string // every live entry that ticks it: unticking retracts them all
	At  time.Time
}

// A Lesson is what happened in one lesson.
type Lesson struct {
	ID         string
	First      time.Time
	Last       time.Time
	FinishedAt time.Time // the first time; zero when it isn't
	Begun      map[curriculum.StepID]time.Time
	Done       map[curriculum.StepID]time.Time
	Ticks      map[Box]Tick
	Rungs      []RungAt // by date
	Sessions   []string // ids of the sessions it was worked on in, in order

	// Took is how long the steps took that were come to and done in one session.
	Took map[curriculum.StepID]time.Duration
}

// Rung is the highest the pair agreed on.
func (l *Lesson) Rung() Rung {
	best := NoRung
	if l == nil {
		return best
	}
	for _, r := range l.Rungs {
		if r.Rung.Level() > best.Level() {
			best = r.Rung
		}
	}
	return best
}

// Finished reports whether the pair walked it to its end, or agreed on a rung.
func (l *Lesson) Finished() bool { return l != nil && !l.FinishedAt.IsZero() }

// Ticked reports whether a box of that edition is ticked.
func (l *Lesson) Ticked(b Box) bool {
	if l == nil {
		return false
	}
	_, ok := l.Ticks[b]
	return ok
}

// Resume is the first step not done yet, counting from the furthest that is; remember
// when all are.
func (l *Lesson) Resume() curriculum.StepID {
	if l == nil {
		return curriculum.Discover
	}
	ids := curriculum.StepIDs()
	at := 0
	for i, s := range ids {
		if _, ok := l.Done[s]; ok {
			at = i + 1
		}
	}
	return ids[min(at, len(ids)-1)]
}

// A Session is one meeting.
type Session struct {
	ID      string
	At      time.Time
	Last    time.Time     // its newest entry
	Away    time.Duration // of which nothing tells that they were together: longer than quiet
	Minutes int           // set aside for it; 0 is not known
	Closed  bool
	CloseAt time.Time
	Next    string // as closed; "" is to be fixed
	Note    string
	Lessons []string // worked on, in order of first touch
	Did     bool     // something was done in it that a person decided
}

// quiet is how long two who are together may keep nothing: the longest lesson. What is longer
// is a pause, or the program was left.
const quiet = 45 * time.Minute

// Spent is how many minutes the two were together: from the session's first entry to its
// last, the close included, without their pauses, and no more than was set aside. A session
// that was held took a minute at least.
func (s Session) Spent() int {
	most := s.Minutes
	if most <= 0 {
		most = storage.DefaultMinutes
	}
	return max(1, min(most, int((s.Last.Sub(s.At)-s.Away).Round(time.Minute)/time.Minute)))
}

// Held reports whether the session took place: one that was only begun didn't.
func (s *Session) Held() bool { return s.Closed || s.Did }

// A Postponement moves the next date.
type Postponement struct {
	At   time.Time
	Next string
}

// A Confidence is one answer, 0 to 10. Two are compared only where one person was asked one
// question about one thing: see [Progress.About].
type Confidence struct {
	At      time.Time
	Who     string
	Topic   string
	Value   int
	Lesson  string // it is about; "" where the entry names none
	Session string
}

// A Review is one time a question was answered.
type Review struct {
	At      time.Time
	Rating  string
	Session string
}

// A Place is where the pair is in a lesson.
type Place struct {
	Lesson string
	Step   curriculum.StepID
}

// Progress is what the journal says, folded.
type Progress struct {
	Mentor, Mentee Person
	Code           string
	Root           storage.Root // for what stands for the pair where names don't go
	Since          time.Time
	Identity       string // what the pair is known by outside this computer: storage.Identity

	Charter map[string]Agreement // by role; for the text last agreed to
	Consent map[Consent]bool     // given, or taken back; absent: never asked

	Sessions      []Session // by date
	Postponements []Postponement
	Lessons       map[string]*Lesson
	// Place is where they left the last lesson that isn't finished; zero when there is none.
	Place   Place
	PlaceAt time.Time

	Promises   []Promise
	Notes      []Line
	Words      []Line
	Goals      []Line
	RouteID    string // the route they chose; "" for the core route
	Gifts      []Line
	Moved      []Line
	Confidence []Confidence
	Opinions   []Confidence        // of the whole, at the end: Worth and Recommend
	Reviews    map[string][]Review // by question, module/lesson#id

	// NextDate is the next date agreed on ("2026-12-04" or RFC 3339), "" when it is to be
	// fixed or nothing was said yet.
	NextDate string

	// Undo is the newest entry that can be taken back; nil when there is none.
	Undo *storage.Entry
	// Unknown counts entries of kinds this version doesn't know.
	Unknown int
	// Newest is when the last entry was made.
	Newest time.Time

	fold *folder // goes on where it stopped: see With
	turn int     // of the fold, as it stood when this was made

	cur       *curriculum.Curriculum
	retracted map[string]bool   // ids that were taken back
	prefer    string            // a lesson taken up whatever was planned
	replayed  func() []replayed // what recall knows of each question, once
}

// An Agreement to the charter.
type Agreement struct {
	Hash string
	At   time.Time
}

// A Consent is a question that one of the two was asked: may this leave the pair?
type Consent struct{ To, Who string }

// What a pair may let leave it, as entries name it.
const (
	ToProgramme = "programme" // dates and counts, under a code
	ToBallot    = "ballot"    // what was learned
	ToPlatform  = "lms"       // a learning platform
)

// Agreed reports whether both do, as things stand.
func (p *Progress) Agreed(to string) bool {
	return p.Consent[Consent{to, Mentor}] && p.Consent[Consent{to, Mentee}]
}

// TakenBack reports whether somebody was asked and doesn't agree any more.
func (p *Progress) TakenBack(to string) bool {
	for _, who := range [...]string{Mentor, Mentee} {
		if given, asked := p.Consent[Consent{to, who}]; asked && !given {
			return true
		}
	}
	return false
}

// Session finds a session by id; nil when there is none.
func (p *Progress) Session(id string) *Session {
	for i := range p.Sessions {
		if p.Sessions[i].ID == id {
			return &p.Sessions[i]
		}
	}
	return nil
}

// Name of a role's person.
func (p *Progress) Name(role string) string {
	switch role {
	case Mentor:
		return p.Mentor.Name
	case Mentee:
		return p.Mentee.Name
	}
	return ""
}

// ParseDate reads a next date: a day, or a day with its hour. ok is false for "" and
// for anything else. A day alone is at noon in loc, and whole is true.
func ParseDate(s string, loc *time.Location) (t time.Time, whole, ok bool) {
	if t, err := time.ParseInLocation(time.DateOnly, s, loc); err == nil {
		return t.Add(12 * time.Hour), true, true
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.In(loc), false, true
	}
	return time.Time{}, false, false
}

// sorted gives the entries in their order. A journal's state comes sorted: then nothing is
// copied.
func sorted(entries []storage.Entry) []storage.Entry {
	for i := range max(len(entries)-1, 0) {
		if inOrder(&entries[i], &entries[i+1]) > 0 {
			out := slices.Clone(entries)
			slices.SortStableFunc(out, func(a, b storage.Entry) int { return inOrder(&a, &b) })
			return out
		}
	}
	return entries
}

// inOrder takes addresses: an entry is half a kilobyte, and copying each twice to look at
// it was a third of a fold.
func inOrder(a, b *storage.Entry) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID), cmp.Compare(string(a.Kind), string(b.Kind)))
}
