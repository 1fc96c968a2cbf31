package tui

import (
	"time"

	"binome/tui/live/room"
	"binome/tui/screen"
)

// sitDown puts this screen and another into one room, where the other came first, unless
// this one leads.
func sitDown(d *desk, role string, leads bool) (mine, other *room.Seat) {
	r := room.New()
	others := map[string]string{room.Mentor: room.Mentee, room.Mentee: room.Mentor}
	if leads {
		mine = r.Sit(role, "")
	}
	other = r.Sit(others[role], "")
	if !leads {
		mine = r.Sit(role, "")
		if at, i := d.m.here(); i >= 0 {
			other.Move(at.At())
		}
	}
	d.m.opt.Seat, d.m.opt.Pair, d.m.opt.Role, d.m.env.View = mine, d.m.env.PairID, role, role
	d.m.env.Cur = d.m.taught(d.m.env.Cur)
	d.send(roomMsg{})
	d.m.notice = ""
	d.send(roomMsg{})
	return mine, other
}

// roomScenes are what is seen at two terminals.
func roomScenes(step func(int) func(*desk)) []scene {
	in := func(n int, role string, leads bool, then func(d *desk, mine, other *room.Seat)) func(*desk) {
		return func(d *desk) {
			step(n)(d)
			mine, other := sitDown(d, role, leads)
			if then != nil {
				then(d, mine, other)
				d.send(roomMsg{})
			}
		}
	}
	return []scene{
		{"room-leads", in(1, room.Mentor, true, nil)},
		{"room-follows", in(1, room.Mentee, false, nil)},
		{"room-today", func(d *desk) { d.makePair(); sitDown(d, room.Mentee, false) }},
		{"room-away", in(1, room.Mentee, false, func(d *desk, _, _ *room.Seat) { d.press("right", "right") })},
		{"room-other-away", in(1, room.Mentor, true, func(_ *desk, _, other *room.Seat) { other.Move(room.Place{Screen: "lesson", Step: "talk"}) })},
		{"room-theirs", in(3, room.Mentee, false, func(d *desk, _, _ *room.Seat) { d.until("lesson", 1); d.press("pgdown", "pgdown", "enter") })},
		{"room-taken", in(1, room.Mentee, false, func(d *desk, _, _ *room.Seat) { d.press("l") })},
		{"room-dropped", in(1, room.Mentor, true, func(_ *desk, _, other *room.Seat) { other.Leave() })},
		{"room-menu", in(1, room.Mentor, true, func(d *desk, _, _ *room.Seat) { d.press("m") })},
		{"room-over", in(1, room.Mentee, false, func(d *desk, mine, _ *room.Seat) { d.m.Open(&screen.Over{Why: room.OverIdle}) })},
		{"room-hand-to", in(1, room.Mentor, true, func(d *desk, _, _ *room.Seat) {
			d.m.Open(screen.NewHandOver([]room.Person{{Seat: 2, Role: room.Mentee}, {Seat: 3}}))
		})},
		{"invite", in(1, room.Mentor, true, inviting(true, "space"))},
		{"invite-used", in(1, room.Mentor, true, inviting(false))},
		{"aside", in(1, room.Mentee, false, func(d *desk, _, _ *room.Seat) { d.press("a", "Qui voit nos photos ?") })},
		{"aside-sent", in(1, room.Mentee, false, func(d *desk, _, _ *room.Seat) { d.press("a", "Qui voit nos photos ?", "enter") })},
		{"aside-came", in(1, room.Mentor, true, func(_ *desk, _, other *room.Seat) { other.Ask("Qui voit nos photos ?") })},
		{"asides", in(1, room.Mentor, true, func(d *desk, _, other *room.Seat) {
			other.Ask("Qui voit nos photos ?")
			other.Ask("Et si l’on me pose une question à laquelle je ne veux pas répondre devant tout le monde ?")
			d.send(roomMsg{})
			d.press("a")
		})},
	}
}

// An anInviter is a host that has invited nobody, or whose invitation stands.
type anInviter struct {
	screen.Invitation
	good bool
}

func (i *anInviter) Invited() (screen.Invitation, bool) { return i.Invitation, i.good }
func (i *anInviter) News() <-chan struct{}              { return nil }
func (i *anInviter) Invite() screen.Invitation {
	i.good, i.Code = true, "ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZZ"
	return i.Invitation
}

// inviting opens the invitation from the menu; once it is used, nobody can come in.
func inviting(good bool, keys ...string) func(d *desk, _, _ *room.Seat) {
	return func(d *desk, _, _ *room.Seat) {
		inv := &anInviter{screen.Invitation{Line: "ssh -p 2022 join@localhost", Code: "ABCDE-FGHJK-MNPQR-STVWX-YZ2345",
			Until: d.now.Add(10 * time.Minute), Fingerprint: "SHA256:uNiVztksCsDhcc0u9e8BrBQkG4DyyCbGEYvbE8hQ0Nw", Near: true}, good}
		d.m.env.Inviter = inv
		d.press("m", d.m.env.T("menu-key.invite"))
		d.press(keys...)
		if !good {
			inv.good = false
			d.send(inviteMsg{})
		}
	}
}
