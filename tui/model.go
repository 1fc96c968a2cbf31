package tui

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"binome/storage"
	"binome/storage/progress"
	"binome/tui/keys"
	"binome/tui/screen"
	"binome/tui/theme"
	"binome/tui/widget"
)

// model is the one tea.Model. Screens are pushed on its stack, dialogs on theirs; what
// is drawn is composed after every message, so that keys and clicks are matched
// against exactly what is seen.
type model struct {
	opt Options
	env *screen.Env

	w, h    int
	dark    bool
	profile colorprofile.Profile
	ascii   bool // signs that any font has

	stack   []screen.Screen
	dialogs []*openDialog
	places  map[string]*place // by the screen's name
	shown   shown

	together together

	journal   *storage.Journal
	shared    bool // the journal is others' too, and theirs to close
	stopWatch func()
	private   *storage.Journal
	owners    map[string]string

	notice  string
	err     error         // to be told after leaving
	first   *painted      // the terminal, when it shows the first frame already
	unmoved bool          // the last message has changed nothing that is seen
	gone    chan struct{} // closed when the program has ended: whoever waits for news goes home
	still   bool          // nothing waits for the clock or the journal: tests drive both
}

// place is where one was on a screen: how far scrolled, which row.
type place struct {
	view widget.Viewport
	sel  string
	rows []screen.Spot
	read bool // all of it has been on the screen
	pane bool // it had something at its side
}

type openDialog struct {
	screen.Dialog
	place place
}

// shown is what was composed last.
type shown struct {
	page   screen.Page
	sheet  screen.Sheet
	frame  string
	clean  bool // the frame has passed the last gate
	hits   widget.Hits
	cursor *tea.Cursor
}

func newModel(o Options) *model {
	if o.Now == nil {
		o.Now = time.Now
	}
	words := o.Phrases.For(o.Lang)
	m := &model{
		opt: o, w: 80, h: 24, dark: true, profile: colorprofile.Unknown,
		places: map[string]*place{}, owners: o.Config.Owner,
		gone: make(chan struct{}),
	}
	set := screen.Settings{Theme: o.Config.Theme, Rhythm: o.Config.Rhythm, Minutes: o.Config.Minutes, Name: o.Config.Name, Role: o.Config.Role}
	if o.Theme != "" {
		set.Theme = o.Theme
	}
	if set.Theme == "" {
		set.Theme = "auto"
	}
	m.env = &screen.Env{
		Words: words, All: o.Phrases, Keys: keys.Default(), Now: o.Now, Host: m,
		Settings: set, View: viewOf(o), Drafts: map[string]string{},
	}
	m.env.Cur = m.taught(o.Curriculum)
	m.env.Inviter = o.Inviter
	m.profile = colorprofile.Detect(o.Out, o.Env)
	if o.Out == nil {
		m.profile = colorprofile.Detect(os.Stdout, o.Env)
	}
	m.ascii = plainSigns(m.getenv("TERM"), m.getenv("LC_ALL", "LC_CTYPE", "LANG"))
	m.env.Editor = !o.Guest && m.getenv("VISUAL", "EDITOR") != ""
	if o.Config.Background != "" {
		m.dark = o.Config.Background == "dark"
	}
	if dark, known := theme.Background(m.getenv("COLORFGBG")); known {
		m.dark = dark // the terminal itself is asked, but answers after the first frame
	}
	m.retheme()
	return m
}

func (m *model) retheme() {
	m.env.Theme = theme.New(theme.Resolve(m.env.Settings.Theme, m.dark), m.profile)
	if m.ascii {
		m.env.Theme = m.env.Theme.ASCII()
	}
}

// plainSigns: the console of Linux has few signs, and a locale that names another
// encoding has none of ours.
func plainSigns(term, locale string) bool {
	locale = strings.ToLower(locale)
	_, charset, named := strings.Cut(locale, ".")
	return term == "linux" || named && !strings.HasPrefix(charset, "utf")
}

// prepare opens what is to be shown first and has it drawn, before the terminal is
// asked for anything: the first frame is the true one.
func (m *model) prepare() {
	m.open()
	m.compose()
}

// open decides what comes first: the pair asked for, the nearest, the list, the welcome.
func (m *model) open() {
	id := m.opt.Pair
	if m.opt.Home && !m.opt.Guest {
		m.stack = []screen.Screen{&screen.Pairs{}}
		return
	}
	if id == "" {
		m.stack = []screen.Screen{&screen.Welcome{}}
		return
	}
	j, err := m.opt.Journal, error(nil)
	if j == nil {
		j, err = m.opt.Folder.Journal(id)
	}
	if err != nil {
		m.err = err
		m.stack = []screen.Screen{&screen.Pairs{}}
		m.notice = m.failed(err)
		return
	}
	m.adopt(id, j)
	if m.env.Inviter != nil {
		m.Open(&screen.Invite{})
	}
	if l, ok := m.env.Cur.Lesson(m.opt.Lesson); ok {
		s := screen.NewLesson(m.env, l, "")
		m.stack = append(m.stack, s)
		s.Enter(m.env)
	}
}

// adopt makes a journal the open one and goes to where they were: the step of a session
// that goes on, else Today.
func (m *model) adopt(id string, j *storage.Journal) {
	m.drop()
	m.journal, m.shared = j, j == m.opt.Journal
	m.env.PairID = id
	if m.opt.Seat != nil && id != m.opt.Pair { // the room is the other pair's
		m.opt.Seat.Leave()
		m.opt.Seat, m.together = nil, together{}
		m.env.InRoom, m.env.Follows, m.env.Asides = false, false, nil
	}
	m.env.Hour = nil
	m.env.Settings.Owner = m.owners[id]
	m.refold()
	m.places = map[string]*place{}
	m.stack = []screen.Screen{&screen.Today{}}
	m.dialogs = nil
	m.env.Follows = m.opt.Seat != nil // until the room says who leads, nothing is written
	if m.env.Hour = screen.ResumeHour(m.env); m.env.Hour != nil {
		m.resume()
	}
	m.meet()
}

// resume goes to the lesson they were in, when they were in one.
func (m *model) resume() {
	at := m.env.Prog.Place
	if at.Lesson == "" || m.env.Prog.PlaceAt.Before(m.env.Hour.Began) {
		return
	}
	if l, ok := m.env.Cur.Lesson(at.Lesson); ok {
		s := screen.NewLesson(m.env, l, at.Step)
		m.stack = append(m.stack, s)
		s.Enter(m.env)
	}
}

func (m *model) drop() {
	if m.stopWatch != nil {
		m.stopWatch()
		m.stopWatch = nil
	}
	if m.journal != nil && !m.shared {
		go m.journal.Close() //nolint:errcheck // what would be lost was said before leaving
	}
	m.journal = nil
	if m.private != nil {
		go m.private.Close() //nolint:errcheck
		m.private = nil
	}
	m.env.PairID, m.env.State, m.env.Prog, m.env.Hour = "", nil, nil, nil
}

// refold reads the journal's state anew.
func (m *model) refold() {
	if m.journal == nil {
		return
	}
	st := m.journal.State()
	if m.env.State != nil && st.Version == m.env.State.Version {
		return
	}
	m.env.State = st
	m.env.Prog = progress.Fold(m.env.Cur, st.Entries)
}

// shut closes what is open when the program has ended, however it ended.
func (m *model) shut(err error) error {
	close(m.gone)
	if m.stopWatch != nil {
		m.stopWatch()
	}
	var lost error
	for _, j := range []*storage.Journal{m.journal, m.private} {
		if j != nil && (j != m.journal || !m.shared) {
			lost = errors.Join(lost, j.Close())
		}
	}
	if errors.Is(err, tea.ErrInterrupted) || errors.Is(err, tea.ErrProgramKilled) {
		err = nil // the terminal went away: all that was acknowledged is on the disk
	}
	return errors.Join(err, lost)
}

// Init asks the terminal what it looks like; nothing waits for the answer.
func (m *model) Init() tea.Cmd {
	composed := m.env.State
	cmds := []tea.Cmd{tea.RequestBackgroundColor, m.watch(), m.untilMinute(), m.reloads(), m.listen(), m.invites()}
	entered := false
	if top, ok := m.top().(screen.Enterer); ok {
		if _, lesson := m.top().(*screen.Lesson); !lesson { // a lesson was entered when it was opened
			cmds = append(cmds, top.Enter(m.env))
			entered = true
		}
	}
	if entered || m.env.State != composed {
		m.compose()
	}
	return tea.Batch(cmds...)
}

func (m *model) top() screen.Screen {
	if len(m.stack) == 0 {
		return &screen.Welcome{}
	}
	return m.stack[len(m.stack)-1]
}

func (m *model) debug(msg tea.Msg) {
	if m.opt.Debug != nil {
		fmt.Fprintf(m.opt.Debug, "%s %T\n", m.opt.Now().Format("15:04:05.000"), msg)
	}
}
