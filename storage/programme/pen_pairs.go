package programme

import (
	"strings"

	"binome/storage/clean"
)

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
		{w.T("programme.care-never-begun"), c.NeverBegun, true},
		{w.T("programme.care-no-date"), bare(c.NoDate), false},
		{w.T("programme.care-postponed"), bare(c.Postponed), false},
		{w.T("programme.care-stalled"), c.Stalled, true},
		{w.T("programme.care-silent"), c.Silent, true},
		{w.T("programme.care-paused"), c.Paused, true},
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
		if p.brief && i == firstPairs {
			b.WriteString(p.Words.T("programme.and-more", "N", len(c.list)-i))
			break
		}
		b.WriteString(p.who(x.Code))
		if c.dated && x.Since != noDay {
			b.WriteString("\u00a0(" + p.day(x.Since) + ")")
		}
	}
	return b.String()
}

// who is a code, with the name if that was asked for.
func (p *pen) who(code string) string {
	if name := clean.Line(p.Names[code]); name != "" {
		return code + " " + name
	}
	return code
}

// grid is the list as a table.
func (c codes) grid(p *pen) grid {
	g := grid{head: []string{p.Words.T("programme.col-pair"), p.Words.T("programme.care")}}
	if c.dated {
		g.head = append(g.head, p.Words.T("programme.col-since"))
	}
	for _, x := range c.list {
		row := []string{p.who(x.Code), c.label}
		if c.dated {
			row = append(row, x.Since.String())
		}
		g.rows = append(g.rows, row)
	}
	return g
}

func (p *pen) pairByPair() section {
	w := p.Words
	s := section{title: w.T("programme.by-pair")}
	if len(p.ByPair) > 0 {
		s.parts = append(s.parts, part{grid: p.eachPair()})
	}
	if p.brief {
		s.said = append(s.said, w.T("programme.by-pair-more", "First", firstPairs, "N", len(p.ByPair)))
	}
	return s
}

// eachPair has of each pair what one looks for first, in columns that fit a sheet; for a
// screen still fewer.
func (p *pen) eachPair() grid {
	keep := []int{0, 1, 4, 5, 6, 8, 13, 15}
	if p.paged {
		keep = []int{0, 1, 2, 4, 5, 6, 8, 10, 13, 15}
	}
	pick := func(row []string) (out []string) {
		for _, i := range keep {
			out = append(out, row[i])
		}
		return out
	}
	list := p.ByPair
	if p.brief {
		list = list[:firstPairs]
	}
	g := p.everyPair(list)
	g.head = pick(g.head)
	for i, r := range g.rows {
		g.rows[i] = pick(r)
	}
	return g
}

// everyPair has all there is of each pair.
func (p *pen) everyPair(list []PairFigures) grid {
	w := p.Words
	g := grid{caption: w.T("programme.by-pair-what"), typed: []int{0}, head: []string{
		w.T("programme.col-pair"), w.T("programme.state"), w.T("programme.col-since"), w.T("programme.col-stalled"),
		w.T("programme.col-last"), w.T("programme.col-next"), w.T("programme.col-held"), w.T("programme.col-planned"),
		w.T("programme.col-moved"), w.T("programme.col-in-a-row"), w.T("programme.col-minutes"), w.T("programme.col-reserved"), w.T("programme.col-between"),
		w.T("programme.col-route"), w.T("programme.col-route-of"), w.T("programme.col-gifts"), w.T("programme.col-made"),
	}}
	if p.Invited != nil {
		g.head = append(g.head, w.T("programme.cohort"), w.T("programme.site"))
	}
	g.rows = make([][]string, 0, len(list))
	for i := range list {
		f := &list[i]
		between := ""
		if f.Held > 1 {
			between = p.tenth(f.DaysBetween)
		}
		row := []string{
			p.who(f.Code), p.status(f.Status), p.day(f.Since), p.day(f.StalledSince), p.day(f.Last), p.day(f.Next),
			n(f.Held), n(f.Planned), n(f.Postponed), n(f.InARow), n(f.Spent), n(f.Reserved), between, n(f.RouteDone), n(f.RouteOf), n(f.Gifts), p.day(f.Made),
		}
		if p.Invited != nil {
			row = append(row, clean.Line(f.Cohort), clean.Line(f.Site))
		}
		g.rows = append(g.rows, row)
	}
	return g
}
