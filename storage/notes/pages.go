package notes

import (
	"slices"
	"strings"
	"time"

	"binome/curriculum/phrases"
	"binome/storage/progress"
)

// A maker writes a record as a page for people.
type maker struct {
	r   Request
	w   *phrases.Printer
	rec *Record
	pg  *page
}

// page is the export as a person reads it.
func (r Request) page() *page {
	m := &maker{r: r, w: r.Words, rec: r.record(), pg: &page{lang: r.Words.Lang}}
	m.head()
	switch r.Audience {
	case ForMentor:
		m.review()
	case ForMentee:
		m.alone()
	}
	m.agreed()
	m.sessions()
	m.path()
	m.confidence()
	m.words()
	m.moved()
	m.due()
	m.care()
	m.private()
	return m.pg
}

func (m *maker) head() {
	pg, rec := m.pg, m.rec
	pair := m.say("export.pair", "Mentor", typed(rec.Mentor.Name), "Mentee", typed(rec.Mentee.Name))
	pg.title = m.say("export.title."+string(m.r.Audience), "Pair", pair, "Name", typed(m.first(string(m.r.Audience))))
	var out []line
	for _, s := range rec.LeftOut {
		out = append(out, ours(s))
	}
	pg.add(block{aside: out})
	pg.list([]item{
		{text: m.label("export.mentor", wrote(rec.Mentor.Name))},
		{text: m.label("export.mentee", wrote(rec.Mentee.Name))},
		{text: m.label("export.since", ours(m.w.Date(rec.Since)))},
		{text: m.label("export.made", ours(m.w.Date(rec.Made)))},
		{text: m.label("export.next", ours(m.day(rec.Next)))},
	})
}

// day is a date as people write it, with its hour when it has one.
func (m *maker) day(s string) string {
	t, whole, ok := progress.ParseDate(s, m.r.Now.Location())
	switch {
	case !ok:
		return m.w.T("export.to-fix")
	case whole:
		return m.w.Date(t)
	}
	return m.moment(t)
}

func (m *maker) moment(t time.Time) string {
	return m.w.T("export.moment", "Date", m.w.Date(t), "Clock", m.w.Clock(t))
}

// first is what one of them is called: the first name, or the whole when both share it.
func (m *maker) first(who string) string {
	mentor, _, _ := strings.Cut(m.rec.Mentor.Name, " ")
	mentee, _, _ := strings.Cut(m.rec.Mentee.Name, " ")
	switch {
	case who == progress.Mentor && mentor != mentee:
		return mentor
	case who == progress.Mentor:
		return m.rec.Mentor.Name
	case mentor != mentee:
		return mentee
	}
	return m.rec.Mentee.Name
}

func (m *maker) name(who string) line {
	switch who {
	case progress.Mentor, progress.Mentee:
		return wrote(m.first(who))
	}
	return ours(m.w.T("export.both"))
}

// agreed is the working agreement, and what the two want to get to.
func (m *maker) agreed() {
	m.pg.h(2, m.say("export.charter"))
	var items []item
	for _, a := range m.rec.Charter {
		items = append(items, item{text: m.say("export.agreed", "Name", m.name(a.Who), "Date", m.w.Date(a.At))})
	}
	if items == nil {
		m.pg.para(m.say("export.charter-none"))
	}
	m.pg.list(items)
	if len(m.rec.Goals) == 0 {
		return
	}
	m.pg.h(2, m.say("export.goals"))
	items = nil
	for _, g := range m.rec.Goals {
		items = append(items, m.said(nil, g.Text))
	}
	m.pg.list(items)
}

// said is what somebody typed, after a label: on the label's line when it is short.
func (m *maker) said(label line, text string) item {
	text = strings.TrimSpace(text)
	if !strings.Contains(text, "\n") {
		return item{text: join(label, line{{s: text, typed: true}})}
	}
	return item{text: label, quote: strings.Split(text, "\n")}
}

func (m *maker) sessions() {
	m.pg.h(2, m.say("export.sessions"))
	if len(m.rec.Sessions) == 0 {
		m.pg.para(m.say("export.sessions-none"))
	} else {
		m.timeline()
	}
	if m.rec.Before != nil {
		m.pg.h(3, m.say("export.before"))
		m.pg.list(m.period(*m.rec.Before))
	}
	for _, s := range m.rec.Sessions {
		m.pg.h(3, m.say("export.session", "N", s.Number, "Date", m.w.Date(s.At)))
		items := append(m.facts(s), m.period(s.Period)...)
		if s.Note != "" {
			items = append(items, m.said(m.label("export.note", nil), s.Note))
		}
		m.pg.list(items)
		if s.After != nil && !s.After.empty() {
			m.pg.h(4, m.say("export.after"))
			m.pg.list(m.period(*s.After))
		}
	}
}

func (m *maker) facts(s Session) []item {
	var items []item
	switch {
	case s.Planned != "":
		items = append(items, item{text: m.label("export.planned", ours(m.day(s.Planned)))})
	case s.Number > 1: // nobody fixes the first in the journal
		items = append(items, item{text: m.label("export.planned", m.say("export.unplanned"))})
	}
	items = append(items, item{text: m.label("export.held", ours(m.moment(s.At)))})
	items = append(items, item{text: m.label("export.spent", m.count("date.minutes", s.Spent))})
	if s.Reserved > 0 {
		items = append(items, item{text: m.label("export.reserved", m.count("date.minutes", s.Reserved))})
	}
	return items
}

// period is what happened, one line a thing.
func (m *maker) period(p Period) (items []item) {
	for _, l := range p.Lessons {
		if len(l.Steps) == 0 && slices.ContainsFunc(p.Rungs, func(g Rung) bool { return g.Lesson == l.Lesson }) {
			continue // the rung says it
		}
		label := m.label("export.lesson", wrote(l.Title))
		if len(l.Steps) > 0 {
			var names []string
			for _, s := range l.Steps {
				names = append(names, m.w.T("steps."+s))
			}
			label = join(label, ours(" ("+strings.Join(names, ", ")+")"))
		}
		items = append(items, item{text: label})
	}
	for _, g := range p.Rungs {
		l := join(m.label("export.rung", m.say("export.rung-of", "Title", typed(g.Title), "Rung", m.rung(g.Rung))))
		if g.Evidence != "" {
			l = join(l, ours(" "), m.say("export.evidence", "Text", typed(g.Evidence)))
		}
		items = append(items, item{text: l})
	}
	for _, n := range p.Gifts {
		items = append(items, m.said(m.strong("export.gift", "Name", m.name(progress.Mentor)), n.Text))
	}
	for _, q := range p.Promises {
		outcome := "export.not-asked"
		if q.Outcome != "" {
			outcome = "outcomes." + q.Outcome
		}
		label := m.strong("export.promise", "Name", m.name(q.Who), "Outcome", m.w.T(outcome))
		items = append(items, m.said(label, q.Text))
	}
	for _, n := range p.Notes {
		items = append(items, m.said(m.label("export.note", nil), n.Text))
	}
	return items
}

// strong is a bold label with somebody's name in it, and a blank.
func (m *maker) strong(key string, pairs ...any) line {
	l := m.say(key, pairs...)
	for i := range l {
		l[i].strong = true
	}
	return append(l, span{s: " "})
}

func (m *maker) rung(name string) string {
	if progress.Rung(name).Level() == 0 {
		return m.w.T("rungs.none")
	}
	return m.w.T("rungs." + name)
}

// path is how far they got: the modules as a map, then each lesson's first and last rung.
func (m *maker) path() {
	m.pg.h(2, m.say("export.path"))
	if len(m.rec.Lessons) == 0 {
		m.pg.para(m.say("export.path-none"))
		return
	}
	m.rungMap()
	t := &table{caption: m.say("export.rungs-table"), head: m.says("export.col-lesson", "export.col-first", "export.col-last")}
	for _, l := range m.rec.Lessons {
		t.rows = append(t.rows, []line{wrote(l.Title), m.rungOn(l.FirstRung, l.FirstAt), m.rungOn(l.LastRung, l.LastAt)})
	}
	m.pg.add(block{table: t})
}

func (m *maker) rungOn(name string, at *time.Time) line {
	if at == nil {
		return m.say("rungs.none")
	}
	return m.say("export.rung-on", "Rung", m.rung(name), "Date", m.onDate(*at))
}

func (m *maker) says(keys ...string) []line {
	var out []line
	for _, key := range keys {
		out = append(out, m.say(key))
	}
	return out
}

func (m *maker) words() {
	if len(m.rec.Words) == 0 {
		return
	}
	m.pg.h(2, m.say("export.words"))
	var items []item
	for _, s := range m.rec.Words {
		items = append(items, m.said(nil, s.Text))
	}
	m.pg.list(items)
}

// moved is what the pair noted for whoever writes the lessons.
func (m *maker) moved() {
	if len(m.rec.Moved) == 0 {
		return
	}
	m.pg.h(2, m.say("export.moved"))
	var items []item
	for _, s := range m.rec.Moved {
		items = append(items, m.said(m.strong("export.moved-in", "Title", ours(m.r.title(s.Lesson))), s.Text))
	}
	m.pg.list(items)
}

func (m *maker) due() {
	m.pg.h(2, m.say("export.due"))
	if len(m.rec.Due) == 0 {
		m.pg.para(m.say("export.due-none"))
		return
	}
	m.pg.para(m.say("export.due-what"))
	var titles []string
	asked := map[string][]item{}
	for _, q := range m.rec.Due {
		if asked[q.Title] == nil {
			titles = append(titles, q.Title)
		}
		asked[q.Title] = append(asked[q.Title], item{text: wrote(q.Text)})
	}
	for _, title := range titles {
		m.pg.h(3, wrote(title))
		m.pg.list(asked[title])
	}
}

func (m *maker) care() {
	m.pg.h(2, m.say("export.care"))
	if len(m.rec.AfterCare) == 0 {
		m.pg.para(m.say("export.care-none"))
		return
	}
	var items []item
	for _, a := range m.rec.AfterCare {
		items = append(items, item{text: m.count("export.care-day", a.Days, "Date", m.day(a.Day))})
	}
	m.pg.list(items)
}

// private are the reader's own notes, from the file that only this computer has.
func (m *maker) private() {
	if m.r.Owner == "" || m.r.Owner != string(m.r.Audience) {
		return
	}
	own := progress.Fold(nil, m.r.Private)
	if len(own.Notes)+len(own.Words) == 0 {
		return
	}
	m.pg.add(block{brk: true})
	m.pg.h(2, m.say("export.private"))
	m.pg.para(m.say("export.private-what", "Name", typed(m.first(m.r.Owner))))
	var items []item
	for _, n := range append(sayings(own.Notes), sayings(own.Words)...) {
		items = append(items, m.said(line{{s: m.w.ShortDate(n.At, m.rec.Made), strong: true}, {s: " "}}, n.Text))
	}
	m.pg.list(items)
}
