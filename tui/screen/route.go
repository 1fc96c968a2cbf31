package screen

import (
	"strconv"
	"strings"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/page"
)

// Routes are the ways through the lessons: which one is theirs, and the others. What was
// done on one counts on all.
type Routes struct {
	then func() // once one was chosen; nil for nothing
}

// Page implements Screen.
func (s *Routes) Page(env *Env) page.Page {
	p := page.Page{Name: "routes", Where: env.T("route.where"), Picks: true}
	p.Title(env.T("route.which"))
	p.Para(env.T("route.which-why"))
	theirs := ""
	if r := env.Cur.RouteOf(env.Prog.RouteID); r != nil {
		theirs = r.ID
	}
	for _, r := range env.Cur.Routes() {
		b := page.Block{Kind: page.Choice, ID: "route:" + r.ID, Text: routeTitle(env, r), After: strings.TrimSpace(routeLeads(env, r) + "\n" + routeLessons(env, r))}
		if r.ID == theirs {
			b.Text, p.Row = joined(b.Text, env.T("route.yours")), b.ID
		}
		p.Add(b)
	}
	p.Do("pick", env.T("route.take"), "c")
	p.Do("back", env.T("keys.back"), "b")
	return p
}

// Press implements Screen.
func (s *Routes) Press(env *Env, id string) {
	env.Host.Back()
	route, ok := strings.CutPrefix(id, "route:")
	if !ok {
		return
	}
	takeRoute(env, route)
	if s.then != nil {
		s.then()
	}
}

// takeRoute keeps the choice, unless it is theirs already.
func takeRoute(env *Env, id string) {
	r := env.Cur.RouteOf(id)
	if r == nil || r.ID != id {
		return
	}
	if env.Prog.RouteID != id {
		save(env, storage.Entry{Kind: storage.KindRoute, Route: id})
	}
	env.Host.Say(env.T("route.taken", "Title", routeTitle(env, r)))
}

func routeTitle(env *Env, r *curriculum.Route) string {
	if r.ID == curriculum.Core {
		return env.T("route.core")
	}
	return env.typo(env.Lang(), r.Title(env.Lang()))
}

func routeLeads(env *Env, r *curriculum.Route) string {
	if r.ID == curriculum.Core {
		return env.T("route.core-why")
	}
	return env.typo(env.Lang(), r.Leads(env.Lang()))
}

// routeLessons are its lessons in a row.
func routeLessons(env *Env, r *curriculum.Route) string {
	var titles []string
	for _, s := range r.Sessions {
		for _, id := range s.Lessons {
			titles = append(titles, lessonTitle(env, id))
		}
	}
	return joined(titles...)
}

// asksNeeds reports whether there is a choice of routes, and questions that help with it.
func asksNeeds(env *Env) bool { return len(env.Cur.Needs) > 0 && len(env.Cur.Routes()) > 1 }

// needs is the page of the launch that asks what the mentee would like to do alone, and
// proposes a route as soon as something is ticked, with the reason. Nothing of it is kept
// but the route that they take.
func (s *Launch) needs(env *Env, p *page.Page) {
	p.Read = true
	switch wish := env.Prog.Wish(); { // it is not asked for twice
	case wish == "":
		p.Title(env.T("need.title", "Name", env.Mentee()))
		p.Para(env.T("need.how"))
	case progress.Told(env.Cur, wish, env.Lang()) == 0:
		p.Title(env.T("need.title-wish"))
		p.Quote(wish)
		p.Para(env.T("need.how"))
	default:
		p.Title(env.T("need.title-wish"))
		p.Quote(wish)
		p.Para(env.T("need.how-told"))
	}
	for i := range env.Cur.Needs {
		b := page.Block{Kind: page.Box, ID: "need:" + strconv.Itoa(i), Spans: []block.Span{{Text: env.typo(env.Lang(), env.Cur.Needs[i].Ask(env.Lang()))}}, Number: i + 1}
		if s.yes.Has(i) {
			b.State = page.Done
		}
		p.Add(b)
	}
	r, speak, all := progress.Propose(env.Cur, s.yes)
	if r == nil {
		return
	}
	because := ""
	switch {
	case all == 0:
		because = env.T("need.because-none")
	case speak == 0 || r.ID == curriculum.Core && speak < all:
		because = env.T("need.because-all")
	default:
		because = env.Words.N("need.because", speak, "All", all)
	}
	p.Add(page.Block{Kind: page.Task, Label: env.T("need.proposed"), Text: routeTitle(env, r)})
	p.Para(because + " " + routeLeads(env, r))
}
