package curriculum

import (
	"binome/curriculum/phrases"
	"cmp"
	"fmt"
	"slices"
)

// A route is an order in which a pair may take lessons. The core route is [[session]] in
// curriculum.toml; others, drawn from the same lessons, stand beside it.

// Core is the id of the core route.
const Core = "core"

// A Route is sessions, each worth having even if no other follows.
type Route struct {
	ID       string
	Titles   map[string]string // by language; the core route has none, the coach has words for it
	Why      map[string]string // by language: what one can do at its end
	Sessions []Session
	Layer    string // whose curriculum.toml has it
	Pos      Pos
}

// A Session of a route: what is taught in one meeting, and the minutes it needs.
type Session struct {
	Minutes int      // the meeting's length
	Launch  bool     // the first: begins with the working agreement
	Lessons []string // module/lesson
	Layer   string   // whose curriculum.toml has the route
	Pos     Pos
}

// A Need is a question at the launch: what would you like to do alone? A yes speaks for a
// route.
type Need struct {
	Route string
	Asks  map[string]string // by language
	Layer string
	Pos   Pos
}

// Title in that language, or in English, or in any, or the id.
func (r *Route) Title(lang string) string { return cmp.Or(phrases.Pick(r.Titles, lang), r.ID) }

// Leads says in that language what one can do at its end; "" where nobody wrote it.
func (r *Route) Leads(lang string) string { return phrases.Pick(r.Why, lang) }

// Ask is the question in that language.
func (n *Need) Ask(lang string) string { return phrases.Pick(n.Asks, lang) }

// Routes are the core route, if there is one, and those beside it.
func (c *Curriculum) Routes() []*Route { return c.routes }

// RouteOf finds a route by its id; the core route for an id of none, and nil where there
// is no route at all.
func (c *Curriculum) RouteOf(id string) *Route {
	for _, r := range c.routes {
		if r.ID == id {
			return r
		}
	}
	if len(c.routes) > 0 && c.routes[0].ID == Core {
		return c.routes[0]
	}
	return nil
}

// sessions are those of one route as a file has them; at is the path of its key.
func (l Layer) sessions(list []sessionEntry, at string, places func() map[string]Pos) (all []Session) {
	for i, s := range list {
		all = append(all, Session{Minutes: s.Minutes, Launch: s.Launch, Lessons: s.Lessons, Layer: l.Name, Pos: places()[fmt.Sprintf("%s.%d", at, i)]})
	}
	return all
}

// lay takes the routes of a layer. Its own core route takes the place of all that lie
// below; another route is added, or takes the place of that of its id.
func (a *assembly) lay(d *door, l Layer, f *curriculumFile, places func() map[string]Pos) {
	if f.Session != nil {
		a.routes, a.needs = []*Route{{ID: Core, Sessions: l.sessions(f.Session, "session", places), Layer: l.Name, Pos: places()["session.0"]}}, nil
	}
	for i, e := range f.Route {
		at := fmt.Sprintf("route.%d", i)
		r := &Route{ID: e.ID, Titles: safeTexts(e.Title), Why: safeTexts(e.Why), Sessions: l.sessions(e.Session, at+".session", places), Layer: l.Name, Pos: places()[at]}
		if !slug(e.ID) || e.ID == Core {
			d.fault(r.Pos, "bad-name", "small letters, digits and hyphens; the core route is [[session]]", "%s can't be a route", quoteName(e.ID))
			continue
		}
		if same := slices.IndexFunc(a.routes, func(o *Route) bool { return o.ID == r.ID }); same >= 0 {
			a.routes[same] = r
		} else {
			a.routes = append(a.routes, r)
		}
	}
	if f.Need != nil {
		a.needs = nil
	}
	for i, e := range f.Need {
		a.needs = append(a.needs, Need{Route: e.Route, Asks: safeTexts(e.Asks), Layer: l.Name, Pos: places()[fmt.Sprintf("need.%d", i)]})
	}
}

func safeTexts(of map[string]string) map[string]string {
	for lang, s := range of {
		of[lang] = safeString(s)
	}
	return of
}

// travel lays the routes over the lessons that are there. One that a layer hides or replaces
// leaves them without complaint, but to that layer's author.
func (a *assembly) travel() {
	c := a.c
	told := map[string]bool{}
	known := map[string]bool{Core: true}
	for _, r := range a.routes {
		known[r.ID] = true
		sessions := r.Sessions
		r.Sessions = nil
		for _, s := range sessions {
			if s.Lessons = a.there(s, told); len(s.Lessons) > 0 || s.Launch {
				r.Sessions = append(r.Sessions, s)
			}
		}
		if r.ID == Core {
			c.Route = r.Sessions
		}
		if len(r.Sessions) > 0 {
			c.routes = append(c.routes, r)
		}
	}
	for _, n := range a.needs {
		switch {
		case !known[n.Route]:
			c.Notes = append(c.Notes, Problem{Pos: n.Pos, Layer: n.Layer, Code: "unknown-route", Text: "there is no route " + quoteName(n.Route), Fix: "name one by its id, or the core route as " + Core})
		case slices.ContainsFunc(c.routes, func(r *Route) bool { return r.ID == n.Route }):
			c.Needs = append(c.Needs, n)
		}
	}
}

// there are the lessons of a session that can be taken.
func (a *assembly) there(s Session, told map[string]bool) (known []string) {
	const routeFix = "write it, or take it out of the route"
	c := a.c
	for _, id := range s.Lessons {
		id = c.Canonical(id)
		gone, taken := a.gone[id]
		switch {
		case c.lessons[id] != nil:
			known = append(known, id)
		case taken && !told[id]:
			told[id] = true
			c.Notes = append(c.Notes, Problem{Pos: gone.pos, Layer: gone.layer, Code: "route-gap", Text: "the route has " + quoteName(id) + ", and goes on without it", Fix: "write a route of your own: [[session]] with minutes and lessons"})
		case !taken:
			a.problem(Problem{Pos: s.Pos, Layer: s.Layer, Code: "unknown-lesson", Lesson: safeString(id), Text: "the route names a lesson that is not there, " + quoteName(id), Fix: didYouMean(c.Meant(id), routeFix)})
		}
	}
	return known
}
