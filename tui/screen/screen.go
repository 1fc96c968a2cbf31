// Package screen is what the pair can be at: one file a screen. A [Screen] says what is on
// its page and what follows when something on it is pressed.
//
// It knows no width, no colour and no key: faces show the page and turn keys, clicks and
// typed lines into presses, so that whatever can be done at all can be done on a screen by
// keyboard or mouse, in linear text and over SSH. Making a page changes nothing.
//
// A screen changes nothing but itself and what it asks of its [Host]; what is kept goes
// through [Host.Save] as journal entries, and comes back folded in [Env.Prog]. Nothing here
// waits for a disk, a network or a clock. Looking never records: what is kept says that
// somebody pressed for it.
package screen

import (
	"time"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/page"
)

// A Screen is one thing to look at and act on.
type Screen interface {
	// Page is what is there now.
	Page(env *Env) page.Page
	// Press is the action, row or value of that id.
	Press(env *Env, id string)
}

// A Receiver is told what came back of what was asked for.
type Receiver interface{ Receive(env *Env, msg any) }

// An Enterer is told when it comes to the front, from below too.
type Enterer interface{ Enter(env *Env) }

// Who looks at this screen.
const (
	ViewShared = storage.Shared // both
	ViewMentor = storage.Mentor
	ViewMentee = storage.Mentee
)

// Env is what every screen is given. It belongs to one terminal; its fields are set by
// the root between two presses.
type Env struct {
	Words *phrases.Printer
	All   *phrases.Catalogues
	Cur   *curriculum.Curriculum
	Now   func() time.Time
	Host  Host

	Settings  Settings
	View      string // shared, mentor, mentee
	Editor    bool   // there is an $EDITOR for a long text
	Viewer    bool   // there is a desktop, in front of whoever sits here, that opens files
	Linear    bool   // said line by line: what moves by itself is asked for
	Guest     bool   // somebody at another computer, on which nothing can be written from here
	Documents string // the folder that practice files are taken to, as it is shown; "" for none
	Far       string // the name of this computer, where the one in front of them is another; "" where it isn't

	// Of the open pair; PairID is "" when none is.
	PairID string
	State  *storage.State
	Prog   *progress.Progress
	Hour   *progress.Hour
	Taken  string // the lesson chosen for the coming session, whatever was planned

	// Of the room that this terminal shares with another.
	InRoom  bool
	Follows bool     // another leads: what takes the two further is theirs
	Asides  []string // the mentee's questions for later; a mentor's terminal alone has any

	// Inviter lets others in, when this computer is their host; nil when it isn't.
	Inviter Inviter

	// Drafts are the lessons that an author is writing, for whom this terminal walks them;
	// nil for a pair.
	Drafts func() []string

	// Typed is what stands in the fields of the page in front.
	Typed map[string]string

	typos   map[said]string
	closing *Closing // of the hour, once they came to it
}

// Lang is the language of what is shown.
func (e *Env) Lang() string { return e.Words.Lang }

// T is a phrase.
func (e *Env) T(key string, pairs ...any) string { return e.Words.T(key, pairs...) }

// Name is the first name of a role's person, or the word for them when there is no pair.
func (e *Env) Name(role string) string {
	if name := e.Prog.First(role); name != "" {
		return name
	}
	return e.T("roles." + role)
}

// Mentor is the mentor's first name.
func (e *Env) Mentor() string { return e.Name(progress.Mentor) }

// Mentee is the senior's first name.
func (e *Env) Mentee() string { return e.Name(progress.Mentee) }

// Settings are what config.toml holds of how the coach behaves.
type Settings struct {
	Theme   string // auto, light, dark, contrast, plain
	Mouse   bool   // the mouse presses; off, it selects text
	Rhythm  int    // days between two sessions
	Minutes int    // how long they last had
	Owner   string // whose computer this is: mentor, mentee, "" for nobody's in particular

	// Of whoever this computer belongs to, for the next pair begun here; "" is not said.
	Name, Role string
}

// Host is what the root does for a screen. All of it is immediate; what takes time comes
// back to the screens' Receive.
type Host interface {
	Save(entries ...storage.Entry) []storage.Entry // shown at once, on the disk soon
	SavePrivate(entries ...storage.Entry)          // into the owner's own file: PrivateMsg
	Private()                                      // what is in it: PrivateMsg
	Did(what string)                               // the press led on; in words, where no entry says what it did
	Last() Done                                    // what would be taken back now
	Top() Screen                                   // the one in front
	Go(s Screen)                                   // on top of this one
	Replace(s Screen)                              // instead of this one
	Back()
	Home() // to Today
	Say(text string)
	Type(field, text string) // puts a text into a field of the page in front
	Saved(draft string)      // that draft is kept now, or given up

	CreatePair(p NewPair)
	OpenPair(id string)
	Pairs() // lists them: PairsMsg
	SetLanguage(lang string)
	SetTheme(setting string)
	SetView(view string)
	SetOwner(role string) // whose computer this is, for the open pair
	SetSettings(s Settings)
	Notes(NotesRequest)
	Calendar(next string)                        // writes the file: CalendarMsg
	Take(files []curriculum.File)                // copies them to the documents: TakenMsg
	Show(path string)                            // a file, in the desktop's own program
	ShowPicture(l *curriculum.Lesson, to string) // a picture of a lesson's, likewise
	Copy(text string)
	Sync()                   // with the pair's git remote, if it has one: said when it is done
	Absorb()                 // take in the copies that a sync folder made
	Restore()                // put back what was taken out of the journal's file
	Pager(text string)       // show it in $PAGER
	Edit(field, text string) // in $EDITOR; what comes back stands in that field
	Begun() int              // how many texts were begun and not kept
	Quit()

	// In a room; nothing happens elsewhere.
	Lead()             // take the lead, or hand it over
	Hand(seat uint64)  // the lead, to that one
	Rejoin()           // come back to whoever leads
	Ask(text string)   // the mentor, a question for later
	Cover(text string) // such a question is dealt with
}

// A Done is what one press has done, and what takes it back.
type Done struct {
	Entries []storage.Entry // still there
	What    string          // in words, where no entry says it
	PutBack []string        // ids of what it took back itself
	Begun   bool            // it began the session

	// Back goes to where it was pressed, once the entries are taken back; it is told what stands
	// for those that were put back.
	Back func(anew map[string]storage.Entry)
}

// NewPair is who the two are.
type NewPair struct {
	Mentor, MentorLanguage string
	Mentee, MenteeLanguage string
	View                   string
	Owner                  string
}

// NotesRequest asks for the notes: shown, or written to a file.
type NotesRequest struct {
	Audience string
	Format   string
	Write    bool
}

// NotesMsg is the answer.
type NotesMsg struct {
	File    string // where it was written, to be opened
	Request NotesRequest
	Text    string
	LeftOut []string // what it leaves out, and why
	Path    string
	Err     error
}

// PairsMsg is the list of pairs: which of it is shown is the screen's to say.
type PairsMsg struct {
	Pairs []progress.PairInfo
	Err   error
}

// A Taken is a practice file that was copied.
type Taken struct {
	Path  string // for opening
	Shown string // for reading
	Fresh bool   // false: it was there already
}

// TakenMsg tells where practice files are now; Err why not all of them are.
type TakenMsg struct {
	Files []Taken
	Err   error
}

// CalendarMsg tells where the calendar file was written.
type CalendarMsg struct {
	Path string // for reading
	File string // for opening
	Err  error
}
