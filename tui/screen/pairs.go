package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/storage"
)

// Pairs is the list of pairs: names only, because somebody else may be looking.
type Pairs struct {
	pairs  []storage.PairInfo
	err    error
	loaded bool
}

// Name implements Screen.
func (*Pairs) Name() string { return "pairs" }

// Enter asks for the list.
func (*Pairs) Enter(env *Env) tea.Cmd { return env.Host.Pairs() }

// Receive implements Receiver.
func (s *Pairs) Receive(env *Env, msg tea.Msg) tea.Cmd {
	if m, ok := msg.(PairsMsg); ok {
		s.pairs, s.err, s.loaded = m.Pairs, m.Err, true
	}
	return nil
}

// Page implements Screen.
func (s *Pairs) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("pairs.where"), Picks: true}
	b := &p.Body
	b.title(env, w, env.T("pairs.title"))
	b.Blank()
	switch {
	case s.err != nil:
		b.para(env, w, env.T("pairs.failed", "Why", s.err.Error()))
	case s.loaded && len(s.pairs) == 0:
		b.para(env, w, env.T("pairs.none"))
	}
	for _, info := range s.pairs {
		label := env.T("pairs.pair", "Mentor", info.Mentor, "Mentee", info.Mentee)
		after := ""
		if info.Err != nil {
			label, after = info.ID, env.T("pairs.unreadable", "Why", info.Err.Error())
		}
		if info.ID == env.PairID {
			label = joined(env, label, env.T("pairs.open"))
		}
		if env.Sel == "" {
			env.Sel = "pair:" + info.ID
		}
		b.choice(env, w, "pair:"+info.ID, label, after)
	}
	if len(s.pairs) > 0 {
		p.Buttons = append(p.Buttons, Button{ID: "pick", Label: env.T("pairs.choose"), Key: env.T("key.enter")})
	}
	p.Buttons = append(p.Buttons, Button{ID: "new", Label: env.T("pairs.new"), Key: ""})
	if len(s.pairs) == 0 {
		p.Picks = false
	}
	return p
}

// Press implements Screen.
func (s *Pairs) Press(env *Env, id string) tea.Cmd {
	if pair, ok := strings.CutPrefix(id, "pair:"); ok {
		return env.Host.OpenPair(pair)
	}
	if id == "new" {
		return env.Host.Go(NewSetup(env))
	}
	return nil
}
