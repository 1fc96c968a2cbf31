package programme

import (
	"strconv"
	"time"

	"binome/storage/clean"
	"binome/storage/document"
	"binome/storage/progress"
)

// Tables are the report for programs and spreadsheets: one sheet a table, with columns that
// are always called the same and labels in the reader's words beside. The last says what
// each column is.
func (rep *Report) Tables(v View) []*document.Sheet {
	p := &pen{Report: rep, View: v}
	all := []*document.Sheet{
		p.about(), p.figures(), p.monthly(), p.moduleTable(), p.overTable(), p.learningTable(),
	}
	if !p.Totals {
		all = append(all, p.careTable(), p.pairTable(p.ByPair))
	}
	return append(all, p.columns(all))
}

// sheet begins a table; cols are names and the phrases of their labels, by turns.
func (p *pen) sheet(name, title string, cols ...string) *document.Sheet {
	s := &document.Sheet{Name: name, Title: p.Words.T(title)}
	for i := 0; i < len(cols); i += 2 {
		s.Columns = append(s.Columns, document.Column{Name: cols[i], Label: p.Words.T(cols[i+1]), Keys: cols[i+1] == "programme.col-key"})
	}
	return s
}

func (p *pen) about() *document.Sheet {
	w := p.Words
	s := p.sheet("about", "programme.about", "key", "programme.col-key", "label", "export.col-what", "value", "export.col-value")
	add := func(key, label string, value document.Cell) {
		s.Rows = append(s.Rows, []document.Cell{document.Words(key), document.Words(label), value})
	}
	for _, said := range append(p.head(), w.T("programme.promise")) {
		add("left_out", w.T("export.left-out"), document.Words(said))
	}
	for _, t := range p.terms() {
		add(t.name, t.label, document.Words(t.said))
	}
	add("made", w.T("programme.made"), p.cellOf(dayOf(p.Made)))
	add("framework", w.T("programme.framework"), document.Words(p.Framework))
	for _, c := range p.chosenBy() {
		add(c.name, w.T(c.label), document.Words(c.value))
	}
	for _, c := range p.leftOut() {
		add(c.name, w.T(c.label), document.Count(c.n))
	}
	if p.FewBegan > 0 {
		add("modules_few", w.T("programme.modules"), document.Words(w.N("programme.few-began", p.FewBegan)))
	}
	if p.Learning.Part {
		add("learning", w.T("programme.learned"), document.Words(w.T("programme.part")))
	}
	return s
}

// figures are all counts of pairs and of sessions, with those of an earlier report.
func (p *pen) figures() *document.Sheet {
	s := p.sheet("figures", "programme.figures", "figure", "programme.col-key", "label", "export.col-what", "value", "export.col-value")
	if p.Before != nil {
		s.Columns = append(s.Columns, document.Column{Name: "before", Label: p.Words.ShortDate(dayOf(p.Before.Made).time(), dayOf(p.Made).time())})
	}
	now := *p.earlier()
	for _, f := range append(p.pairCounts(), p.sessionCounts()...) {
		row := []document.Cell{document.Words(f.name), document.Words(p.Words.T(f.label)), f.of(now)}
		if p.Before != nil {
			row = append(row, f.of(*p.Before))
		}
		s.Rows = append(s.Rows, row)
	}
	for _, c := range p.invitedCounts() {
		s.Rows = append(s.Rows, append([]document.Cell{document.Words(c.name), document.Words(p.Words.T(c.label)), document.Count(c.n)}, make([]document.Cell, len(s.Columns)-3)...))
	}
	return s
}

func (p *pen) monthly() *document.Sheet {
	s := p.sheet("months", "programme.months", "month", "programme.col-month", "held", "programme.held")
	for _, m := range p.Months {
		s.Rows = append(s.Rows, []document.Cell{document.Words(m.Month), document.Count(m.Held)})
	}
	return s
}

func (p *pen) moduleTable() *document.Sheet {
	s := p.sheet("modules", "programme.modules", "module", "programme.col-key", "label", "export.col-module", "pairs", "programme.col-pairs",
		"lessons", "programme.col-walked", "finished", "programme.col-whole")
	for _, m := range p.Report.Modules {
		s.Rows = append(s.Rows, []document.Cell{document.Words(m.Module), document.Words(p.module(m.Module)), document.Count(m.Pairs), document.Count(m.Lessons), document.Count(m.Finished)})
	}
	return s
}

func (p *pen) overTable() *document.Sheet {
	s := p.sheet("steps_over", "programme.over", "lesson", "programme.col-key", "label", "programme.col-lesson", "step", "programme.col-key",
		"step_label", "programme.col-step", "minutes_planned", "programme.col-step-planned", "minutes_spent", "programme.col-step-spent", "pairs", "programme.col-pairs")
	for _, o := range p.Over {
		s.Rows = append(s.Rows, []document.Cell{document.Words(o.Lesson), document.Words(p.lesson(o.Lesson)), document.Words(string(o.Step)),
			document.Words(p.Words.T("steps." + string(o.Step))), document.Count(o.Planned), document.Number(o.Spent), document.Count(o.Pairs)})
	}
	return s
}

func (p *pen) learningTable() *document.Sheet {
	l := p.Learning
	s := p.sheet("learning", "programme.learned", "kind", "programme.col-key", "question", "programme.col-key", "label", "export.col-question",
		"answers", "programme.col-answers", "mean", "programme.col-mean", "margin", "programme.col-margin", "lowest", "programme.col-lowest", "highest", "programme.col-highest")
	add := func(kind, question, label string, m Mean, low, high int) {
		s.Rows = append(s.Rows, []document.Cell{document.Words(kind), document.Words(question), document.Words(label),
			document.Number(m.Answers), document.Number(m.Mean), document.Number(m.Margin), document.Count(low), document.Count(high)})
	}
	if l.All != nil {
		add("all", "", p.Words.T("programme.mean-rung"), *l.All, 1, 5)
	}
	if u := l.Unaided; u != nil {
		add("unaided", "", p.Words.T("programme.unaided"), Mean{u.Answers, 100 * u.Mean, 100 * u.Margin}, 0, 100)
	}
	for _, a := range l.Areas {
		add("area", a.Area, p.area(a.Area), a.Mean, 1, 5)
	}
	for _, f := range l.Lessons {
		add("lesson", f.Question, p.lesson(f.Question), f.Mean, 1, 5)
	}
	for _, f := range l.Sure {
		add("sure", f.Question, p.asked(f.Question), f.Mean, 0, 10)
	}
	for _, f := range l.Opinions {
		add("opinion", f.Question, p.asked(f.Question), f.Mean, 0, 10)
	}
	return s
}

func (p *pen) careTable() *document.Sheet {
	s := p.sheet("care", "programme.care", "code", "programme.col-pair", "reason", "programme.col-key", "label", "programme.care", "since", "programme.col-since")
	p.withName(s)
	for _, l := range p.waiting() {
		for _, x := range l.list {
			s.Rows = append(s.Rows, p.named(x.Code, document.Words(x.Code), document.Words(l.name), document.Words(l.label), p.cellOf(x.Since)))
		}
	}
	return s
}

// withName puts a column of names beside that of codes, when they were asked for.
func (p *pen) withName(s *document.Sheet) {
	if p.Names != nil {
		s.Columns = append(s.Columns[:1:1], append([]document.Column{{Name: "name", Label: p.Words.T("programme.col-name")}}, s.Columns[1:]...)...)
	}
}

func (p *pen) named(code string, cells ...document.Cell) []document.Cell {
	if p.Names == nil {
		return cells
	}
	return append([]document.Cell{cells[0], document.Words(p.Names[code])}, cells[1:]...)
}

// A pairColumn is one thing that is told of each pair.
type pairColumn struct {
	name, label string
	of          func(f *PairFigures) document.Cell
}

func (p *pen) pairColumns() []pairColumn {
	c := document.Count
	all := []pairColumn{
		{"code", "col-pair", func(f *PairFigures) document.Cell { return document.Words(f.Code) }},
		{"status", "col-key", func(f *PairFigures) document.Cell { return document.Words(string(f.Status)) }},
		{"status_label", "state", func(f *PairFigures) document.Cell {
			return document.Words(p.Words.T("programme.status." + string(f.Status)))
		}},
		{"since", "col-since", func(f *PairFigures) document.Cell { return p.cellOf(f.Since) }},
		{"stalled_since", "col-stalled", func(f *PairFigures) document.Cell { return p.cellOf(f.StalledSince) }},
		{"last", "col-last", func(f *PairFigures) document.Cell { return p.cellOf(f.Last) }},
		{"next", "col-next", func(f *PairFigures) document.Cell { return p.cellOf(f.Next) }},
		{"held", "col-held", func(f *PairFigures) document.Cell { return c(f.Held) }},
		{"planned", "col-planned", func(f *PairFigures) document.Cell { return c(f.Planned) }},
		{"postponed", "col-moved", func(f *PairFigures) document.Cell { return c(f.Postponed) }},
		{"in_a_row", "col-in-a-row", func(f *PairFigures) document.Cell { return c(f.InARow) }},
		{"minutes_spent", "col-minutes", func(f *PairFigures) document.Cell { return c(f.Spent) }},
		{"minutes_reserved", "col-reserved", func(f *PairFigures) document.Cell { return c(f.Reserved) }},
		{"days_between", "col-between", func(f *PairFigures) document.Cell {
			if f.Held < 2 {
				return document.Cell{}
			}
			return document.Number(f.DaysBetween)
		}},
		{"route_done", "col-route", func(f *PairFigures) document.Cell { return c(f.RouteDone) }},
		{"route_of", "col-route-of", func(f *PairFigures) document.Cell { return c(f.RouteOf) }},
		{"gifts", "col-gifts", func(f *PairFigures) document.Cell { return c(f.Gifts) }},
		{"made", "col-made", func(f *PairFigures) document.Cell { return p.cellOf(f.Made) }},
	}
	if p.Invited != nil {
		all = append(all,
			pairColumn{"cohort", "cohort", func(f *PairFigures) document.Cell { return document.Words(f.Cohort) }},
			pairColumn{"site", "site", func(f *PairFigures) document.Cell { return document.Words(f.Site) }})
	}
	return all
}

func (p *pen) pairTable(list []PairFigures) *document.Sheet {
	s := p.sheet("pairs", "programme.by-pair")
	cols := p.pairColumns()
	for _, c := range cols {
		s.Columns = append(s.Columns, document.Column{Name: c.name, Label: p.Words.T("programme." + c.label), Keys: c.label == "col-key"})
	}
	p.withName(s)
	for i := range list {
		cells := make([]document.Cell, len(cols))
		for j, c := range cols {
			cells[j] = c.of(&list[i])
		}
		s.Rows = append(s.Rows, p.named(list[i].Code, cells...))
	}
	return s
}

// columns says what each column of the others is.
func (p *pen) columns(all []*document.Sheet) *document.Sheet {
	out := p.sheet("columns", "programme.columns", "table", "programme.col-table", "column", "programme.col-key", "label", "export.col-what")
	for _, s := range all {
		for _, c := range s.Columns {
			out.Rows = append(out.Rows, []document.Cell{document.Words(s.Name), document.Words(c.Name), document.Words(c.Label)})
		}
	}
	return out
}

func (p *pen) cellOf(d Day) document.Cell {
	if d == noDay {
		return document.Cell{}
	}
	return document.OnDay(d.time())
}

// said is a cell on a page.
func (p *pen) said(c document.Cell) string {
	return c.Said(func(v float64) string {
		if v == float64(int(v)) {
			return strconv.Itoa(int(v))
		}
		return p.tenth(v)
	}, func(t time.Time) string { return p.dayOf(t.Format(time.DateOnly)) })
}

// A figure is a count for all pairs together.
type figure struct {
	name, label string
	of          func(e Earlier) document.Cell
}

func (p *pen) pairCounts() []figure {
	n := func(of func(Pairs) int) func(Earlier) document.Cell {
		return func(e Earlier) document.Cell { return document.Count(of(e.Pairs)) }
	}
	return []figure{
		{"pairs_active", "programme.status." + string(progress.Active), n(func(c Pairs) int { return c.Active })},
		{"pairs_no_date", "programme.status." + string(progress.NoDate), n(func(c Pairs) int { return c.NoDate })},
		{"pairs_stalled", "programme.status." + string(progress.Stalled), n(func(c Pairs) int { return c.Stalled })},
		{"pairs_closed", "programme.status." + string(progress.Closed), n(func(c Pairs) int { return c.Closed })},
		{"pairs_all", "programme.all", n(func(c Pairs) int { return c.All })},
	}
}

func (p *pen) sessionCounts() []figure {
	n := func(of func(Sessions) int) func(Earlier) document.Cell {
		return func(e Earlier) document.Cell { return document.Count(of(e.Sessions)) }
	}
	v := func(of func(Sessions) float64) func(Earlier) document.Cell {
		return func(e Earlier) document.Cell { return document.Number(of(e.Sessions)) }
	}
	known := func(of func(Sessions) float64) func(Earlier) document.Cell { // 0 where it isn't
		return func(e Earlier) document.Cell {
			if e.Sessions.DaysLongest == 0 {
				return document.Cell{}
			}
			return document.Number(of(e.Sessions))
		}
	}
	d := func(of func(Sessions) string) func(Earlier) document.Cell {
		return func(e Earlier) document.Cell { return p.cellOf(dayOf(of(e.Sessions))) }
	}
	all := []figure{
		{"sessions_held", "programme.held", n(func(s Sessions) int { return s.Held })},
		{"sessions_per_pair", "programme.per-pair", v(func(s Sessions) float64 { return s.PerPair })},
		{"minutes_spent", "programme.minutes", n(func(s Sessions) int { return s.Spent })},
		{"minutes_reserved", "programme.reserved", n(func(s Sessions) int { return s.Reserved })},
		{"postponed", "programme.postponed", n(func(s Sessions) int { return s.Postponed })},
	}
	if p.Sessions.DaysLongest > 0 {
		all = append(all,
			figure{"days_between", "programme.between", known(func(s Sessions) float64 { return s.DaysBetween })},
			figure{"days_between_median", "programme.median", known(func(s Sessions) float64 { return float64(s.DaysMedian) })},
			figure{"days_between_longest", "programme.longest", known(func(s Sessions) float64 { return float64(s.DaysLongest) })})
	}
	all = append(all,
		figure{"pairs_route", "programme.route", n(func(s Sessions) int { return s.PairsFull })},
		figure{"gifts", "programme.gifts", n(func(s Sessions) int { return s.Gifts })},
		figure{"pairs_gifts", "programme.gifts-pairs", n(func(s Sessions) int { return s.PairsGifts })})
	if p.Sessions.Held > 0 {
		all = append(all,
			figure{"first_session", "programme.first", d(func(s Sessions) string { return s.FirstSession })},
			figure{"latest_session", "programme.latest", d(func(s Sessions) string { return s.LastSession })})
	}
	return all
}

// What chooses the pairs, and what is left out, with their names for programs.
type (
	choice struct{ name, label, value string }
	left   struct { // a count with its names
		name, label string
		n           int
	}
)

func (p *pen) chosenBy() (some []choice) {
	f := p.Filter
	for _, c := range []choice{
		{"from", "programme.begun-from", f.From}, {"to", "programme.begun-to", f.To},
		{"cohort", "programme.cohort", clean.Line(f.Cohort)}, {"site", "programme.site", clean.Line(f.Site)},
	} {
		if c.value != "" {
			some = append(some, c)
		}
	}
	return some
}

// invitedCounts are by the lead's table, when there is one.
func (p *pen) invitedCounts() []left {
	in := p.Invited
	if in == nil {
		return nil
	}
	return []left{
		{"invited", "programme.invited", in.Invited}, {"never_begun", "programme.never-begun", in.NeverBegun},
		{"no_news", "programme.no-news", in.NoNews}, {"paused", "programme.paused", in.Paused}, {"unknown", "programme.unknown", in.Unknown},
	}
}

func (p *pen) leftOut() (some []left) {
	for _, l := range []left{
		{"not_shared", "programme.not-shared", p.NotShared},
		{"no_code", "programme.no-code", p.NoCode},
		{"skipped", "programme.skipped", p.Skipped},
		{"twice", "programme.twice", p.Twice},
		{"taken_back", "programme.taken-back", p.TakenBack},
		{"clash", "programme.clash", p.Clash},
		{"lost", "programme.lost", p.Lost},
		{"strange", "programme.strange", p.Strange},
	} {
		if l.n > 0 {
			some = append(some, l)
		}
	}
	return some
}
