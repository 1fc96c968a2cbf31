package programme

import (
	"encoding/json"
	"errors"
	"slices"
)

// An Earlier is what is kept of an earlier report to compare with.
type Earlier struct {
	Made     string   `json:"made" form:"day"`
	Pairs    Pairs    `json:"pairs"`
	Sessions Sessions `json:"sessions"`
	Ballots  int      `json:"ballots"`
	All      *Mean    `json:"all,omitempty"`
	Unaided  *Mean    `json:"unaided,omitempty"`
}

// Errors of [ReadReport].
var (
	ErrNoReport    = errors.New("not a report of this version")
	ErrOtherReport = errors.New("a report on other pairs")
	ErrTotals      = errors.New("a report without its pairs") // of which none could be left out
)

// ReadReport reads the JSON of an earlier report, of the same pairs: ErrNoReport,
// ErrOtherReport, ErrTotals.
func ReadReport(data []byte, same Filter) (*Report, error) {
	var rep Report
	switch err := json.Unmarshal(data, &rep); {
	case err != nil || rep.Format != 2 || dayOf(rep.Made) == noDay:
		return nil, ErrNoReport
	case rep.Filter != same:
		return nil, ErrOtherReport
	case rep.Totals:
		return nil, ErrTotals
	}
	return &rep, nil
}

func (rep *Report) earlier() *Earlier {
	if rep == nil {
		return nil
	}
	return &Earlier{rep.Made, rep.Pairs, rep.Sessions, rep.Learning.Ballots, rep.Learning.All, rep.Learning.Unaided}
}

// without is an earlier report as if some pairs had not been in it: those that have taken
// back what they gave. Else the difference of the two would be what they took back. What
// can't be added up again of the pairs that stay isn't told.
func (rep *Report) without(gone map[string]bool) *Earlier {
	e := rep.earlier()
	if e == nil || !slices.ContainsFunc(rep.ByPair, func(f PairFigures) bool { return gone[f.Code] }) {
		return e
	}
	e.Pairs, e.Sessions = Pairs{}, Sessions{}
	for _, f := range rep.ByPair {
		if gone[f.Code] {
			continue
		}
		e.Pairs.count(f.Status)
		e.Sessions.count(f)
	}
	if e.Pairs.All > 0 {
		e.Sessions.PerPair = round(float64(e.Sessions.Held) / float64(e.Pairs.All))
	}
	return e
}
