package programme

import (
	"errors"
	"slices"
	"strings"

	"binome/storage/progress"
)

// People is what the programme lead knows of the pairs, by code: a table that stays with
// them. Of it a report has counts, and cohort and site to choose by; names only when asked.
type People struct {
	byCode map[string]person
	codes  []string // in the table's order
}

type person struct {
	name, cohort, site string
	invited, paused    Day
}

// ErrPeople is a table without a column "code".
var ErrPeople = errors.New("no column code")

// NewPeople reads rows under a head: code, and any of name, cohort, site, invited, paused.
// The last two are days; whoever is paused is waited for, not looked after.
func NewPeople(rows [][]string) (*People, error) {
	p := &People{byCode: map[string]person{}}
	if len(rows) == 0 {
		return nil, ErrPeople
	}
	at := map[string]int{}
	for i, head := range rows[0] {
		at[strings.ToLower(head)] = i
	}
	if _, ok := at["code"]; !ok {
		return nil, ErrPeople
	}
	for _, row := range rows[1:] {
		cell := func(head string) string {
			if i, ok := at[head]; ok && i < len(row) {
				return row[i]
			}
			return ""
		}
		code := progress.Code(cell("code"))
		if _, twice := p.byCode[code]; code == "" || twice {
			continue
		}
		p.codes = append(p.codes, code)
		p.byCode[code] = person{cell("name"), cell("cohort"), cell("site"), dayOf(cell("invited")), dayOf(cell("paused"))}
	}
	return p, nil
}

// Known reports whether somebody in the table is of that cohort, and of that site; and which
// there are.
func (p *People) Known(f Filter) (cohort, site bool, cohorts, sites []string) {
	for _, one := range p.byCode {
		cohort = cohort || strings.EqualFold(one.cohort, f.Cohort)
		site = site || strings.EqualFold(one.site, f.Site)
		cohorts, sites = append(cohorts, one.cohort), append(sites, one.site)
	}
	each := func(all []string) []string {
		slices.Sort(all)
		return slices.DeleteFunc(slices.Compact(all), func(s string) bool { return s == "" })
	}
	return cohort || f.Cohort == "", site || f.Site == "", each(cohorts), each(sites)
}

// A Filter chooses pairs. Ballots have neither code nor day: where it chooses, nothing is
// told of what was learned.
type Filter struct {
	From   string `json:"from" form:"day?" is:"they began on that day or later"`
	To     string `json:"to" form:"day?" is:"or earlier"`
	Cohort string `json:"cohort"`
	Site   string `json:"site"`
}

// Days reports whether From and To are days, or empty.
func (f Filter) Days() bool {
	return (f.From == "" || dayOf(f.From) != noDay) && (f.To == "" || dayOf(f.To) != noDay)
}

func (f Filter) day(d Day) bool {
	return (f.From == "" || d.String() >= f.From) && (f.To == "" || d != noDay && d.String() <= f.To)
}

func (f Filter) person(p person) bool {
	return (f.Cohort == "" || strings.EqualFold(p.cohort, f.Cohort)) && (f.Site == "" || strings.EqualFold(p.site, f.Site))
}

// Invited counts those in the lead's table.
type Invited struct {
	Invited    int `json:"invited"`
	NeverBegun int `json:"never_begun" is:"of those that share, without a session yet"`
	NoNews     int `json:"no_news" is:"nothing is here of them: they don't share, took it back, or never began; nobody can tell which"`
	Paused     int `json:"paused"`
	Unknown    int `json:"unknown" is:"pairs that sent something and aren't in the table"`
}

// choose keeps the rows that the filter lets through; of the others, who ever met.
func (g *gathered) choose(r Request) {
	g.met = map[string]bool{}
	for _, p := range g.rows {
		g.met[p.code] = g.met[p.code] || len(p.days) > 0
	}
	g.rows = slices.DeleteFunc(g.rows, func(p row) bool {
		return !r.Filter.day(p.since) || r.People != nil && !r.Filter.person(r.People.byCode[p.code])
	})
}

// people adds what the lead's table says. A pair of which nothing is here may have refused
// to share, or taken it back: it is a number among others, and on no list.
func (rep *Report) people(r Request, met map[string]bool) {
	if r.People == nil {
		return
	}
	chosen := map[string]bool{}
	in := &Invited{}
	for i := range rep.ByPair {
		f := &rep.ByPair[i]
		chosen[f.Code] = true
		p, known := r.People.byCode[f.Code]
		if !known {
			in.Unknown++
		}
		f.Cohort, f.Site = p.cohort, p.site
	}
	names := map[string]string{}
	for _, code := range r.People.codes {
		p := r.People.byCode[code]
		if !chosen[code] && !r.Filter.day(p.invited) || !r.Filter.person(p) {
			continue
		}
		in.Invited++
		began, shares := met[code]
		if shares {
			names[code] = p.name
		}
		switch {
		case p.paused != noDay:
			in.Paused++
			names[code] = p.name
			rep.Care.Paused = append(rep.Care.Paused, StalledSince{code, p.paused})
		case !shares:
			in.NoNews++
		case !began:
			in.NeverBegun++
			rep.Care.NeverBegun = append(rep.Care.NeverBegun, StalledSince{code, p.invited})
		}
	}
	rep.Invited = in
	if r.Names {
		rep.Names = names
	}
	paused := func(code string) bool { return r.People.byCode[code].paused != noDay }
	since := func(s StalledSince) bool { return paused(s.Code) }
	c := &rep.Care
	c.NoDate, c.Postponed = slices.DeleteFunc(c.NoDate, paused), slices.DeleteFunc(c.Postponed, paused)
	c.Stalled, c.Silent = slices.DeleteFunc(c.Stalled, since), slices.DeleteFunc(c.Silent, since)
}
