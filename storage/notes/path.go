package notes

import (
	"binome/curriculum"
	"binome/storage/clean"
	"binome/storage/document"
	"binome/storage/progress"
	"slices"
	"strings"
	"time"
)

// path is how far they got: the modules as a map, then each lesson's first and last rung.
func (m *maker) path() {
	m.pg.Heading(2, m.say("export.path"))
	m.route()
	if len(m.rec.Lessons) == 0 {
		m.pg.Para(m.say("export.path-none"))
		return
	}
	m.rungMap()
	t := &document.Table{Caption: m.say("export.rungs-table"), Head: m.says("export.col-lesson", "export.col-first", "export.col-last")}
	for _, l := range m.rec.Lessons {
		last := m.rungOn(l.LastRung, l.LastAt)
		if l.LastRung == l.FirstRung && l.LastRung != "" { // said once
			last = m.say("export.same")
		}
		t.Rows = append(t.Rows, []document.Line{document.Wrote(l.Title), m.rungOn(l.FirstRung, l.FirstAt), last})
	}
	m.pg.Add(document.Block{Table: t})
}

// route is the stops of their route: when each was come to, how far, and what shows it.
func (m *maker) route() {
	var route document.Route
	for _, s := range m.r.Progress.Stops() {
		var titles []string
		for _, id := range s.Lessons {
			titles = append(titles, m.r.title(id))
		}
		stop := document.Stop{Text: document.Wrote(strings.Join(titles, " · "))}
		switch s.State {
		case progress.StopBehind:
			stop.State = document.Behind
			if !s.At.IsZero() {
				stop.Right = document.Ours(m.onDate(s.At))
			}
			if s.Rung != progress.NoRung {
				stop.After = append(stop.After, document.Ours(m.rung(string(s.Rung))))
			}
		case progress.StopHere:
			stop.State, stop.Right = document.Here, m.say("export.here")
		case progress.StopAhead:
			stop.State = document.Ahead
		}
		if s.Evidence != "" {
			stop.After = append(stop.After, m.say("export.made-there", "Text", typed(clean.Line(s.Evidence))))
		}
		route = append(route, stop)
	}
	if route != nil {
		m.pg.Add(document.Block{Route: route})
	}
}

func (m *maker) rungOn(name string, at *time.Time) document.Line {
	if at == nil {
		return m.say("rungs.none")
	}
	return m.say("export.rung-on", "Rung", m.rung(name), "Date", m.onDate(*at))
}

// strip is a lesson's five steps, as long as they are planned, those done filled.
func (m *maker) strip(l Worked) []document.Part {
	lesson, ok := m.r.lesson(l.Lesson)
	if !ok || len(l.Steps) == 0 {
		return nil
	}
	var parts []document.Part
	for _, s := range curriculum.StepIDs() {
		parts = append(parts, document.Part{Minutes: curriculum.StepMinutes(lesson.Minutes, s), Done: slices.Contains(l.Steps, string(s))})
	}
	return parts
}
