package screen

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/tui/live/room"
)

// HandOver asks to whom, where more than two sit together.
type HandOver struct{ people []room.Person }

// NewHandOver offers those people.
func NewHandOver(people []room.Person) *HandOver { return &HandOver{people} }

// Sheet implements Dialog.
func (d *HandOver) Sheet(env *Env, w, h int) Sheet {
	ids, names := make([]string, len(d.people)), map[string]string{}
	for i, p := range d.people {
		ids[i] = "seat:" + strconv.FormatUint(p.Seat, 10)
		names[ids[i]] = PersonName(env, p)
	}
	return listSheet(env, w, env.T("room.hand-to"), ids, func(id string) string { return names[id] }, func(string) string { return "" })
}

// Update implements Dialog.
func (*HandOver) Update(env *Env, msg tea.Msg) tea.Cmd { return closeOnBack(env, msg) }

// Press implements Dialog.
func (d *HandOver) Press(env *Env, id string) tea.Cmd {
	if n, ok := strings.CutPrefix(id, "seat:"); ok {
		if seat, err := strconv.ParseUint(n, 10, 64); err == nil {
			env.Host.Hand(seat)
		}
	}
	return env.Host.Close()
}

// PersonName is what somebody in the room is called here: by the journal, else as they
// came in.
func PersonName(env *Env, p room.Person) string {
	switch {
	case p.Role == room.Mentor:
		return env.Mentor()
	case p.Role == room.Mentee:
		return env.Mentee()
	case p.Name != "":
		return p.Name
	}
	return env.T("room.both")
}

// Over says why the room is closed to somebody who came in from elsewhere, and waits for
// them to leave.
type Over struct{ Why string }

// Sheet implements Dialog.
func (d *Over) Sheet(env *Env, w, h int) Sheet {
	s := Sheet{Title: env.T("room.over")}
	s.Body.para(env, w, OverWord(env, d.Why))
	s.Buttons = []Button{{ID: "leave", Label: env.T("leave.do"), Key: env.T("key.enter")}}
	return s
}

// OverWord is why a room is closed.
func OverWord(env *Env, why string) string {
	switch why {
	case room.OverEnded, room.OverStop, room.OverIdle, room.OverTime:
		return env.T("room.over-" + why)
	}
	return env.T("room.over-" + room.OverEnded)
}

// Update implements Dialog.
func (d *Over) Update(env *Env, msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok && env.Keys.Primary.Matches(k) {
		return d.Press(env, "leave")
	}
	return nil
}

// Press implements Dialog.
func (*Over) Press(env *Env, id string) tea.Cmd { return env.Host.Quit() }
