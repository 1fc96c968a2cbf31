package screen

import (
	"slices"
	"strconv"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/page"
)

// Lesson walks one lesson, a step at a time. Where the two are and what is looked at are
// two things: the arrows look, the main action goes on. In a lesson that isn't the hour's
// everything is only looked at, and nothing is kept.
type Lesson struct {
	lesson   *curriculum.Lesson
	at       curriculum.StepID // where they are in it
	look     curriculum.StepID // what is on the page
	question int               // in remember: which question; len(questions) is the plan
	card     string            // in a case that is played through: where it stands; "" outside of it
	quiz
	guide guideState
}

// NewLesson opens a lesson at a step.
func NewLesson(l *curriculum.Lesson, at curriculum.StepID) *Lesson {
	if at.Index() < 0 {
		at = curriculum.Discover
	}
	return &Lesson{lesson: l, at: at, look: at}
}

// Relearn takes the same lesson from a curriculum read anew; one that is gone, or broken
// now, stays as it was until it can be read again.
func (s *Lesson) Relearn(c *curriculum.Curriculum) {
	if l, ok := c.Lesson(s.lesson.ID); ok {
		s.lesson = l
	}
}

// Enter notes the arrival: the place to come back to. Only in the hour's own lesson.
func (s *Lesson) Enter(env *Env) {
	if !env.Hour.Walks(s.lesson.ID) {
		return
	}
	env.Hour.Arrive(progress.Place{Lesson: s.lesson.ID, Step: s.at}, env.Now())
	if !env.Follows && !s.noted(env, s.at) { // the place to come back to is where the leader is
		save(env, s.entry(s.at, progress.Begun))
	}
}

// noted reports whether the journal knows that they came to a step.
func (s *Lesson) noted(env *Env, step curriculum.StepID) bool {
	st := env.Prog.Lessons[s.lesson.ID]
	if st == nil {
		return false
	}
	_, begun := st.Begun[step]
	return begun || s.done(env, step)
}

func (s *Lesson) done(env *Env, step curriculum.StepID) bool {
	st := env.Prog.Lessons[s.lesson.ID]
	if st == nil {
		return false
	}
	_, done := st.Done[step]
	return done
}

func (s *Lesson) entry(step curriculum.StepID, state string) storage.Entry {
	return storage.Entry{
		Kind: storage.KindStep, Lesson: s.lesson.ID, Step: string(step),
		State: state, Edition: s.lesson.Edition,
	}
}

// walked reports whether this is the hour's lesson.
func (s *Lesson) walked(env *Env) bool { return env.Hour.Walks(s.lesson.ID) }

// Page implements Screen.
func (s *Lesson) Page(env *Env) page.Page {
	p := page.Page{Name: "lesson:" + s.lesson.ID + ":" + string(s.look), Where: env.T("lesson.where", "N", s.look.Index()+1), Read: true}
	text, err := s.lesson.Text(env.Lang())
	if err != nil {
		p.Where = env.T("lesson.broken")
		p.Title(env.T("lesson.broken"))
		p.Para(err.Error())
		p.Do("back", env.T("keys.back"), "b")
		return p
	}
	if s.look == curriculum.Remember {
		p.Name += ":" + strconv.Itoa(s.question)
		if s.shown { // another text, to be read to its end
			p.Name += ":shown"
		}
	}
	step := text.Step(s.look)
	if card := step.Card(s.card); card != nil {
		s.play(env, &p, text, card)
		return p
	}
	p.Title(env.typo(text.Lang, text.Title))
	if text.Task != "" && s.look.Index() <= curriculum.Alone.Index() {
		p.Add(page.Block{Kind: page.Task, Label: env.T("lesson.task", "Minutes", s.lesson.Minutes), Text: env.typo(text.Lang, text.Task)})
	}
	s.rail(env, &p)
	if s.lesson.Module != nil && s.lesson.Module.Swapped {
		p.Toned(page.Second, env.T("lesson.turned", "Leader", s.leader(env), "Learner", s.learner(env)))
	}
	switch {
	case env.Drafts != nil && s.look == curriculum.Remember:
	case env.Drafts != nil:
		s.turn(env, &p, text)
	case !s.walked(env):
		p.Toned(page.Second, env.T("lesson.looking"))
	case s.look != s.at:
		p.Toned(page.Second, env.T("lesson.you-are-at", "Step", stepWord(env, string(s.at))))
	default:
		s.turn(env, &p, text)
	}
	if s.look == curriculum.Discover { // without the password the minutes die at the login
		bring(env, &p, s.lesson, page.Plain)
	}
	s.parts(env, &p, step)
	s.links(env, &p, step)
	if s.look == curriculum.Remember {
		s.remember(env, &p, text)
	}
	s.shows(env, &p)
	s.actions(env, &p, text)
	s.sideways(env, &p, text)
	if len(step.Cards) > 0 {
		p.Do("card:"+step.Cards[0].ID, env.T("case.play"), "e")
	}
	if aid := step.Aid(); aid != nil {
		p.Do("aid", aidWord(env, aid), "y")
	}
	if files := s.files(env); len(files) > 0 {
		p.Do("files", env.Words.N("practice.take", len(files)), "p")
	}
	if len(p.Pictures) > 0 && env.Viewer {
		p.Actions = append(p.Actions, page.Action{ID: "picture", Label: env.T("lesson.picture"), Letter: "o", Quiet: true})
	}
	if s.guideThere(env, step) {
		p.Actions = append(p.Actions, page.Action{ID: "guide", Label: env.T("keys.short-guide"), Letter: "g", Quiet: true})
		if s.guideShown(env) {
			p.Side = s.side(env, step)
		}
	}
	return p
}

func (s *Lesson) learner(env *Env) string { return env.Name(progress.Learner(s.lesson)) }

func (s *Lesson) leader(env *Env) string {
	return env.Name(progress.Other(progress.Learner(s.lesson)))
}

// rail is the five steps with their minutes: behind, here, ahead; where they are and where
// one looks are two signs.
func (s *Lesson) rail(env *Env, p *page.Page) {
	b := page.Block{Kind: page.Rail, Text: env.T("lesson.step-of", "N", s.look.Index()+1, "Step", stepWord(env, string(s.look)))}
	for _, id := range curriculum.StepIDs() {
		st, word := page.Ahead, stepWord(env, string(id))
		switch ticked, of := s.ticked(env, id); {
		case id == s.at && s.walked(env):
			st = page.Here
		case id == s.look:
			st = page.Looked
		case s.done(env, id) && ticked < of: // behind them with boxes open: no tick stands for it
			st, word = page.Skipped, env.T("lesson.part-done", "Step", word, "N", ticked, "Of", of)
		case s.done(env, id):
			st = page.Done
		case s.walked(env) && id.Index() < s.at.Index():
			st = page.Skipped
		}
		stop := page.Stop{ID: "step:" + string(id), Word: word, Minutes: curriculum.StepMinutes(s.lesson.Minutes, id), State: st}
		if id == s.look {
			b.At = len(b.Stops)
		}
		if t, ok := env.Hour.StepBegan(progress.Place{Lesson: s.lesson.ID, Step: id}); ok && st == page.Here {
			b.Number = progress.Gone(t, env.Now())
		}
		b.Stops = append(b.Stops, stop)
	}
	p.Add(b)
}

// turn says whose turn it is.
func (s *Lesson) turn(env *Env, p *page.Page, text *curriculum.Text) {
	switch {
	case s.look.HandsOn():
		p.Band(page.Accent, env.T("lesson.hands", "Name", s.learner(env)))
	case s.look == curriculum.Discover:
		p.Band(page.Second, env.T("lesson.speaks", "Name", s.leader(env)))
	case s.look == curriculum.Remember && s.question < len(text.Questions) && !s.shown:
		p.Band(page.Accent, env.T("lesson.answers", "Name", s.learner(env)))
	default:
		p.Band(page.Plain, env.T("lesson.both"))
	}
}

// links are the lessons this step points to, to be followed and come back from.
func (s *Lesson) links(env *Env, p *page.Page, step *curriculum.Step) {
	seen := []string{s.lesson.ID}
	for _, id := range block.Destinations(step.Blocks) {
		if _, ok := env.Cur.Lesson(id); !ok || slices.Contains(seen, id) {
			continue
		}
		if len(seen) == 1 {
			p.Heading(env.T("lesson.see"))
		}
		seen = append(seen, id)
		p.Choice("see:"+id, lessonTitle(env, id), "")
	}
}

// remember is the question they are at, or the plan after the last.
func (s *Lesson) remember(env *Env, p *page.Page, text *curriculum.Text) {
	switch {
	case env.Drafts != nil:
		s.asked(env, p, text)
	case s.question < len(text.Questions):
		q := &text.Questions[s.question]
		p.Quiet(joined(env.T("recall.count", "N", s.question+1, "Of", len(text.Questions)), askedBefore(env, s.lesson.ID+"#"+q.ID)))
		s.draw(env, p, q, session(env)+s.lesson.ID, s.walked(env) && s.look == s.at)
	case len(text.NextStep) == 0:
		p.Para(env.T("lesson.all-done"))
	default:
		p.Heading(env.T("lesson.plan"))
		p.Add(page.Block{Kind: page.Lesson, Spans: text.NextStep})
	}
}

// actions are the buttons that lead on from the step on the page.
func (s *Lesson) actions(env *Env, p *page.Page, text *curriculum.Text) {
	switch {
	case env.Drafts != nil:
		s.draft(env, p)
		return
	case !s.walked(env) && env.Hour.Now() != nil:
		p.DoIf(!env.Follows, "take", env.T("lesson.take-now"), "t")
		p.Do("back", env.T("keys.back"), "b")
		p.Rest = "back"
		return
	case !s.walked(env):
		p.Do("take", env.T("lesson.take-next"), "t")
		p.Do("back", env.T("keys.back"), "b")
		p.Rest = "back"
		return
	case s.look.Index() > s.at.Index():
		p.Do("jump", env.T("lesson.jump"), "j")
		p.Do("here", env.T("lesson.back-to", "Step", stepWord(env, string(s.at))), "b")
		return
	case s.look != s.at:
		p.Do("here", env.T("lesson.back-to", "Step", stepWord(env, string(s.at))), "b")
		return
	}
	if s.look != curriculum.Remember {
		next := curriculum.StepIDs()[s.look.Index()+1]
		on := env.T("lesson.on", "Step", stepWord(env, string(next)))
		if part := env.Hour.Now(); part.Kind == progress.PartLesson && !part.Whole() && s.look.Index() >= part.To.Index() {
			p.Do("part", env.T("lesson.time", "Part", s.after(env)), "c")
			p.Do("on", on, "k")
			return
		}
		p.Do("on", on, "c")
		return
	}
	switch {
	case s.question < len(text.Questions) && !s.shown: // an answer first
	case s.question < len(text.Questions)-1:
		p.Do("question", env.T("recall.next"), "k") // c is an answer's, and may be pressed twice
	case s.question < len(text.Questions):
		p.Do("question", env.T("lesson.to-plan"), "k")
	case s.lesson.ID == progress.CharterLesson:
		p.Do("finish", env.T("charter.go"), "c")
	default:
		p.Do("finish", env.T("lesson.finish"), "c")
	}
}

// after is the part that comes when the lesson's time is up.
func (s *Lesson) after(env *Env) string {
	here := false
	for i := range env.Hour.Parts {
		part := &env.Hour.Parts[i]
		if here && !part.Done {
			return partName(env, part.Part)
		}
		here = here || part == env.Hour.Now()
	}
	return env.T("agenda.close")
}

// sideways is what the arrows look at: the steps, and in the last one its questions.
func (s *Lesson) sideways(env *Env, p *page.Page, text *curriculum.Text) {
	ids := curriculum.StepIDs()
	i := s.look.Index()
	switch {
	case s.look == curriculum.Remember && s.question > 0:
		p.Prev = "question-before"
	case i > 0:
		p.Prev = "step:" + string(ids[i-1])
	}
	switch {
	case s.look == curriculum.Remember && env.Drafts == nil && !s.walked(env) && s.question < len(text.Questions):
		p.Next = "question"
	case i < len(ids)-1:
		p.Next = "step:" + string(ids[i+1])
	}
}

// files are what this step gives to practise on.
func (s *Lesson) files(env *Env) []curriculum.File { return s.lesson.FilesAt(s.look, env.Lang()) }
