// Package page says what there is on a page: its text in order, what can be chosen,
// filled in and pressed. It is what a screen makes and what a face shows.
//
// For most uses, a screen returns a [Page]; a face draws it ([binome/tui/face]) or says it
// line by line, and answers with the id of what was pressed.
//
// It promises to know no width, no colour and no key but the letters of its actions:
// what can be done on a page is the same on a screen, in linear text and over SSH.
// Nothing in it changes by being shown.
package page

import "binome/curriculum/block"

// A Page is what a screen shows now.
type Page struct {
	Name  string // stable: the scroll place, the chosen row and what was typed are kept by it
	Where string // where one is, in a word or two
	Short string // the same where there is little room; "" for Where
	Over  bool   // shown over the page below it, as a dialog

	Body []Block
	Side []Block // the mentor's guide and questions for later; nil when folded or none
	// Panel is what stands beside the page where there is room: the hour, the promise, the
	// next date. Nothing is only there.
	Panel []Block
	Below []Block // below the panel, where there is still room for all of it

	// Pictures are the files that the body's blocks show, for a face that can draw them.
	Pictures []Picture

	Fields  []Field  // what is typed here, in order; where they stand is said by FieldBlock
	Actions []Action // the first that can be pressed is the main one, unless Rest says another

	// Picks: enter presses the chosen row. Else it presses the action in front, and rows
	// are boxes that the space bar ticks.
	Picks bool
	// Judge: the rows are a judgement of the two. None is chosen beforehand, so that enter
	// alone never gives one.
	Judge bool
	// Row is the row that is chosen when one comes here; "" for the first.
	Row string
	// Rest is the action that enter presses at first; "" for the first that can be pressed.
	Rest string
	// Prev and Next are pressed by the arrows to the side, where something is turned or
	// looked through by them; both "" where they move among the actions.
	Prev, Next string
	Up, Down   string // the same for the arrows up and down; "" where they move and scroll
	// Read: a text to be read through. Until its end has been in sight, enter shows what is
	// further down.
	Read bool
	// Back is what esc presses; "" for the way back.
	Back string
}

// A Picture is a file that a lesson shows.
type Picture struct {
	To    string // as the block has it
	Name  string // its own among all lessons'
	Bytes func() ([]byte, error)
}

// An Action is something that can be pressed. Its letter is the same on a screen and in
// linear text, and no other action of the page has it.
type Action struct {
	ID     string
	Label  string
	Letter string
	Off    bool // can't be pressed now
	// Last is for what is agreed to: where the page is to be read, a face that shows a part
	// of it lets it be pressed once all of it has been in sight.
	Last bool
	// Quiet actions are no buttons: they are shown as a key and a word (the guide, the
	// menu …). Hidden ones have their letter and aren't shown at all.
	Quiet  bool
	Hidden bool
	Key    string // the name of a key that presses it besides its letter, to be shown
}

// A Field is where text is typed. The face holds what stands in it, as long as its page
// is open or its draft is kept.
type Field struct {
	ID      string
	Label   string
	Hint    string
	Example string // shown while nothing is typed; never taken for what was typed
	Start   string // what stands there at first
	Lines   bool   // several lines: enter begins a new one
	Most    int    // characters; 0 for 300, or 2,000 in several lines
	// Live fields change the page with each letter (a filter); the arrows and enter go to
	// the rows.
	Live bool
	// Draft names the text under which it is kept until it is saved; "" keeps none.
	Draft string
	// Enter is pressed by enter in a field of one line; "" goes to the next field, and from
	// the last one presses the main action.
	Enter string
}

// Kind says what a Block is.
type Kind int

// The kinds of blocks.
const (
	Para     Kind = iota // Text, in a Tone
	Title                // of the page
	Heading              // of a part of it
	Point                // Text after a Sign
	Quote                // Text as somebody's own words
	Lesson               // Blocks of a lesson or an export; Spans are one line of it
	Guide                // the same, for the mentor alone; Label above it
	Box                  // one item of a checklist: ID, Spans, State, Right
	Choice               // a row: ID, Text, After below it, Right at its end, Letter
	Spot                 // can be pressed by mouse, but the arrows pass over it
	Part                 // a line of the agenda: Number minutes, State, Text
	Rail                 // the steps of a lesson: Stops; At is the one on the page, Number the minutes gone in the one they are at
	Band                 // whose turn it is: Text, in the Tone of whose (Accent the learner's, Second the leader's, Plain both)
	Task                 // what will exist at the end: Text after Label
	Card                 // a frame round Inside, Label in it: what is taken away
	When                 // a date: Text, and Label its hour, which may be drawn large
	Prompt               // Text, of which the lines in sight move: Number of To seconds are gone
	Station              // a stop of the route: State, Sign, Text, Right its day, After below it
	Logo                 // the product's own, to be drawn; nothing is said by it
	Clock                // Number as large as it can be drawn, with Text: what is left of the To minutes of an hour
	Option               // an answer to a question: Label (its letter), Spans, Blocks; once shown Reply, State
	Turn                 // one of several values: Label, Values, At; pressed as ID:index
	Scale                // 0 to Top: Values as numbers from At to To; pressed as ID:n
	Slope                // a line from At to To of Top, with Text beside it
	Map                  // a row a module: Rows
	Legend               // Signs and words: Rows
	Timeline             // Moments
	Keys                 // a row of the table of keys: Label, Text
	Verbatim             // Text to be copied letter by letter
	Entry                // the field of that ID stands here
	Month                // days to choose from: Days
	Gap                  // a blank line
)

// A Tone is how much a text wants to be seen.
type Tone int

// The tones.
const (
	Plain  Tone = iota
	Quiet       // can wait
	Strong      // matters
	Accent      // what one is at
	Second      // done, or to be followed
	Good        // it worked
	Warn        // it didn't, or mind this
)

// A State is how something stands.
type State int

// The states.
const (
	Ahead State = iota
	Here
	Done
	Skipped // behind them, left out
	Unsaved // done, but not on the disk yet
	Looked  // looked at, while they are elsewhere
)

// A Block is a stretch of a page. Which fields a kind uses is said at its name.
type Block struct {
	Kind  Kind
	Tone  Tone
	State State
	ID    string // of what can be pressed
	Text  string
	Label string
	After string
	Right string
	Sign  Sign

	Spans  []block.Span
	Blocks []block.Block
	Reply  []block.Block // what an option would lead to

	Letter string
	Number int // minutes of a part; a rung's level of a choice's sign

	Values      []string
	At, To, Top int

	Inside  []Block
	Stops   []Stop
	Rows    []Row
	Moments []Moment
	Days    []Day
}

// A Sign stands before a point or a choice; which mark it is, the theme says.
type Sign string

// The signs.
const (
	NoSign  Sign = ""
	Bullet  Sign = "bullet"
	Sub     Sign = "sub"
	Warning Sign = "warning"
	Open    Sign = "open"   // an empty box
	Ticked  Sign = "ticked" // a ticked one
	Rung    Sign = "rung"   // of level Number
	Walked  Sign = "walked"
	Begun   Sign = "begun"   // or where they are
	ToCome  Sign = "to-come" // of a step or a part
	LeftOut Sign = "left-out"
	Chosen  Sign = "chosen" // or looked at
	Speaks  Sign = "speaks"
	Both    Sign = "both"
	Target  Sign = "target" // what will exist at the end
)

// A Stop is a step on the rail: Minutes long, pressed as ID.
type Stop struct {
	ID      string
	Word    string
	Minutes int
	State   State
}

// A Row is a module on the map, or a sign and its word in the legend.
type Row struct {
	ID    string
	Name  string
	Signs []Mark
	Sign  Sign // in a legend, where it isn't a lesson's
}

// A Mark is a lesson on the map: its rung's level, or Walked without one.
type Mark struct {
	Level  int
	Walked bool
}

// A Moment is a session in time; Day counts as calendars do.
type Moment struct {
	Day    int
	Label  string
	Coming bool
}

// A Day of a month: pressed as ID, "" for one that can't be chosen.
type Day struct {
	ID     string
	Number int
	Week   int // row, from 0
	Column int // from 0, Monday
	Here   bool
}

// Main is the index of the action that enter presses at first; -1 when none can be.
func (p *Page) Main() int {
	first := -1
	for i, a := range p.Actions {
		if a.Off || a.Quiet || a.Hidden {
			continue
		}
		if a.ID == p.Rest {
			return i
		}
		if first < 0 {
			first = i
		}
	}
	return first
}

// Action finds an action by its letter; ok is false for none, and for one that is off.
func (p *Page) Action(letter string) (a Action, ok bool) {
	for _, a := range p.Actions {
		if a.Letter == letter && !a.Off {
			return a, true
		}
	}
	return Action{}, false
}

// Pressable are the ids of the rows, in order.
func (p *Page) Pressable() []string {
	var ids []string
	for _, b := range p.Body {
		if b.Kind == Choice || b.Kind == Box || b.Kind == Option && b.ID != "" {
			ids = append(ids, b.ID)
		}
	}
	return ids
}

// Field finds a field by its id.
func (p *Page) Field(id string) (f Field, ok bool) {
	for _, f := range p.Fields {
		if f.ID == id {
			return f, true
		}
	}
	return Field{}, false
}

// Limit is how many characters a field takes.
func (f Field) Limit() int {
	switch {
	case f.Most > 0:
		return f.Most
	case f.Lines:
		return 2000
	}
	return 300
}
