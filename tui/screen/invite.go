package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

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
func OpenInvite(env *Env) tea.Cmd {
	if _, ok := env.Inviter.Invited(); !ok {
		env.Inviter.Invite()
	}
	return env.Host.Open(&Invite{})
}

// guest is the first name of whoever is invited.
func guest(env *Env) string {
	if env.View == ViewMentee {
		return env.Mentor()
	}
	return env.Mentee()
}

// Sheet implements Dialog.
func (*Invite) Sheet(env *Env, w, h int) Sheet {
	inv, ok := env.Inviter.Invited()
	s := Sheet{Title: env.T("invite.title", "Name", guest(env))}
	b := &s.Body
	verbatim := func(text string) { b.styled(env.Theme.Strong, w, "  "+text) }
	b.para(env, w, env.T("invite.line", "Name", guest(env)))
	verbatim(inv.Line)
	b.Blank()
	if ok {
		b.para(env, w, env.T("invite.code", "Time", inv.Until.Format("15:04")))
		verbatim(inv.Code)
	} else {
		b.para(env, w, env.T("invite.none"))
	}
	b.Blank()
	b.para(env, w, env.T("invite.fingerprint"))
	verbatim(inv.Fingerprint)
	if inv.Near {
		b.Blank()
		b.dim(env, w, env.T("invite.near"))
	}
	s.Buttons = []Button{
		{ID: "cancel", Label: env.T("keys.back"), Key: env.T("key.enter")},
		{ID: "again", Label: env.T("invite.again"), Key: env.T("key.space")},
	}
	return s
}

// Update implements Dialog.
func (d *Invite) Update(env *Env, msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyPressMsg)
	switch {
	case ok && env.Keys.Tick.Matches(k):
		return d.Press(env, "again")
	case ok && (env.Keys.Primary.Matches(k) || env.Keys.Back.Matches(k)):
		return d.Press(env, "cancel")
	}
	return nil
}

// Press implements Dialog.
func (d *Invite) Press(env *Env, id string) tea.Cmd {
	if id == "again" {
		env.Inviter.Invite()
		return nil
	}
	return env.Host.Close()
}
