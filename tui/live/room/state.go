package room

import (
	"binome/storage/clean"
)

// A Place is where somebody is: the screen, and what of a lesson is on it.
type Place struct {
	Screen   string `json:"screen,omitempty"`   // "lesson", "today", "recall" …; "" is nowhere yet
	Lesson   string `json:"lesson,omitempty"`   // module/lesson
	Step     string `json:"step,omitempty"`     // of the lesson, or the stage of another screen
	Question int    `json:"question,omitempty"` // which question, card or promise, from 0
	// Left is how many parts of the hour are ahead. It goes along for whoever leads next;
	// places that differ in nothing else are the same.
	Left int `json:"left,omitempty"`
}

// Same reports whether two places are one.
func (p Place) Same(o Place) bool {
	p.Left = o.Left
	return p == o
}

// A Person is a seat as the others see it.
type Person struct {
	Seat  uint64 `json:"seat"`
	Role  string `json:"role,omitempty"` // mentor, mentee; "" for both at one screen
	Name  string `json:"name,omitempty"`
	Place Place  `json:"place"`
	Leads bool   `json:"leads,omitempty"`
	Away  bool   `json:"away,omitempty"` // looks elsewhere
}

// A State is the room at one moment, as one seat may see it.
type State struct {
	N      uint64   `json:"n"`  // grows with each change
	Me     uint64   `json:"me"` // whose snapshot this is
	People []Person `json:"people,omitempty"`
	Lead   uint64   `json:"lead"`  // the seat that leads; 0 when nobody sits
	Place  Place    `json:"place"` // the leader's
	// Asides are the questions for later, oldest first; only ever in a mentor's state.
	Asides []string `json:"asides,omitempty"`
	Over   string   `json:"over,omitempty"` // why the room is closed; "" while it is open
}

// Person finds somebody by seat; ok is false when they aren't here.
func (s State) Person(seat uint64) (p Person, ok bool) {
	for _, p := range s.People {
		if p.Seat == seat {
			return p, true
		}
	}
	return Person{}, false
}

// Mine reports whether this seat leads.
func (s State) Mine() bool { return s.Lead != 0 && s.Lead == s.Me }

// Cleaned is a snapshot that came from another process, as it would be had it been made
// here: for a seat of that role, clean, and of no size that a room doesn't have.
func (s State) Cleaned(role string) State {
	out := State{N: s.N, Me: s.Me, Lead: s.Lead, Place: s.Place.cleaned(), Over: clip(s.Over, mostWord)}
	for _, p := range s.People[:min(len(s.People), mostPeople)] {
		if p.Role != Mentor && p.Role != Mentee {
			p.Role = ""
		}
		p.Name, p.Place, p.Leads = clip(p.Name, mostName), p.Place.cleaned(), p.Seat == s.Lead
		out.People = append(out.People, p)
	}
	if role == Mentor {
		for _, a := range s.Asides[:min(len(s.Asides), mostAsides)] {
			out.Asides = append(out.Asides, clip(a, mostAside))
		}
	}
	return out
}

func (p Place) cleaned() Place {
	return Place{
		Screen: clip(p.Screen, mostWord), Lesson: clip(p.Lesson, mostWord), Step: clip(p.Step, mostWord),
		Question: max(0, p.Question), Left: max(0, p.Left),
	}
}

// Aside is a question for later as a room takes it: a clean line, no longer than it may be.
func Aside(text string) string { return clip(text, mostAside) }

// clip is one clean line of at most so many characters.
func clip(s string, most int) string {
	if len(s) > 8*most { // before it is looked at letter by letter
		s = s[:8*most]
	}
	s = clean.Line(s)
	if r := []rune(s); len(r) > most {
		s = string(r[:most])
	}
	return s
}
