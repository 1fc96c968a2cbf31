package phrases

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ReadMoment reads a day, and an hour if there is one, as people type them: "demain 14h",
// "lundi", "30 mars à 9h30", "tomorrow 2pm", "March 30", "30/3", "2026-12-04", "in 3 weeks".
// The day comes before the month where both are numbers that could be either. Without a
// year it is the next such day; whole is true when no hour was said, and then it is noon.
// What the printer's own language doesn't know is tried in the others: two people at one
// screen needn't have one language.
//
// go-dateparser 1.4.7 (github.com/markusmobius) was tried in its place: it adds 7.1 MB and
// some 440 ms to every start, reads 31 of the 46 lines of TestReadMoment, and 11 of them
// wrong without a word: "demain 14h" is the day after tomorrow, "lundi 9h" the ninth.
func (p *Printer) ReadMoment(s string, now time.Time) (at time.Time, whole, ok bool) {
	if at, whole, ok = p.readMoment(s, now); ok {
		return at, whole, true
	}
	for _, lang := range p.all.Languages() {
		if lang == p.Lang {
			continue
		}
		if at, whole, ok = p.all.For(lang).readMoment(s, now); ok {
			return at, whole, true
		}
	}
	return time.Time{}, false, false
}

func (p *Printer) readMoment(s string, now time.Time) (at time.Time, whole, ok bool) {
	s = plainLetters(s)
	hour, minute, s, timed, good := p.readClock(s)
	if !good {
		return time.Time{}, false, false
	}
	if !timed {
		hour = 12
	}
	day, ok := p.readDay(fields(s), now, hour*60+minute, timed)
	if !ok {
		return time.Time{}, false, false
	}
	at = time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, now.Location())
	return at, !timed, true
}

// ReadClock reads an hour that was typed without a day ("9h", "2:30 pm").
func (p *Printer) ReadClock(s string) (hour, minute int, ok bool) {
	for _, lang := range append([]string{p.Lang}, p.all.Languages()...) {
		hour, minute, rest, timed, good := p.all.For(lang).readClock(plainLetters(s))
		if good && timed && len(fields(rest)) == 0 {
			return hour, minute, true
		}
	}
	return 0, 0, false
}

// WriteMoment is how an entry writes a day, with its hour unless it is the whole day.
func WriteMoment(at time.Time, whole bool) string {
	if whole {
		return at.Format(time.DateOnly)
	}
	return at.Format(time.RFC3339)
}

// ShortWeekday is the first two letters of a day's name, for the head of a month.
func (p *Printer) ShortWeekday(d time.Weekday) string {
	name := []rune(p.listed("date.weekdays", int(d)))
	return string(name[:min(2, len(name))])
}

// A clock is written with a colon, an h, or a half of the day after it.
var clocks = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|\s)(\d{1,2})(?:\s*(?::|h|heures?|hours?)\s*(\d{2})?(?:\s*(?:min)?)|\s*)(?:\s*(am|pm|a\.m\.|p\.m\.))?(?:\s|,|$)`)
})

// readClock takes the hour out of a text; rest is what is left of it.
func (p *Printer) readClock(s string) (hour, minute int, rest string, found, ok bool) {
	for _, word := range p.words("date.noon") {
		if i := wordAt(s, word); i >= 0 {
			return 12, 0, s[:i] + " " + s[i+len(word):], true, true
		}
	}
	for _, m := range clocks().FindAllStringSubmatchIndex(s, -1) {
		mark := strings.TrimSpace(s[m[3]:m[1]])
		before := strings.Fields(s[:m[2]])
		at := len(before) > 0 && slices.Contains(p.words("date.at-words"), before[len(before)-1])
		if mark == "" && !at || mark == "," {
			continue // a bare number is a day
		}
		hour, _ = strconv.Atoi(s[m[2]:m[3]])
		if m[4] >= 0 {
			minute, _ = strconv.Atoi(s[m[4]:m[5]])
		}
		if m[6] >= 0 {
			if hour < 1 || hour > 12 {
				return 0, 0, "", false, false
			}
			hour %= 12
			if s[m[6]] == 'p' {
				hour += 12
			}
		}
		if hour > 23 || minute > 59 {
			return 0, 0, "", false, false
		}
		return hour, minute, s[:m[2]] + " " + s[m[1]:], true, true
	}
	return 0, 0, s, false, true
}

// wordAt is where a whole word stands in a text; -1 for nowhere.
func wordAt(s, word string) int {
	for i := 0; ; {
		j := strings.Index(s[i:], word)
		if j < 0 {
			return -1
		}
		j += i
		before, _ := utf8.DecodeLastRuneInString(s[:j])
		after, _ := utf8.DecodeRuneInString(s[j+len(word):])
		if (j == 0 || !unicode.IsLetter(before)) && (j+len(word) == len(s) || !unicode.IsLetter(after)) {
			return j
		}
		i = j + len(word)
	}
}

// readDay reads the words of a day. An hour that is past today means tomorrow, or next
// week for a day of the week.
func (p *Printer) readDay(words []string, now time.Time, minutes int, timed bool) (time.Time, bool) {
	today := time.Date(now.Year(), now.Month(), now.Day(), 12, 0, 0, 0, now.Location())
	skip := slices.Concat(p.words("date.at-words"), p.words("date.filler"))
	var rest []string
	for _, w := range words {
		if !slices.Contains(skip, w) {
			rest = append(rest, w)
		}
	}
	past := timed && now.Hour()*60+now.Minute() >= minutes
	if len(rest) == 0 {
		if !timed {
			return time.Time{}, false
		}
		if past {
			return today.AddDate(0, 0, 1), true
		}
		return today, true
	}
	for i, key := range []string{"date.today", "date.tomorrow", "date.after-tomorrow"} {
		if slices.Contains(p.words(key), strings.Join(rest, "-")) {
			return today.AddDate(0, 0, i), true
		}
	}
	if n, ok := p.span(rest); ok {
		return today.AddDate(0, 0, n), true
	}
	if d, ok := p.weekday(rest[0]); ok {
		if len(rest) > 1 { // "Monday 7 December": the date says it
			return p.numbered(rest[1:], today)
		}
		by := (int(d) - int(today.Weekday()) + 7) % 7
		if by == 0 && (!timed || past) {
			by = 7
		}
		return today.AddDate(0, 0, by), true
	}
	return p.numbered(rest, today)
}

// span reads "in 3 days", "dans deux semaines" without its first word.
func (p *Printer) span(words []string) (days int, ok bool) {
	if len(words) != 2 {
		return 0, false
	}
	n, err := strconv.Atoi(words[0])
	if err != nil {
		n = slices.IndexFunc(p.words("date.numbers"), func(w string) bool { return words[0] == w || words[0] == w+"e" }) + 1
	}
	switch {
	case n < 1 || n > 1000:
		return 0, false
	case slices.Contains(p.words("date.day-words"), words[1]):
		return n, true
	case slices.Contains(p.words("date.week-words"), words[1]):
		return 7 * n, true
	}
	return 0, false
}

// numbered reads 2026-12-04, 4/12/2026, 4 December, March 30, vendredi 4 déc. 2026.
func (p *Printer) numbered(words []string, today time.Time) (time.Time, bool) {
	if len(words) < 2 || len(words) > 3 {
		return time.Time{}, false
	}
	if len(words[0]) == 4 && len(words) == 3 {
		words = []string{words[2], words[1], words[0]}
	}
	year := 0
	if len(words) == 3 {
		y, err := strconv.Atoi(words[2])
		if err != nil || len(words[2]) != 4 && len(words[2]) != 2 {
			return time.Time{}, false
		}
		if year = y; len(words[2]) == 2 {
			year += 2000
		}
	}
	day, month := dayNumber(words[0]), p.monthOf(words[1])
	if day == 0 || month == 0 {
		day, month = dayNumber(words[1]), p.monthOf(words[0])
	}
	if day == 0 || month == 0 {
		return time.Time{}, false
	}
	t := time.Date(max(year, today.Year()), month, day, 12, 0, 0, 0, today.Location())
	if year == 0 && t.Before(today) {
		t = time.Date(today.Year()+1, month, day, 12, 0, 0, 0, today.Location())
	}
	return t, t.Day() == day && t.Month() == month && t.Year() < 9999 // 31 November is no day
}

// dayNumber reads 4, 04, 1er, 30th; 0 for no day.
func dayNumber(s string) int {
	n, err := strconv.Atoi(strings.TrimRight(s, "erstndh"))
	if err != nil || n < 1 || n > 31 {
		return 0
	}
	return n
}

// monthOf reads 12, December, dec; 0 for no month, or for what begins two.
func (p *Printer) monthOf(s string) time.Month {
	if n, err := strconv.Atoi(s); err == nil {
		if n < 1 || n > 12 {
			return 0
		}
		return time.Month(n)
	}
	return time.Month(begins(p.words("date.months"), s) + 1)
}

func (p *Printer) weekday(s string) (time.Weekday, bool) {
	i := begins(p.words("date.weekdays"), s)
	return time.Weekday(i), i >= 0
}

// begins is the index of the one word that begins with s; -1 for none, for several, and
// for what is shorter than three letters.
func begins(list []string, s string) int {
	found := -1
	if utf8.RuneCountInString(s) < 3 {
		return -1
	}
	for i, w := range list {
		switch {
		case w == s:
			return i
		case strings.HasPrefix(w, s) && found >= 0:
			return -1
		case strings.HasPrefix(w, s):
			found = i
		}
	}
	return found
}

// words is a list of the catalogue in plain letters.
func (p *Printer) words(key string) []string {
	var out []string
	for item := range strings.SplitSeq(p.T(key), ",") {
		if item = plainLetters(strings.TrimSpace(item)); item != "" {
			out = append(out, item)
		}
	}
	return out
}

// plainLetters makes letters comparable: small, without accents.
func plainLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		if r == '\u00a0' || r == '\u202f' {
			return ' '
		}
		return r
	}, norm.NFD.String(strings.ToLower(s)))
}

func fields(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
