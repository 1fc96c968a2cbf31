package notes

import (
	"slices"
	"strings"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/curriculum/phrases"
	"binome/storage/clean"
	"binome/storage/document"
	"binome/storage/progress"
)

// A maker writes a record as a page for people.
type maker struct {
	r   Request
	w   *phrases.Printer
	rec *Record
	pg  *document.Document
}

// page is the export as a person reads it.
func (r Request) page() *document.Document {
	r.Now = r.Now.In(r.zone())
	m := &maker{r: r, w: r.Words, rec: r.record(), pg: &document.Document{Lang: r.Words.Lang, Made: r.Now, Boxes: r.Words.T("export.boxes")}}
	m.rec.here(r.Now.Location())
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
	pg.Title = m.say("export.title."+string(m.r.Audience), "Pair", pair, "Name", typed(m.first(string(m.r.Audience))))
	pg.Aside(rec.LeftOut...)
	m.ticket()
	pg.List([]document.Item{
		{Text: m.label("export.mentor", document.Wrote(rec.Mentor.Name))},
		{Text: m.label("export.mentee", document.Wrote(rec.Mentee.Name))},
		{Text: m.label("export.since", document.Ours(m.w.Date(rec.Since)))},
		{Text: m.label("export.made", document.Ours(m.w.Date(rec.Made)))},
		{Text: m.label("export.zone", document.Ours(zones(rec.Made)))},
	})
}

// ticket is what they leave with: when they meet again, about what, with what in hand, and
// what was promised until then. At the end there is none.
func (m *maker) ticket() {
	p := m.r.Progress
	n := p.Next()
	if m.rec.Next == "" && (p.AtEnd() || n.Lesson == nil) {
		return
	}
	t := &document.Ticket{Label: m.say("export.next"), Large: document.Ours(m.day(m.rec.Next))}
	if l := n.Lesson; l != nil {
		t.Items = append(t.Items, document.Item{Text: m.label("export.lesson", document.Wrote(m.r.title(l.ID)))})
		if head, err := l.Head(m.w.Lang); err == nil && head.Bring != "" {
			who := progress.Learner(l)
			t.Items = append(t.Items, m.brings(who, head.Bring))
			if head.BringLeader != "" {
				t.Items = append(t.Items, m.brings(progress.Other(who), head.BringLeader))
			}
		}
	}
	for _, q := range p.OpenPromises("") {
		t.Items = append(t.Items, m.said(m.strong("export.to-do", "Name", m.name(q.Who)), clean.Text(q.Text)))
	}
	m.pg.Add(document.Block{Ticket: t})
}

// brings is what one of the two has to bring.
func (m *maker) brings(who, what string) document.Item {
	return document.Item{Text: document.Join(m.strong("export.bring", "Name", m.name(who)), document.Wrote(m.w.Typo(what)))}
}

// day is a date as people write it, with its hour when it has one.
func (m *maker) day(s string) string {
	t, whole, ok := progress.ParseDate(s, m.r.Now.Location())
	if !ok {
		return m.w.T("export.to-fix")
	}
	return m.w.Moment(t, whole)
}

// first is what one of them is called in short.
func (m *maker) first(who string) string {
	if who == progress.Mentor {
		return progress.FirstName(m.rec.Mentor.Name, m.rec.Mentee.Name)
	}
	return progress.FirstName(m.rec.Mentee.Name, m.rec.Mentor.Name)
}

func (m *maker) name(who string) document.Line {
	switch who {
	case progress.Mentor, progress.Mentee:
		return document.Wrote(m.first(who))
	}
	return document.Ours(m.w.T("export.both"))
}

// agreed is the working agreement, and what the two want to get to.
func (m *maker) agreed() {
	m.pg.Heading(2, m.say("export.charter"))
	var items []document.Item
	for _, a := range m.rec.Charter {
		items = append(items, document.Item{Text: m.say("export.agreed", "Name", m.name(a.Who), "Date", m.w.Date(a.At))})
	}
	if items == nil {
		m.pg.Para(m.say("export.charter-none"))
	}
	m.pg.List(append(m.charter(), items...))
	if len(m.rec.Goals) == 0 {
		return
	}
	m.pg.Heading(2, m.say("export.goals"))
	items = nil
	for _, g := range m.rec.Goals {
		label := m.label("export.on-route", nil)
		if g.Lesson == "" { // their wish, at the launch
			label = m.strong("export.wish", "Name", m.name(progress.Mentee))
		}
		items = append(items, m.said(label, g.Text))
	}
	m.pg.List(items)
}

// charter are the points that were agreed to; none when the text is another by now.
func (m *maker) charter() (items []document.Item) {
	l, ok := m.r.lesson(progress.CharterLesson)
	if !ok {
		return nil
	}
	read, err := l.Text(m.r.Progress.Mentee.Language)
	if err != nil || !slices.ContainsFunc(m.rec.Charter, func(a Agreement) bool { return m.r.Progress.Charter[a.Who].Hash == read.Sum() }) {
		return nil
	}
	text, err := l.Text(m.w.Lang)
	if err != nil {
		return nil
	}
	for _, it := range text.Step(curriculum.Together).Items {
		items = append(items, document.Item{Text: document.Wrote(m.w.Typo(block.Words(it.Spans)))})
	}
	return items
}

// said is what somebody typed, after a label: on the label's line when it is short.
func (m *maker) said(label document.Line, text string) document.Item {
	text = strings.TrimSpace(text)
	if !strings.Contains(text, "\n") {
		return document.Item{Text: document.Join(label, document.Line{{Text: text, Typed: true}})}
	}
	return document.Item{Text: label, Quote: strings.Split(text, "\n")}
}

func (m *maker) sessions() {
	m.pg.Heading(2, m.say("export.sessions"))
	if len(m.rec.Sessions) == 0 {
		m.pg.Para(m.say("export.sessions-none"))
	} else {
		m.timeline()
	}
	if m.rec.Before != nil {
		m.pg.Heading(3, m.say("export.before"))
		m.pg.List(m.period(*m.rec.Before))
	}
	for _, s := range m.rec.Sessions {
		m.pg.Heading(3, m.say("export.session", "N", s.Number, "Date", m.w.Date(s.At)))
		items := append(m.facts(s), m.period(s.Period)...)
		if s.Note != "" {
			items = append(items, m.said(m.label("export.note", nil), s.Note))
		}
		m.pg.List(items)
		if s.After != nil && !s.After.empty() {
			m.pg.Heading(4, m.say("export.after"))
			m.pg.List(m.period(*s.After))
		}
	}
}

func (m *maker) facts(s Session) []document.Item {
	var items []document.Item
	if s.Planned != "" {
		items = append(items, document.Item{Text: m.label("export.planned", document.Ours(m.day(s.Planned)))})
	}
	items = append(items, document.Item{Text: m.label("export.held", document.Ours(m.w.Moment(s.At, false)))})
	items = append(items, document.Item{Text: m.label("export.spent", m.count("date.minutes", s.Spent))})
	if s.Reserved > 0 {
		items = append(items, document.Item{Text: m.label("export.reserved", m.count("date.minutes", s.Reserved))})
	}
	return items
}

// period is what happened, one line a thing.
func (m *maker) period(p Period) (items []document.Item) {
	for _, l := range p.Lessons {
		if len(l.Steps) == 0 && slices.ContainsFunc(p.Rungs, func(g Rung) bool { return g.Lesson == l.Lesson }) {
			continue // the rung says it
		}
		label := m.label("export.lesson", document.Wrote(l.Title))
		if len(l.Steps) > 0 {
			var names []string
			for _, s := range l.Steps {
				names = append(names, m.w.T("steps."+s))
			}
			label = document.Join(label, document.Ours(" ("+strings.Join(names, ", ")+")"))
		}
		items = append(items, document.Item{Text: label, Strip: m.strip(l)})
	}
	for _, g := range p.Rungs {
		l := document.Join(m.label("export.rung", m.say("export.rung-of", "Title", typed(g.Title), "Rung", m.rung(g.Rung))))
		if g.Evidence != "" {
			l = document.Join(l, document.Ours(" "), m.say("export.evidence", "Text", typed(g.Evidence)))
		}
		items = append(items, document.Item{Text: l})
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
func (m *maker) strong(key string, pairs ...any) document.Line {
	l := m.say(key, pairs...)
	for i := range l {
		l[i].Strong = true
	}
	return append(l, document.Span{Text: " "})
}

func (m *maker) rung(name string) string {
	if progress.Rung(name).Level() == 0 {
		return m.w.T("rungs.none")
	}
	return m.w.T("rungs." + name)
}

func (m *maker) says(keys ...string) []document.Line {
	var out []document.Line
	for _, key := range keys {
		out = append(out, m.say(key))
	}
	return out
}

func (m *maker) words() {
	if len(m.rec.Words) == 0 {
		return
	}
	m.pg.Heading(2, m.say("export.words"))
	var items []document.Item
	for _, s := range m.rec.Words {
		items = append(items, m.said(nil, s.Text))
	}
	m.pg.List(items)
}

// moved is what the pair noted for whoever writes the lessons.
func (m *maker) moved() {
	if len(m.rec.Moved) == 0 {
		return
	}
	m.pg.Heading(2, m.say("export.moved"))
	var items []document.Item
	for _, s := range m.rec.Moved {
		items = append(items, m.said(m.strong("export.moved-in", "Title", document.Ours(m.r.title(s.Lesson))), s.Text))
	}
	m.pg.List(items)
}

func (m *maker) due() {
	m.pg.Heading(2, m.say("export.due"))
	if len(m.rec.Due) == 0 {
		m.pg.Para(m.say("export.due-none"))
		return
	}
	m.pg.Para(m.say("export.due-what"))
	var titles []string
	asked := map[string][]document.Item{}
	for _, q := range m.rec.Due {
		if asked[q.Title] == nil {
			titles = append(titles, q.Title)
		}
		asked[q.Title] = append(asked[q.Title], document.Item{Text: document.Wrote(q.Text)})
	}
	for _, title := range titles {
		m.pg.Heading(3, document.Wrote(title))
		m.pg.List(asked[title])
	}
}

func (m *maker) care() {
	if len(m.rec.AfterCare) == 0 { // the route isn't at its end
		return
	}
	m.pg.Heading(2, m.say("export.care"))
	var items []document.Item
	for _, a := range m.rec.AfterCare {
		items = append(items, document.Item{Text: m.count("export.care-day", a.Days, "Date", m.day(a.Day))})
	}
	m.pg.List(items)
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
	m.pg.Add(document.Block{Break: true})
	m.pg.Heading(2, m.say("export.private"))
	m.pg.Para(m.say("export.private-what", "Name", typed(m.first(m.r.Owner))))
	var items []document.Item
	for _, n := range append(sayings(own.Notes), sayings(own.Words)...) {
		items = append(items, m.said(document.Line{{Text: m.w.ShortDate(n.At, m.rec.Made), Strong: true}, {Text: " "}}, n.Text))
	}
	m.pg.List(items)
}
