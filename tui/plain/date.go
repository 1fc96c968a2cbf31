package plain

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"binome/curriculum/phrases"
)

// readDay reads a day as people type it: 2026-12-04, 4/12/2026, 4 December, vendredi
// 4 déc. 2026. The day comes before the month; without a year it is the next such day.
func readDay(s string, now time.Time, words *phrases.Printer) (time.Time, bool) {
	parts := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	for len(parts) > 0 && !unicode.IsDigit(rune(parts[0][0])) { // the day of the week
		parts = parts[1:]
	}
	if len(parts) < 2 || len(parts) > 3 {
		return time.Time{}, false
	}
	year := 0
	if len(parts) == 3 {
		if len(parts[0]) == 4 {
			parts[0], parts[2] = parts[2], parts[0]
		}
		var err error
		if year, err = strconv.Atoi(parts[2]); err != nil || year < 1970 || year > 9998 {
			return time.Time{}, false
		}
	}
	day, err := strconv.Atoi(strings.TrimRight(parts[0], "erstndh"))
	month := readMonth(parts[1], words)
	if err != nil || month == 0 {
		return time.Time{}, false
	}
	if year == 0 {
		year = now.Year()
		if !noon(year, month, day, now).After(now) {
			year++
		}
	}
	t := noon(year, month, day, now)
	return t, t.Day() == day && t.Month() == month // 31 November is no day
}

func noon(year int, month time.Month, day int, now time.Time) time.Time {
	return time.Date(year, month, day, 12, 0, 0, 0, now.Location())
}

// readMonth reads 12, December, dec; 0 for no month, or for what begins two.
func readMonth(s string, words *phrases.Printer) time.Month {
	if n, err := strconv.Atoi(s); err == nil {
		if n < 1 || n > 12 {
			return 0
		}
		return time.Month(n)
	}
	if utf8.RuneCountInString(s) < 3 {
		return 0
	}
	found := time.Month(0)
	n := time.Month(0)
	for name := range strings.SplitSeq(words.T("date.months"), ",") {
		n++
		if strings.HasPrefix(strings.ToLower(strings.TrimSpace(name)), s) {
			if found != 0 {
				return 0
			}
			found = n
		}
	}
	return found
}
