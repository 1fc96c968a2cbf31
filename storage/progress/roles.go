package progress

import (
	"strings"

	"binome/curriculum"
)

// First is what a role's person is called in short; "" when there is none.
func (p *Progress) First(role string) string {
	if p == nil {
		return ""
	}
	return FirstName(p.Name(role), p.Name(Other(role)))
}

// FirstName is the first of a person's names, or all of them when the other one of the two
// has the same.
func FirstName(name, other string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	if theirs, _, _ := strings.Cut(strings.TrimSpace(other), " "); theirs == first {
		return name
	}
	return first
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
