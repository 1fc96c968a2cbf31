package tui

import (
	"errors"
	"os"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"binome/tui/face"
	"binome/tui/keys"
	"binome/tui/page"
	"binome/tui/ruler"
	"binome/tui/theme"
	"binome/tui/widget"
)

// model is the one tea.Model: the coach on a terminal that is drawn. What is seen is
// composed after every message, so that keys and clicks are matched against exactly that.
type model struct {
	*coach
	face face.Face
	keys keys.Map

	w, h    int
	dark    bool
	profile colorprofile.Profile
	ascii   bool // signs that any font has
	ruler   ruler.Ruler

	places   []map[string]*face.Place  // at each depth of the stack, by the page's name
	pictures map[string]*lessonPicture // of the pages shown, by their names
	graphics graphics
	placesOf string // the pair whose pages they are
	shown    shown

	unmoved   bool // the last message has changed nothing that is seen
	stopWatch func()
	watched   string        // the pair whose journal is watched
	gone      chan struct{} // closed when the program has ended: whoever waits for news goes home
	hands     fingers
	fault     string // the trace of a panic; the program ends
	still     bool   // nothing waits for the clock or the journal: tests drive both
	ticking   bool   // a second is being waited for
}

// shown is the frame that was composed last, with what can be clicked in it.
type shown struct {
	page     page.Page
	body     face.Body
	place    *face.Place
	frame    string
	clean    bool // the frame has passed the last gate
	bar      rect
	left     widget.Hit // where the page is, when something stands beside it
	saving   bool       // the bar says so
	anchored string     // the frame, with columns in it; "" until it is asked for
	hits     widget.Hits
	cursor   *tea.Cursor
}

func newModel(o Options) *model {
	m := &model{
		coach: newCoach(o), keys: keys.Default(), w: 80, h: 24, dark: true, profile: colorprofile.Unknown,
		gone: make(chan struct{}), hands: fingers{moment: time.Now},
	}
	m.coach.retheme = m.retheme
	m.profile = colorprofile.Detect(o.Out, o.Env)
	if o.Out == nil {
		m.profile = colorprofile.Detect(os.Stdout, o.Env)
	}
	m.ascii = plainSigns(m.getenv("TERM"), m.getenv("LC_ALL", "LC_CTYPE", "LANG"))
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
	m.face.Theme = theme.New(theme.Resolve(m.env.Settings.Theme, m.dark), m.profile)
	m.face.Theme = m.face.Theme.Measured(m.ruler)
	if m.ascii {
		m.face.Theme = m.face.Theme.ASCII()
	}
	if !theme.OpensLinks(m.getenv) {
		m.face.Theme = m.face.Theme.InFull()
	}
}

// plainSigns: the console of Linux has few signs, and a locale that names another
// encoding has none of ours.
func plainSigns(term, locale string) bool {
	locale = strings.ToLower(locale)
	_, charset, named := strings.Cut(locale, ".")
	return term == "linux" || named && !strings.HasPrefix(charset, "utf")
}

// place is where one is on a page, at its depth of the stack: who closes a page and opens it
// again begins at the top, and who comes back to one is where they were.
func (m *model) place(p *page.Page, depth int) *face.Place {
	if m.placesOf != m.env.PairID {
		m.places, m.placesOf = nil, m.env.PairID
	}
	m.places = m.places[:min(len(m.places), len(m.stack))]
	for len(m.places) < depth {
		m.places = append(m.places, map[string]*face.Place{})
	}
	pl := m.places[depth-1][p.Name]
	if pl == nil {
		pl = &face.Place{}
		m.places[depth-1][p.Name] = pl
	}
	return pl
}

// shut closes what is open when the program has ended, however it ended.
func (m *model) shut(err error) error {
	close(m.gone)
	if m.stopWatch != nil {
		m.stopWatch()
	}
	lost := m.coach.shut()
	switch {
	case m.fault != "":
		err = m.panicked()
	case errors.Is(err, tea.ErrProgramPanic): // Bubble Tea's own, or in what it draws
		m.fault = err.Error()
		err = m.panicked()
	case errors.Is(err, tea.ErrInterrupted), errors.Is(err, tea.ErrProgramKilled):
		err = nil // the terminal went away: all that was acknowledged is on the disk
	}
	return errors.Join(err, lost)
}

// Init opens what is to be shown first and has it drawn: the first frame is the true one.
// Bubble Tea's clock, which ticks once before anything is sent, runs meanwhile. What the
// terminal looks like is asked, and nothing waits for the answer.
func (m *model) Init() tea.Cmd {
	m.open()
	return tea.Batch(tea.RequestBackgroundColor, m.untilMinute(), m.reloads(), m.listen(), m.invites(), m.after())
}
