package progress

import (
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"time"

	"binome/curriculum"
)

// NextDays are the days offered for the next session, at noon in now's place: the usual
// rhythm (in days) first, a week sooner and later, a day later, two weeks later. Never a
// Saturday or a Sunday, never a day that is past, none twice.
func NextDays(now time.Time, rhythm int) []time.Time {
	noon := time.Date(now.Year(), now.Month(), now.Day(), 12, 0, 0, 0, now.Location())
	rhythm = max(rhythm, 1)
	var out []time.Time
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
	return out
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
	r := rand.New(rand.NewPCG(binary.LittleEndian.Uint64(sum[:8]), binary.LittleEndian.Uint64(sum[8:16])))
	out := slices.Clone(options)
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}
