package programme

import (
	"slices"
	"strconv"
	"strings"

	"binome/storage/clean"
	"binome/storage/notes"
	"binome/storage/progress"
)

// A pen puts a report into the reader's words.
type pen struct {
	*Report
	View
	page bool // for people: dates as they say them, and of each pair what fits a sheet
}

// day is a date on a page, or as programs read it.
func (p *pen) day(d Day) string {
	if !p.page || d == noDay {
		return d.String()
	}
	return strings.ReplaceAll(p.Words.ShortDate(d.time(), dayOf(p.Made).time()), " ", "\u00a0")
}

// status in a table; on a page no line breaks it.
func (p *pen) status(s progress.Status) string {
	said := p.Words.T("programme.status." + string(s))
	if p.page {
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
	grid    notes.Grid
	drawing notes.Drawing
}

// codes is a list of pairs, with a day each or without.
type codes struct {
	label string
	list  []StalledSince
	dated bool
	cut   int // how many are left out
}

func (p *pen) sections() []section {
	all := []section{p.pairs(), p.held(), p.modules(), p.learned(), p.care(), p.pairByPair()}
	return slices.DeleteFunc(all, func(s section) bool { return len(s.parts)+len(s.lists)+len(s.said) == 0 })
}

func n(i int) string { return strconv.Itoa(i) }

func (p *pen) tenth(v float64) string { return p.Words.Number(v, 1) }

// facts is a table of two columns without those that are nothing.
func (p *pen) facts(caption string, rows ...[]string) notes.Grid {
	return notes.Grid{Caption: caption, Head: []string{p.Words.T("export.col-what"), p.Words.T("export.col-value")}, Rows: rows}
}

func (p *pen) pairs() section {
	w, c := p.Words, p.Pairs
	g := notes.Grid{Caption: w.T("programme.pairs"), Head: []string{w.T("programme.state"), w.T("programme.col-pairs")}, Rows: [][]string{
		{w.T("programme.status.active"), n(c.Active)},
		{w.T("programme.status.no-date"), n(c.NoDate)},
		{w.T("programme.status.stalled"), n(c.Stalled)},
		{w.T("programme.status.closed"), n(c.Closed)},
		{w.T("programme.all"), n(c.All)},
	}}
	s := section{title: w.T("programme.pairs"), parts: []part{{g, p.drawPairs(g)}}}
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

func (p *pen) held() section {
	w, s := p.Words, p.Sessions
	out := section{title: w.T("programme.sessions")}
	g := p.facts(w.T("programme.sessions"),
		[]string{w.T("programme.held"), n(s.Held)},
		[]string{w.T("programme.per-pair"), p.tenth(s.PerPair)},
		[]string{w.T("programme.minutes"), n(s.Spent)},
		[]string{w.T("programme.reserved"), n(s.Reserved)},
		[]string{w.T("programme.postponed"), n(s.Postponed)},
	)
	if s.DaysLongest > 0 {
		g.Rows = append(g.Rows,
			[]string{w.T("programme.between"), p.tenth(s.DaysBetween)},
			[]string{w.T("programme.median"), n(s.DaysMedian)},
			[]string{w.T("programme.longest"), n(s.DaysLongest)})
	}
	g.Rows = append(g.Rows,
		[]string{w.T("programme.route"), n(s.PairsFull)},
		[]string{w.T("programme.gifts"), n(s.Gifts)},
		[]string{w.T("programme.gifts-pairs"), n(s.PairsGifts)})
	if s.Held > 0 {
		g.Rows = append(g.Rows, []string{w.T("programme.first"), p.dayOf(s.FirstSession)}, []string{w.T("programme.latest"), p.dayOf(s.LastSession)})
	}
	out.parts = append(out.parts, part{grid: g})
	if len(p.Months) > 0 {
		m := notes.Grid{Caption: w.T("programme.months"), Head: []string{w.T("programme.col-month"), w.T("programme.held")}}
		for _, x := range p.Months {
			m.Rows = append(m.Rows, []string{x.Month, n(x.Held)})
		}
		out.parts = append(out.parts, part{m, p.drawMonths()})
	}
	return out
}

func (p *pen) modules() section {
	w := p.Words
	g := notes.Grid{Caption: w.T("programme.modules-what"), Head: []string{w.T("export.col-module"), w.T("programme.col-pairs"), w.T("programme.col-walked"), w.T("programme.col-whole")}}
	for _, m := range p.Report.Modules {
		g.Rows = append(g.Rows, []string{p.module(m.Module), n(m.Pairs), n(m.Lessons), n(m.Finished)})
	}
	s := section{title: w.T("programme.modules")}
	if g.Rows != nil {
		s.parts = append(s.parts, part{grid: g})
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
	if l.Ballots == 0 {
		s.said = append(s.said, w.T("programme.no-ballots"))
		return s
	}
	g := p.facts(w.T("programme.learned-all"), []string{w.T("programme.ballots"), n(l.Ballots)})
	if l.All != nil {
		g.Rows = append(g.Rows, []string{w.T("programme.mean-rung"), p.mean(l.All, 1)})
	}
	if l.Unaided != nil {
		g.Rows = append(g.Rows, []string{w.T("programme.unaided"), p.mean(l.Unaided, 100)})
	}
	s.parts = append(s.parts, part{grid: g})
	areas := make([]shown, 0, len(l.Areas))
	for _, a := range l.Areas {
		areas = append(areas, shown{p.area(a.Area), a.Mean})
	}
	p.means(&s, w.T("programme.areas-what", "Framework", clean.Line(p.Framework)), w.T("export.col-area"), areas, 1, 5)
	p.means(&s, w.T("programme.lessons-what"), w.T("programme.col-lesson"), p.shown(l.Lessons, p.lesson), 1, 5)
	p.means(&s, w.T("programme.sure-what"), w.T("export.col-question"), p.shown(l.Sure, p.asked), 0, 10)
	p.means(&s, w.T("programme.opinions-what"), w.T("export.col-question"), p.shown(l.Opinions, p.asked), 0, 10)
	if l.Hidden > 0 {
		s.said = append(s.said, w.T("programme.hidden-note", "N", l.Hidden))
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
	return p.Words.T("programme.plus-minus", "Mean", p.tenth(m.Mean*times), "Margin", p.tenth(m.Margin*times))
}

// means adds a table of means and its picture.
func (p *pen) means(s *section, caption, what string, list []shown, low, high float64) {
	if len(list) == 0 {
		return
	}
	g := notes.Grid{Caption: caption, Head: []string{what, p.Words.T("programme.col-answers"), p.Words.T("programme.col-mean"), p.Words.T("programme.col-margin")}}
	for _, f := range list {
		g.Rows = append(g.Rows, []string{f.label, n(int(f.Answers)), p.tenth(f.Mean.Mean), p.tenth(f.Margin)})
	}
	s.parts = append(s.parts, part{g, p.drawMeans(list, low, high)})
}

func (p *pen) care() section {
	w, c := p.Words, p.Care
	s := section{title: w.T("programme.care")}
	bare := func(list []string) (out []StalledSince) {
		for _, code := range list {
			out = append(out, StalledSince{code, noDay})
		}
		return out
	}
	for _, l := range []codes{
		{w.T("programme.care-no-date"), bare(c.NoDate), false, 0},
		{w.T("programme.care-postponed"), bare(c.Postponed), false, 0},
		{w.T("programme.care-stalled"), c.Stalled, true, 0},
		{w.T("programme.care-silent"), c.Silent, true, 0},
	} {
		if len(l.list) > 0 {
			s.lists = append(s.lists, l)
		}
	}
	if s.lists == nil {
		s.said = append(s.said, w.T("programme.care-none"))
	}
	return s
}

// plain is the list in a line.
func (c codes) plain(p *pen) string {
	var b strings.Builder
	for i, x := range c.list {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(x.Code)
		if c.dated {
			b.WriteString("\u00a0(" + p.day(x.Since) + ")")
		}
	}
	return b.String()
}

// grid is the list as a table.
func (c codes) grid(p *pen) notes.Grid {
	g := notes.Grid{Head: []string{p.Words.T("programme.col-pair"), p.Words.T("programme.care")}}
	if c.dated {
		g.Head = append(g.Head, p.Words.T("programme.col-since"))
	}
	for _, x := range c.list {
		row := []string{x.Code, c.label}
		if c.dated {
			row = append(row, x.Since.String())
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

func (p *pen) pairByPair() section {
	w := p.Words
	s := section{title: w.T("programme.by-pair")}
	if len(p.ByPair) > mostPairs {
		s.said = append(s.said, w.T("programme.by-pair-more", "N", len(p.ByPair)))
		return s
	}
	if len(p.ByPair) > 0 {
		s.parts = append(s.parts, part{grid: p.eachPair()})
	}
	return s
}

// eachPair has of each pair what one looks for first, in columns that fit a sheet; for a
// screen still fewer.
func (p *pen) eachPair() notes.Grid {
	keep := []int{0, 1, 4, 5, 6, 8, 13, 15}
	if p.page {
		keep = []int{0, 1, 2, 4, 5, 6, 8, 10, 13, 15}
	}
	pick := func(row []string) (out []string) {
		for _, i := range keep {
			out = append(out, row[i])
		}
		return out
	}
	g := p.everyPair()
	g.Head = pick(g.Head)
	for i, r := range g.Rows {
		g.Rows[i] = pick(r)
	}
	return g
}

// everyPair has all there is of each pair.
func (p *pen) everyPair() notes.Grid {
	w := p.Words
	g := notes.Grid{Caption: w.T("programme.by-pair-what"), Typed: []int{0}, Head: []string{
		w.T("programme.col-pair"), w.T("programme.state"), w.T("programme.col-since"), w.T("programme.col-stalled"),
		w.T("programme.col-last"), w.T("programme.col-next"), w.T("programme.col-held"), w.T("programme.col-planned"),
		w.T("programme.col-moved"), w.T("programme.col-in-a-row"), w.T("programme.col-minutes"), w.T("programme.col-reserved"), w.T("programme.col-between"),
		w.T("programme.col-route"), w.T("programme.col-route-of"), w.T("programme.col-gifts"), w.T("programme.col-made"),
	}}
	g.Rows = make([][]string, 0, len(p.ByPair))
	for i := range p.ByPair {
		f := &p.ByPair[i]
		between := ""
		if f.Held > 1 {
			between = p.tenth(f.DaysBetween)
		}
		g.Rows = append(g.Rows, []string{
			f.Code, p.status(f.Status), p.day(f.Since), p.day(f.StalledSince), p.day(f.Last), p.day(f.Next),
			n(f.Held), n(f.Planned), n(f.Postponed), n(f.InARow), n(f.Spent), n(f.Reserved), between, n(f.RouteDone), n(f.RouteOf), n(f.Gifts), p.day(f.Made),
		})
	}
	return g
}
