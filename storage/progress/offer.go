package progress

import (
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
	"unicode"

	"binome/curriculum"
)

// NextDays are the days offered for the next session, at noon in now's place, in their
// order: the usual rhythm (in days), which is the usual one of them, a week sooner and later,
// a day later, two weeks later. Never a Saturday or a Sunday, never a day that is past, none
// twice.
func NextDays(now time.Time, rhythm int) (out []time.Time, usual int) {
	noon := time.Date(now.Year(), now.Month(), now.Day(), 12, 0, 0, 0, now.Location())
	rhythm = max(rhythm, 1)
	for _, d := range []int{rhythm, rhythm - 7, rhythm + 7, rhythm + 1, rhythm + 14} {
		if d <= 0 {
			continue
		}
		day := noon.AddDate(0, 0, d)
		for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
			day = day.AddDate(0, 0, 1)
		}
		if !slices.ContainsFunc(out, day.Equal) {
			out = append(out, day)
		}
	}
	first := out[0]
	slices.SortFunc(out, time.Time.Compare)
	return out, slices.IndexFunc(out, first.Equal)
}

// againAfter is how long after the first rung the upper two can be agreed: what was done
// again within the week is not yet done again (PRODUCT, How autonomy is counted).
const againAfter = 7 * 24 * time.Hour

// RungsOffered are those that can be agreed on a lesson now: the lower three, and all
// five from a week after its first rung.
func (p *Progress) RungsOffered(lesson string, now time.Time) []Rung {
	all := Rungs()
	l := p.Lessons[lesson]
	if l == nil || len(l.Rungs) == 0 || now.Sub(l.Rungs[0].At) < againAfter {
		return all[:3]
	}
	return all[:]
}

// ToJudge is the last lesson brought to its end in a session on which no rung was agreed
// in it; "" when there is none.
func (p *Progress) ToJudge(session string) string {
	s := p.Session(session)
	if s == nil {
		return ""
	}
	for _, id := range slices.Backward(s.Lessons) {
		l := p.Lessons[id]
		if id == CharterLesson || l == nil {
			continue
		}
		_, ended := l.Done[curriculum.Remember]
		if ended && !slices.ContainsFunc(l.Rungs, func(r RungAt) bool { return r.Session == s.ID }) {
			return id
		}
	}
	return ""
}

// Shuffled is a question's options in an order drawn from a salt: the same all through a
// session when the salt is the session's, another the next time.
func Shuffled(options []curriculum.Option, salt string) []curriculum.Option {
	sum := sha256.Sum256([]byte(salt))
	r := rand.New(rand.NewPCG(binary.LittleEndian.Uint64(sum[:]), binary.LittleEndian.Uint64(sum[8:])))
	out := slices.Clone(options)
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// SameDay reports whether two times fall on one day, each in its own place.
func SameDay(a, b time.Time) bool { return DaysBetween(a, b) == 0 }

// A FirstLesson is one that could be the first, and what speaks for it.
type FirstLesson struct {
	Lesson *curriculum.Lesson
	Why    FirstWhy
	Word   string // of what the mentee would like, that the lesson speaks of
}

// FirstWhy is what speaks for a first lesson.
type FirstWhy string

// The reasons.
const (
	FirstRoute FirstWhy = "route" // where most begin
	FirstTeam  FirstWhy = "team"  // of use to the team this week
	FirstWord  FirstWhy = "word"  // it speaks of what the mentee would like
)

// FirstLessons are three lessons to begin with: the route's own first, those that speak of
// what the mentee would like to do alone, then the next ones on the route.
func (p *Progress) FirstLessons(lang string) []FirstLesson {
	if p.cur == nil {
		return nil
	}
	var out []FirstLesson
	add := func(l *curriculum.Lesson, why FirstWhy, word string) {
		if l != nil && len(out) < 3 && l.Minutes <= 25 && l.ID != CharterLesson && !p.Lessons[l.ID].Finished() && len(l.Needs) == 0 && Learner(l) == Mentee &&
			!slices.ContainsFunc(out, func(f FirstLesson) bool { return f.Lesson == l }) {
			out = append(out, FirstLesson{l, why, word})
		}
	}
	var route []*curriculum.Lesson
	for _, s := range p.Route() {
		for _, id := range s.Lessons {
			if l, ok := p.cur.Lesson(id); ok {
				route = append(route, l)
			}
		}
	}
	if len(route) > 0 {
		add(route[0], FirstRoute, "")
	}
	words := telling(p.Wish())
	for _, m := range p.cur.Modules {
		for _, l := range m.Lessons {
			if head, err := l.Head(lang); err == nil {
				if word := shared(words, head.Title+" "+head.Objective+" "+head.Task); word != "" && len(out) < 3 {
					add(l, FirstWord, word)
				}
			}
		}
	}
	for _, l := range route {
		add(l, FirstTeam, "")
	}
	return out
}

// Wish is what the mentee would like to do alone, as they last said it; "" for not yet.
func (p *Progress) Wish() (wish string) {
	for _, g := range p.Goals {
		if g.Lesson == "" {
			wish = g.Text
		}
	}
	return wish
}

// telling are the words of a wish that say what it is about, the longest first.
func telling(wish string) []string {
	no := strings.Fields(common)
	words := slices.DeleteFunc(strings.FieldsFunc(wish, notLetter), func(w string) bool {
		return len([]rune(w)) < 4 || slices.Contains(no, strings.ToLower(w))
	})
	slices.SortStableFunc(words, func(a, b string) int { return len([]rune(b)) - len([]rune(a)) })
	return words
}

// shared is the first of the words that a text has, too; "" for none.
func shared(words []string, text string) string {
	if len(words) == 0 {
		return ""
	}
	have := map[string]bool{}
	for _, w := range strings.FieldsFunc(text, notLetter) {
		have[one(w)] = true
	}
	for _, w := range words {
		if have[one(w)] {
			return w
		}
	}
	return ""
}

// one is a word in small letters without the mark of the plural, which both languages write
// alike.
func one(w string) string { return strings.TrimRight(strings.ToLower(w), "sx") }

// common are words of four letters or more that say nothing of what a wish is about.
const common = `
équipe avec bien cela ceci ceux chez dans deux dire dont elle elles fait font faut haut ligne leur leurs mais même moins
nous parce pour plus puis quel quelle sera seront sont sous tout tous trois très vers
vous able ahead also been best both come done down each easy even ever find from give goes good have help here into join
just keep kind know last less like look made make many more most much must need next once only open over part real
same show some soon such sure take team tell than that them then they this time upon used very want well went were
what when will wish with word work year your ours
chaque quelque quelques toute toutes votre notre leurs comme aussi entre avant après pendant depuis quand mieux
faire savoir pouvoir vouloir avoir aller mettre dire autre autres celui celle ceux cette moins encore seule seul
voir vois voit voient sais sait savent peux peut peuvent veux veut parle parler trouve trouver montre montrer arrive arriver
comprendre prendre rendre tenir passer penser croire
semaine jours fois chose choses beaucoup toujours jamais sans vraiment personne quelqu moi-même aimerais voudrais
seen sees shows found finds used uses understand manage feel
about after again alone always another before being better could doing during every everybody first having little
makes making might other others people really should something somebody still their there these thing things think
those through times under using weeks which while whole without would years`

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// NextTimes are the days offered for the next session, at the time of day that this one
// began, to the quarter of an hour, and which of them is the usual one.
func NextTimes(now, began time.Time, rhythm int) (days []time.Time, usual int) {
	began = began.In(now.Location())
	minutes := min((began.Hour()*60+began.Minute()+7)/15*15, 24*60-15) // not into the next day
	days, usual = NextDays(now, rhythm)
	for i, d := range days {
		days[i] = time.Date(d.Year(), d.Month(), d.Day(), minutes/60, minutes%60, 0, 0, d.Location())
	}
	return days, usual
}
