package tui

import (
	"slices"

	"binome/storage"
	"binome/tui/live/room"
	"binome/tui/page"
	"binome/tui/screen"
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

// inRoom reports whether there is a room, open, in which this terminal sits.
func (c *coach) inRoom() bool {
	_, here := c.together.st.Person(c.together.st.Me)
	return c.opt.Seat != nil && c.together.met && here
}

func (c *coach) follows() bool { return c.inRoom() && !c.together.st.Mine() }

func (c *coach) away() bool {
	p, ok := c.together.st.Person(c.together.st.Me)
	return ok && p.Away
}

// others are the people in the room but this terminal's.
func (c *coach) others() []room.Person {
	return slices.DeleteFunc(slices.Clone(c.together.st.People), func(p room.Person) bool { return p.Seat == c.together.st.Me })
}

// meet looks at the room as it is now: says what has changed, and goes where the leader
// is, unless this terminal looks elsewhere.
func (c *coach) meet() {
	if c.opt.Seat == nil || c.env.PairID == "" {
		return
	}
	was, met := c.together.st, c.together.met
	st := c.opt.Seat.State()
	if met && st.N <= was.N {
		return
	}
	c.together.st, c.together.met = st, true
	c.env.InRoom, c.env.Follows, c.env.Asides = c.inRoom(), c.follows(), st.Asides
	if c.env.View == screen.ViewMentee {
		c.env.Asides = nil
	}
	if st.Over != "" {
		c.over(st.Over, was)
		return
	}
	if met {
		c.sayChanges(was, st)
	} else if c.follows() {
		c.notice = c.env.T("room.joined", "Name", c.leader())
	}
	me, ok := st.Person(st.Me)
	if ok && !me.Away && (!me.Leads || !was.Mine()) {
		c.arrive(st.Place, false)
	}
}

// over ends the room for this terminal: its owner goes on alone, a guest is told why.
func (c *coach) over(why string, was room.State) {
	switch {
	case was.Over != "":
	case c.opt.Guest:
		c.Go(&screen.Over{Why: why})
	default:
		c.notice = screen.OverWord(c.env, why)
	}
}

// sayChanges says calmly who came, who went and who leads. People go by their names: a
// seat's number is another one once somebody has gone and come back.
func (c *coach) sayChanges(was, st room.State) {
	before, now := c.company(was), c.company(st)
	gone := false
	for name, n := range before {
		if now[name] < n {
			gone = true
			c.notice = c.env.T("room.left", "Name", name)
		}
	}
	for name, n := range now {
		if before[name] < n {
			c.notice = c.env.T("room.came", "Name", name)
		}
	}
	switch {
	case gone: // who is left alone leads, as a matter of course
	case st.Mine() && !was.Mine():
		c.notice = c.env.T("room.you-lead")
	case !st.Mine() && (was.Mine() || c.led(was) != c.led(st)):
		c.notice = c.env.T("room.leads", "Name", c.led(st))
	}
	if len(c.env.Asides) > len(was.Asides) {
		c.notice = c.env.T("aside.came", "Name", c.env.Mentee(), "Key", "a")
	}
}

// company is how many of each name are here besides this terminal.
func (c *coach) company(st room.State) map[string]int {
	names := map[string]int{}
	for _, p := range st.People {
		if p.Seat != st.Me {
			names[screen.PersonName(c.env, p)]++
		}
	}
	return names
}

// led is what the one who leads is called.
func (c *coach) led(st room.State) string {
	p, _ := st.Person(st.Lead)
	return screen.PersonName(c.env, p)
}

// leader is who leads now.
func (c *coach) leader() string { return c.led(c.together.st) }

// here is where this terminal is, as the room counts it: the screen in front, or the one
// below what only it looks at; i is its place on the stack.
func (c *coach) here() (s screen.Placed, i int) {
	for i := len(c.stack) - 1; i >= 0; i-- {
		if p, ok := c.stack[i].(screen.Placed); ok {
			return p, i
		}
	}
	return nil, -1
}

// arrive goes to where the leader is. What this terminal has open for itself over the
// lesson stays open, unless it has asked to come back.
func (c *coach) arrive(at room.Place, only bool) {
	here, i := c.here()
	if i < 0 {
		return
	}
	if at.Screen == "" { // the room is nowhere yet: whoever leads says where
		if c.follows() {
			c.together.told = here.At()
		}
		return
	}
	c.keepHour(at)
	own := c.stack[i+1:]
	if only {
		own = nil
	}
	s, ok := screen.Goto(c.env, here, at)
	if !ok {
		return
	}
	today := c.stack[0]
	if _, is := today.(*screen.Today); !is {
		today = &screen.Today{}
	}
	stack := []screen.Screen{today}
	if at.Screen != "today" {
		stack = append(stack, s)
	}
	c.stack = append(stack, own...)
	if here, i := c.here(); i >= 0 {
		c.together.told = here.At()
	}
}

// keepHour lays out the hour here as the leader has it: by the journal, and by how much
// of it is left.
func (c *coach) keepHour(at room.Place) {
	if at.Screen == "today" && c.env.Prog.OpenSession(c.env.Now()) == nil {
		c.env.Hour = nil
		return
	}
	if c.env.Hour == nil {
		c.env.Hour = c.resumed()
	}
	if c.env.Hour != nil && at.Left > 0 {
		c.env.Hour.CatchUp(at.Left)
	}
}

// tell says in the room that this terminal has moved itself, if it has.
func (c *coach) tell() {
	if !c.inRoom() {
		return
	}
	here, i := c.here()
	if i < 0 {
		return
	}
	at := here.At()
	if at == c.together.told {
		return
	}
	c.together.told = at
	at.Left = c.together.st.Place.Left
	if !c.follows() {
		at.Left = c.env.Hour.PartsLeft()
	}
	c.opt.Seat.Move(at)
	c.meet()
}

// Lead implements screen.Host: one key takes the lead or hands it over.
func (c *coach) Lead() {
	others := c.others()
	switch {
	case !c.inRoom() || len(others) == 0:
		c.notice = c.env.T("room.alone")
	case c.follows():
		c.opt.Seat.Lead()
	case len(others) == 1:
		c.Hand(others[0].Seat)
	default:
		c.Go(screen.NewHandOver(others))
		return
	}
	c.meet()
}

// Hand implements screen.Host.
func (c *coach) Hand(seat uint64) {
	if c.inRoom() {
		c.opt.Seat.Hand(seat)
		c.meet()
	}
}

// Ask implements screen.Host.
func (c *coach) Ask(text string) {
	if c.inRoom() {
		c.opt.Seat.Ask(text)
	}
}

// Cover implements screen.Host.
func (c *coach) Cover(text string) {
	if c.inRoom() {
		c.opt.Seat.Cover(text)
		c.meet()
	}
}

// Rejoin implements screen.Host: it comes back to where the leader is.
func (c *coach) Rejoin() {
	if !c.follows() {
		return
	}
	c.opt.Seat.Away(false)
	c.arrive(c.together.st.Place, true)
	c.meet()
}

// roomy makes of a page what the room makes of it: what is the leader's to press is off
// for the others, and who looks elsewhere can come back.
func (c *coach) roomy(p *page.Page) {
	if !c.follows() {
		return
	}
	s := c.top()
	for i, a := range p.Actions {
		if !screen.MayPress(c.env, s, a.ID, c.away()) {
			p.Actions[i].Off = true
		}
	}
	if _, placed := s.(screen.Placed); placed {
		if _, lesson := s.(*screen.Lesson); !lesson { // its choices are the leader's
			p.Prev, p.Next, p.Picks = "", "", false
		}
		if p.Main() < 0 || p.Actions[0].Off {
			p.Judge = true // enter does nothing that nobody meant
		}
	}
	if c.away() {
		p.Actions = append(p.Actions, page.Action{
			ID: doRejoin, Letter: "r",
			Label: c.env.T("room.rejoin", "Name", c.leader(), "Where", screen.PlaceWord(c.env, c.together.st.Place)),
		})
	}
}

// refused reports whether a press is the leader's alone, and says so.
func (c *coach) refused(id string) bool {
	if !c.follows() || screen.MayPress(c.env, c.top(), id, c.away()) {
		return false
	}
	c.notice = c.env.T("room.theirs", "Name", c.leader(), "Key", "l")
	return true
}

// presence is who is here and who leads, for the bar.
func (c *coach) presence() string {
	if !c.inRoom() {
		return c.names()
	}
	others := c.others()
	if len(others) == 0 {
		other := c.env.Mentee()
		if me, _ := c.together.st.Person(c.together.st.Me); me.Role == room.Mentee {
			other = c.env.Mentor()
		}
		return c.env.T("room.bar-alone", "Name", other)
	}
	said := c.env.T("room.bar-leads", "Name", c.leader())
	for _, p := range c.together.st.People {
		if p.Leads {
			continue
		}
		name := screen.PersonName(c.env, p)
		if p.Away {
			name = c.env.T("room.bar-away", "Name", name)
		}
		said += ", " + name
	}
	return said
}

// roomActions are what can be done in a room, where it does something.
func (c *coach) roomActions(add func(id, letter, word string, quiet bool)) {
	if c.env.View == screen.ViewMentee {
		add(doAside, "a", "aside.short-ask", true)
	} else if len(c.env.Asides) > 0 {
		add(doAside, "a", "aside.title-short", true)
	}
	if len(c.others()) > 0 {
		does := "room.short-hand"
		if c.follows() {
			does = "room.short-lead"
		}
		add(doLead, "l", does, true)
	}
}

// changed takes what the journal holds that is new. On a host that a guest has led to the
// close, what a guest can't do is done from here: the calendar is written, and the journal
// goes to its remote.
func (c *coach) changed() {
	before := c.closes()
	c.refold()
	if c.follows() {
		c.keepHour(c.together.st.Place)
	}
	if c.opt.Journal != nil && !c.opt.Guest && c.closes() > before {
		c.Calendar(c.env.Prog.NextDate)
		c.Sync()
	}
}

// closes is how many sessions have been closed.
func (c *coach) closes() int {
	n := 0
	if c.env.State != nil {
		for i := range c.env.State.Entries {
			if c.env.State.Entries[i].Kind == storage.KindClose {
				n++
			}
		}
	}
	return n
}
