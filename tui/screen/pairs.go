package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/storage"
	"binome/storage/progress"
)

// Pairs is the list of pairs: names only, because somebody else may be looking.
// Their dates and promises come on the owner's request, and only while nobody else looks.
type Pairs struct {
	pairs  []storage.PairInfo
	err    error
	loaded bool
	more   map[string]PairMore // by the pair's id; nil while only names are shown
	asked  bool                // that somebody else may be looking has been said
}

// PairMore is what the owner of several pairs wants to see of each at a glance.
type PairMore struct {
	Next     string // as in an entry
	Promises []PairPromise
}

// A PairPromise is an open one, and whose.
type PairPromise struct{ Who, Text string }

// PairsMoreMsg is what was asked for, by the pair's id.
type PairsMoreMsg struct{ More map[string]PairMore }

// Name implements Screen.
func (*Pairs) Name() string { return "pairs" }

// Enter asks for the list.
func (*Pairs) Enter(env *Env) tea.Cmd { return env.Host.Pairs() }

// Receive implements Receiver.
func (s *Pairs) Receive(env *Env, msg tea.Msg) tea.Cmd {
	if m, ok := msg.(PairsMsg); ok {
		s.pairs, s.err, s.loaded = m.Pairs, m.Err, true
	}
	if m, ok := msg.(PairsMoreMsg); ok {
		s.more = m.More
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
		if more, ok := s.more[info.ID]; ok {
			after = s.told(env, more)
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
	switch {
	case len(s.pairs) == 0:
	case s.more == nil:
		p.Buttons = append(p.Buttons, Button{ID: "more", Label: env.T("pairs.more")})
	default:
		p.Buttons = append(p.Buttons, Button{ID: "less", Label: env.T("pairs.less")})
	}
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
	switch id {
	case "new":
		return env.Host.Go(NewSetup(env))
	case "less":
		s.more, s.asked = nil, false
	case "more":
		if env.View == ViewShared && !s.asked {
			s.asked = true
			env.Host.Say(env.T("pairs.only-owner"))
			return nil
		}
		return env.Host.PairsMore(s.pairs)
	}
	return nil
}

// told is a pair's next date and what is promised for it, a line each.
func (s *Pairs) told(env *Env, more PairMore) string {
	lines := []string{env.T("pairs.no-next")}
	if t, _, ok := progress.ParseDate(more.Next, env.Now().Location()); ok {
		lines[0] = env.T("today.next", "Date", env.Words.Date(t))
	}
	for _, q := range more.Promises {
		lines = append(lines, env.T("today.promise", "Name", q.Who, "Text", q.Text))
	}
	return strings.Join(lines, "\n")
}
