package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/progress"
)

// An Hour is the session the two are in: its agenda as laid out when it began, and how
// far they are. Only the session entry is kept; after a break it is laid out anew from
// the journal, for the time that is left.
type Hour struct {
	Session string // id of the session entry
	Began   time.Time
	Minutes int
	Parts   []HourPart
	InHand  int
	Restart bool

	partBegan time.Time
	stepBegan map[progress.Place]time.Time
}

// An HourPart is a part of the agenda and whether it is behind them.
type HourPart struct {
	progress.Part
	Done    bool
	Skipped bool
}

// Now is the part they are at; nil when all is done.
func (h *Hour) Now() *HourPart {
	for i := range h.Parts {
		if !h.Parts[i].Done {
			return &h.Parts[i]
		}
	}
	return nil
}

// finish marks the first part of that kind that isn't done yet.
func (h *Hour) finish(k progress.PartKind, skipped bool, now time.Time) {
	for i := range h.Parts {
		if p := &h.Parts[i]; p.Kind == k && !p.Done {
			p.Done, p.Skipped = true, skipped
			h.partBegan = now
			return
		}
	}
}

// StepBegan is when they came to a step in this session, for the pace.
func (h *Hour) StepBegan(p progress.Place) (time.Time, bool) {
	t, ok := h.stepBegan[p]
	return t, ok
}

func (h *Hour) arrive(p progress.Place, now time.Time) {
	if h.stepBegan == nil {
		h.stepBegan = map[progress.Place]time.Time{}
	}
	if _, ok := h.stepBegan[p]; !ok {
		h.stepBegan[p] = now
	}
}

// Layout is the agenda for that long, as Today shows it before it begins.
func Layout(env *Env, minutes int) progress.Agenda {
	return env.Prog.Agenda(env.Now(), minutes, env.Settings.Rhythm, "")
}

// Begin starts a session of that many minutes and goes to its first part.
func Begin(env *Env, minutes int) tea.Cmd {
	startHour(env, minutes)
	return GoOn(env)
}

func startHour(env *Env, minutes int) {
	a := Layout(env, minutes)
	now := env.Now()
	kept := env.Host.Save(storage.Entry{Kind: storage.KindSession, Minutes: minutes, By: by(env)})
	id := ""
	if len(kept) > 0 {
		id = kept[0].ID
	}
	env.Hour = newHour(id, now, a)
}

func newHour(session string, began time.Time, a progress.Agenda) *Hour {
	h := &Hour{Session: session, Began: began, Minutes: a.Minutes, InHand: a.InHand, Restart: a.Restart, partBegan: began}
	for _, p := range a.Parts {
		h.Parts = append(h.Parts, HourPart{Part: p})
	}
	return h
}

// ResumeHour lays out the rest of a session that goes on (after the program was closed,
// or in a second window); nil when none does.
func ResumeHour(env *Env) *Hour {
	now := env.Now()
	s := env.Prog.OpenSession(now)
	if s == nil {
		return nil
	}
	left := s.Minutes - int(now.Sub(s.At).Minutes())
	a := env.Prog.Agenda(now, max(left, 15), env.Settings.Rhythm, s.ID)
	if left >= 45 { // an hour begun a moment ago is still an hour
		a = env.Prog.Agenda(now, s.Minutes, env.Settings.Rhythm, s.ID)
	}
	h := newHour(s.ID, s.At, a)
	h.Minutes = s.Minutes
	return h
}

// Ensure makes sure a session is on: a lesson opened from the outline is one, too.
func Ensure(env *Env) {
	if env.Hour == nil {
		startHour(env, env.Settings.Minutes)
	}
}

// GoOn opens the part they are at, or Today when all is done.
func GoOn(env *Env) tea.Cmd {
	if env.Hour == nil {
		return env.Host.Home()
	}
	p := env.Hour.Now()
	if p == nil {
		return env.Host.Home()
	}
	switch p.Kind {
	case progress.PartLaunch:
		return env.Host.Replace(NewBriefing())
	case progress.PartRecall:
		return env.Host.Replace(NewRecall(p.Cards))
	case progress.PartSince:
		return env.Host.Replace(NewSince(env))
	case progress.PartRecap:
		return env.Host.Replace(&Recap{})
	case progress.PartCheck:
		return env.Host.Replace(NewAfterCare(env))
	case progress.PartLesson:
		return env.Host.Replace(NewLesson(env, p.Lesson, p.From))
	case progress.PartReturn:
		return env.Host.Replace(&InReturn{})
	case progress.PartClose:
		return env.Host.Replace(NewClosing(env))
	}
	return env.Host.Home()
}

// partDone leaves a part behind and goes on to the next.
func partDone(env *Env, k progress.PartKind, skipped bool) tea.Cmd {
	if env.Hour != nil {
		env.Hour.finish(k, skipped, env.Now())
	}
	return GoOn(env)
}

// session is the id of the present session, "" when none is on.
func session(env *Env) string {
	if env.Hour == nil {
		return ""
	}
	return env.Hour.Session
}

// by is who writes: the view says who sits here.
func by(env *Env) string {
	switch env.View {
	case ViewMentor:
		return progress.Mentor
	case ViewMentee:
		return progress.Mentee
	}
	return progress.Pair
}

// save keeps entries of the present session.
func save(env *Env, entries ...storage.Entry) []storage.Entry {
	for i := range entries {
		if entries[i].Session == "" {
			entries[i].Session = session(env)
		}
		if entries[i].By == "" {
			entries[i].By = by(env)
		}
	}
	return env.Host.Save(entries...)
}

// learner is whose hands are on the keyboard in a lesson, and leader who guides: the
// module that gives back turns the roles.
func learner(env *Env, l *curriculum.Lesson) string {
	if l.Module != nil && l.Module.Swapped {
		return env.Mentor()
	}
	return env.Mentee()
}

func leader(env *Env, l *curriculum.Lesson) string {
	if l.Module != nil && l.Module.Swapped {
		return env.Mentee()
	}
	return env.Mentor()
}
