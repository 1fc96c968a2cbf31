package programme

import (
	"slices"
	"strconv"
	"strings"

	"binome/storage/clean"
	"binome/storage/progress"
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

// status in a table; on a page no line breaks it.
func (p *pen) status(s progress.Status) string {
	said := p.Words.T("programme.status." + string(s))
	if p.paged {
		said = strings.ReplaceAll(said, " ", "\u00a0")
	}
	return said
}

func (p *pen) dayOf(s string) string { return p.day(dayOf(s)) }

// A section is one part of the page.
type section struct {
	title  string
	before []string // paragraphs above the tables
	parts  []part
	lists  []codes
	said   []string
}

type part struct {
	grid    grid
	drawing drawing
}

// codes is a list of pairs, with a day each or without.
type codes struct {
	label string
	list  []StalledSince
	dated bool
}

func (p *pen) sections() []section {
	all := []section{p.pairs(), p.held(), p.modules(), p.learned(), p.care(), p.pairByPair()}
	return slices.DeleteFunc(all, func(s section) bool { return len(s.parts)+len(s.lists)+len(s.said) == 0 })
}

func n(i int) string { return strconv.Itoa(i) }

func (p *pen) tenth(v float64) string { return p.Words.Number(v, 1) }

// facts is a table of names and values.
func (p *pen) facts(caption string, rows ...[]string) grid {
	return grid{caption: caption, head: []string{p.Words.T("export.col-what"), p.Words.T("export.col-value")}, rows: rows}
}

// compared is a table whose last column is as it was; without an earlier report it goes.
func (p *pen) compared(caption string, head []string, rows [][]string) grid {
	g := grid{caption: caption, head: head, rows: rows}
	if p.Before != nil {
		g.head = append(g.head, p.dayOf(p.Before.Made))
		return g
	}
	for i, r := range rows {
		rows[i] = r[:2]
	}
	return g
}

// before is the earlier report; of nothing, when there is none.
func (p *pen) before() *Earlier {
	if p.Before == nil {
		return &Earlier{}
	}
	return p.Before
}

func (p *pen) pairs() section {
	w, c, was := p.Words, p.Pairs, p.before().Pairs
	g := p.compared(w.T("programme.pairs"), []string{w.T("programme.state"), w.T("programme.col-pairs")}, [][]string{
		{w.T("programme.status.active"), n(c.Active), n(was.Active)},
		{w.T("programme.status.no-date"), n(c.NoDate), n(was.NoDate)},
		{w.T("programme.status.stalled"), n(c.Stalled), n(was.Stalled)},
		{w.T("programme.status.closed"), n(c.Closed), n(was.Closed)},
		{w.T("programme.all"), n(c.All), n(was.All)},
	})
	s := section{title: w.T("programme.pairs")}
	s.parts = append(p.chosen(), part{g, p.drawPairs(g)})
	if in := p.Invited; in != nil {
		s.parts = append(s.parts, part{grid: p.facts(w.T("programme.invited-what"),
			[]string{w.T("programme.invited"), n(in.Invited)},
			[]string{w.T("programme.never-begun"), n(in.NeverBegun)},
			[]string{w.T("programme.paused"), n(in.Paused)},
			[]string{w.T("programme.unknown"), n(in.Unknown)})})
	}
	var more [][]string
	for _, f := range []struct {
		label string
		n     int
	}{
		{w.T("programme.not-shared"), p.NotShared},
		{w.T("programme.no-code"), p.NoCode},
		{w.T("programme.skipped"), p.Skipped},
		{w.T("programme.twice"), p.Twice},
		{w.T("programme.taken-back"), p.TakenBack},
		{w.T("programme.clash"), p.Clash},
		{w.T("programme.lost"), p.Lost},
		{w.T("programme.strange"), p.Strange},
	} {
		if f.n > 0 {
			more = append(more, []string{f.label, n(f.n)})
		}
	}
	if more != nil {
		s.parts = append(s.parts, part{grid: p.facts(w.T("export.left-out"), more...)})
	}
	return s
}

// chosen says which pairs the report is about, when it isn't about all. Cohort and site
// were typed.
func (p *pen) chosen() []part {
	w, f := p.Words, p.Filter
	var rows [][]string
	for _, r := range [][]string{
		{w.T("programme.begun-from"), p.dayOf(f.From)}, {w.T("programme.begun-to"), p.dayOf(f.To)},
		{w.T("programme.cohort"), clean.Line(f.Cohort)}, {w.T("programme.site"), clean.Line(f.Site)},
	} {
		if r[1] != "" {
			rows = append(rows, r)
		}
	}
	if rows == nil {
		return nil
	}
	g := p.facts(w.T("programme.chosen"), rows...)
	g.typed = []int{1}
	return []part{{grid: g}}
}

func (p *pen) held() section {
	w, s, was := p.Words, p.Sessions, p.before().Sessions
	out := section{title: w.T("programme.sessions")}
	rows := [][]string{
		{w.T("programme.held"), n(s.Held), n(was.Held)},
		{w.T("programme.per-pair"), p.tenth(s.PerPair), p.tenth(was.PerPair)},
		{w.T("programme.minutes"), n(s.Spent), n(was.Spent)},
		{w.T("programme.reserved"), n(s.Reserved), n(was.Reserved)},
		{w.T("programme.postponed"), n(s.Postponed), n(was.Postponed)},
	}
	if s.DaysLongest > 0 {
		rows = append(rows, [][]string{
			{w.T("programme.between"), p.tenth(s.DaysBetween), p.tenth(was.DaysBetween)},
			{w.T("programme.median"), n(s.DaysMedian), n(was.DaysMedian)},
			{w.T("programme.longest"), n(s.DaysLongest), n(was.DaysLongest)},
		}...)
	}
	rows = append(rows, [][]string{
		{w.T("programme.route"), n(s.PairsFull), n(was.PairsFull)},
		{w.T("programme.gifts"), n(s.Gifts), n(was.Gifts)},
		{w.T("programme.gifts-pairs"), n(s.PairsGifts), n(was.PairsGifts)},
	}...)
	if s.Held > 0 {
		rows = append(rows, [][]string{
			{w.T("programme.first"), p.dayOf(s.FirstSession), p.dayOf(was.FirstSession)},
			{w.T("programme.latest"), p.dayOf(s.LastSession), p.dayOf(was.LastSession)},
		}...)
	}
	g := p.compared(w.T("programme.sessions"), []string{w.T("export.col-what"), w.T("export.col-value")}, rows)
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
	return s
}

// module and lesson are titles; an author wrote them.
func (p *pen) module(id string) string {
	if p.Curriculum != nil {
		for _, m := range p.Curriculum.Modules {
			if m.ID == id {
				return p.Words.Typo(clean.Line(m.Title(p.Words.Lang)))
			}
		}
	}
	return id
}

func (p *pen) lesson(id string) string {
	if p.Curriculum != nil {
		if l, ok := p.Curriculum.Lesson(id); ok {
			if h, err := l.Head(p.Words.Lang); err == nil {
				return p.Words.Typo(clean.Line(h.Title))
			}
		}
	}
	return id
}

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
	was := p.before()
	rows := [][]string{{w.T("programme.ballots"), n(l.Ballots), n(was.Ballots)}}
	if l.All != nil {
		rows = append(rows, []string{w.T("programme.mean-rung"), p.mean(l.All, 1), p.mean(was.All, 1)})
	}
	if l.Unaided != nil {
		rows = append(rows, []string{w.T("programme.unaided"), p.mean(l.Unaided, 100), p.mean(was.Unaided, 100)})
	}
	s.parts = append(s.parts, part{grid: p.compared(w.T("programme.learned-all"), []string{w.T("export.col-what"), w.T("export.col-value")}, rows)})
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
