package notes

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"binome/storage"
	"binome/storage/clean"
	"binome/storage/progress"
)

// MaxContribution bounds the file of one contribution or ballot; a real one has a few KiB.
const MaxContribution = storage.MaxEntry

// Errors of [ReadSent]. None quotes what stands in the file: it may be anything.
var (
	ErrNoContribution = errors.New("not a contribution")
	ErrValue          = errors.New("a value that can't be")
)

// A Sent is what a file for the programme holds: one of three.
type Sent struct {
	Contribution *progress.Contribution
	Ballot       *progress.Ballot
	Withdrawal   *progress.Withdrawal
}

// ReadSent reads back what the toml and the json for the programme say, and the ballots.
// Every value is in its range or the whole is refused: ErrNoContribution, ErrValue with
// the key, storage.ErrNewer, storage.ErrTOML with the line. today bounds the dates of what
// has happened.
func ReadSent(data []byte, today time.Time) (s Sent, err error) {
	if len(data) > MaxContribution {
		return s, storage.ErrTooLarge
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	if !utf8.ValidString(text) {
		return s, fmt.Errorf("%w: not UTF-8", ErrNoContribution)
	}
	var f struct {
		progress.Contribution
		Ballot    string         `toml:"ballot" json:"ballot"`
		Answers   map[string]int `toml:"answers" json:"answers"`
		Withdrawn string         `toml:"withdrawn" json:"withdrawn"`
	}
	if body := strings.TrimLeft(text, " \t\r\n"); strings.HasPrefix(body, "{") {
		if json.Unmarshal([]byte(body), &f) != nil {
			return s, fmt.Errorf("%w: not JSON of its shape", ErrNoContribution)
		}
	} else if err := storage.DecodeTOML(text, &f); err != nil {
		return s, err
	}
	switch {
	case f.Format > progress.ContributionFormat:
		return s, storage.ErrNewer
	case f.Format < 1:
		return s, fmt.Errorf("%w: no format", ErrNoContribution)
	}
	f.Code, f.Mark, f.Ballot = progress.Code(clean.Line(f.Code)), clean.Line(f.Mark), clean.Line(f.Ballot)
	p := past(today)
	key := ""
	switch {
	case f.Ballot != "" && f.Code != "": // what was learned never stands beside a code
		key = "code"
	case f.Withdrawn != "":
		s.Withdrawal = &progress.Withdrawal{Format: f.Format, Code: f.Code, Mark: f.Mark, Ballot: f.Ballot, Withdrawn: f.Withdrawn}
		switch {
		case !p(f.Withdrawn):
			key = "withdrawn"
		case f.Code == "" && f.Ballot == "":
			key = "code"
		}
	case f.Ballot != "":
		s.Ballot = &progress.Ballot{Format: f.Format, ID: f.Ballot, Answers: f.Answers}
		key = misfitBallot(s.Ballot)
	case f.Answers != nil:
		key = "answers"
	default:
		s.Contribution = &f.Contribution
		key = misfit(s.Contribution, p)
	}
	if key != "" {
		return Sent{}, fmt.Errorf("%w: %s", ErrValue, key)
	}
	return s, nil
}

// past tells days that have come, somewhere on earth.
func past(today time.Time) func(string) bool {
	latest := today.AddDate(0, 0, 1).Format(time.DateOnly)
	return func(s string) bool { return day(s) && s <= latest }
}

// day reports whether s is a day as contributions write it.
func day(s string) bool {
	t, err := time.Parse(time.DateOnly, s)
	return err == nil && t.Year() >= 1970
}

const maxMark = 64

func misfitBallot(b *progress.Ballot) string {
	if len(b.ID) > maxMark {
		return "ballot"
	}
	for q, a := range b.Answers {
		if q == "" || a < 0 || a >= progress.Choices {
			return "answers"
		}
	}
	return ""
}

// misfit names the first key whose value can't be, "" when all is well.
func misfit(c *progress.Contribution, past func(string) bool) string {
	count := func(n, most int) bool { return n >= 0 && n <= most }
	const many = 10_000
	switch {
	case c.Code == "" || utf8.RuneCountInString(c.Code) > storage.MaxName+1: // progress.Code may put a letter in front
		return "code"
	case len(c.Mark) > maxMark:
		return "mark"
	case !past(c.Made):
		return "made"
	case !past(c.Since):
		return "since"
	case c.Next != "" && !day(c.Next):
		return "next"
	case len(c.Days) > many:
		return "days"
	case !count(c.Spent, 24*60*many):
		return "minutes_spent"
	case !count(c.Reserved, 24*60*many):
		return "minutes_reserved"
	case !count(c.Planned, many):
		return "planned"
	case !count(c.Postponed, many):
		return "postponed"
	case !count(c.InARow, c.Postponed):
		return "in_a_row"
	case !count(c.RouteOf, 100) || !count(c.RouteDone, c.RouteOf):
		return "route_done"
	case !count(c.Gifts, many):
		return "gifts"
	}
	for _, d := range c.Days {
		if !past(d) {
			return "days"
		}
	}
	seen := map[string]bool{}
	for _, m := range c.Modules {
		if m.Module == "" || m.Of < 0 || m.Of > 1000 || m.Finished < 0 || m.Finished > m.Of || seen[m.Module] {
			return "module"
		}
		seen[m.Module] = true
	}
	return ""
}
