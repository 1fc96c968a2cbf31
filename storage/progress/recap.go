package progress

import "time"

// Recap is where they were: the last session held but the one named, what was worked on
// in it, the last thing the mentor learned, and what is promised. Five lines at most.
type Recap struct {
	At       time.Time // zero when they have never met
	Lessons  []string  // at most two
	Gift     string
	Promises []Promise
}

// Recap picks up the thread.
func (p *Progress) Recap(session string) Recap {
	held := p.Held(session)
	if len(held) == 0 {
		return Recap{}
	}
	last := held[len(held)-1]
	r := Recap{At: last.At}
	for _, id := range last.Lessons {
		if id != CharterLesson && len(r.Lessons) < 2 {
			r.Lessons = append(r.Lessons, id)
		}
	}
	lines := 1 + len(r.Lessons)
	if n := len(p.Gifts); n > 0 {
		r.Gift = p.Gifts[n-1].Text
		lines++
	}
	open := p.OpenPromises(session)
	r.Promises = open[:min(len(open), max(0, 5-lines))]
	return r
}
