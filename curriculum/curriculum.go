// Package curriculum is what is taught: modules of lessons written in Markdown,
// in as many languages as somebody has written them.
//
// For most uses, call [Load] with [Builtin] and the folders laid over it, then
// walk [Curriculum.Modules] and open a lesson with [Lesson.Text].
//
// The package promises that any folder of Markdown can be given to it: a lesson
// that can't be used is left out and named as a [Problem] with file, line and
// column, and nothing it is fed crashes or hangs it (sizes and nesting are
// capped before anything is parsed, see limits.go). It reads through fs.FS, keeps
// no state outside the Curriculum, and writes nothing. A loaded Curriculum may be
// used by several goroutines: what is parsed late is parsed once.
package curriculum

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"binome/curriculum/block"
	"binome/curriculum/phrases"
)

// A StepID names one of the five steps every lesson has, in every language.
type StepID string

// The five steps, in order.
const (
	Discover StepID = "discover"
	Together StepID = "together"
	Alone    StepID = "alone"
	Talk     StepID = "talk"
	Remember StepID = "remember"
)

// StepIDs are the five steps in the order they are walked.
func StepIDs() [5]StepID { return [5]StepID{Discover, Together, Alone, Talk, Remember} }

// Index is the step's place from 0, or -1 for a name that is no step.
func (s StepID) Index() int {
	for i, id := range StepIDs() {
		if id == s {
			return i
		}
	}
	return -1
}

// HandsOn reports whether the step has boxes to tick: the learner's hands work.
func (s StepID) HandsOn() bool { return s == Together || s == Alone }

// StepMinutes is what a step of a lesson of that length is planned to take,
// in minutes (LESSONS: 2/3/2/2/1 of 10, 4/6/8/4/3 of 25, 7/12/15/7/4 of 45).
// For another length the 25-minute plan is scaled and rounded so that the sum is exact.
func StepMinutes(lesson int, s StepID) int {
	i := s.Index()
	if i < 0 || lesson <= 0 {
		return 0
	}
	switch lesson {
	case 10:
		return [5]int{2, 3, 2, 2, 1}[i]
	case 25:
		return [5]int{4, 6, 8, 4, 3}[i]
	case 45:
		return [5]int{7, 12, 15, 7, 4}[i]
	}
	ends := [6]int{0, 4, 10, 18, 22, 25}
	return ends[i+1]*lesson/25 - ends[i]*lesson/25
}

// A Curriculum is every module that could be loaded, in order.
type Curriculum struct {
	Framework        string    // "DigComp"
	FrameworkVersion string    // "3.0"
	Modules          []*Module // in the order of curriculum.toml, then of their names
	Route            []Session // the core route; for all of them see [Curriculum.Routes]
	Needs            []Need    // the questions at the launch that speak for a route
	Country          string    // whose law holds, beside the Union's: "fr"; "" for any
	// Languages that have at least one lesson, sorted; "en" and "fr" are built in.
	Languages []string
	// Problems met while loading: lessons left out, and why.
	Problems []Problem
	// Notes are for authors: nothing was left out, but something does nothing.
	Notes []Problem

	lessons    map[string]*Lesson
	routes     []*Route
	was        map[string]string // lessons' names of today, by those of before
	hidden     map[string]mention
	glossaries []glossary        // by layer
	factFiles  []factFile        // by layer
	facts      func() []Fact     // those of all layers, laid once
	tools      map[string]string // a company's names for its tools
	off        map[string]Off    // by layer
}

// A Module is a handful of lessons on one subject.
type Module struct {
	ID      string            // ASCII slug, the folder's name
	Titles  map[string]string // by language
	Fast    bool              // its facts age quickly: reviewed every six months
	Swapped bool              // roles are turned: the senior teaches (give-back)
	Lessons []*Lesson
	Layer   string // which layer it came from; "" for the built-in one
	Pos     Pos

	files   map[string]map[string]string // practice files: their names, by id and language
	filesAt map[string]fileAt            // where they are named
	layers  []Layer                      // those that have something of it, lowest first
}

// Title in that language, or in English, or in any, or the id.
func (m *Module) Title(lang string) string { return cmp.Or(phrases.Pick(m.Titles, lang), m.ID) }

// Called is the title for people, with the language's punctuation.
func (m *Module) Called(lang string) string { return phrases.Typo(lang, m.Title(lang)) }

// A Lesson is one subject in 10, 25 or 45 minutes. What no language changes is here;
// the words are in its [Text].
type Lesson struct {
	ID       string // "module/lesson"
	Module   *Module
	Minutes  int
	DigComp  []string // competence ids, "2.5"
	Needs    []string // lessons to have done first, module/lesson
	Edition  int      // grows when boxes are changed, so that old ticks are not misread
	Reviewed time.Time
	Layer    string // which layer won; "" for the built-in one

	Facts      []Citation        // what it states that somebody could check
	BoxMinutes map[StepID][]int  // of Together and Alone: what each box takes, as its author estimates
	Shapes     map[StepID]string // of Discover and Talk: one of [Shapes]
	Confession bool              // the mentor owns up to something of their own
	Copied     Record            // of the built-in lesson it is a copy of; nil if it is none, or nobody said
	Was        []string          // names it had before: what was done under them counts

	practice []practice
	sources  map[string]*source    // by language
	places   func() map[string]Pos // of the keys of its module.toml
	entry    string                // what its entry is called there, "lesson.3"
}

// A Head is what the outline shows of a lesson: its front matter.
type Head struct {
	Lang      string // the language it really is in, which may not be the one asked for
	Title     string
	Objective string
	Task      string
	Bring     string // what whoever learns in it has at hand
	// BringLeader is what whoever leads has at hand; "" for nothing more than the coach.
	BringLeader string
}

// A Text is one lesson in one language.
type Text struct {
	Head
	File      string // path in its layer
	Steps     []Step // the five, in order
	Questions []Question
	NextStep  []block.Span // the if-then plan, without its "Next step:" label

	body string
	sum  string // of a body that is not here; "" when it is
}

// Sum is a short proof of the text: 12 hex digits of the SHA-256 of the file's words
// (after its front matter, in NFC, lines ending in LF), as a pair agrees to a charter.
func (t *Text) Sum() string {
	if t.sum != "" {
		return t.sum
	}
	sum := sha256.Sum256([]byte(strings.TrimSpace(t.body)))
	return hex.EncodeToString(sum[:])[:12]
}

// A Step is one of a lesson's five parts.
type Step struct {
	ID      StepID
	Heading string
	Blocks  []block.Block // everything the mentee may see, in order, boxes where they stand; no guide, no questions
	Guide   []block.Block // the mentor's call-outs, one after the other
	Items   []Item        // its boxes: a [block.Box] has the N of one
	Cards   []Card        // of Your turn: a case to be played through, beginning with the first
	Pos     Pos
}

// An Item is one box to tick, known by its step and its ordinal within an edition.
type Item struct {
	N     int // from 1
	Spans []block.Span
	Later bool // ended in {later}: not for the hour, but for the promise
	Pos   Pos
}

// A Question is asked when it is due, and answered aloud.
type Question struct {
	ID      string        // ASCII slug, unique in its lesson
	Spans   []block.Span  // what is asked
	Blocks  []block.Block // the case it is asked of: below it, before the options
	Options []Option
	After   []block.Block // below the options: shown with the feedback
	Pos     Pos
}

// An Option of a question, with what would follow from it.
type Option struct {
	Spans    []block.Span
	Blocks   []block.Block // what goes with its words: code, a table
	Feedback []block.Block
	Right    bool
	Pos      Pos
}

// A Term of the glossary.
type Term struct {
	ID      string   `toml:"id"`
	Name    string   `toml:"name"`
	Also    []string `toml:"also"`
	Means   string   `toml:"means"`
	Example string   `toml:"example"`
	Layer   string   `toml:"-"` // whose file explains it
	Pos     Pos      `toml:"-"`
}

// A Pos is a place in a layer's file; line and column count from 1, columns in
// characters (runes). A zero Line means the file as a whole.
type Pos struct {
	File string
	Line int
	Col  int
}

// String is file:line:col, as compilers write it.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return p.File + ":" + strconv.Itoa(p.Line)
	}
	return p.File + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Col)
}

// A Problem is why something was left out or could not be read.
type Problem struct {
	Pos    Pos
	Layer  string // the name of the layer whose file it is; "" for the built-in one
	Lesson string // module/lesson, when it is about one
	// Code is stable and names the fault, for the phrases: "no-front-matter", "bad-toml", …
	Code string
	// Text is the fault in English, for authors; lower case, no period.
	Text string
	// Fix says what would mend it.
	Fix string
}

func (p Problem) Error() string { return p.Pos.String() + ": " + p.Text }

// Lesson finds a lesson by its name, module/lesson, or by one that it had before.
func (c *Curriculum) Lesson(id string) (*Lesson, bool) {
	l, ok := c.lessons[c.Canonical(id)]
	return l, ok
}

// Title of a lesson as its author wrote it, and the language that it really is in; the bare
// name of one that is gone, or that nobody can read.
func (c *Curriculum) Title(id, lang string) (in, title string) {
	if c != nil {
		if l, ok := c.Lesson(id); ok {
			if head, err := l.Head(lang); err == nil {
				return head.Lang, head.Title
			}
		}
	}
	return lang, id
}

// Called is a lesson's title for people, with the punctuation of its language.
func (c *Curriculum) Called(id, lang string) string { return phrases.Typo(c.Title(id, lang)) }

// ModuleCalled is a module's; its id when there is none.
func (c *Curriculum) ModuleCalled(id, lang string) string {
	if c != nil {
		for _, m := range c.Modules {
			if m.ID == id {
				return m.Called(lang)
			}
		}
	}
	return id
}

// Question finds one by its full name, module/lesson#id; nil when it is gone.
func (c *Curriculum) Question(name, lang string) *Question {
	lesson, id, _ := strings.Cut(name, "#")
	l, ok := c.Lesson(lesson)
	if !ok {
		return nil
	}
	text, err := l.Text(lang)
	if err != nil {
		return nil
	}
	return text.Question(id)
}

// Off are the rules that a layer's author has turned off, and where.
type Off struct {
	Rules []string
	Pos   Pos
}

// Off is what the layer's curriculum.toml turns off.
func (c *Curriculum) Off(layer string) Off { return c.off[layer] }

// Canonical is the name of today of a lesson that was renamed or taken into another;
// any other name is given back as it is.
func (c *Curriculum) Canonical(id string) string {
	if now, ok := c.was[id]; ok {
		return now
	}
	return id
}

// Step finds a step of a text; nil when there is none of that name.
func (t *Text) Step(id StepID) *Step {
	for i := range t.Steps {
		if t.Steps[i].ID == id {
			return &t.Steps[i]
		}
	}
	return nil
}

// Question finds a question of a text by id.
func (t *Text) Question(id string) *Question {
	for i := range t.Questions {
		if t.Questions[i].ID == id {
			return &t.Questions[i]
		}
	}
	return nil
}

// typeset sets the spaces that the text's language wants; authors need not type them.
func (t *Text) typeset() {
	set := phrases.Setter(t.Lang)
	if set == nil {
		return
	}
	for i := range t.Steps {
		s := &t.Steps[i]
		s.Blocks, s.Guide = block.Typeset(s.Blocks, set), block.Typeset(s.Guide, set)
		for j := range s.Cards {
			s.Cards[j].typeset(set)
		}
		for j := range s.Items {
			s.Items[j].Spans = block.TypesetSpans(s.Items[j].Spans, set)
		}
	}
	for i := range t.Questions {
		q := &t.Questions[i]
		q.Spans, q.Blocks, q.After = block.TypesetSpans(q.Spans, set), block.Typeset(q.Blocks, set), block.Typeset(q.After, set)
		for j := range q.Options {
			o := &q.Options[j]
			o.Spans, o.Blocks, o.Feedback = block.TypesetSpans(o.Spans, set), block.Typeset(o.Blocks, set), block.Typeset(o.Feedback, set)
		}
	}
	t.NextStep = block.TypesetSpans(t.NextStep, set)
}
