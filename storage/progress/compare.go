package progress

import "slices"

// About is the lesson that the mentee was asked about when they gave that answer; where none
// is named, the last of its session. "" for none, and for what a mentor is asked about
// themselves.
func (p *Progress) About(c Confidence) string {
	s := p.Session(c.Session)
	if c.Lesson != "" || s == nil || c.Who != Mentee {
		return c.Lesson
	}
	for _, id := range slices.Backward(s.Lessons) {
		if id != CharterLesson {
			return id
		}
	}
	return ""
}
