package notes

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage/document"
	"binome/storage/progress"
)

// review is the mentor's own page: a paragraph that may leave the pair, what they led,
// and how sure they were of themselves over time.
func (m *maker) review() {
	var held []Session
	for _, s := range m.rec.Sessions {
		if s.Closed || len(s.Lessons) > 0 {
			held = append(held, s)
		}
	}
	if len(held) == 0 {
		return
	}
	m.pg.Heading(2, m.say("export.review"))
	m.pg.Para(m.say("export.review-what"))
	m.pg.Para(m.reviewParagraph(held))
	m.pg.Heading(2, m.say("export.led"))
	var items []document.Item
	for _, s := range held {
		var titles []string
		for _, l := range s.Lessons {
			titles = append(titles, l.Title)
		}
		text := document.Join(document.Line{{Text: m.w.T("export.session", "N", s.Number, "Date", m.w.Date(s.At)), Strong: true}})
		if titles != nil {
			text = document.Join(text, document.Ours(" "), document.Wrote(strings.Join(titles, " · ")))
		}
		items = append(items, document.Item{Text: text})
	}
	m.pg.List(items)
	m.overTime(progress.Mentor)
	m.pg.Add(document.Block{Break: true})
}

// reviewParagraph says what the mentor did, and nothing of the one they did it for: a
// yearly review is read by people outside the pair.
func (m *maker) reviewParagraph(held []Session) document.Line {
	minutes, modules := 0, []string{}
	lessons := map[string]bool{}
	for _, s := range held {
		minutes += s.Spent
		for _, l := range s.Lessons {
			if l.Lesson == progress.CharterLesson {
				continue
			}
			lessons[l.Lesson] = true
			if known, ok := m.r.lesson(l.Lesson); ok {
				title := known.Module.Called(m.w.Lang)
				if !slices.Contains(modules, title) {
					modules = append(modules, title)
				}
			}
		}
	}
	l := m.say("export.review-led", "Name", typed(m.rec.Mentor.Name),
		"From", m.w.Date(held[0].At), "To", m.w.Date(held[len(held)-1].At),
		"Sessions", m.w.N("export.n-sessions", len(held)), "Lessons", m.w.N("export.n-lessons", len(lessons)))
	l = document.Join(l, document.Ours(" "), m.say("export.review-hours", "Hours", m.hours(minutes)))
	if len(modules) > 0 {
		l = document.Join(l, document.Ours(" "), m.say("export.review-about", "Modules", typed(listed(m.w, modules))))
	}
	return document.Join(l, document.Ours(" "), m.say("export.review-how"))
}

// listed is "a; b; c".
func listed(w *phrases.Printer, all []string) string {
	out := all[0]
	for _, s := range all[1:] {
		out = w.T("export.list-next", "First", out, "Next", s)
	}
	return out
}

// hours of so many minutes: "2 minutes", "6 hours", "6 hours 30 minutes".
func (m *maker) hours(minutes int) string {
	var said []string
	if h := minutes / 60; h > 0 {
		said = append(said, m.w.N("export.n-hours", h))
	}
	if rest := minutes % 60; rest > 0 {
		said = append(said, m.w.N("date.minutes", rest))
	}
	return strings.Join(said, " ")
}

// overTime is every answer of one of them, a column a day.
func (m *maker) overTime(who string) {
	var days []time.Time
	type question struct{ topic, lesson string }
	var asked []question
	values := map[string]int{}
	key := func(q question, at time.Time) string { return q.topic + q.lesson + at.Format(time.DateOnly) }
	for _, c := range m.rec.Confidence {
		if c.Who != who {
			continue
		}
		if !slices.ContainsFunc(days, func(d time.Time) bool { return d.Format(time.DateOnly) == c.At.Format(time.DateOnly) }) {
			days = append(days, c.At)
		}
		q := question{c.Topic, c.Lesson}
		if !slices.Contains(asked, q) {
			asked = append(asked, q)
		}
		values[key(q, c.At)] = c.Value
	}
	if len(days) == 0 {
		return
	}
	t := &document.Table{Caption: m.say("export.over-time"), Head: m.says("export.col-question")}
	for _, d := range days {
		t.Head = append(t.Head, document.Ours(m.w.ShortDate(d, m.rec.Made)))
	}
	for _, q := range asked {
		row := []document.Line{m.asked(q.topic, q.lesson)}
		for _, d := range days {
			cell := document.Ours("")
			if v, ok := values[key(q, d)]; ok {
				cell = document.Ours(strconv.Itoa(v))
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	m.pg.Add(document.Block{Table: t})
}

// alone is the mentee's quick-reference sheet: what they do without help, and how.
func (m *maker) alone() {
	m.pg.Heading(2, m.say("export.sheet"))
	n := 0
	for _, l := range m.rec.Lessons {
		known, ok := m.r.lesson(l.Lesson)
		if !ok || progress.Rung(l.LastRung).Level() < progress.Unaided.Level() {
			continue
		}
		text, err := known.Text(m.w.Lang)
		if err != nil {
			continue
		}
		if n == 0 {
			m.pg.Para(m.say("export.sheet-what"))
		}
		n++
		m.pg.Heading(3, document.Wrote(l.Title))
		m.pg.Para(document.Wrote(m.typo(text, text.Objective)))
		m.steps(text)
	}
	if n == 0 {
		m.pg.Para(m.say("export.sheet-none"))
	}
	m.pg.Add(document.Block{Break: true})
}

// steps are what the mentee did on their own, as the lesson says it: Markdown that its
// author wrote. The mentor's guide is no part of it.
func (m *maker) steps(text *curriculum.Text) {
	step := text.Step(curriculum.Alone)
	if step == nil || len(step.Items) == 0 {
		return
	}
	var items []document.Item
	for _, it := range step.Items {
		items = append(items, document.Item{Text: m.authored(it.Spans, text.Lang)})
	}
	m.pg.Add(document.Block{List: items, Ordered: true})
	if len(text.NextStep) > 0 {
		m.pg.Para(document.Join(document.Line{{Text: m.w.T("export.sheet-next"), Emph: true}, {Text: " "}}, m.authored(text.NextStep, text.Lang)))
	}
}

// typo sets an author's French, when the lesson really is in the reader's language.
func (m *maker) typo(text *curriculum.Text, s string) string {
	if text.Lang == m.w.Lang {
		return m.w.Typo(s)
	}
	return s
}

// oneLine joins lines by plain blanks; no-break spaces stay what they are.
func oneLine(s string) string {
	blank := func(r rune) bool { return r == ' ' || r == '\n' || r == '\r' || r == '\t' }
	return strings.Join(strings.FieldsFunc(s, blank), " ")
}
