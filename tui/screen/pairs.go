package screen

import (
	"strings"

	"binome/storage/progress"
	"binome/tui/page"
)

// Pairs is the list of pairs: names only, because somebody else may be looking.
// Their dates and promises come on the owner's request, and only while nobody else looks.
type Pairs struct {
	pairs  []progress.PairInfo
	err    error
	loaded bool
	more   bool // dates and promises are shown too
	asked  bool // that somebody else may be looking has been said
}

// Enter asks for the list.
func (*Pairs) Enter(env *Env) { env.Host.Pairs() }

// Receive implements Receiver.
func (s *Pairs) Receive(env *Env, msg any) {
	if m, ok := msg.(PairsMsg); ok {
		s.pairs, s.err, s.loaded = m.Pairs, m.Err, true
	}
}

// Page implements Screen.
func (s *Pairs) Page(env *Env) page.Page {
	p := page.Page{Name: "pairs", Where: env.T("pairs.where"), Picks: len(s.pairs) > 0}
	p.Title(env.T("pairs.title"))
	switch {
	case s.err != nil:
		p.Para(env.T("pairs.failed", "Why", s.err.Error()))
	case s.loaded && len(s.pairs) == 0:
		p.Para(env.T("pairs.none"))
	}
	for _, info := range s.pairs {
		label := env.T("pairs.pair", "Mentor", info.Mentor, "Mentee", info.Mentee)
		after := ""
		switch {
		case info.Err != nil:
			label, after = info.ID, env.T("pairs.unreadable", "Why", info.Err.Error())
		case s.more:
			after = told(env, info)
		}
		if info.ID == env.PairID {
			label = joined(label, env.T("pairs.open"))
		}
		p.Choice("pair:"+info.ID, label, after)
	}
	if len(s.pairs) > 0 {
		p.Do("pick", env.T("pairs.choose"), "c")
	}
	p.Do("new", env.T("pairs.new"), "w")
	switch {
	case len(s.pairs) == 0:
	case !s.more:
		p.Do("more", env.T("pairs.more"), "d")
	default:
		p.Do("less", env.T("pairs.less"), "d")
	}
	if env.PairID != "" { // it was opened over something
		p.Do("back", env.T("keys.back"), "b")
	}
	return p
}

// Press implements Screen.
func (s *Pairs) Press(env *Env, id string) {
	if pair, ok := strings.CutPrefix(id, "pair:"); ok {
		env.Host.OpenPair(pair)
		return
	}
	switch id {
	case "back":
		env.Host.Back()
	case "new":
		env.Host.Go(NewSetup(env))
	case "less":
		s.more, s.asked = false, false
	case "more":
		if env.View == ViewShared && !s.asked {
			s.asked = true
			env.Host.Say(env.T("pairs.only-owner"))
			return
		}
		s.more = true
		env.Host.Pairs() // as they are now
	}
}

// told is what the list says of a pair: the next date and the promises for it, a line each.
func told(env *Env, p progress.PairInfo) string {
	lines := []string{env.T("pairs.no-next")}
	if t, whole, ok := progress.ParseDate(p.Next, env.Now().Location()); ok {
		lines[0] = env.T("today.next", "Date", env.Words.Moment(t, whole))
	}
	for _, q := range p.Promises {
		lines = append(lines, env.T("today.promise", "Name", p.Name(q.Who), "Text", q.Text))
	}
	return strings.Join(lines, "\n")
}
