package tui

import (
	"reflect"
	"slices"

	"binome/storage"
	"binome/tui/screen"
)

// An act is what one press has done: what it kept, and what is in no entry (an answer given, a
// part left out). Both can be taken back, newest first, and lead back to where it was pressed.
type act struct {
	kept  []storage.Entry
	what  string // in words, where no entry says it
	from  moment // before the press
	moved bool   // it led on from there
	gone  bool   // taken back
}

// A moment is how the hour and its screens stood.
type moment struct {
	mark  screen.Mark
	stack []screen.Screen
	as    []reflect.Value // what each of them was
}

func (c *coach) moment() moment {
	m := moment{mark: c.env.Mark()}
	for i := len(c.stack) - 1; i >= 0; i-- { // what lies over the hour's page isn't come back to
		if _, placed := c.stack[i].(screen.Placed); placed {
			m.stack = slices.Clone(c.stack[:i+1])
			break
		}
	}
	for _, s := range m.stack {
		was := reflect.New(reflect.TypeOf(s).Elem()).Elem()
		was.Set(reflect.ValueOf(s).Elem())
		m.as = append(m.as, was)
	}
	return m
}

// returnTo has all stand as it did then, unless another session is on, or that one is over.
func (c *coach) returnTo(m moment) {
	then, now := m.mark.Session(), ""
	if c.env.Hour != nil {
		now = c.env.Hour.Session
	} else if s := c.env.Prog.OpenSession(c.env.Now()); s != nil {
		now = s.ID
	}
	if len(m.stack) == 0 || then != now && then != "" && now != "" || then != "" && now == "" {
		return
	}
	c.env.To(m.mark)
	for i, s := range m.stack {
		reflect.ValueOf(s).Elem().Set(m.as[i])
		if l, ok := s.(*screen.Lesson); ok {
			l.Relearn(c.env.Cur)
		}
	}
	c.stack = m.stack
	c.enter()
}

// doing is the act of the press that goes on; what no press has done is nobody's to take back.
func (c *coach) doing() *act {
	if c.act == nil {
		return &act{}
	}
	return c.act
}

// begins and ends stand around a press.
func (c *coach) begins() {
	_, undo := c.top().(*screen.Undo)
	c.act = &act{from: c.moment(), gone: undo} // taking back is no act
}

func (c *coach) ends() {
	a := c.act
	c.act = nil
	if a == nil || a.gone || c.pair == nil || len(a.kept) == 0 && a.what == "" {
		return
	}
	if !a.moved {
		a.from = moment{}
	}
	c.pair.acts = append(c.pair.acts, a)
}

// Did implements screen.Host.
func (c *coach) Did(what string) {
	a := c.doing()
	a.moved = true
	if what != "" {
		a.what = what
	}
}

// Last implements screen.Host: what was done last here comes before what is newest in the
// journal; what one press did goes together.
func (c *coach) Last() screen.Done {
	if c.pair == nil || c.env.Prog == nil {
		return screen.Done{}
	}
	for _, a := range slices.Backward(c.pair.acts) {
		if d, ok := c.done(a); ok {
			return d
		}
	}
	d := screen.Done{Entries: c.env.Prog.LastDone(c.env.State.Entries)}
	if len(d.Entries) > 0 && (d.Entries[0].Kind == storage.KindStep || d.Entries[0].Kind == storage.KindClose) {
		d.Back = c.resumeHour
	}
	return d
}

// done is what there is to take back of an act.
func (c *coach) done(a *act) (d screen.Done, ok bool) {
	if a.gone {
		return d, false
	}
	d.Entries = c.env.Prog.Undoable(a.kept)
	begun := func(e storage.Entry) bool { return e.Kind == storage.KindSession }
	switch i := slices.IndexFunc(a.kept, begun); {
	case len(d.Entries) > 0:
	case a.what == "":
		return d, false
	case i >= 0:
		s := c.env.Prog.Session(a.kept[i].ID)
		if s == nil || s.Held() || c.env.Hour == nil || c.env.Hour.Session != s.ID {
			return d, false
		}
		d.Begun = true
	}
	if len(d.Entries) == 0 {
		d.What = a.what
	}
	for _, e := range a.kept {
		if e.Kind == storage.KindRetract {
			d.PutBack = append(d.PutBack, e.Of)
		}
	}
	d.Back = func(anew map[string]storage.Entry) {
		a.gone = true
		for _, b := range c.pair.acts {
			for _, e := range slices.Clone(b.kept) {
				if again, ok := anew[e.ID]; ok {
					b.kept = append(b.kept, again)
				}
			}
		}
		c.returnTo(a.from)
	}
	return d, true
}

// resumeHour goes to where the journal says they are, when what was taken back was done before
// the coach was opened.
func (c *coach) resumeHour(map[string]storage.Entry) {
	if h := c.resumed(); h != nil {
		c.env.Hour = h
		screen.GoOn(c.env)
	}
}
