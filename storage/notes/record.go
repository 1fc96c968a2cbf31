package notes

import (
	"bytes"
	"time"

	"binome/storage/document"
	"binome/storage/progress"
)

// recordFormat is the version of the json of a pair: it grows when a key goes or means
// something else.
const recordFormat = 2

// A Record is what the pair's json holds, and what every page for people is written
// from. Times are RFC 3339 with the offset they happened at; days are 2026-12-04. What
// somebody typed is as they typed it, without control characters. Its tags are the
// schema's: see [Schema].
type Record struct {
	Format   int       `json:"format" values:"2" is:"the version of this shape: keys may be added within one"`
	For      string    `json:"for" values:"pair,mentor,mentee"`
	Language string    `json:"language" is:"of the titles and of left_out"`
	LeftOut  []string  `json:"left_out" is:"what isn't in this file, and why"`
	Made     time.Time `json:"made" is:"when this file was written"`
	Pair     string    `json:"pair" is:"the pair's id on the computer that wrote this"`
	Since    time.Time `json:"since"`
	Mentor   Person    `json:"mentor"`
	Mentee   Person    `json:"mentee"`

	Charter   []Agreement `json:"charter" is:"who agreed to the text last agreed to"`
	Goals     []Saying    `json:"goals"`
	Before    *Period     `json:"before,omitempty" is:"what was done before any session"`
	Sessions  []Session   `json:"sessions"`
	Postponed []Postponed `json:"postponed"`
	Next      string      `json:"next" form:"moment?" is:"the date agreed on; empty when it is to be fixed"`

	Lessons    []Lesson     `json:"lessons" is:"all that were begun"`
	Modules    []Module     `json:"modules" is:"all that were begun"`
	Confidence []Confidence `json:"confidence"`
	Words      []Saying     `json:"words" is:"noted for later"`
	Moved      []Saying     `json:"moved" is:"for the author: a screen no longer looks as the lesson says"`
	Due        []Question   `json:"due" is:"to be recalled, as of made"`
	AfterCare  []AfterCare  `json:"after_care" is:"empty until the route is done"`
}

// A Person of the pair.
type Person struct {
	Name     string `json:"name"`
	Language string `json:"language"`
}

// An Agreement to the charter.
type Agreement struct {
	Who  string    `json:"who" values:"mentor,mentee"`
	At   time.Time `json:"at"`
	Hash string    `json:"hash" is:"names the text"`
}

// A Saying is something one of them wrote.
type Saying struct {
	ID     string    `json:"id" form:"code" is:"of the entry in the journal: it never changes"`
	At     time.Time `json:"at"`
	By     string    `json:"by,omitempty" values:"mentor,mentee,pair"`
	Lesson string    `json:"lesson,omitempty"`
	Text   string    `json:"text"`
}

// A Session is one meeting, and what was done after it without another.
type Session struct {
	ID       string    `json:"id" form:"code" is:"of the entry in the journal"`
	Number   int       `json:"number" is:"from 1"`
	Planned  string    `json:"planned" form:"moment?" is:"the date agreed on before; empty when there was none"`
	At       time.Time `json:"at" is:"when it began"`
	Spent    int       `json:"minutes_spent" is:"from its first entry to its last, at most what was set aside"`
	Reserved int       `json:"minutes_reserved" is:"set aside for it; 0 when that isn't known"`
	Closed   bool      `json:"closed"`
	Next     string    `json:"next" form:"moment?" is:"agreed on at the close"`
	Note     string    `json:"note,omitempty" is:"written at the close"`
	Period
	After *Period `json:"after,omitempty" is:"what was done from then to the next session"`
}

// A Period is what happened in a session, or between two.
type Period struct {
	Lessons  []Worked  `json:"lessons"`
	Rungs    []Rung    `json:"rungs"`
	Notes    []Saying  `json:"notes"`
	Promises []Promise `json:"promises"`
	Gifts    []Saying  `json:"gifts" is:"what the mentor learned in return"`
}

func (p *Period) empty() bool {
	return len(p.Lessons)+len(p.Rungs)+len(p.Notes)+len(p.Promises)+len(p.Gifts) == 0
}

// Worked is what was done in one lesson.
type Worked struct {
	Lesson string   `json:"lesson" is:"module/lesson, the same in every language"`
	Title  string   `json:"title"`
	Steps  []string `json:"steps" values:"discover,together,alone,talk,remember" is:"those done"`
}

// A Rung with its evidence.
type Rung struct {
	ID       string    `json:"id" form:"code" is:"of the entry in the journal: it never changes"`
	Lesson   string    `json:"lesson"`
	Title    string    `json:"title"`
	Rung     string    `json:"rung" values:"with-you,with-hint,unaided,again,passed-on"`
	At       time.Time `json:"at"`
	Evidence string    `json:"evidence"`
}

// A Promise and how it went.
type Promise struct {
	ID        string     `json:"id" form:"code" is:"of the entry in the journal: it never changes"`
	Who       string     `json:"who" values:"mentor,mentee"`
	At        time.Time  `json:"at"`
	Text      string     `json:"text"`
	Outcome   string     `json:"outcome" values:",done,adapted,not-yet" is:"empty before anybody said"`
	OutcomeAt *time.Time `json:"outcome_at,omitempty"`
}

// Postponed is a date that was moved.
type Postponed struct {
	At   time.Time `json:"at"`
	Next string    `json:"next" form:"moment?" is:"where to; empty when that was left open"`
}

// A Lesson that was begun, with the first and the highest rung agreed on.
type Lesson struct {
	Lesson    string     `json:"lesson"`
	Title     string     `json:"title"`
	DigComp   []string   `json:"digcomp" is:"ids of DigComp 3.0 competences"`
	Finished  bool       `json:"finished"`
	FirstRung string     `json:"first_rung" values:",with-you,with-hint,unaided,again,passed-on"`
	FirstAt   *time.Time `json:"first_at,omitempty"`
	LastRung  string     `json:"last_rung" values:",with-you,with-hint,unaided,again,passed-on" is:"the highest"`
	LastAt    *time.Time `json:"last_at,omitempty"`
}

// A Module with the rung of each lesson in order.
type Module struct {
	Module   string `json:"module"`
	Title    string `json:"title"`
	Finished int    `json:"finished"`
	Of       int    `json:"of"`
	Rungs    []int  `json:"rungs" values:"0,1,2,3,4,5" is:"of each lesson in order, 0 for none"`
}

// Confidence is one answer.
type Confidence struct {
	At     time.Time `json:"at"`
	Who    string    `json:"who" values:"mentor,mentee"`
	Topic  string    `json:"topic" values:"alone-tomorrow,looking-back,contradict,dont-know,no-jargon,worth,recommend"`
	Lesson string    `json:"lesson,omitempty" is:"what the mentee was asked about"`
	Value  int       `json:"value" values:"0,1,2,3,4,5,6,7,8,9,10"`
}

// A Question that is due.
type Question struct {
	Question string    `json:"question" is:"module/lesson#id"`
	Title    string    `json:"title" is:"the lesson's"`
	Text     string    `json:"text"`
	Due      time.Time `json:"due"`
}

// AfterCare is the day of a check.
type AfterCare struct {
	Days int    `json:"days" is:"after the last session: 30 or 90"`
	Day  string `json:"day" form:"day"`
}

// A sentContribution is the json of a contribution.
type sentContribution struct {
	LeftOut []string `json:"left_out" is:"what isn't in this file, and why"`
	progress.Contribution
}

// Schema writes the JSON Schema of what a reader's json holds: the pair's or the
// programme's. ErrFormat for a reader who has none.
func Schema(b *bytes.Buffer, a Audience) error {
	switch a {
	case ForPair:
		return document.WriteSchema(b, "urn:binome:notes:2", "The notes of a pair", Record{})
	case ForProgramme:
		return document.WriteSchema(b, "urn:binome:contribution:2", "What a pair gives its programme", sentContribution{})
	}
	return ErrFormat
}
