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

// MaxContribution bounds the file of one contribution; a real one has a few KiB.
const MaxContribution = storage.MaxEntry

// Errors of [ReadContribution]. None quotes what stands in the file: it may be anything.
var (
	ErrNoContribution = errors.New("not a contribution")
	ErrValue          = errors.New("a value that can't be")
)

// ReadContribution reads back what the toml and the json for the programme say. Every
// value is in its range or the whole is refused: ErrNoContribution, ErrValue with the
// key, storage.ErrNewer, storage.ErrTOML with the line. today bounds the dates of what
// has happened.
func ReadContribution(data []byte, today time.Time) (c progress.Contribution, err error) {
	if len(data) > MaxContribution {
		return c, storage.ErrTooLarge
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	if !utf8.ValidString(text) {
		return c, fmt.Errorf("%w: not UTF-8", ErrNoContribution)
	}
	if body := strings.TrimLeft(text, " \t\r\n"); strings.HasPrefix(body, "{") {
		if json.Unmarshal([]byte(body), &c) != nil {
			return progress.Contribution{}, fmt.Errorf("%w: not JSON of its shape", ErrNoContribution)
		}
	} else if err := storage.DecodeTOML(text, &c); err != nil {
		return progress.Contribution{}, err
	}
	switch {
	case c.Format > 1:
		return progress.Contribution{}, storage.ErrNewer
	case c.Format < 1:
		return progress.Contribution{}, fmt.Errorf("%w: no format", ErrNoContribution)
	}
	c.Code = clean.Line(c.Code)
	if key := misfit(&c, today); key != "" {
		return progress.Contribution{}, fmt.Errorf("%w: %s", ErrValue, key)
	}
	return c, nil
}

// misfit names the first key whose value can't be, "" when all is well.
func misfit(c *progress.Contribution, today time.Time) string {
	latest := today.AddDate(0, 0, 1).Format(time.DateOnly) // somewhere it is tomorrow already
	past := func(s string) bool { return day(s) && s <= latest }
	count := func(n, most int) bool { return n >= 0 && n <= most }
	const many = 10_000
	switch {
	case c.Code == "" || utf8.RuneCountInString(c.Code) > storage.MaxName:
		return "code"
	case !past(c.Made):
		return "made"
	case !past(c.Since):
		return "since"
	case c.Status != progress.Active && c.Status != progress.Stalled && c.Status != progress.Closed && c.Status != progress.NoDate:
		return "status"
	case c.StalledSince != "" && !past(c.StalledSince):
		return "stalled_since"
	case c.Next != "" && !day(c.Next):
		return "next"
	case len(c.Days) != c.Held || !count(c.Held, many):
		return "held"
	case !count(c.Planned, many):
		return "planned"
	case !count(c.Postponed, many):
		return "postponed"
	case !count(c.InARow, c.Postponed):
		return "in_a_row"
	case !count(c.Spent, 24*60*many):
		return "minutes_spent"
	case !count(c.Reserved, 24*60*many):
		return "minutes_reserved"
	case !count(c.Gifts, many):
		return "gifts"
	case !count(c.RouteOf, 100) || !count(c.RouteDone, c.RouteOf):
		return "route_done"
	case len(c.DaysBetween) != max(0, c.Held-1):
		return "days_between"
	}
	for _, d := range c.Days {
		if !past(d) {
			return "days"
		}
	}
	return misfitLearning(c)
}

func misfitLearning(c *progress.Contribution) string {
	seen := map[string]bool{}
	twice := func(s string) bool { was := seen[s]; seen[s] = true; return was }
	for _, m := range c.Modules {
		if m.Module == "" || m.Of < 0 || m.Of > 1000 || m.Finished < 0 || m.Finished > m.Of || twice("m"+m.Module) {
			return "module"
		}
	}
	for _, l := range c.Lessons {
		if l.Lesson == "" || l.Rung.Level() == 0 || l.First != progress.NoRung && l.First.Level() == 0 || twice("l"+l.Lesson) {
			return "lesson"
		}
	}
	for _, k := range c.Confidence {
		if k.Times < 1 || k.Before < 0 || k.Before > 10 || k.After < 0 || k.After > 10 || twice("c"+k.Who+" "+k.Topic) {
			return "confidence"
		}
	}
	return ""
}

// day reports whether s is a day as contributions write it.
func day(s string) bool {
	t, err := time.Parse(time.DateOnly, s)
	return err == nil && t.Year() >= 1970
}
