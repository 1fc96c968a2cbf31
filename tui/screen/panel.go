package screen

import (
	"strings"

	"binome/curriculum"
	"binome/storage/progress"
	"binome/tui/page"
)

// Panel is what stands beside every page of a pair where there is room for it: the hour
// with its clock and its parts while one is on, else the route; the promises, the next
// date. All of it stands on Today too: in a small window nothing is lost.
// What its page says itself isn't said twice. below stands there too where there is room
// for all of it: while an hour is on, the route.
func Panel(env *Env, name string) (panel, below []page.Block) {
	var p, more page.Page
	today := strings.HasPrefix(name, "today")
	if h := env.Hour; HourNow(env) != nil && !today && name != "closing:end" {
		p.Add(page.Block{Kind: page.Heading, Text: env.T("today.agenda")})
		p.Add(page.Block{Kind: page.Clock, Number: max(0, h.Left(env.Now())), To: h.Minutes, Text: env.T("panel.left", "All", h.Minutes)})
		hourParts(env, &p)
		route(env, &more, name)
	} else {
		route(env, &p, name)
	}
	if today || name == "closing:end" {
		return p.Body, more.Body
	}
	if open := env.Prog.OpenPromises(""); len(open) > 0 {
		p.Heading(env.T("today.promised"))
		for _, q := range open[:min(2, len(open))] {
			p.Quote(env.T("today.promise", "Name", env.Name(q.Who), "Text", q.Text))
		}
	}
	if t, whole, ok := next(env); ok && t.After(env.Now()) {
		p.Para(env.T("today.next", "Date", env.Words.Moment(t, whole)))
	}
	return p.Body, more.Body
}

// route is their route, unless the page is about it.
func route(env *Env, p *page.Page, name string) {
	if len(env.Prog.Route()) == 0 || name == "progress" || name == "routes" {
		return
	}
	done, all := env.Prog.RouteDone()
	p.Add(page.Block{Kind: page.Heading, Text: routeName(env), Right: env.T("route.count", "N", done, "All", all)})
	stations(env, p, false)
}

// hourParts is the agenda of the hour that is on: what is behind, here and to come.
func hourParts(env *Env, p *page.Page) {
	now, inHand := env.Hour.Now(), env.Hour.Minutes
	for i := range env.Hour.Parts {
		inHand -= env.Hour.Parts[i].Minutes
		part := &env.Hour.Parts[i]
		st := page.Ahead
		switch {
		case part == now:
			st = page.Here
		case part.Skipped:
			st = page.Skipped
		case part.Done:
			st = page.Done
		}
		p.Add(page.Block{Kind: page.Part, Number: part.Minutes, State: st, Text: partWhat(env, part.Part)})
	}
	if inHand > 0 {
		p.Add(page.Block{Kind: page.Part, Number: inHand, Tone: page.Quiet, State: page.Looked, Text: env.T("today.in-hand")})
	}
}

// routeName is what their route is called, where they chose one.
func routeName(env *Env) string {
	if r := env.Cur.RouteOf(env.Prog.RouteID); r != nil && r.ID != curriculum.Core {
		return routeTitle(env, r)
	}
	return env.T("route.title")
}

// stations are the stops of their route: those behind with the day, the rung and, whole,
// what was made there; the first that isn't is where they are.
func stations(env *Env, p *page.Page, whole bool) {
	for _, s := range env.Prog.Stops() {
		b := page.Block{Kind: page.Station, State: page.Ahead}
		var titles []string
		for _, id := range s.Lessons {
			titles = append(titles, lessonTitle(env, id))
		}
		b.Text = joined(titles...)
		if whole && !s.At.IsZero() {
			b.Right = env.Words.ShortDate(s.At, env.Now())
		}
		if whole && s.Evidence != "" {
			b.After = quoted(env, s.Evidence)
		}
		switch s.State {
		case progress.StopHere:
			b.State = page.Here
		case progress.StopBehind:
			b.State, b.Sign, b.Number = page.Done, page.Walked, s.Rung.Level()
			if s.Rung == progress.NoRung {
				break
			}
			b.Sign = page.Rung
			if whole {
				b.After = strings.TrimSuffix(rungWord(env, s.Rung)+"\n"+b.After, "\n")
			}
		}
		p.Add(b)
	}
}
