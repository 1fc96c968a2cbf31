package screen

import (
	"strconv"
	"strings"
	"time"

	"binome/tui/live/room"
	"binome/tui/page"
)

// What two terminals in one lesson say to each other: who leads, questions for later, the
// invitation.

func asideID(i int) string { return strconv.Itoa(i) }

// asides are the mentee's questions for later, in the mentor's guide.
func asides(env *Env) []page.Block {
	if len(env.Asides) == 0 {
		return nil
	}
	out := []page.Block{{Kind: page.Heading, Text: env.T("aside.title", "Name", env.Mentee())}}
	for i, a := range env.Asides {
		out = append(out, page.Block{Kind: page.Spot, ID: "aside:" + asideID(i), Text: quoted(env, a)})
	}
	return append(out, page.Block{Kind: page.Para, Tone: page.Quiet, Text: env.T("aside.how", "Key", "a")})
}

// cover dismisses the question of that id, if it is one.
func cover(env *Env, id string) bool {
	i := asideIndex(env, id)
	if i < 0 {
		return false
	}
	env.Host.Cover(env.Asides[i])
	return true
}

// OpenAside is a: the mentee asks, the mentor looks at what was asked.
func OpenAside(env *Env) {
	switch {
	case env.View == ViewMentee && env.InRoom:
		env.Host.Go(&Write{
			Draft: "aside", Title: env.T("aside.ask"), Hint: env.T("aside.hint", "Name", env.Mentor()), Do: env.T("aside.send"),
			Save: func(env *Env, text string) {
				env.Host.Say(env.T("aside.sent", "Name", env.Mentor()))
				env.Host.Ask(text)
			},
		})
	case len(env.Asides) > 0:
		env.Host.Go(&Asides{})
	case env.InRoom:
		env.Host.Say(env.T("aside.none"))
	default:
		env.Host.Say(env.T("room.alone"))
	}
}

// Asides is the mentor's list of questions for later: choosing one says that it is covered.
type Asides struct{}

// Page implements Screen.
func (*Asides) Page(env *Env) page.Page {
	p := page.Page{Name: "asides", Over: true, Picks: len(env.Asides) > 0, Back: "cancel"}
	p.Title(env.T("aside.title", "Name", env.Mentee()))
	for i, a := range env.Asides {
		p.Choice("aside:"+asideID(i), quoted(env, a), "")
	}
	p.Quiet(env.T("aside.kept-nowhere"))
	if len(env.Asides) > 0 {
		p.Do("pick", env.T("aside.covered"), "c")
	}
	p.Do("cancel", env.T("keys.back"), "b")
	return p
}

// Press implements Screen.
func (*Asides) Press(env *Env, id string) {
	if cover(env, id) && len(env.Asides) > 0 {
		return
	}
	env.Host.Back()
}

// HandOver asks to whom, where more than two sit together.
type HandOver struct{ people []room.Person }

// NewHandOver offers those people.
func NewHandOver(people []room.Person) *HandOver { return &HandOver{people} }

// Page implements Screen.
func (d *HandOver) Page(env *Env) page.Page {
	p := page.Page{Name: "hand-over", Over: true, Picks: true, Back: "cancel"}
	p.Title(env.T("room.hand-to"))
	for _, who := range d.people {
		p.Choice("seat:"+strconv.FormatUint(who.Seat, 10), PersonName(env, who), "")
	}
	choosing(env, &p)
	return p
}

// Press implements Screen.
func (d *HandOver) Press(env *Env, id string) {
	env.Host.Back()
	if n, ok := strings.CutPrefix(id, "seat:"); ok {
		if seat, err := strconv.ParseUint(n, 10, 64); err == nil {
			env.Host.Hand(seat)
		}
	}
}

// PersonName is what somebody in the room is called here: by the journal, else as they
// came in.
func PersonName(env *Env, p room.Person) string {
	switch {
	case p.Role == room.Mentor, p.Role == room.Mentee:
		return env.Name(p.Role)
	case p.Name != "":
		return p.Name
	}
	return env.T("room.both")
}

// Over says why the room is closed to somebody who came in from elsewhere, and waits for
// them to leave.
type Over struct{ Why string }

// Page implements Screen.
func (d *Over) Page(env *Env) page.Page {
	p := page.Page{Name: "over", Over: true, Back: "leave"}
	p.Title(env.T("room.over"))
	p.Para(OverWord(env, d.Why))
	p.Do("leave", env.T("leave.do"), "c")
	return p
}

// Press implements Screen.
func (*Over) Press(env *Env, id string) { env.Host.Quit() }

// OverWord is why a room is closed.
func OverWord(env *Env, why string) string {
	switch why {
	case room.OverEnded, room.OverStop, room.OverIdle, room.OverTime:
		return env.T("room.over-" + why)
	}
	return env.T("room.over-" + room.OverEnded)
}

// An Invitation is what somebody is told so that they can join from their own terminal.
type Invitation struct {
	Line        string // the command to type: ssh -p 2022 join@host
	Code        string
	Until       time.Time
	Fingerprint string // of the host, to be compared
	Near        bool   // only this computer can reach the host
}

// An Inviter is the host that this terminal's owner runs. None of its methods waits.
type Inviter interface {
	// Invited is the invitation that is good now; ok is false when nobody can come in by
	// a code, and then it holds the rest.
	Invited() (inv Invitation, ok bool)
	// Invite makes a new one; the one before is not good any more.
	Invite() Invitation
	// News receives whenever that may have changed.
	News() <-chan struct{}
}

// Invite tells the host what to pass on.
type Invite struct{}

// OpenInvite shows what to pass on, with a new code when there is none that is good.
func OpenInvite(env *Env) {
	if _, ok := env.Inviter.Invited(); !ok {
		env.Inviter.Invite()
	}
	env.Host.Go(&Invite{})
}

// Page implements Screen.
func (*Invite) Page(env *Env) page.Page {
	inv, ok := env.Inviter.Invited()
	guest := env.Mentee()
	if env.View == ViewMentee {
		guest = env.Mentor()
	}
	p := page.Page{Name: "invite", Over: true, Back: "cancel"}
	verbatim := func(text string) { p.Add(page.Block{Kind: page.Verbatim, Tone: page.Strong, Text: text}) }
	p.Title(env.T("invite.title", "Name", guest))
	p.Para(env.T("invite.line", "Name", guest))
	verbatim(inv.Line)
	if ok {
		p.Para(env.T("invite.code", "Time", inv.Until.Format("15:04")))
		verbatim(inv.Code)
	} else {
		p.Para(env.T("invite.none"))
	}
	p.Para(env.T("invite.fingerprint"))
	verbatim(inv.Fingerprint)
	if inv.Near {
		p.Quiet(env.T("invite.near"))
	}
	p.Do("cancel", env.T("keys.back"), "b")
	p.Do("again", env.T("invite.again"), "w")
	p.DoIf(ok, "copy", env.T("notes.copy"), "k")
	return p
}

// Press implements Screen.
func (*Invite) Press(env *Env, id string) {
	switch id {
	case "again":
		env.Inviter.Invite()
	case "copy":
		inv, _ := env.Inviter.Invited()
		env.Host.Copy(strings.Join([]string{inv.Line, inv.Code, inv.Fingerprint}, "\n"))
		env.Host.Say(env.T("notes.copied"))
	default:
		env.Host.Back()
	}
}
