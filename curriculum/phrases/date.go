package phrases

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// The names of days and months are lists in the catalogues, so that a layer brings
// its own: date.weekdays, date.months, date.months_short, parted by commas.

// Date is "Sunday 22 November 2026", "dimanche 22 novembre 2026" ("1er" for the first).
func (p *Printer) Date(t time.Time) string {
	return p.T("date.long",
		"Weekday", p.listed("date.weekdays", int(t.Weekday())),
		"Day", p.day(t), "Month", p.listed("date.months", int(t.Month())-1), "Year", t.Year())
}

// ShortDate is "22 Nov", "22 nov."; with the year when it isn't now's.
func (p *Printer) ShortDate(t, now time.Time) string {
	key := "date.short"
	if t.Year() != now.Year() {
		key = "date.short_year"
	}
	return p.T(key, "Day", p.day(t), "Month", p.listed("date.months_short", int(t.Month())-1), "Year", t.Year())
}

// Month is "November 2026", "novembre 2026".
func (p *Printer) Month(t time.Time) string {
	return p.T("date.month_year", "Month", p.listed("date.months", int(t.Month())-1), "Year", t.Year())
}

func (p *Printer) day(t time.Time) string {
	if t.Day() == 1 {
		return p.T("date.first")
	}
	return strconv.Itoa(t.Day())
}

// Clock is "10:30", "10 h 30".
func (p *Printer) Clock(t time.Time) string {
	return p.T("date.clock", "Hour", t.Hour(), "Minute", t.Format("04"))
}

// Number with that many decimals: "2.5", "2,5".
func (p *Printer) Number(v float64, decimals int) string {
	s := strconv.FormatFloat(v, 'f', max(0, decimals), 64)
	return strings.Replace(s, ".", p.T("number.decimal"), 1)
}

// Moment is a day as it is agreed on: with its hour, unless whole says that none was.
func (p *Printer) Moment(t time.Time, whole bool) string {
	if whole {
		return p.Date(t)
	}
	return p.T("date.at", "Date", p.Date(t), "Clock", p.Clock(t))
}

// Separator is what stands between the cells of a CSV that a spreadsheet in this language
// opens: not a comma where that is the decimal mark.
func (p *Printer) Separator() rune {
	if r, _ := utf8.DecodeRuneInString(p.T("number.separator")); strings.ContainsRune(",;\t|", r) {
		return r
	}
	return ','
}

// listed is the nth of a list parted by commas, from 0; its number when it isn't there.
func (p *Printer) listed(key string, n int) string {
	i := 0
	for item := range strings.SplitSeq(p.T(key), ",") {
		if i == n {
			return strings.TrimSpace(item)
		}
		i++
	}
	return strconv.Itoa(n + 1)
}
