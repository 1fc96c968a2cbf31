package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"binome/tui/live/room"
	"binome/tui/screen"
	"binome/tui/widget"
)

// A Seat is this terminal's place in a room that it shares with another: [room.Seat] in
// the same process, or whatever stands for one elsewhere. None of its methods waits.
type Seat interface {
	State() room.State
	News() <-chan struct{} // receives whenever State has changed
	Move(room.Place)       // this terminal has moved itself
	Lead()
	Hand(to uint64)
	Away(bool)
	Ask(text string)
	Cover(text string)
	Leave()
}

// together is what the root knows of the room.
type together struct {
	st   room.State
	met  bool       // st has been looked at
	told room.Place // where the room has us, as far as we know: what differs, we moved
}

// roomMsg says that the room has changed.
type roomMsg struct{}

// listen waits for news of the room.
func (m *model) listen() tea.Cmd {
	if m.opt.Seat == nil || m.still {
		return nil
	}
	return heard(m.gone, m.opt.Seat.News(), func(struct{}) tea.Msg { return roomMsg{} })
}

// inRoom reports whether there is a room, open, in which this terminal sits.
func (m *model) inRoom() bool {
	_, here := m.together.st.Person(m.together.st.Me)
	return m.opt.Seat != nil && m.together.met && here
}

func (m *model) follows() bool { return m.inRoom() && !m.together.st.Mine() }

func (m *model) away() bool {
	p, ok := m.together.st.Person(m.together.st.Me)
	return ok && p.Away
}

// others are the people in the room but this terminal's.
func (m *model) others() []room.Person {
	return slices.DeleteFunc(slices.Clone(m.together.st.People), func(p room.Person) bool { return p.Seat == m.together.st.Me })
}

// meet looks at the room as it is now: says what has changed, and goes where the leader
// is, unless this terminal looks elsewhere.
func (m *model) meet() tea.Cmd {
	if m.opt.Seat == nil || m.env.PairID == "" {
		return nil
	}
	was, met := m.together.st, m.together.met
	st := m.opt.Seat.State()
	if met && st.N <= was.N {
		return nil
	}
	m.together.st, m.together.met = st, true
	m.env.InRoom, m.env.Follows, m.env.Asides = m.inRoom(), m.follows(), st.Asides
	if m.env.View == screen.ViewMentee {
		m.env.Asides = nil
	}
	if st.Over != "" {
		return m.over(st.Over, was)
	}
	if met {
		m.sayChanges(was, st)
	} else if m.follows() {
		m.notice = m.env.T("room.joined", "Name", m.leader())
	}
	me, ok := st.Person(st.Me)
	if ok && !me.Away && (!me.Leads || !was.Mine()) {
		m.arrive(st.Place, false)
	}
	return nil
}

// over ends the room for this terminal: its owner goes on alone, a guest is told why.
func (m *model) over(why string, was room.State) tea.Cmd {
	if was.Over != "" {
		return nil
	}
	if m.opt.Guest {
		return m.Open(&screen.Over{Why: why})
	}
	m.notice = screen.OverWord(m.env, why)
	return nil
}

// sayChanges says calmly who came, who went and who leads. People go by their names: a
// seat's number is another one when another window holds the room.
func (m *model) sayChanges(was, st room.State) {
	before, now := m.company(was), m.company(st)
	gone := false
	for name, n := range before {
		if now[name] < n {
			gone = true
			m.notice = m.env.T("room.left", "Name", name)
		}
	}
	for name, n := range now {
		if before[name] < n {
			m.notice = m.env.T("room.came", "Name", name)
		}
	}
	switch {
	case gone: // who is left alone leads, as a matter of course
	case st.Mine() && !was.Mine():
		m.notice = m.env.T("room.you-lead")
	case !st.Mine() && (was.Mine() || m.led(was) != m.led(st)):
		m.notice = m.env.T("room.leads", "Name", m.led(st))
	}
	if len(m.env.Asides) > len(was.Asides) {
		m.notice = m.env.T("aside.came", "Name", m.env.Mentee(), "Key", m.env.Keys.Aside.Names[0])
	}
}

// company is how many of each name are here besides this terminal.
func (m *model) company(st room.State) map[string]int {
	names := map[string]int{}
	for _, p := range st.People {
		if p.Seat != st.Me {
			names[screen.PersonName(m.env, p)]++
		}
	}
	return names
}

// led is what the one who leads is called.
func (m *model) led(st room.State) string {
	p, _ := st.Person(st.Lead)
	return screen.PersonName(m.env, p)
}

// leader is who leads now.
func (m *model) leader() string { return m.led(m.together.st) }

// here is where this terminal is, as the room counts it: the screen in front, or the one
// below what only it looks at; i is its place on the stack.
func (m *model) here() (s screen.Placed, i int) {
	for i := len(m.stack) - 1; i >= 0; i-- {
		if p, ok := m.stack[i].(screen.Placed); ok {
			return p, i
		}
	}
	return nil, -1
}

// arrive goes to where the leader is. What this terminal has open for itself over the
// lesson stays open, unless it has asked to come back.
func (m *model) arrive(at room.Place, only bool) {
	here, i := m.here()
	if i < 0 {
		return
	}
	if at.Screen == "" { // the room is nowhere yet: whoever leads says where
		if m.follows() {
			m.together.told = here.At()
		}
		return
	}
	m.keepHour(at)
	own := m.stack[i+1:]
	if only {
		own = nil
	}
	s, ok := screen.Goto(m.env, here, at)
	if !ok {
		return
	}
	today := m.stack[0]
	if _, is := today.(*screen.Today); !is {
		today = &screen.Today{}
	}
	stack := []screen.Screen{today}
	if at.Screen != "today" {
		stack = append(stack, s)
	}
	m.stack = append(stack, own...)
	if here, i := m.here(); i >= 0 {
		m.together.told = here.At()
	}
}

// keepHour lays out the hour here as the leader has it: by the journal, and by how much
// of it is left.
func (m *model) keepHour(at room.Place) {
	if at.Screen == "today" && m.env.Prog.OpenSession(m.env.Now()) == nil {
		m.env.Hour = nil
		return
	}
	if m.env.Hour == nil {
		m.env.Hour = screen.ResumeHour(m.env)
	}
	if m.env.Hour != nil && at.Left > 0 {
		m.env.Hour.CatchUp(at.Left)
	}
}

// tell says in the room that this terminal has moved itself, if it has.
func (m *model) tell() tea.Cmd {
	if !m.inRoom() {
		return nil
	}
	here, i := m.here()
	if i < 0 {
		return nil
	}
	at := here.At()
	if at == m.together.told {
		return nil
	}
	m.together.told = at
	at.Left = m.together.st.Place.Left
	if !m.follows() {
		at.Left = m.env.Hour.PartsLeft()
	}
	m.opt.Seat.Move(at)
	return m.meet()
}

// Lead implements screen.Host: one key takes the lead or hands it over.
func (m *model) Lead() tea.Cmd {
	others := m.others()
	switch {
	case !m.inRoom() || len(others) == 0:
		m.notice = m.env.T("room.alone")
	case m.follows():
		m.opt.Seat.Lead()
	case len(others) == 1:
		m.Hand(others[0].Seat)
	default:
		return m.Open(screen.NewHandOver(others))
	}
	return m.meet()
}

// Hand implements screen.Host.
func (m *model) Hand(seat uint64) {
	if m.inRoom() {
		m.opt.Seat.Hand(seat)
		m.meet()
	}
}

// Ask implements screen.Host.
func (m *model) Ask(text string) {
	if m.inRoom() {
		m.opt.Seat.Ask(text)
	}
}

// Cover implements screen.Host.
func (m *model) Cover(text string) {
	if m.inRoom() {
		m.opt.Seat.Cover(text)
		m.meet()
	}
}

// rejoin comes back to where the leader is.
func (m *model) rejoin() tea.Cmd {
	if !m.follows() {
		return nil
	}
	m.opt.Seat.Away(false)
	m.arrive(m.together.st.Place, true)
	return m.meet()
}

// rejoinID is the button that comes back to the leader: the root's own.
const rejoinID = "rejoin"

// roomy is the page as the room has it: what is the leader's to press is off for the
// others, and who looks elsewhere can come back with one button.
func (m *model) roomy(page screen.Page) screen.Page {
	if !m.follows() {
		return page
	}
	if !m.ownKeys() {
		page.Hints = nil // they are the leader's, too
	}
	page.Buttons = slices.Clone(page.Buttons)
	for i, b := range page.Buttons {
		if b.ID != "pick" && !screen.MayPress(m.top(), b.ID, m.away()) || b.ID == "pick" && m.placedTop() {
			page.Buttons[i].Off, page.Buttons[i].Key = true, ""
		}
	}
	if m.away() {
		page.Buttons = append(page.Buttons, screen.Button{
			ID: rejoinID, Key: m.env.Keys.Rejoin.Names[0],
			Label: m.env.T("room.rejoin", "Name", m.leader(), "Where", screen.PlaceWord(m.env, m.together.st.Place)),
		})
	}
	return page
}

func (m *model) placedTop() bool {
	_, placed := m.top().(screen.Placed)
	return placed
}

// refused reports whether a press is the leader's alone, and says so.
func (m *model) refused(id string) bool {
	if !m.follows() || id == rejoinID || screen.MayPress(m.top(), id, m.away()) {
		return false
	}
	m.notice = m.env.T("room.theirs", "Name", m.leader(), "Key", m.env.Keys.Lead.Names[0])
	return true
}

// ownKeys reports whether the screen in front may have its keys: those that choose, on a
// page of the hour, are the leader's.
func (m *model) ownKeys() bool {
	_, lesson := m.top().(*screen.Lesson)
	return lesson || !m.follows() || !m.placedTop()
}

// presence is who is here and who leads, for the bar.
func (m *model) presence() string {
	if !m.inRoom() {
		return m.names()
	}
	others := m.others()
	if len(others) == 0 {
		other := m.env.Mentee()
		if me, _ := m.together.st.Person(m.together.st.Me); me.Role == room.Mentee {
			other = m.env.Mentor()
		}
		return m.env.T("room.bar-alone", "Name", other)
	}
	said := m.env.T("room.bar-leads", "Name", m.leader())
	for _, p := range m.together.st.People {
		if p.Leads {
			continue
		}
		name := screen.PersonName(m.env, p)
		if p.Away {
			name = m.env.T("room.bar-away", "Name", name)
		}
		said += ", " + name
	}
	return said
}

// roomHints are the room's keys, where they do something.
func (m *model) roomHints() []widget.Hint {
	if !m.inRoom() {
		return nil
	}
	ask := widget.Hint{ID: "k|aside", Key: m.env.Keys.Aside.Names[0], Does: m.env.T("aside.short-ask")}
	var hs []widget.Hint
	if m.env.View == screen.ViewMentee {
		hs = append(hs, ask)
	}
	if n := len(m.env.Asides); n > 0 {
		hs = append(hs, widget.Hint{ID: "k|aside", Key: m.env.Keys.Aside.Names[0], Does: m.env.Words.N("aside.short", n)})
	}
	if len(m.others()) > 0 {
		does := "room.short-hand"
		if m.follows() {
			does = "room.short-lead"
		}
		hs = append(hs, widget.Hint{ID: "k|lead", Key: m.env.Keys.Lead.Names[0], Does: m.env.T(does)})
	}
	return hs
}
