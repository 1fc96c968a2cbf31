package programme

import (
	"slices"
	"strings"

	"binome/storage/clean"
)

func (p *pen) care() section {
	s := section{title: p.Words.T("programme.care"), lists: p.waiting()}
	if s.lists == nil {
		s.said = append(s.said, p.Words.T("programme.care-none"))
	}
	return s
}

// waiting are the lists that have a pair in them.
func (p *pen) waiting() (some []codes) {
	w, c := p.Words, p.Care
	bare := func(list []string) (out []StalledSince) {
		for _, code := range list {
			out = append(out, StalledSince{code, noDay})
		}
		return out
	}
	for _, l := range []codes{
		{"never_begun", w.T("programme.care-never-begun"), c.NeverBegun, true},
		{"no_date", w.T("programme.care-no-date"), bare(c.NoDate), false},
		{"postponed", w.T("programme.care-postponed"), bare(c.Postponed), false},
		{"stalled", w.T("programme.care-stalled"), c.Stalled, true},
		{"silent", w.T("programme.care-silent"), c.Silent, true},
		{"paused", w.T("programme.care-paused"), c.Paused, true},
	} {
		if len(l.list) > 0 {
			some = append(some, l)
		}
	}
	return some
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
	keep := []string{"code", "status_label", "last", "next", "held", "postponed", "route_done", "gifts"}
	if p.paged {
		keep = []string{"code", "status_label", "since", "last", "next", "held", "postponed", "minutes_spent", "route_done", "gifts"}
	}
	list := p.ByPair
	if p.brief {
		list = list[:firstPairs]
	}
	g := grid{caption: p.Words.T("programme.by-pair-what"), typed: []int{0}, rows: make([][]string, len(list))}
	columns := p.pairColumns()
	for _, name := range keep {
		c := columns[slices.IndexFunc(columns, func(c pairColumn) bool { return c.name == name })]
		g.head = append(g.head, p.Words.T("programme."+c.label))
		for i := range list {
			cell := p.said(c.of(&list[i]))
			switch {
			case name == "code":
				cell = p.who(list[i].Code)
			case name == "status_label" && p.paged: // no line breaks it
				cell = strings.ReplaceAll(cell, " ", "\u00a0")
			}
			g.rows[i] = append(g.rows[i], cell)
		}
	}
	return g
}
