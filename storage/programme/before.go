package programme

import (
	"encoding/json"
	"errors"
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
)

// ReadReport reads the JSON of an earlier report, of the same pairs: ErrNoReport,
// ErrOtherReport.
func ReadReport(data []byte, same Filter) (*Report, error) {
	var rep Report
	switch err := json.Unmarshal(data, &rep); {
	case err != nil || rep.Format != 2 || dayOf(rep.Made) == noDay:
		return nil, ErrNoReport
	case rep.Filter != same:
		return nil, ErrOtherReport
	}
	return &rep, nil
}

func (rep *Report) earlier() *Earlier {
	if rep == nil {
		return nil
	}
	return &Earlier{rep.Made, rep.Pairs, rep.Sessions, rep.Learning.Ballots, rep.Learning.All, rep.Learning.Unaided}
}
