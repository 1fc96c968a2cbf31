package notes

import "time"

// A Record is what the pair's json holds, and what every page for people is written
// from. Times are RFC 3339 with the offset they happened at; days are 2026-12-04. What
// somebody typed is as they typed it, without control characters.
type Record struct {
	Format   int       `json:"format"`   // 1
	For      string    `json:"for"`      // "pair"
	Language string    `json:"language"` // of the titles and of left_out
	LeftOut  []string  `json:"left_out"`
	Made     time.Time `json:"made"`
	Pair     string    `json:"pair"` // its id
	Since    time.Time `json:"since"`
	Mentor   Person    `json:"mentor"`
	Mentee   Person    `json:"mentee"`

	Charter   []Agreement `json:"charter"` // by whom, for the text last agreed to
	Goals     []Saying    `json:"goals"`
	Before    *Period     `json:"before,omitempty"` // done before any session
	Sessions  []Session   `json:"sessions"`
	Postponed []Postponed `json:"postponed"`
	Next      string      `json:"next"` // a day or a time; "" is to be fixed

	Lessons    []Lesson     `json:"lessons"` // everything that was begun
	Modules    []Module     `json:"modules"`
	Confidence []Confidence `json:"confidence"`
	Words      []Saying     `json:"words"`
	Moved      []Saying     `json:"moved"`      // for the author: a screen no longer looks as the lesson says
	Due        []Question   `json:"due"`        // to be recalled, as of made
	AfterCare  []AfterCare  `json:"after_care"` // empty until the route is done
}

// A Person of the pair.
type Person struct {
	Name     string `json:"name"`
	Language string `json:"language"`
}

// An Agreement to the charter; Hash names the text.
type Agreement struct {
	Who  string    `json:"who"`
	At   time.Time `json:"at"`
	Hash string    `json:"hash"`
}

// A Saying is something one of them wrote.
type Saying struct {
	At     time.Time `json:"at"`
	By     string    `json:"by,omitempty"`
	Lesson string    `json:"lesson,omitempty"`
	Text   string    `json:"text"`
}

// A Session is one meeting, and what was done after it without another.
type Session struct {
	ID       string    `json:"id"`
	Number   int       `json:"number"`  // from 1
	Planned  string    `json:"planned"` // the day or time agreed on; "" when none was
	At       time.Time `json:"at"`
	Spent    int       `json:"minutes_spent"`
	Reserved int       `json:"minutes_reserved"` // 0 is not known
	Closed   bool      `json:"closed"`
	Next     string    `json:"next"` // agreed on at the close
	Note     string    `json:"note,omitempty"`
	Period
	After *Period `json:"after,omitempty"`
}

// A Period is what happened in a session, or between two.
type Period struct {
	Lessons  []Worked  `json:"lessons"`
	Rungs    []Rung    `json:"rungs"`
	Notes    []Saying  `json:"notes"`
	Promises []Promise `json:"promises"`
	Gifts    []Saying  `json:"gifts"` // what the mentor learned in return
}

func (p *Period) empty() bool {
	return len(p.Lessons)+len(p.Rungs)+len(p.Notes)+len(p.Promises)+len(p.Gifts) == 0
}

// Worked is what was done in one lesson.
type Worked struct {
	Lesson string   `json:"lesson"`
	Title  string   `json:"title"`
	Steps  []string `json:"steps"` // done: discover, together, alone, talk, remember
}

// A Rung with its evidence.
type Rung struct {
	Lesson   string    `json:"lesson"`
	Title    string    `json:"title"`
	Rung     string    `json:"rung"` // with-you, with-hint, unaided, again, passed-on
	At       time.Time `json:"at"`
	Evidence string    `json:"evidence"`
}

// A Promise and how it went: done, adapted, not-yet, or "" before anybody said.
type Promise struct {
	Who       string     `json:"who"`
	At        time.Time  `json:"at"`
	Text      string     `json:"text"`
	Outcome   string     `json:"outcome"`
	OutcomeAt *time.Time `json:"outcome_at,omitempty"`
}

// Postponed is a date that was moved.
type Postponed struct {
	At   time.Time `json:"at"`
	Next string    `json:"next"`
}

// A Lesson that was begun, with the first and the highest rung agreed on.
type Lesson struct {
	Lesson    string     `json:"lesson"`
	Title     string     `json:"title"`
	DigComp   []string   `json:"digcomp"`
	Finished  bool       `json:"finished"`
	FirstRung string     `json:"first_rung"`
	FirstAt   *time.Time `json:"first_at,omitempty"`
	LastRung  string     `json:"last_rung"`
	LastAt    *time.Time `json:"last_at,omitempty"`
}

// A Module with the rung of each lesson in order, 0 (none) to 5.
type Module struct {
	Module   string `json:"module"`
	Title    string `json:"title"`
	Finished int    `json:"finished"`
	Of       int    `json:"of"`
	Rungs    []int  `json:"rungs"`
}

// Confidence is one answer, 0 to 10.
type Confidence struct {
	At    time.Time `json:"at"`
	Who   string    `json:"who"`
	Topic string    `json:"topic"`
	Value int       `json:"value"`
}

// A Question that is due.
type Question struct {
	Question string    `json:"question"` // module/lesson#id
	Title    string    `json:"title"`    // the lesson's
	Text     string    `json:"text"`
	Due      time.Time `json:"due"`
}

// AfterCare is the day of a check, 30 or 90 days after the last session.
type AfterCare struct {
	Days int    `json:"days"`
	Day  string `json:"day"`
}
