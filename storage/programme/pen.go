package programme

import (
	"slices"
	"strconv"
	"strings"

	"binome/storage/clean"
	"binome/storage/document"
)

// A pen puts a report into the reader's words.
type pen struct {
	*Report
	View
	paged bool // for people: dates as they say them, and of each pair what fits a sheet
	brief bool // of many pairs the first fifty
}

// Beyond so many pairs, text and Markdown have the first fifty of each list.
const (
	manyPairs  = 1000
	firstPairs = 50
)

// day is a date on a page, or as programs read it.
func (p *pen) day(d Day) string {
	if !p.paged || d == noDay {
		return d.String()
	}
	return strings.ReplaceAll(p.Words.ShortDate(d.time(), dayOf(p.Made).time()), " ", "\u00a0")
}

func (p *pen) dayOf(s string) string { return p.day(dayOf(s)) }

// A section is one part of the page.
type section struct {
	title  string
	before []string // paragraphs above the tables
	parts  []part
	lists  []codes
	said   []string
	terms  []term
}

// A term is a word and what it stands for here.
type term struct{ name, label, said string }

type part struct {
	grid    grid
	drawing drawing
}

// codes is a list of pairs, with a day each or without.
type codes struct {
	name, label string
	list        []StalledSince
	dated       bool
}

func (p *pen) sections() []section {
	all := []section{p.pairs(), p.held(), p.modules(), p.learned()}
	if !p.Totals {
		all = append(all, p.care(), p.pairByPair())
	}
	all = append(all, section{title: p.Words.T("programme.about"), terms: p.terms()})
	return slices.DeleteFunc(all, func(s section) bool { return len(s.parts)+len(s.lists)+len(s.said)+len(s.terms) == 0 })
}

// terms are what whoever is asked to agree to a report wants to know of it: what it is for,
// who reads it, whether anybody had to be in it, and for how long it is kept.
func (p *pen) terms() (all []term) {
	for _, name := range []string{"purpose", "readers", "voluntary", "keeping"} {
		said := "programme.terms." + name
		if name == "readers" && p.Totals {
			said = "programme.terms.readers-totals"
		}
		all = append(all, term{name, p.Words.T("programme.terms-label." + name), p.Words.T(said)})
	}
	return all
}

func n(i int) string { return strconv.Itoa(i) }

func (p *pen) tenth(v float64) string { return p.Words.Number(v, 1) }

// facts is a table of names and values.
func (p *pen) facts(caption string, rows ...[]string) grid {
	return grid{caption: caption, head: []string{p.Words.T("export.col-what"), p.Words.T("export.col-value")}, rows: rows}
}

// compared is a table of figures, whose last column is as it was; without an earlier report
// it goes.
func (p *pen) compared(caption string, head []string, figures []figure) grid {
	g := grid{caption: caption, head: head}
	if p.Before != nil {
		g.head = append(g.head, p.dayOf(p.Before.Made))
	}
	now := *p.earlier()
	for _, f := range figures {
		row := []string{p.Words.T(f.label), p.said(f.of(now))}
		if p.Before != nil {
			row = append(row, p.said(f.of(*p.Before)))
		}
		g.rows = append(g.rows, row)
	}
	return g
}

func (p *pen) pairs() section {
	w := p.Words
	g := p.compared(w.T("programme.pairs-what"), []string{w.T("programme.state"), w.T("programme.col-pairs")}, p.pairCounts())
	s := section{title: w.T("programme.pairs")}
	s.parts = append(p.chosen(), part{g, p.drawPairs(g)})
	var table [][]string
	for _, c := range p.invitedCounts() {
		table = append(table, []string{w.T(c.label), n(c.n)})
	}
	if table != nil {
		s.parts = append(s.parts, part{grid: p.facts(w.T("programme.invited-what"), table...)})
	}
	var more [][]string
	for _, l := range p.leftOut() {
		more = append(more, []string{w.T(l.label), n(l.n)})
	}
	if more != nil {
		s.parts = append(s.parts, part{grid: p.facts(w.T("export.left-out"), more...)})
	}
	return s
}

// chosen says which pairs the report is about, when it isn't about all. Cohort and site
// were typed.
func (p *pen) chosen() []part {
	w := p.Words
	var rows [][]string
	for _, c := range p.chosenBy() {
		value := c.value
		if c.name == "from" || c.name == "to" {
			value = p.dayOf(value)
		}
		rows = append(rows, []string{w.T(c.label), value})
	}
	if rows == nil {
		return nil
	}
	g := p.facts(w.T("programme.chosen"), rows...)
	g.typed = []int{1}
	return []part{{grid: g}}
}

func (p *pen) held() section {
	w := p.Words
	out := section{title: w.T("programme.sessions")}
	g := p.compared(w.T("programme.sessions-what"), []string{w.T("export.col-what"), w.T("export.col-value")}, p.sessionCounts())
	out.parts = append(out.parts, part{grid: g})
	if len(p.Months) > 0 {
		m := grid{caption: w.T("programme.months"), head: []string{w.T("programme.col-month"), w.T("programme.held")}}
		for _, x := range p.Months {
			m.rows = append(m.rows, []string{x.Month, n(x.Held)})
		}
		out.parts = append(out.parts, part{m, p.drawMonths()})
	}
	return out
}

func (p *pen) modules() section {
	w := p.Words
	g := grid{caption: w.T("programme.modules-what"), head: []string{w.T("export.col-module"), w.T("programme.col-pairs"), w.T("programme.col-walked"), w.T("programme.col-whole")}}
	for _, m := range p.Report.Modules {
		g.rows = append(g.rows, []string{p.module(m.Module), n(m.Pairs), n(m.Lessons), n(m.Finished)})
	}
	s := section{title: w.T("programme.modules")}
	if g.rows != nil {
		s.parts = append(s.parts, part{grid: g})
	}
	over := grid{caption: w.T("programme.over-what"), head: []string{w.T("programme.col-lesson"), w.T("programme.col-step"),
		w.T("programme.col-step-planned"), w.T("programme.col-step-spent"), w.T("programme.col-pairs")}}
	for _, o := range p.Over {
		over.rows = append(over.rows, []string{p.lesson(o.Lesson), w.T("steps." + string(o.Step)), n(o.Planned), p.tenth(o.Spent), n(o.Pairs)})
	}
	if over.rows != nil {
		s.parts = append(s.parts, part{grid: over})
	}
	if p.FewBegan > 0 {
		s.said = append(s.said, w.N("programme.few-began", p.FewBegan))
	}
	return s
}

// module and lesson are titles. What has none was named by whoever sent the file.
func (p *pen) module(id string) string {
	return clean.Line(p.Curriculum.ModuleCalled(id, p.Words.Lang))
}

func (p *pen) lesson(id string) string { return clean.Line(p.Curriculum.Called(id, p.Words.Lang)) }

func (p *pen) area(id string) string {
	if p.Words.Has("programme.area." + id) {
		return id + " " + p.Words.T("programme.area."+id)
	}
	return id
}

// asked names a question of the ballot that is no lesson.
func (p *pen) asked(question string) string {
	return p.Words.T("programme.asked." + strings.ReplaceAll(question, " ", "-"))
}

func (p *pen) learned() section {
	w, l := p.Words, p.Learning
	s := section{title: w.T("programme.learned"), before: []string{w.T("programme.promise")}}
	switch {
	case l.Ballots == 0:
		s.said = append(s.said, w.T("programme.no-ballots"))
		return s
	case l.Part:
		s.said = append(s.said, w.T("programme.part"))
		return s
	}
	mean := func(of func(Earlier) *Mean, times float64) func(Earlier) document.Cell {
		return func(e Earlier) document.Cell { return document.Words(p.mean(of(e), times)) }
	}
	figures := []figure{{"ballots", "programme.ballots", func(e Earlier) document.Cell { return document.Count(e.Ballots) }}}
	if l.All != nil {
		figures = append(figures, figure{"all", "programme.mean-rung", mean(func(e Earlier) *Mean { return e.All }, 1)})
	}
	if l.Unaided != nil {
		figures = append(figures, figure{"unaided", "programme.unaided", mean(func(e Earlier) *Mean { return e.Unaided }, 100)})
	}
	s.parts = append(s.parts, part{grid: p.compared(w.T("programme.learned-all"), []string{w.T("export.col-what"), w.T("export.col-value")}, figures)})
	areas := make([]shown, 0, len(l.Areas))
	for _, a := range l.Areas {
		areas = append(areas, shown{p.area(a.Area), a.Mean})
	}
	p.means(&s, w.T("programme.areas-what", "Framework", clean.Line(p.Framework)), w.T("export.col-area"), areas, 1, 5)
	p.means(&s, w.T("programme.lessons-what"), w.T("programme.col-lesson"), p.shown(l.Lessons, p.lesson), 1, 5)
	p.means(&s, w.T("programme.sure-what"), w.T("export.col-question"), p.shown(l.Sure, p.asked), 0, 10)
	p.means(&s, w.T("programme.opinions-what"), w.T("export.col-question"), p.shown(l.Opinions, p.asked), 0, 10)
	if l.Hidden > 0 {
		s.said = append(s.said, w.N("programme.hidden-note", l.Hidden))
	}
	return s
}

// A shown is a mean with its label.
type shown struct {
	label string
	Mean
}

func (p *pen) shown(list []AskedFigure, label func(string) string) (out []shown) {
	for _, f := range list {
		out = append(out, shown{label(f.Question), f.Mean})
	}
	return out
}

// mean is "2.9 ± 0.2".
func (p *pen) mean(m *Mean, times float64) string {
	if m == nil {
		return ""
	}
	return p.Words.T("programme.plus-minus", "Mean", p.tenth(m.Mean*times), "Margin", p.tenth(m.Margin*times))
}

// means adds a table of means and its picture.
func (p *pen) means(s *section, caption, what string, list []shown, low, high float64) {
	if len(list) == 0 {
		return
	}
	g := grid{caption: caption, head: []string{what, p.Words.T("programme.col-answers"), p.Words.T("programme.col-mean"), p.Words.T("programme.col-margin")}}
	for _, f := range list {
		g.rows = append(g.rows, []string{f.label, n(int(f.Answers)), p.tenth(f.Mean.Mean), p.tenth(f.Margin)})
	}
	s.parts = append(s.parts, part{g, p.drawMeans(list, low, high)})
}
