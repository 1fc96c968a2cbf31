package screen

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/widget"
)

// Lesson walks one lesson, a step at a time. What is looked at and what is done are two
// things: the arrows look, enter does.
type Lesson struct {
	lesson   *curriculum.Lesson
	step     curriculum.StepID
	question int // in remember: which question; len(questions) is the plan
	shown    bool
	guide    guideState
	open     string // the chosen box, when it was open as last drawn
}

// guideState is whether the mentor's guide is open: by the view, or as asked.
type guideState int

const (
	guideByView guideState = iota
	guideOpen
	guideFolded
)

// NewLesson opens a lesson at a step and notes that they came to it.
func NewLesson(env *Env, l *curriculum.Lesson, at curriculum.StepID) *Lesson {
	if at.Index() < 0 {
		at = curriculum.Discover
	}
	return &Lesson{lesson: l, step: at}
}

// Name implements Screen.
func (s *Lesson) Name() string {
	n := "lesson:" + s.lesson.ID + ":" + string(s.step)
	if s.step == curriculum.Remember {
		n += ":" + strconv.Itoa(s.question)
	}
	return n
}

// Place is where the screen is.
func (s *Lesson) Place() progress.Place { return progress.Place{Lesson: s.lesson.ID, Step: s.step} }

// Relearn takes the same lesson from a curriculum read anew; one that is gone, or broken
// now, stays as it was until it can be read again.
func (s *Lesson) Relearn(c *curriculum.Curriculum) {
	if l, ok := c.Lesson(s.lesson.ID); ok {
		s.lesson = l
	}
}

// Enter notes the arrival: the place to come back to.
func (s *Lesson) Enter(env *Env) tea.Cmd {
	if env.Follows { // the place to come back to is where the leader is
		if env.Hour != nil {
			env.Hour.arrive(s.Place(), env.Now())
		}
		return nil
	}
	Ensure(env)
	env.Hour.arrive(s.Place(), env.Now())
	st := env.Prog.Lessons[s.lesson.ID]
	_, begun := stepTime(st, s.step, false)
	_, done := stepTime(st, s.step, true)
	if !begun && !done {
		save(env, s.entry("begun"))
	}
	return nil
}

func stepTime(l *progress.Lesson, s curriculum.StepID, done bool) (any, bool) {
	if l == nil {
		return nil, false
	}
	from := l.Begun
	if done {
		from = l.Done
	}
	t, ok := from[s]
	return t, ok
}

func (s *Lesson) entry(state string) storage.Entry {
	return storage.Entry{
		Kind: storage.KindStep, Lesson: s.lesson.ID, Step: string(s.step),
		State: state, Edition: s.lesson.Edition,
	}
}

// Page implements Screen.
func (s *Lesson) Page(env *Env, w, h int) Page {
	text, err := s.lesson.Text(env.Lang())
	if err != nil {
		return s.broken(env, w, err)
	}
	step := text.Step(s.step)
	p := Page{Read: true, Where: env.T("lesson.where", "N", s.step.Index()+1)}
	if w >= 56 {
		p.Short = p.Where
		p.Where = env.T("pace.short", "Where", p.Where, "Pace", s.pace(env))
	}
	b := &p.Body
	b.title(env, w, env.typo(text.Lang, text.Title))
	s.strip(env, b, w)
	if s.lesson.Module != nil && s.lesson.Module.Swapped {
		for _, l := range widget.Wrap(env.T("lesson.turned", "Leader", leader(env, s.lesson), "Learner", learner(env, s.lesson)), measure(w)) {
			b.Add(env.Theme.Second.Render(l))
		}
	}
	if s.step.HandsOn() {
		b.Add(env.Theme.Accent.Render(env.T("lesson.hands", "Name", learner(env, s.lesson))))
	}
	b.Blank()
	if s.step == curriculum.Discover {
		s.opening(env, b, w, text)
	}
	open := s.guideOpen(env) && len(step.Guide) > 0
	if s.guideOpen(env) && !env.Wide {
		b.asides(env, measure(w))
	}
	if open && !env.Wide {
		s.guideLines(env, b, w, step)
	}
	s.parts(env, b, w, step)
	s.links(env, b, w, step)
	if s.step == curriculum.Remember {
		s.remember(env, b, w, text)
	}
	if env.Wide && s.guideOpen(env) && (open || len(env.Asides) > 0) {
		p.Side = s.side(env, step, open)
	}
	p.Buttons = s.buttons(env, text)
	p.Hints = s.hints(env, step)
	return p
}

// opening tells what the lesson leads to and what must lie ready: without the password
// the minutes die at the login.
func (s *Lesson) opening(env *Env, b *Body, w int, text *curriculum.Text) {
	line := func(label, what string) {
		if what != "" {
			b.Add(widget.WrapHang(env.Theme.Strong.Render(label)+" "+env.typo(text.Lang, what), measure(w), "", "  ")...)
		}
	}
	line(env.T("lesson.task", "Minutes", s.lesson.Minutes), text.Task)
	line(env.T("lesson.bring"), text.Bring)
	b.Blank()
}

// parts draws what the mentee may see: prose, call-outs, boxes.
func (s *Lesson) parts(env *Env, b *Body, w int, step *curriculum.Step) {
	s.stepAside(env)
	if s.step != curriculum.Remember || s.question == 0 {
		for i := range step.Blocks {
			if n := step.Blocks[i].N; step.Blocks[i].Kind == block.Box && n <= len(step.Items) {
				s.box(env, b, w, step.Items[n-1])
				continue
			}
			b.Blank()
			b.Add(env.Blocks(step.Blocks[i:i+1], w)...)
			b.Blank()
		}
	}
}

// stepAside leaves a chosen box that somebody else has ticked meanwhile, in another
// window: space would untick it.
func (s *Lesson) stepAside(env *Env) {
	n, _ := strconv.Atoi(strings.TrimPrefix(env.Sel, "box:"))
	_, ticked := s.tick(env, n)
	switch {
	case env.Sel != "" && env.Sel == s.open && ticked:
		env.Sel, s.open = "", ""
	case !ticked:
		s.open = env.Sel
	default:
		s.open = ""
	}
}

// box is one item: the sign says ticked or not, a word beside it what isn't saved.
func (s *Lesson) box(env *Env, b *Body, w int, it curriculum.Item) {
	id := "box:" + strconv.Itoa(it.N)
	tick, ticked := s.tick(env, it.N)
	if env.Sel == "" && !ticked {
		env.Sel, s.open = id, id
	}
	cursor, style := "  ", env.Theme.Text
	if env.Sel == id {
		cursor, style = env.Theme.SelectedSign.Render(env.Theme.Sign.Cursor)+" ", env.Theme.Selected
	}
	box := env.Theme.Todo.Render(env.Theme.Sign.BoxOpen)
	if ticked {
		box = env.Theme.Done.Render(env.Theme.Sign.BoxTicked)
		style = env.Theme.Text
	}
	line := env.Inline(it.Spans)
	if tick.Mark == storage.Unsaved {
		line += " " + env.Theme.Unsaved.Render(env.T("save.not-saved"))
	}
	b.Row(id, boxLines(env, measure(w), cursor, box, style, line)...)
}

func (s *Lesson) tick(env *Env, n int) (progress.Tick, bool) {
	st := env.Prog.Lessons[s.lesson.ID]
	if st == nil {
		return progress.Tick{}, false
	}
	t, ok := st.Ticks[progress.Box{Edition: s.lesson.Edition, Step: s.step, Item: n}]
	return t, ok
}

// Press implements Screen.
func (s *Lesson) Press(env *Env, id string) tea.Cmd {
	text, err := s.lesson.Text(env.Lang())
	if err != nil {
		return env.Host.Back()
	}
	if n, ok := strings.CutPrefix(id, "box:"); ok {
		i, _ := strconv.Atoi(n)
		return s.toggle(env, text, i)
	}
	if step, ok := strings.CutPrefix(id, "step:"); ok {
		return s.look(env, curriculum.StepID(step))
	}
	if cover(env, id) {
		return nil
	}
	if other, ok := strings.CutPrefix(id, "see:"); ok {
		return openLesson(env, other, "")
	}
	switch id {
	case "on":
		return s.done(env)
	case "show":
		s.shown = true
	case "question":
		s.question, s.shown = s.question+1, false
	case "finish":
		return s.finish(env)
	case "guide":
		s.toggleGuide(env)
	}
	return nil
}

func (s *Lesson) toggle(env *Env, text *curriculum.Text, n int) tea.Cmd {
	if t, ok := s.tick(env, n); ok {
		var undo []storage.Entry
		for _, id := range t.IDs {
			undo = append(undo, storage.Entry{Kind: storage.KindRetract, Of: id})
		}
		save(env, undo...)
		return nil
	}
	save(env, storage.Entry{
		Kind: storage.KindTick, Lesson: s.lesson.ID, Step: string(s.step), Item: n, Edition: s.lesson.Edition,
	})
	s.open = ""
	items := text.Step(s.step).Items
	for i := range items { // on to the next box that is still open
		if next := items[(n+i)%len(items)].N; next != n {
			if _, ticked := s.tick(env, next); !ticked {
				env.Sel = "box:" + strconv.Itoa(next)
				break
			}
		}
	}
	return nil
}

// look shows another step and completes nothing.
func (s *Lesson) look(env *Env, step curriculum.StepID) tea.Cmd {
	if step.Index() < 0 || step == s.step {
		return nil
	}
	s.step, s.question, s.shown = step, 0, false
	if env.Hour != nil {
		env.Hour.arrive(s.Place(), env.Now())
	}
	return nil
}

// done completes the step and goes to the next.
func (s *Lesson) done(env *Env) tea.Cmd {
	if env.Follows { // looking ahead; what is done is the leader's to say
		return s.look(env, curriculum.StepIDs()[min(s.step.Index()+1, 4)])
	}
	st := env.Prog.Lessons[s.lesson.ID]
	var kept []storage.Entry
	if _, ok := stepTime(st, s.step, true); !ok {
		kept = append(kept, s.entry("done"))
	}
	if i := s.step.Index(); i < 4 {
		s.step, s.question, s.shown = curriculum.StepIDs()[i+1], 0, false
		if _, ok := stepTime(st, s.step, false); !ok {
			kept = append(kept, s.entry("begun"))
		}
		env.Hour.arrive(s.Place(), env.Now())
	}
	if len(kept) > 0 {
		save(env, kept...)
	}
	return nil
}

// finish ends the lesson: the charter is agreed to, another lesson's hour goes on.
func (s *Lesson) finish(env *Env) tea.Cmd {
	if _, ok := stepTime(env.Prog.Lessons[s.lesson.ID], curriculum.Remember, true); !ok {
		save(env, s.entry("done"))
	}
	if s.lesson.ID == progress.CharterLesson {
		text, err := s.lesson.Text(env.Prog.Mentee.Language)
		if err != nil {
			return partDone(env, progress.PartLaunch, true)
		}
		return env.Host.Replace(&Agree{text: text})
	}
	return partDone(env, progress.PartLesson, false)
}

// Key looks at the step before or after.
func (s *Lesson) Key(env *Env, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	i := s.step.Index()
	ids := curriculum.StepIDs()
	switch {
	case env.Keys.Prev.Matches(msg):
		if s.step == curriculum.Remember && s.question > 0 {
			s.question, s.shown = s.question-1, false
			return nil, true
		}
		return s.look(env, ids[max(i-1, 0)]), true
	case env.Keys.Next.Matches(msg):
		return s.look(env, ids[min(i+1, len(ids)-1)]), true
	case env.Keys.Guide.Matches(msg):
		s.toggleGuide(env)
		return nil, true
	}
	return nil, false
}

func (s *Lesson) guideOpen(env *Env) bool {
	switch {
	case env.View == ViewMentee:
		return false
	case s.guide == guideOpen:
		return true
	case s.guide == guideFolded:
		return false
	}
	return env.View == ViewMentor
}

func (s *Lesson) toggleGuide(env *Env) {
	if s.guideOpen(env) {
		s.guide = guideFolded
	} else {
		s.guide = guideOpen
	}
}
