// Package tui is the coach in the terminal: one root that holds the screens in front, the
// open pair and the room, and two faces for it: a terminal that is drawn ([Run]) and
// linear text ([RunPlain]).
//
// Both return when the pair leaves, when the terminal goes away, or when ctx ends; what
// was acknowledged is then on the disk.
//
// It promises (DESIGN, The screens): no key press waits on a disk or a network, a
// resize never loses a character of what is being typed, everything that goes to the
// terminal has passed the last gate, every action can be reached by keyboard, and nothing
// is kept that nobody decided.
package tui

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/tui/plain"
	"binome/tui/screen"
	"binome/tui/theme"
)

// A Reload is what an author has saved: the lessons as they are now, nil when what is shown
// should stay, and what is wrong with them in one line.
type Reload struct {
	Curriculum *curriculum.Curriculum
	Finding    string
}

// Options are everything the coach is given by whoever starts it.
type Options struct {
	Folder  *storage.Folder
	Phrases *phrases.Catalogues
	Config  storage.Config
	// Curriculum waits for it, when it is still being read: the journal is read meanwhile.
	Curriculum func() *curriculum.Curriculum

	Pair  string // open this one; "" lets Home or the folder decide
	Home  bool   // show all pairs
	View  string // shared, mentor, mentee; "" as remembered
	Theme string // auto, light, dark, contrast, plain; "" as configured
	Lang  string // of the environment or as asked
	// LangAsked: somebody asked for that language. Else a pair who both read another are
	// spoken to in theirs.
	LangAsked bool

	Now func() time.Time
	In  io.Reader
	Out io.Writer
	Env []string // the terminal's, for its colours
	// Reloads brings the curriculum anew whenever an author has saved a file: the coach
	// keeps its place and shows what is there now. nil when nobody is writing.
	Reloads <-chan Reload
	// Drafts are that author's lessons among those of a curriculum: they are walked, and
	// nothing else is. nil for a pair.
	Drafts func(*curriculum.Curriculum) []string
	// Seat is this terminal's place in the room that it shares with another; nil when it
	// is alone. Who runs the coach leaves it when [Run] has returned.
	Seat Seat
	// Role is who sits here, when that is settled ("mentor", "mentee"): the view follows
	// from it. A mentee's curriculum is taken without its guides, and so neither they nor a
	// guest can change the view. "" lets it be chosen, as at the owner's own terminal.
	Role string
	// Guest is for somebody who came in from elsewhere: nothing is opened, run or written
	// on this computer but the pair's journal; other pairs, the owner's own file and the
	// settings are not theirs. What they set lasts as long as they stay.
	Guest bool
	// Journal is the open pair's, when others in this process use it too: there is one
	// writer for a journal. It is not closed here. nil lets the coach open Pair's.
	Journal *storage.Journal
	// Inviter lets others in, when this computer is their host; nil when it isn't.
	Inviter screen.Inviter
	// Size and Sizes are those of a terminal that is not this computer's, whose size
	// nothing here can ask for: what it has, and what it gets. The zero Size asks.
	Size  Size
	Sizes <-chan Size
	// Sync brings a pair's journal and its git remote together, when it has one: did is
	// false when it has none. It is called off the interface's path when a session is
	// closed; nil for never.
	Sync func(ctx context.Context, pair string) (did bool, err error)
	// Documents is the folder that practice files are taken to; "" when there is none to be
	// found. Far is this computer's name, when whoever sits here came in over SSH.
	Documents, Far string
	// Plain is for linear text: nothing that needs a screen is offered.
	Plain bool
	// FPS limits the frames a second; 0 is 120, which halves the wait for a key's effect.
	FPS int
	// Debug receives a line for every message, when set.
	Debug io.Writer
}

// A Size is a terminal's, in columns and lines.
type Size struct{ Width, Height int }

// Run shows the coach until it is left.
func Run(ctx context.Context, o Options) error {
	if o.Env != nil {
		o.Env = theme.Environment(o.Env)
	}
	if o.Out == nil {
		o.Out = os.Stdout
	}
	m := newModel(o)
	fps := o.FPS
	if fps == 0 {
		fps = 120
	}
	if o.In == nil {
		o.In = os.Stdin
	}
	ended := make(chan struct{})
	defer close(ended)
	opts := []tea.ProgramOption{tea.WithContext(ctx), tea.WithFPS(fps), tea.WithInput(WholePieces(o.In, ended))}
	if o.Env != nil {
		opts = append(opts, tea.WithEnvironment(o.Env))
	}
	// Bubble Tea would find the colours out anew, which within tmux starts a program.
	opts = append(opts, tea.WithOutput(byColumns(o.Out)), tea.WithColorProfile(m.profile))
	if o.Size == (Size{}) {
		m.measure()
	} else {
		m.w, m.h = o.Size.Width, o.Size.Height
		// Signals are this computer's, and not for who sits elsewhere.
		opts = append(opts, tea.WithWindowSize(m.w, m.h), tea.WithoutSignalHandler())
	}
	p := tea.NewProgram(m, opts...)
	go o.resizes(p, ended)
	if o.Size == (Size{}) {
		go mindSignals(p, ended)
	}
	_, err := p.Run()
	return m.shut(err)
}

// RunPlain says the coach as linear text: for a screen reader, a pipe, a dumb terminal.
func RunPlain(ctx context.Context, o Options) error {
	o.Plain = true
	c := newCoach(o)
	c.open()
	err := plain.Run(ctx, o.In, o.Out, &linear{coach: c})
	return errors.Join(err, c.err, c.shut())
}

// measure asks the terminal for its size, so that the first frame is drawn once.
func (m *model) measure() {
	out, ok := m.opt.Out.(term.File)
	if !ok {
		return
	}
	if w, h, err := term.GetSize(out.Fd()); err == nil && w > 0 && h > 0 {
		m.w, m.h = w, h
	}
}

// resizes hands the sizes on that come from elsewhere.
func (o Options) resizes(p *tea.Program, ended <-chan struct{}) {
	for {
		select {
		case s := <-o.Sizes: // never, when there is no channel
			p.Send(tea.WindowSizeMsg{Width: s.Width, Height: s.Height})
		case <-ended:
			return
		}
	}
}
