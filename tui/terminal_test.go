package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"binome/storage"
	"binome/tui/screen"
)

// TestTheMouseCanBeOff: then the terminal's own selecting works; and what tells a key's place
// on a Latin board is asked for always.
func TestTheMouseCanBeOff(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	for _, c := range []struct {
		mouse string
		want  tea.MouseMode
	}{{"", tea.MouseModeCellMotion}, {"on", tea.MouseModeCellMotion}, {"off", tea.MouseModeNone}} {
		if err := d.folder.SaveConfig(storage.Config{Mouse: c.mouse}); err != nil {
			t.Fatal(err)
		}
		o := d.options(d.folder.Dir, "en", "")
		d.show(o, 80, 24)
		v := d.m.View()
		if v.MouseMode != c.want || !v.KeyboardEnhancements.ReportAlternateKeys {
			t.Errorf("mouse = %q: %v, %+v", c.mouse, v.MouseMode, v.KeyboardEnhancements)
		}
	}
	d.makePair()
	for _, want := range []tea.MouseMode{tea.MouseModeCellMotion, tea.MouseModeNone} {
		moved(d, doMenu, "go:settings", "mouse:"+map[tea.MouseMode]string{tea.MouseModeCellMotion: "0", tea.MouseModeNone: "1"}[want], "esc")
		if got := d.m.View().MouseMode; got != want {
			t.Errorf("set to %v: %v", want, got)
		}
	}
}

// inviting is a host with an invitation.
type inviting struct{ inv screen.Invitation }

func (h *inviting) Invited() (screen.Invitation, bool) { return h.inv, true }
func (h *inviting) Invite() screen.Invitation          { return h.inv }
func (h *inviting) News() <-chan struct{}              { return nil }

// TestAnInvitationIsCopied: the line, the code and the fingerprint, for the other to be sent.
func TestAnInvitationIsCopied(t *testing.T) {
	d := newDesk(t, "en", 80, 24)
	o := d.options(t.TempDir(), "en", "")
	h := &inviting{screen.Invitation{Line: "ssh -p 2022 join@desk", Code: "abcd-efgh", Fingerprint: "SHA256:abc", Until: d.now}}
	o.Inviter = h
	d.show(o, 80, 24)
	d.makePair()
	d.m.coach.Go(&screen.Invite{})
	d.send(minuteMsg{})
	d.by("copy")
	if !strings.Contains(d.copied, h.inv.Line+"\n"+h.inv.Code+"\n"+h.inv.Fingerprint) {
		t.Errorf("copied: %q", d.copied)
	}
}
