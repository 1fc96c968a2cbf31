package screen

import (
	"strings"
	"time"

	"binome/storage/progress"
	"binome/tui/page"
)

// ProgressMap is where the pair is: the route with what was made at each stop, how sure the
// mentee feels, what the mentor learned, the modules, the sessions in time. What is done
// comes first; each picture has its words beside it; there is no score and no per cent.
type ProgressMap struct{}

// Page implements Screen.
func (*ProgressMap) Page(env *Env) page.Page {
	p := page.Page{Name: "progress", Where: env.T("progress.where"), Read: true}
	p.Title(env.T("progress.title"))
	if len(env.Prog.Route()) > 0 {
		done, all := env.Prog.RouteDone()
		p.Quiet(joined(env.Words.N("today.sessions", len(env.Prog.Held(""))), env.Words.N("today.route", done, "All", all)))
		if name := routeName(env); name != env.T("route.title") {
			p.Heading(name)
		}
		stations(env, &p, true)
	}
	confidence(env, &p)
	learned(env, &p)
	modules(env, &p)
	sessions(env, &p)
	p.Do("back", env.T("keys.back"), "b")
	if len(env.Cur.Routes()) > 1 {
		p.Do("routes", env.T("route.others"), "e")
	}
	return p
}

// learned is what came in return, in the mentor's words.
func learned(env *Env, p *page.Page) {
	if len(env.Prog.Gifts) == 0 {
		return
	}
	p.Heading(env.T("end.learned", "Name", env.Mentor()))
	for _, g := range env.Prog.Gifts {
		p.Point(page.Bullet, g.Text)
	}
}

// modules are the whole curriculum at a glance: a row for each that has been begun, a sign
// a lesson; those that haven't are only named.
func modules(env *Env, p *page.Page) {
	m := page.Block{Kind: page.Map}
	var ahead []string
	for _, mod := range env.Cur.Modules {
		row := page.Row{ID: mod.ID, Name: env.typo(env.Lang(), mod.Title(env.Lang()))}
		begun := false
		for _, l := range mod.Lessons {
			st := env.Prog.Lessons[l.ID]
			walked := st.Finished() || l.ID == progress.CharterLesson && env.Prog.CharterAgreed()
			begun = begun || walked
			row.Signs = append(row.Signs, page.Mark{Level: st.Rung().Level(), Walked: walked})
		}
		if begun {
			m.Rows = append(m.Rows, row)
		} else {
			ahead = append(ahead, row.Name)
		}
	}
	if len(m.Rows) > 0 {
		p.Heading(env.T("progress.what"))
		p.Add(m)
		p.Add(rungLegend(env))
	}
	if len(ahead) > 0 {
		p.Quiet(env.T("progress.ahead", "Modules", joined(ahead...)))
	}
}

// rungLegend is what stands for a lesson: not begun, walked, each rung.
func rungLegend(env *Env) page.Block {
	legend := page.Block{Kind: page.Legend, Rows: []page.Row{
		{Name: env.T("rungs.none"), Signs: []page.Mark{{}}}, {Name: env.T("outline.walked"), Signs: []page.Mark{{Walked: true}}},
	}}
	for _, r := range progress.Rungs() {
		legend.Rows = append(legend.Rows, page.Row{Name: rungWord(env, r), Signs: []page.Mark{{Level: r.Level()}}})
	}
	return legend
}

// Press implements Screen.
func (*ProgressMap) Press(env *Env, id string) {
	if id == "routes" {
		env.Host.Go(&Routes{})
		return
	}
	env.Host.Back()
}

// confidence is how sure the mentee felt of each lesson they were asked about: from the first
// answer to the last where one lesson was asked about twice; and, when it was asked, where they
// say now that they really were.
func confidence(env *Env, p *page.Page) {
	var lessons []string
	sure, back := map[string][]int{}, map[string]int{}
	for _, c := range env.Prog.Confidence {
		about := env.Prog.About(c)
		switch {
		case c.Who != progress.Mentee:
		case c.Topic == progress.Tomorrow:
			if len(sure[about]) == 0 {
				lessons = append(lessons, about)
			}
			sure[about] = append(sure[about], c.Value)
		case c.Topic == progress.LookingBack:
			back[about] = c.Value
		}
	}
	if len(lessons) == 0 {
		return
	}
	p.Heading(env.T("progress.sure", "Name", env.Mentee()))
	p.Quiet(env.T("confidence.tomorrow", "Name", env.Mentee()))
	slope := func(from, to int, words string) {
		p.Add(page.Block{Kind: page.Slope, At: from, To: to, Top: 10, Text: words})
	}
	for _, id := range lessons {
		if id != "" {
			p.Para(lessonTitle(env, id))
		}
		first, now := sure[id][0], sure[id][len(sure[id])-1]
		switch {
		case len(sure[id]) == 1:
			slope(-1, now, env.T("confidence.value", "N", now))
		case first == now:
			slope(-1, now, env.T("progress.sure-same", "N", now))
		default:
			slope(first, now, env.T("progress.sure-then", "From", first, "To", now))
		}
		if was, ok := back[id]; ok {
			slope(was, now, env.T("progress.sure-back", "From", was, "To", now))
		}
	}
}

// sessions are drawn in time, the next date included, and named below.
func sessions(env *Env, p *page.Page) {
	p.Heading(env.T("progress.sessions"))
	now := env.Now()
	held := env.Prog.Held("")
	if len(held) == 0 {
		p.Para(env.T("progress.none-yet"))
	}
	line := page.Block{Kind: page.Timeline}
	for _, s := range held {
		line.Moments = append(line.Moments, page.Moment{Day: dayOf(s.At), Label: env.Words.ShortDate(s.At, now)})
	}
	t, whole, dated := next(env)
	if dated = dated && dayOf(t) >= dayOf(now); dated {
		line.Moments = append(line.Moments, page.Moment{Day: dayOf(t), Label: env.Words.ShortDate(t, now), Coming: true})
	}
	if len(line.Moments) > 1 {
		p.Add(line)
	}
	for _, s := range held {
		var titles []string
		for _, id := range s.Lessons {
			titles = append(titles, lessonTitle(env, id))
		}
		p.Point(page.Ticked, joined(env.Words.Date(s.At), strings.Join(titles, ", ")))
	}
	if dated {
		p.Point(page.ToCome, env.T("today.next", "Date", env.Words.Moment(t, whole)))
	}
}

// dayOf counts days as calendars do, wherever the time was noted.
func dayOf(t time.Time) int {
	y, m, d := t.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}
