package screen

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"binome/curriculum/phrases"
	"binome/storage/progress"
	"binome/tui/page"
)

// DayPicker chooses a day and an hour: in a month, or typed as people do ("tomorrow 2pm",
// "30 mars à 9h30"). What was understood always stands there in words.
type DayPicker struct {
	at    time.Time
	whole bool // no hour is fixed
	pick  func(env *Env, day string)
}

// NewDayPicker starts at the usual rhythm, at the time of day they last met.
func NewDayPicker(env *Env, pick func(env *Env, day string)) *DayPicker {
	began := env.Now()
	if held := env.Prog.Held(""); len(held) > 0 {
		began = held[len(held)-1].At
	}
	days, usual := progress.NextTimes(env.Now(), began, env.Settings.Rhythm)
	return &DayPicker{at: days[usual], pick: pick}
}

// Page implements Screen.
func (d *DayPicker) Page(env *Env) page.Page {
	p := page.Page{Name: "day", Over: true, Where: env.T("date.another"), Back: "cancel"}
	p.Title(env.T("date.another"))
	at, whole, good := d.understood(env)
	switch {
	case !good:
		at, whole = d.at, d.whole
		p.Toned(page.Warn, env.T("date.not-understood", "Text", env.Typed["date"]))
	case !at.After(env.Now()):
		p.Toned(page.Warn, env.T("date.past", "Date", env.Words.Moment(at, whole)))
	default:
		p.Toned(page.Strong, env.Words.Moment(at, whole))
		p.Quiet(env.Words.N("date.in-days", progress.DaysBetween(env.Now(), at)))
	}
	d.month(env, &p, at)
	hour := page.Block{Kind: page.Turn, ID: "hour", Label: env.T("date.hour"), Values: []string{env.T("date.no-hour")}}
	for i, t := range hours(at, whole) {
		if !whole && !t.After(at) {
			hour.At = i + 1
		}
		hour.Values = append(hour.Values, env.Words.Clock(t))
	}
	p.Add(hour)
	p.Entry(page.Field{ID: "date", Label: env.T("date.type"), Example: env.T("date.type-example"), Live: true, Most: 60, Enter: "choose"})
	p.Do("choose", env.T("keys.choose"), "c")
	p.Do("none", env.T("date.open"), "o")
	p.Do("cancel", env.T("keys.back"), "b")
	return p
}

// understood is the moment that stands there: as typed, else as moved to.
func (d *DayPicker) understood(env *Env) (at time.Time, whole, ok bool) {
	typed := strings.TrimSpace(env.Typed["date"])
	if typed == "" {
		return d.at, d.whole, true
	}
	if hour, minute, ok := env.Words.ReadClock(typed); ok { // of the day that stands there
		return time.Date(d.at.Year(), d.at.Month(), d.at.Day(), hour, minute, 0, 0, d.at.Location()), false, true
	}
	return env.Words.ReadMoment(typed, env.Now())
}

// settle makes what was typed the day that moving goes on from.
func (d *DayPicker) settle(env *Env) {
	if at, whole, ok := d.understood(env); ok {
		d.at, d.whole = at, whole
	}
	env.Host.Type("date", "")
}

// month is the days around the chosen one: the arrows go by days and weeks.
func (d *DayPicker) month(env *Env, p *page.Page, at time.Time) {
	first := time.Date(at.Year(), at.Month(), 1, 12, 0, 0, 0, at.Location())
	column := (int(first.Weekday()) + 6) % 7
	b := page.Block{Kind: page.Month, Text: env.Words.Month(first)}
	for i := range 7 {
		b.Values = append(b.Values, env.Words.ShortWeekday(time.Weekday((i+1)%7)))
	}
	for day := first; day.Month() == first.Month(); day = day.AddDate(0, 0, 1) {
		n := column + day.Day() - 1
		cell := page.Day{Number: day.Day(), Week: n / 7, Column: n % 7, Here: day.Day() == at.Day()}
		if progress.DaysBetween(env.Now(), day) >= 0 {
			cell.ID = "day:" + day.Format(time.DateOnly)
		}
		b.Days = append(b.Days, cell)
	}
	p.Add(b)
	p.Prev, p.Next, p.Up, p.Down = "move:-1", "move:1", "move:-7", "move:7"
}

// hours are the halves of an hour of a working day, and the hour that stands there.
func hours(day time.Time, whole bool) []time.Time {
	var out []time.Time
	for half := 16; half <= 38; half++ {
		out = append(out, time.Date(day.Year(), day.Month(), day.Day(), half/2, half%2*30, 0, 0, day.Location()))
	}
	if i, there := slices.BinarySearchFunc(out, day, time.Time.Compare); !there && !whole {
		out = slices.Insert(out, i, day)
	}
	return out
}

// Press implements Screen.
func (d *DayPicker) Press(env *Env, id string) {
	if n, ok := strings.CutPrefix(id, "move:"); ok {
		d.settle(env)
		if by, err := strconv.Atoi(n); err == nil {
			if to := d.at.AddDate(0, 0, by); progress.DaysBetween(env.Now(), to) >= 0 {
				d.at = to
			}
		}
		return
	}
	if day, ok := strings.CutPrefix(id, "day:"); ok {
		d.settle(env)
		if t, err := time.ParseInLocation(time.DateOnly, day, env.Now().Location()); err == nil {
			d.at = time.Date(t.Year(), t.Month(), t.Day(), d.at.Hour(), d.at.Minute(), 0, 0, t.Location())
		}
		return
	}
	if n, ok := strings.CutPrefix(id, "hour:"); ok {
		d.settle(env)
		i, err := strconv.Atoi(n)
		if hours := hours(d.at, d.whole); err == nil && i > 0 && i <= len(hours) {
			d.at, d.whole = hours[i-1], false
		} else if err == nil && i == 0 {
			d.whole = true
		}
		return
	}
	switch id {
	case "cancel":
		env.Host.Back()
	case "none":
		env.Host.Back()
		d.pick(env, "")
	case "choose":
		at, whole, ok := d.understood(env)
		if !ok || !at.After(env.Now()) {
			env.Host.Say(env.T("date.choose-first"))
			return
		}
		d.settle(env)
		env.Host.Back()
		d.pick(env, phrases.WriteMoment(at, whole))
	}
}
