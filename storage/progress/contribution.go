package progress

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"
)

// ContributionFormat is the format of contributions, ballots and withdrawals.
const ContributionFormat = 2

// A Contribution is what a pair gives its programme under its code: dates and counts, and
// nothing that anybody typed. Days are "2026-12-04". The says of a field names the phrase
// by which both are asked for it: what isn't named there isn't in the file.
type Contribution struct {
	Format int    `toml:"format" json:"format" says:"-" values:"2" is:"the version of this shape: keys may be added within one"`
	Code   string `toml:"code" json:"code" says:"code" form:"code" is:"stands for the pair's names"`
	Mark   string `toml:"mark" json:"mark" says:"mark" is:"random: tells two pairs of one code apart"`
	Made   string `toml:"made" json:"made" says:"made" form:"day" is:"the day this was written"`
	Since  string `toml:"since" json:"since" says:"since" form:"day" is:"the day the pair began"`
	Next   string `toml:"next" json:"next" says:"next" form:"day?" is:"the date agreed on; empty when it is to be fixed"`

	Days      []string `toml:"days" json:"days" says:"days" form:"day" is:"of the sessions held"`
	Spent     int      `toml:"minutes_spent" json:"minutes_spent" says:"time" is:"in all of them"`
	Reserved  int      `toml:"minutes_reserved" json:"minutes_reserved" says:"time" is:"set aside for them"`
	Planned   int      `toml:"planned" json:"planned" says:"moved" is:"dates agreed on, the next one included"`
	Postponed int      `toml:"postponed" json:"postponed" says:"moved" is:"dates moved"`
	InARow    int      `toml:"in_a_row" json:"in_a_row" says:"moved" is:"of these, since the last session held"`
	RouteDone int      `toml:"route_done" json:"route_done" says:"route" is:"sessions of their route that are done"`
	RouteOf   int      `toml:"route_of" json:"route_of" says:"route" is:"of how many"`
	Gifts     int      `toml:"gifts" json:"gifts" says:"gifts" is:"times the mentor wrote what they learned"`

	Modules []ModuleCount `toml:"module" json:"module" says:"modules" is:"those begun"`
}

// A ModuleCount is how far a module got; only those begun are listed.
type ModuleCount struct {
	Module   string `toml:"module" json:"module"`
	Finished int    `toml:"finished" json:"finished"`
	Of       int    `toml:"of" json:"of"`
}

// A Withdrawal takes back what a pair has given: everything under its code and mark up to
// that day, or the ballot of that id.
type Withdrawal struct {
	Format    int    `toml:"format" json:"format" says:"-"`
	Code      string `toml:"code,omitempty" json:"code,omitempty" says:"code"`
	Mark      string `toml:"mark,omitempty" json:"mark,omitempty" says:"mark"`
	Ballot    string `toml:"ballot,omitempty" json:"ballot,omitempty" says:"ballot-id"`
	Withdrawn string `toml:"withdrawn" json:"withdrawn" says:"made"`
}

// Status is how a pair is doing, as far as its dates tell.
type Status string

// The four. A pair is closed when their route is done and no date is ahead;
// stalled when nothing is ahead and its last session (or its beginning) was more than
// StalledDays days ago; without a next date when none is ahead or was fixed; else active.
const (
	Active  Status = "active"
	Stalled Status = "stalled"
	Closed  Status = "closed"
	NoDate  Status = "no-date"
)

// StalledDays is three times the usual fortnight.
const StalledDays = 42

// Contribution counts, as of now.
func (p *Progress) Contribution(now time.Time) Contribution {
	held := p.Held("")
	c := Contribution{
		Format: ContributionFormat, Code: p.PairCode(), Mark: p.Root.Pseudonym("contribution"),
		Made: now.Format(time.DateOnly), Since: p.Since.Format(time.DateOnly),
		Planned: p.plannedCount(), Postponed: len(p.Postponements), Gifts: len(p.Gifts),
	}
	if at, _, ok := ParseDate(p.NextDate, now.Location()); ok {
		c.Next = at.Format(time.DateOnly)
	}
	for _, s := range held {
		c.Spent += s.Spent()
		c.Reserved += s.Minutes
		c.Days = append(c.Days, s.At.Format(time.DateOnly))
	}
	for _, q := range p.Postponements {
		if len(held) == 0 || q.At.After(held[len(held)-1].At) {
			c.InARow++
		}
	}
	c.RouteDone, c.RouteOf = p.RouteDone()
	if p.cur != nil {
		for _, m := range p.cur.Modules {
			if s := p.Module(m); s.Begun+s.Finished > 0 {
				c.Modules = append(c.Modules, ModuleCount{m.ID, s.Finished, s.Of})
			}
		}
	}
	return c
}

// Status is how the pair is doing on that day, and since when a stalled one is: the day of
// its last session, or of its beginning.
func (c *Contribution) Status(now time.Time) (s Status, since string) {
	met := c.Since
	if n := len(c.Days); n > 0 {
		met = c.Days[n-1]
	}
	next, _, dated := ParseDate(c.Next, now.Location())
	last, _, known := ParseDate(met, now.Location())
	switch {
	case dated && DaysBetween(now, next) >= 0:
		return Active, ""
	case c.RouteOf > 0 && c.RouteDone == c.RouteOf:
		return Closed, ""
	case known && DaysBetween(last, now) > StalledDays:
		return Stalled, met
	case !dated:
		return NoDate, ""
	}
	return Active, "" // the date has just gone by
}

// Withdrawal takes back the contribution; with ballot, the ballot.
func (p *Progress) Withdrawal(now time.Time, to string) Withdrawal {
	w := Withdrawal{Format: ContributionFormat, Withdrawn: now.Format(time.DateOnly)}
	if to == ToBallot {
		w.Ballot = p.Root.Pseudonym("ballot")
	} else {
		w.Code, w.Mark = p.PairCode(), p.Root.Pseudonym("contribution")
	}
	return w
}

// PairCode stands for the pair where names don't go: the code it was given, or one
// derived from its first session's id, whose 80 random bits nobody can guess back; ""
// when it has neither yet.
func (p *Progress) PairCode() string {
	if p.Code != "" {
		return Code(p.Code)
	}
	first := ""
	for _, s := range p.Sessions {
		if first == "" || s.ID < first {
			first = s.ID
		}
	}
	if first == "" {
		return ""
	}
	sum := sha256.Sum256([]byte("binome pair code\n" + first))
	return Code(hex.EncodeToString(sum[:4]))
}

// DaysBetween counts midnights from a to b, each in its own place.
func DaysBetween(a, b time.Time) int {
	day := func(t time.Time) int64 {
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60)
	}
	return int(day(b) - day(a))
}

// plannedCount is how many dates were agreed on: at a close, or by moving one that was
// still to be fixed. A date that is moved stays one.
func (p *Progress) plannedCount() int {
	type said struct {
		at   time.Time
		next string
	}
	var all []said
	for _, s := range p.Sessions {
		if s.Closed {
			all = append(all, said{s.CloseAt, s.Next})
		}
	}
	closes := len(all)
	for _, q := range p.Postponements {
		all = append(all, said{q.At, q.Next})
	}
	n := 0
	for i, s := range all {
		if s.next == "" || slices.ContainsFunc(all, func(o said) bool { return o.next == s.next && o.at.Before(s.at) }) { // kept
			continue
		}
		if i < closes || !slices.ContainsFunc(all, func(o said) bool {
			return o.next != "" && o.at.Before(s.at) && p.noneBegan(o.at, s.at)
		}) {
			n++
		}
	}
	return n
}

// noneBegan reports whether no session began between the two.
func (p *Progress) noneBegan(from, to time.Time) bool {
	return !slices.ContainsFunc(p.Sessions, func(s Session) bool { return s.At.After(from) && !s.At.After(to) })
}
