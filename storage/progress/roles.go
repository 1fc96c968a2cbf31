package progress

import (
	"strings"

	"binome/curriculum"
)

// First is the first name of a role's person; "" when there is none.
func (p *Progress) First(role string) string {
	if p == nil {
		return ""
	}
	if f := strings.Fields(p.Name(role)); len(f) > 0 {
		return f[0]
	}
	return ""
}

// Learner is whose hands are on the keyboard in a lesson, and who explains in it: the
// mentee, but where a module turns the roles.
func Learner(l *curriculum.Lesson) string {
	if l != nil && l.Module != nil && l.Module.Swapped {
		return Mentor
	}
	return Mentee
}

// Other is the other one of the two.
func Other(role string) string {
	if role == Mentor {
		return Mentee
	}
	return Mentor
}
