// Package screen is what the pair sees: one file per screen and per dialog.
//
// A [Screen] says what is on its [Page] (lines, things that can be chosen, buttons) and
// what happens when one of them is pressed; it knows no sizes but those it is told when
// it draws, and no keys: the root turns keys, clicks and the wheel into presses of what
// the page shows, so that whatever can be done with a key can be done with the mouse.
//
// A screen changes nothing but itself and what it asks of its [Host]; what is kept goes
// through [Host.Save] as journal entries, and comes back folded in [Env.Prog]. Nothing
// here waits for a disk, a network or a clock.
package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/keys"
	"binome/tui/theme"
)

// A Screen is one thing to look at and act on.
type Screen interface {
	// Name is stable and unique: the root keeps the scroll place and the chosen row by it.
	Name() string
	// Page is what is there now, w columns wide; h is the rows its body will get at most.
	Page(env *Env, w, h int) Page
	// Press is the button or row of that id.
	Press(env *Env, id string) tea.Cmd
}

// A Keyer is a screen with keys beside those of every screen.
type Keyer interface {
	// Key reports whether it took the key.
	Key(env *Env, msg tea.KeyPressMsg) (tea.Cmd, bool)
}

// A Receiver is a screen that messages other than keys and mouse are meant for.
type Receiver interface {
	Receive(env *Env, msg tea.Msg) tea.Cmd
}

// An Enterer is told when it comes to the front, from below too.
type Enterer interface{ Enter(env *Env) tea.Cmd }

// A Modal screen gets every key itself (a form in which letters are typed). It still
// can be left: the root takes ctrl+c.
type Modal interface {
	Update(env *Env, msg tea.Msg) tea.Cmd
}

// Who looks at this screen.
const (
	ViewShared = "shared" // both
	ViewMentor = "mentor"
	ViewMentee = "mentee"
)

// Env is what every screen is given. It belongs to one terminal; its fields are set by
// the root between messages.
type Env struct {
	Words *phrases.Printer
	All   *phrases.Catalogues
	Theme theme.Theme
	Keys  keys.Map
	Cur   *curriculum.Curriculum
	Now   func() time.Time
	Host  Host

	Settings  Settings
	View      string // shared, mentor, mentee
	Editor    bool   // there is an $EDITOR for a long text
	Wide      bool   // 100 columns or more: there is a side pane
	SideWidth int    // of the side pane, in columns
	typos     map[said]string

	// Of the open pair; PairID is "" when none is.
	PairID string
	State  *storage.State
	Prog   *progress.Progress
	Hour   *Hour

	// Of the room that this terminal shares with another.
	InRoom  bool
	Follows bool     // another leads: what takes the two further is theirs
	Asides  []string // the mentee's questions for later; a mentor's terminal alone has any

	// Inviter lets others in, when this computer is their host; nil when it isn't.
	Inviter Inviter

	// Sel is the chosen row of the screen that draws; "" before there is one.
	Sel string

	// Drafts keep what was typed and not saved, by what it was for.
	Drafts map[string]string
}

// Lang is the language of what is shown.
func (e *Env) Lang() string { return e.Words.Lang }

// T is a phrase.
func (e *Env) T(key string, pairs ...any) string { return e.Words.T(key, pairs...) }

// Mentor and Mentee are the two first names, or the words for them when there is no pair.
func (e *Env) Mentor() string { return firstName(e.Prog, progress.Mentor, e.T("roles.mentor")) }

// Mentee is the senior's first name.
func (e *Env) Mentee() string { return firstName(e.Prog, progress.Mentee, e.T("roles.mentee")) }

// Settings are what config.toml holds of how the coach behaves.
type Settings struct {
	Theme   string // auto, light, dark, contrast, plain
	Rhythm  int    // days between two sessions
	Minutes int    // how long they last had
	Owner   string // whose computer this is: mentor, mentee, "" for nobody's in particular

	// Of whoever this computer belongs to, for the next pair begun here; "" is not said.
	Name, Role string
}

// Host is what the root does for a screen. All of it is immediate; what takes time
// comes back as a message.
type Host interface {
	Save(entries ...storage.Entry) []storage.Entry // shown at once, on the disk soon
	SavePrivate(entries ...storage.Entry) tea.Cmd  // into the owner's own file: PrivateMsg
	Private() tea.Cmd                              // what is in it: PrivateMsg
	Top() Screen                                   // the one in front
	Go(s Screen) tea.Cmd                           // on top of this one
	Replace(s Screen) tea.Cmd                      // instead of this one
	Back() tea.Cmd
	Home() tea.Cmd // to Today
	Open(d Dialog) tea.Cmd
	Close() tea.Cmd // the dialog on top
	Say(text string)

	CreatePair(p NewPair) tea.Cmd
	OpenPair(id string) tea.Cmd
	Pairs() tea.Cmd                          // lists them: PairsMsg
	PairsMore(of []storage.PairInfo) tea.Cmd // their dates and promises: PairsMoreMsg
	SetLanguage(lang string) tea.Cmd
	SetTheme(setting string) tea.Cmd
	SetView(view string) tea.Cmd
	SetOwner(role string) tea.Cmd // whose computer this is, for the open pair
	SetSettings(s Settings) tea.Cmd
	WriteNotes(NotesRequest) tea.Cmd
	WriteCalendar(next string) tea.Cmd
	Sync() tea.Cmd            // with the pair's git remote, if it has one: said when it is done
	Absorb() tea.Cmd          // take in the copies that a sync folder made
	Page(text string) tea.Cmd // show it in $PAGER
	Edit(text string) tea.Cmd // in $EDITOR: EditedMsg
	Quit() tea.Cmd

	// In a room; nothing happens elsewhere.
	Lead() tea.Cmd     // take the lead, or hand it over
	Hand(seat uint64)  // the lead, to that one
	Ask(text string)   // the mentor, a question for later
	Cover(text string) // such a question is dealt with
}

// NewPair is who the two are.
type NewPair struct {
	Mentor, MentorLanguage string
	Mentee, MenteeLanguage string
	View                   string
	Owner                  string
}

// NotesRequest asks for the notes: shown when Path is "", written to it otherwise.
type NotesRequest struct {
	Audience  string
	Format    string
	Write     bool
	Overwrite bool
}

// NotesMsg is the answer.
type NotesMsg struct {
	Request NotesRequest
	Text    string
	LeftOut []string // what it leaves out, and why
	Path    string
	Err     error
}

// PairsMsg is the list of pairs.
type PairsMsg struct {
	Pairs []storage.PairInfo
	Err   error
}

// CalendarMsg tells where the calendar file was written.
type CalendarMsg struct {
	Path string
	Err  error
}

// EditedMsg is what came back from $EDITOR.
type EditedMsg struct {
	Text string
	Err  error
}

// A Typer is a screen in which letters are typed into a field: no letter is a key there.
type Typer interface {
	Typing() bool
	Paste(env *Env, msg tea.PasteMsg)
}
