package programme

import (
	"cmp"
	"math"
	"slices"
	"time"

	"binome/storage/progress"
)

// A Report is what a programme is told. Its JSON is documented at the package; lists are
// in a fixed order and never null.
type Report struct {
	Format    int    `json:"format" values:"2" is:"the version of this shape: keys may be added within one"`
	Made      string `json:"made" form:"day"`
	Source    string `json:"source" values:"contributions,journals"`
	Framework string `json:"framework" is:"whose areas learning is told by"`
	NotShared int    `json:"not_shared" is:"pairs that have not both agreed; with journals only"`
	NoCode    int    `json:"no_code" is:"pairs that agreed and have not met, without a code; with journals only"`
	Skipped   int    `json:"skipped" is:"files that could not be read"`
	Twice     int    `json:"twice" is:"older files of a pair that has a newer one"`
	TakenBack int    `json:"taken_back" is:"pairs that took back what they had given"`
	Clash     int    `json:"clash" is:"pairs with another's code"`
	Lost      int    `json:"lost" is:"files that count, but for blocks that can't be read"`
	Strange   int    `json:"strange" is:"answers about lessons that the curriculum doesn't have"`

	Filter  Filter            `json:"filter" is:"which pairs it is about"`
	Totals  bool              `json:"totals" is:"nothing by pair is in it: care and by_pair are empty"`
	Names   map[string]string `json:"names,omitempty" is:"by code; only when asked for"`
	Before  *Earlier          `json:"before,omitempty" is:"an earlier report, to compare with"`
	Invited *Invited          `json:"invited,omitempty" is:"by the lead's table, when there is one"`

	Pairs    Pairs          `json:"pairs"`
	Sessions Sessions       `json:"sessions"`
	Months   []Month        `json:"months" is:"from the first session's to this one's"`
	Modules  []ModuleFigure `json:"modules" is:"begun by five pairs or more, in the curriculum's order"`
	FewBegan int            `json:"modules_few" is:"modules that fewer pairs began"`
	// Over are the steps of lessons that took longer than planned: of journals alone, for
	// no contribution has it, and not of a chosen part, which could be subtracted.
	Over     []progress.Pace `json:"over" is:"steps of lessons that took longer than planned; with journals only"`
	Learning Learning        `json:"learning"`
	Care     Care            `json:"care"`
	ByPair   []PairFigures   `json:"by_pair" is:"sorted by code"`
}

// Pairs counts them by how they are doing.
type Pairs struct {
	All     int `json:"all"`
	Active  int `json:"active"`
	NoDate  int `json:"no_date"`
	Stalled int `json:"stalled"`
	Closed  int `json:"closed"`
}

func (c *Pairs) count(s progress.Status) {
	c.All++
	switch s {
	case progress.Active:
		c.Active++
	case progress.NoDate:
		c.NoDate++
	case progress.Stalled:
		c.Stalled++
	case progress.Closed:
		c.Closed++
	}
}

// Sessions are those of all pairs together.
type Sessions struct {
	Held         int     `json:"held"`
	PerPair      float64 `json:"per_pair"`
	Planned      int     `json:"planned"`
	Postponed    int     `json:"postponed"`
	Spent        int     `json:"minutes_spent" is:"from a session's first entry to its last"`
	Reserved     int     `json:"minutes_reserved" is:"set aside for them"`
	Gifts        int     `json:"gifts" is:"times a mentor wrote what they learned"`
	PairsGifts   int     `json:"pairs_gifts" is:"pairs with at least one"`
	DaysBetween  float64 `json:"days_between" is:"the mean"`
	DaysMedian   int     `json:"days_between_median" is:"half of them are at most that"`
	DaysLongest  int     `json:"days_between_longest"`
	RouteDone    int     `json:"route_done" is:"sessions of their route"`
	PairsFull    int     `json:"pairs_route" is:"pairs that have done all of it"`
	FirstSession string  `json:"first_session" form:"day?" is:"of any pair"`
	LastSession  string  `json:"latest_session" form:"day?" is:"of any pair"`
}

// count adds those of a pair, as far as its figures tell.
func (s *Sessions) count(f PairFigures) {
	s.Held += f.Held
	s.Planned += f.Planned
	s.Postponed += f.Postponed
	s.Spent += f.Spent
	s.Reserved += f.Reserved
	s.Gifts += f.Gifts
	s.RouteDone += f.RouteDone
	if f.Gifts > 0 {
		s.PairsGifts++
	}
	if f.RouteOf > 0 && f.RouteDone == f.RouteOf {
		s.PairsFull++
	}
	s.LastSession = max(s.LastSession, f.Last.String())
}

// A Month is how many sessions were held in it.
type Month struct {
	Month string `json:"month" form:"month"`
	Held  int    `json:"held"`
}

// A ModuleFigure is how far the pairs got in one module.
type ModuleFigure struct {
	Module   string `json:"module"`
	Pairs    int    `json:"pairs" is:"that began it"`
	Lessons  int    `json:"lessons" is:"walked to the end, of all these pairs"`
	Finished int    `json:"finished" is:"pairs that have walked one of them or more"`
}

// Care is the list for the one who looks after the pairs, by code alone.
type Care struct {
	NoDate     []string       `json:"no_date" is:"no next date, neither stalled nor done"`
	Postponed  []string       `json:"postponed" is:"the last two dates were moved"`
	Stalled    []StalledSince `json:"stalled" is:"longest first"`
	Silent     []StalledSince `json:"silent" is:"the file is older than six weeks; its day"`
	NeverBegun []StalledSince `json:"never_begun" is:"they share, and have had no session yet; with the day of their invitation"`
	Paused     []StalledSince `json:"paused" is:"by the lead's table, since when"`
}

// StalledSince is a pair and a day.
type StalledSince struct {
	Code  string `json:"code"`
	Since Day    `json:"since" form:"day?"`
}

// PairFigures are the dates and counts of one pair.
type PairFigures struct {
	Code         string          `json:"code" form:"code"`
	Made         Day             `json:"made" form:"day" is:"when it was sent"`
	Status       progress.Status `json:"status" values:"active,no-date,stalled,closed"`
	Since        Day             `json:"since" form:"day" is:"the pair's beginning"`
	StalledSince Day             `json:"stalled_since" form:"day?"`
	Last         Day             `json:"last" form:"day?" is:"day of a session held"`
	Next         Day             `json:"next" form:"day?"`
	Held         int             `json:"held"`
	Planned      int             `json:"planned"`
	Postponed    int             `json:"postponed"`
	InARow       int             `json:"in_a_row" is:"postponed since the last session"`
	Spent        int             `json:"minutes_spent"`
	Reserved     int             `json:"minutes_reserved"`
	DaysBetween  float64         `json:"days_between" is:"the mean"`
	RouteDone    int             `json:"route_done"`
	RouteOf      int             `json:"route_of"`
	Gifts        int             `json:"gifts"`
	Cohort       string          `json:"cohort,omitempty"`
	Site         string          `json:"site,omitempty"`
}

// report adds up everything but what was learned.
func (g *gathered) report(r Request, k *places) *Report {
	rep := &Report{
		Format: 2, Made: r.Now.Format(time.DateOnly), Source: "contributions", Filter: r.Filter,
		NotShared: g.notShared, NoCode: g.noCode, Strange: g.strange, TakenBack: g.takenBack,
		Months: []Month{}, Modules: []ModuleFigure{}, Over: []progress.Pace{}, ByPair: make([]PairFigures, 0, len(g.rows)), Care: noCare(),
	}
	if r.Journals {
		rep.Source = "journals"
	}
	if k.cur != nil {
		rep.Framework = k.cur.Framework + " " + k.cur.FrameworkVersion
	}
	for _, s := range g.skipped {
		switch s.Why {
		case Twice:
			rep.Twice++
		case Clash:
			rep.Clash++
		case Lost:
			rep.Lost++
		case Withdrawn, Again:
		default:
			rep.Skipped++
		}
	}
	a := adder{rep: rep, gaps: map[int]int{}, months: map[string]int{}, modules: make([]ModuleFigure, len(k.moduleOf))}
	today := dayOf(rep.Made)
	for i := range g.rows {
		a.add(&g.rows[i], today)
	}
	a.finish(k)
	rep.people(r, g.met)
	if r.Filter == (Filter{}) {
		rep.Over = k.over(g.rows)
	}
	rep.Learning = k.learning(g.ballots, r.Filter == (Filter{}))
	return rep
}

func noCare() Care {
	return Care{NoDate: []string{}, Postponed: []string{}, Stalled: []StalledSince{}, Silent: []StalledSince{}, NeverBegun: []StalledSince{}, Paused: []StalledSince{}}
}

// total leaves out all that is told by pair.
func (rep *Report) total() {
	rep.Totals, rep.Names, rep.Care, rep.ByPair = true, nil, noCare(), []PairFigures{}
}

// An adder adds pair after pair.
type adder struct {
	rep     *Report
	gaps    map[int]int // days between two sessions, how often
	months  map[string]int
	modules []ModuleFigure
}

func (a *adder) add(p *row, today Day) {
	rep := a.rep
	f := PairFigures{
		Code: p.code, Made: p.made, Status: p.status, Since: p.since, StalledSince: p.stalledSince, Next: p.next, Last: noDay,
		Held: len(p.days), Planned: int(p.planned), Postponed: int(p.postponed), InARow: int(p.inARow),
		Spent: int(p.spent), Reserved: int(p.reserved), RouteDone: int(p.routeDone), RouteOf: int(p.routeOf), Gifts: int(p.gifts),
	}
	if n := len(p.days); n > 0 {
		f.Last = p.days[n-1]
	}
	if n := len(p.days); n > 1 {
		f.DaysBetween = round(float64(p.days[n-1]-p.days[0]) / float64(n-1))
	}
	rep.ByPair = append(rep.ByPair, f)
	rep.Sessions.count(f)
	a.days(p)
	for _, m := range p.modules {
		t := &a.modules[m.place]
		t.Pairs++
		t.Lessons += int(m.finished)
		if m.finished > 0 {
			t.Finished++
		}
	}
	a.care(p, today)
}

func (a *adder) days(p *row) {
	s := &a.rep.Sessions
	for i, d := range p.days {
		day := d.String()
		a.months[day[:7]]++
		if s.FirstSession == "" || day < s.FirstSession {
			s.FirstSession = day
		}
		if i > 0 {
			a.gaps[int(d-p.days[i-1])]++
		}
	}
}

func (a *adder) care(p *row, today Day) {
	rep := a.rep
	rep.Pairs.count(p.status)
	switch p.status {
	case progress.NoDate:
		rep.Care.NoDate = append(rep.Care.NoDate, p.code)
	case progress.Stalled:
		rep.Care.Stalled = append(rep.Care.Stalled, StalledSince{p.code, p.stalledSince})
	case progress.Closed:
		return // nobody is waited for
	}
	if p.inARow >= 2 {
		rep.Care.Postponed = append(rep.Care.Postponed, p.code)
	}
	if p.made != noDay && today-p.made > progress.StalledDays {
		rep.Care.Silent = append(rep.Care.Silent, StalledSince{p.code, p.made})
	}
}

func (a *adder) finish(k *places) {
	rep, s := a.rep, &a.rep.Sessions
	if rep.Pairs.All > 0 {
		s.PerPair = round(float64(s.Held) / float64(rep.Pairs.All))
	}
	s.DaysBetween, s.DaysMedian, s.DaysLongest = spread(a.gaps)
	for i, m := range a.modules {
		switch {
		case m.Pairs >= fewestPairs:
			m.Module = k.moduleOf[i]
			rep.Modules = append(rep.Modules, m)
		case m.Pairs > 0:
			rep.FewBegan++
		}
	}
	for _, list := range [][]StalledSince{rep.Care.Stalled, rep.Care.Silent} {
		slices.SortStableFunc(list, func(a, b StalledSince) int { return cmp.Compare(a.Since, b.Since) })
	}
	rep.months(a.months)
}

// spread is the mean, the median and the longest of counted numbers.
func spread(gaps map[int]int) (mean float64, median, longest int) {
	var all []int
	n, sum := 0, 0
	for d, times := range gaps {
		all = append(all, d)
		n, sum = n+times, sum+d*times
	}
	if n == 0 {
		return 0, 0, 0
	}
	slices.Sort(all)
	seen := 0
	for _, d := range all {
		if seen += gaps[d]; 2*seen >= n {
			median = d
			break
		}
	}
	return round(float64(sum) / float64(n)), median, all[len(all)-1]
}

// maxMonths is how many months are listed, the latest ones.
const maxMonths = 24

// months lists every month up to the report's, also those without a session.
func (rep *Report) months(held map[string]int) {
	if len(held) == 0 {
		return
	}
	first := rep.Sessions.FirstSession[:7]
	at, err := time.Parse("2006-01", max(rep.Sessions.LastSession[:7], rep.Made[:7]))
	for range maxMonths {
		m := at.Format("2006-01")
		if err != nil || m < first {
			break
		}
		rep.Months = append(rep.Months, Month{m, held[m]})
		at = at.AddDate(0, -1, 0)
	}
	slices.Reverse(rep.Months)
}

func round(v float64) float64 { return math.Round(v*10) / 10 }
