package screen

import (
	"strings"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/progress"
)

// Press implements Screen.
func (s *Closing) Press(env *Env, id string) {
	if r, ok := strings.CutPrefix(id, "rung:"); ok {
		s.rung = progress.Rung(r)
		didChoose(env, rungWord(env, s.rung))
		return
	}
	if n, ok := chosen(id); ok {
		s.sure = n
		return
	}
	if day, ok := strings.CutPrefix(id, "day:"); ok {
		s.close(env, day)
		return
	}
	switch id {
	case "part":
		s.partly(env)
	case "back-to":
		backFromClose(env)
	case "skip":
		didSkip(env, s.Page(env).Body[0].Text)
		s.next(env)
	case "again":
		s.rung = ""
	case "evidence", "no-evidence":
		text := strings.TrimSpace(env.Typed["evidence"])
		if id == "no-evidence" {
			text = ""
		} else if text == "" {
			env.Host.Say(env.T("write.missing-or-skip", "Skip", env.T("keys.skip")))
			return
		}
		save(env, storage.Entry{Kind: storage.KindRung, Lesson: s.lesson.ID, Rung: string(s.rung), Evidence: text})
		env.Host.Saved("evidence:" + s.lesson.ID)
		s.rung = ""
		s.next(env)
	case "promise":
		s.promise(env, plan(env, s.lesson))
	case "own":
		env.Host.Go(&Write{
			Draft: "promise:" + lessonID(s.lesson), Title: env.T("promise.title", "Name", env.Name(s.learner())),
			Hint: env.T("promise.hint"), Example: example(env, plan(env, s.lesson)), Save: s.promise,
		})
	case "sure":
		s.keepSure(env)
	case "other":
		env.Host.Go(NewDayPicker(env, s.close))
	case "open":
		s.close(env, "")
	case "home", "leave", "route", "message", "calendar", "notes", "mentor-promise":
		s.end(env, id)
	}
}

// end does what the last page offers.
func (s *Closing) end(env *Env, id string) {
	switch id {
	case "message":
		env.Host.Go(&Message{})
	case "calendar":
		env.Host.Show(s.file)
	case "notes":
		env.Host.Go(NewNotes())
	case "mentor-promise":
		env.Host.Go(&Write{
			Draft: "promise:mentor", Title: env.T("promise.title", "Name", env.Mentor()), Hint: env.T("promise.hint"),
			Save: promised(progress.Mentor),
		})
	case "leave":
		env.Host.Go(&Leave{})
	default:
		env.Hour.Finish(progress.PartClose, false, env.Now())
		env.Hour = nil
		env.Host.Home()
		if id == "route" {
			env.Host.Go(&End{})
		}
	}
}

// openStep is where there is still something to do: the first step by hand that has a box
// open, else the mentee's turn.
func (s *Closing) openStep(env *Env) curriculum.StepID {
	l := &Lesson{lesson: s.lesson}
	for _, step := range curriculum.StepIDs() {
		if n, of := l.ticked(env, step); step.HandsOn() && n < of {
			return step
		}
	}
	return curriculum.Alone
}

// partly says that the lesson isn't at its end: no rung is agreed on, what was called done
// from the open step on isn't, and the next session goes on there.
func (s *Closing) partly(env *Env) {
	didChoose(env, env.T("rung.part"))
	from := s.openStep(env).Index()
	var undo []storage.Entry
	for _, e := range env.Prog.Undoable(env.State.Entries) {
		at := curriculum.StepID(e.Step).Index()
		if e.Kind == storage.KindStep && e.Lesson == s.lesson.ID && (at > from || at == from && e.State != progress.Begun) {
			undo = append(undo, storage.Entry{Kind: storage.KindRetract, Of: e.ID})
		}
	}
	save(env, undo...)
	s.next(env)
}

func (s *Closing) promise(env *Env, text string) {
	save(env, storage.Entry{Kind: storage.KindPromise, Who: s.learner(), Text: text, Lesson: lessonID(s.lesson)})
	s.next(env)
}

func (s *Closing) keepSure(env *Env) {
	if s.sure < 0 {
		return
	}
	topic := progress.Tomorrow
	if s.stage() == closeBefore {
		topic = progress.LookingBack
	}
	save(env, storage.Entry{Kind: storage.KindConfidence, Who: progress.Mentee, Topic: topic, Value: s.sure, Lesson: lessonID(s.lesson)})
	s.next(env)
}

// close writes the end of the session and, with a date, a calendar file.
func (s *Closing) close(env *Env, day string) {
	if s.stages[s.at] != closeDate { // closed already: a second close would close twice
		return
	}
	save(env, storage.Entry{Kind: storage.KindClose, Next: day})
	s.next(env)
	env.Host.Calendar(day)
	env.Host.Sync()
}

func (s *Closing) next(env *Env) {
	env.Host.Did("")
	s.sure = -1
	s.at = min(s.at+1, len(s.stages)-1)
}

// Receive implements Receiver: the calendar file was written.
func (s *Closing) Receive(env *Env, msg any) {
	if m, ok := msg.(CalendarMsg); ok {
		s.path, s.file, s.err = m.Path, m.File, m.Err
	}
}
