package live

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"binome/curriculum/phrases"
	"binome/storage/clean"
	"binome/storage/progress"
	"binome/tui"
	"binome/tui/keys"
	"binome/tui/ruler"
	"binome/tui/theme"
)

// choose shows somebody's pairs and waits for one of them; ok is false when they leave.
// Names of pairs that are not theirs never come near this.
func (t terminal) choose(m *Member, words *phrases.Printer) (p Place, ok bool) {
	c := &chooser{words: words, keys: keys.Default(), size: t.s.size,
		theme: theme.New(theme.Plain, colorprofile.ASCII)}
	called := map[string]int{}
	for _, p := range m.Places {
		label := t.s.h.label(p, words)
		c.rows = append(c.rows, choice{p, label})
		called[label]++
	}
	for i, r := range c.rows {
		if called[r.label] > 1 { // two pairs of one name
			c.rows[i].label += " (" + r.place.Pair + ")"
		}
	}
	done := make(chan struct{})
	defer close(done)
	prog := tea.NewProgram(c, tea.WithContext(t.s.ctx), tea.WithFPS(guestFPS), tea.WithInput(tui.WholePieces(t.in.lease(done), done)), tea.WithOutput(t.out),
		tea.WithEnvironment(t.s.env), tea.WithWindowSize(c.size.Width, c.size.Height), tea.WithoutSignalHandler())
	go func() {
		for {
			select {
			case s := <-t.sizes:
				prog.Send(tea.WindowSizeMsg{Width: s.Width, Height: s.Height})
			case <-done:
				return
			}
		}
	}()
	if _, err := prog.Run(); err != nil || !c.chosen {
		return Place{}, false
	}
	t.s.size = c.size
	return c.rows[c.at].place, true
}

// label is what a pair is called: by the names of the two, or by its id when its journal
// can't be read.
func (h *Host) label(p Place, words *phrases.Printer) string {
	st, err := h.o.Folder.Read(p.Pair)
	if err != nil {
		return p.Pair
	}
	who := progress.Fold(h.o.Curriculum, st.Entries)
	return words.T("pairs.pair", "Mentor", who.Mentor.Name, "Mentee", who.Mentee.Name)
}

type choice struct {
	place Place
	label string
}

// A chooser is a list and nothing else.
type chooser struct {
	words  *phrases.Printer
	keys   keys.Map
	theme  theme.Theme
	size   tui.Size
	rows   []choice
	at     int
	top    int
	chosen bool
}

// Init implements tea.Model.
func (c *chooser) Init() tea.Cmd { return nil }

// Update implements tea.Model.
func (c *chooser) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		c.size = tui.Size{Width: msg.Width, Height: msg.Height}
	case tea.KeyPressMsg:
		return c, c.key(msg)
	}
	return c, nil
}

func (c *chooser) key(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case c.keys.Up.Matches(msg):
		c.at = max(0, c.at-1)
	case c.keys.Down.Matches(msg):
		c.at = min(len(c.rows)-1, c.at+1)
	case c.keys.Home.Matches(msg):
		c.at = 0
	case c.keys.End.Matches(msg):
		c.at = len(c.rows) - 1
	case c.keys.Primary.Matches(msg):
		c.chosen = true
		return tea.Quit
	case c.keys.Leave.Matches(msg), c.keys.Back.Matches(msg):
		return tea.Quit
	}
	return nil
}

// View implements tea.Model.
func (c *chooser) View() tea.View {
	w := max(1, c.size.Width-4)
	lines := ruler.Whole.Wrap(c.words.T("live.choose.title"), w)
	lines = append(lines, "")
	foot := ruler.Whole.Wrap(c.words.T("live.choose.keys"), w)
	room := max(1, c.size.Height-len(lines)-len(foot)-2)
	c.top = min(max(c.top, c.at-room+1), c.at)
	for i := c.top; i < min(len(c.rows), c.top+room); i++ {
		sign := "  "
		if i == c.at {
			sign = c.theme.Sign.Cursor + " "
		}
		lines = append(lines, sign+ruler.Whole.Wrap(c.rows[i].label, w)[0])
	}
	lines = append(append(lines, ""), foot...)
	v := tea.NewView(clean.Frame(strings.Join(lines, "\n")))
	v.AltScreen = true
	return v
}
