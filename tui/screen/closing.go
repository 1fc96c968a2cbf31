package screen

import (
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/widget"
)

// Closing ends the hour: the rung, the promise, how sure one is (in sessions one, three
// and six), the next date, and what can be taken away. Each is one key; each can be
// left out.
type Closing struct {
	stages []closingStage
	at     int
	lesson *curriculum.Lesson // whose rung and plan; nil when no lesson was ended
	sure   int
	days   []time.Time
	path   string // of the calendar file, once written
	err    error
}

type closingStage string

const (
	closeRung    closingStage = "rung"
	closePromise closingStage = "promise"
	closeSure    closingStage = "sure"
	closeBefore  closingStage = "before" // "looking back, where were you really?"
	closeDate    closingStage = "date"
	closeEnd     closingStage = "end"
)

// NewClosing finds what there is to close.
func NewClosing(env *Env) *Closing {
	s := &Closing{sure: 5}
	if id := env.Prog.ToJudge(session(env)); id != "" {
		if l, ok := env.Cur.Lesson(id); ok {
			s.lesson = l
			s.stages = append(s.stages, closeRung, closePromise)
		}
	}
	if n := env.Prog.Number(session(env)); progress.AskConfidence(n) && !askedSure(env) {
		s.stages = append(s.stages, closeSure)
		if n == 6 {
			s.stages = append(s.stages, closeBefore)
		}
	}
	s.stages = append(s.stages, closeDate, closeEnd)
	s.days = progress.NextDays(env.Now(), env.Settings.Rhythm)
	return s
}

func askedSure(env *Env) bool {
	for _, c := range env.Prog.Confidence {
		if c.Session == session(env) && c.Session != "" {
			return true
		}
	}
	return false
}

func (s *Closing) stage() closingStage { return s.stages[s.at] }

// Name implements Screen.
func (s *Closing) Name() string { return "closing:" + string(s.stage()) }

// Page implements Screen.
func (s *Closing) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("agenda.close")}
	b := &p.Body
	skip := Button{ID: "skip", Label: env.T("keys.skip")}
	pick := Button{ID: "pick", Label: env.T("keys.choose"), Key: env.T("key.enter")}
	switch s.stage() {
	case closeRung:
		b.title(env, w, env.T("rung.title", "Name", learner(env, s.lesson)))
		b.dim(env, w, lessonTitle(env, s.lesson.ID))
		b.Blank()
		for _, r := range env.Prog.RungsOffered(s.lesson.ID, env.Now()) {
			b.choice(env, w, "rung:"+string(r), env.Theme.Sign.Rungs[r.Level()]+" "+rungWord(env, r), env.T("rungs.means."+string(r)))
		}
		p.Picks, p.Buttons = true, []Button{pick, skip}
	case closePromise:
		b.title(env, w, env.T("promise.title", "Name", learner(env, s.lesson)))
		b.Blank()
		b.para(env, w, s.plan(env))
		p.Buttons = []Button{
			{ID: "promise", Label: env.T("promise.accept"), Key: env.T("key.enter")},
			{ID: "own", Label: env.T("promise.own")}, skip,
		}
	case closeSure, closeBefore:
		s.surePage(env, w, &p)
	case closeDate:
		s.datePage(env, w, &p)
	case closeEnd:
		s.endPage(env, w, &p)
	}
	return p
}

func (s *Closing) surePage(env *Env, w int, p *Page) {
	key := "confidence.tomorrow"
	if s.stage() == closeBefore {
		key = "confidence.before"
	}
	b := &p.Body
	b.title(env, w, env.T(key, "Name", env.Mentee()))
	b.Blank()
	b.para(env, w, env.T("confidence.scale"))
	b.Blank()
	b.Add("  " + widget.Slope(env.Theme, min(slopeWidth, measure(w)-4), -1, s.sure, 10))
	b.Add("  " + env.Theme.Accent.Render(env.T("confidence.value", "N", s.sure)))
	p.Buttons = []Button{
		{ID: "sure", Label: env.T("confidence.keep", "N", s.sure), Key: env.T("key.enter")},
		{ID: "less", Label: env.T("confidence.less"), Key: "←", Off: s.sure == 0},
		{ID: "more", Label: env.T("confidence.more"), Key: "→", Off: s.sure == 10},
		{ID: "skip", Label: env.T("keys.skip")},
	}
}

func (s *Closing) datePage(env *Env, w int, p *Page) {
	b := &p.Body
	b.title(env, w, env.T("date.title"))
	b.Blank()
	b.para(env, w, env.T("date.why"))
	b.Blank()
	for i, d := range s.days {
		word := ""
		if i == 0 {
			word = env.T("date.usual")
		}
		b.choice(env, w, "day:"+d.Format("2006-01-02"), joined(env, env.Words.Date(d), word), "")
	}
	b.choice(env, w, "other", env.T("date.another"), "")
	b.choice(env, w, "open", env.T("date.open"), env.T("date.open-why"))
	p.Picks = true
	p.Buttons = []Button{{ID: "pick", Label: env.T("keys.choose"), Key: env.T("key.enter")}}
}

func (s *Closing) endPage(env *Env, w int, p *Page) {
	b := &p.Body
	b.title(env, w, env.T("close.title"))
	b.Blank()
	if t, _, ok := progress.ParseDate(env.Prog.NextDate, env.Now().Location()); ok {
		b.para(env, w, env.T("close.next", "Date", env.Words.Date(t)))
	} else {
		b.para(env, w, env.T("close.no-date"))
	}
	switch {
	case s.err != nil:
		b.styled(env.Theme.Warning, w, env.T("close.no-calendar", "Why", s.err.Error()))
	case s.path != "":
		b.dim(env, w, env.T("close.calendar", "Path", s.path))
	}
	for _, pr := range env.Prog.Promises {
		if pr.Session == session(env) && pr.Session != "" {
			b.Blank()
			b.para(env, w, env.T("close.promise", "Name", firstName(env.Prog, pr.Who, env.Mentee()), "Text", pr.Text))
		}
	}
	if progress.AskConfidence(env.Prog.Number(session(env))) && env.Settings.Owner == progress.Mentor {
		b.Blank()
		b.dim(env, w, env.T("own.waiting", "Name", env.Mentor()))
	}
	b.Blank()
	b.para(env, w, env.T("close.thanks", "Mentor", env.Mentor(), "Mentee", env.Mentee()))
	p.Buttons = []Button{
		{ID: "home", Label: env.T("close.done"), Key: env.T("key.enter")},
		{ID: "notes", Label: env.T("close.notes")},
		{ID: "note", Label: env.T("close.note"), Key: "n"},
		{ID: "mentor-promise", Label: env.T("close.mentor-promise", "Name", env.Mentor())},
	}
}

// plan is the lesson's if-then step in plain words.
func (s *Closing) plan(env *Env) string {
	text, err := s.lesson.Text(env.Lang())
	if err != nil || len(text.NextStep) == 0 {
		return env.T("promise.none")
	}
	return block.Words(text.NextStep)
}

// Press implements Screen.
func (s *Closing) Press(env *Env, id string) tea.Cmd {
	switch {
	case id == "skip":
		return s.next(env)
	case len(id) > 5 && id[:5] == "rung:":
		return s.askEvidence(env, progress.Rung(id[5:]))
	case id == "promise":
		save(env, s.promise(env, s.plan(env)))
		return s.next(env)
	case id == "own":
		return env.Host.Open(NewWrite(env, Writing{
			Key: "promise:" + s.lesson.ID, Title: env.T("promise.title", "Name", learner(env, s.lesson)),
			Hint: env.T("promise.hint"), Start: s.plan(env), Line: true, Required: true,
			Save: func(env *Env, text string) tea.Cmd {
				save(env, s.promise(env, text))
				return s.next(env)
			},
		}))
	case id == "sure":
		return s.keepSure(env)
	case id == "less":
		s.sure = max(0, s.sure-1)
	case id == "more":
		s.sure = min(10, s.sure+1)
	case len(id) > 4 && id[:4] == "day:":
		return s.close(env, id[4:])
	case id == "other":
		return env.Host.Open(NewDayPicker(env, func(env *Env, day string) tea.Cmd { return s.close(env, day) }))
	case id == "open":
		return s.close(env, "")
	case id == "home":
		return s.leave(env)
	case id == "notes":
		return env.Host.Go(NewNotes())
	case id == "note":
		return env.Host.Open(newNote(env, progress.Place{}))
	case id == "mentor-promise":
		return env.Host.Open(newPromise(env, progress.Mentor, "", ""))
	}
	return nil
}

func (s *Closing) promise(env *Env, text string) storage.Entry {
	who := progress.Mentee
	if s.lesson.Module != nil && s.lesson.Module.Swapped {
		who = progress.Mentor
	}
	return storage.Entry{Kind: storage.KindPromise, Who: who, Text: text, Lesson: s.lesson.ID}
}

func (s *Closing) askEvidence(env *Env, r progress.Rung) tea.Cmd {
	start := ""
	if text, err := s.lesson.Text(env.Lang()); err == nil {
		start = env.typo(text.Lang, block.Words(block.Inline(text.Task)))
	}
	return env.Host.Open(NewWrite(env, Writing{
		Key: "evidence:" + s.lesson.ID, Title: env.T("rung.evidence"), Hint: env.T("rung.evidence-hint"),
		Start: start, Line: true,
		Save: func(env *Env, text string) tea.Cmd {
			save(env, storage.Entry{Kind: storage.KindRung, Lesson: s.lesson.ID, Rung: string(r), Evidence: text})
			return s.next(env)
		},
	}))
}

// What the mentee is asked about their confidence, as entries name it.
const (
	topicSure = "alone-tomorrow"
	topicBack = "looking-back"
)

func (s *Closing) keepSure(env *Env) tea.Cmd {
	topic := topicSure
	if s.stage() == closeBefore {
		topic = topicBack
	}
	save(env, storage.Entry{Kind: storage.KindConfidence, Who: progress.Mentee, Topic: topic, Value: s.sure})
	s.sure = 5
	return s.next(env)
}

// close writes the end of the session and, with a date, a calendar file.
func (s *Closing) close(env *Env, day string) tea.Cmd {
	save(env, storage.Entry{Kind: storage.KindClose, Next: day})
	cmd := s.next(env)
	if day != "" {
		cmd = tea.Batch(cmd, env.Host.WriteCalendar(day))
	}
	return tea.Batch(cmd, env.Host.Sync())
}

func (s *Closing) next(env *Env) tea.Cmd {
	if s.at < len(s.stages)-1 {
		s.at++
	}
	return nil
}

// leave ends the hour and goes home.
func (s *Closing) leave(env *Env) tea.Cmd {
	if env.Hour != nil {
		env.Hour.finish(progress.PartClose, false, env.Now())
		env.Hour = nil
	}
	return env.Host.Home()
}

// Receive implements Receiver: the calendar file was written.
func (s *Closing) Receive(env *Env, msg tea.Msg) tea.Cmd {
	if m, ok := msg.(CalendarMsg); ok {
		s.path, s.err = m.Path, m.Err
	}
	return nil
}

// Key moves the confidence with the arrows.
func (s *Closing) Key(env *Env, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if st := s.stage(); st != closeSure && st != closeBefore {
		return nil, false
	}
	switch {
	case env.Keys.Prev.Matches(msg):
		return s.Press(env, "less"), true
	case env.Keys.Next.Matches(msg):
		return s.Press(env, "more"), true
	}
	return nil, false
}

// DayPicker is a dialog that moves day by day and week by week.
type DayPicker struct {
	day  time.Time
	pick func(env *Env, day string) tea.Cmd
}

// NewDayPicker starts at the usual rhythm.
func NewDayPicker(env *Env, pick func(env *Env, day string) tea.Cmd) *DayPicker {
	return &DayPicker{day: progress.NextDays(env.Now(), env.Settings.Rhythm)[0], pick: pick}
}

// Sheet implements Dialog.
func (d *DayPicker) Sheet(env *Env, w, h int) Sheet {
	s := Sheet{Title: env.T("date.another")}
	s.Body.para(env, w, env.Theme.Strong.Render(env.Words.Date(d.day)))
	days := int(d.day.Sub(env.Now()).Hours()/24 + 0.5)
	s.Body.dim(env, w, env.Words.N("date.in-days", days))
	s.Buttons = []Button{
		{ID: "choose", Label: env.T("keys.choose"), Key: env.T("key.enter")},
		{ID: "day:-1", Label: env.T("date.day-before"), Key: "←"},
		{ID: "day:1", Label: env.T("date.day-after"), Key: "→"},
		{ID: "day:-7", Label: env.T("date.week-before"), Key: "↑"},
		{ID: "day:7", Label: env.T("date.week-after"), Key: "↓"},
	}
	return s
}

// Update implements Dialog.
func (d *DayPicker) Update(env *Env, msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	switch {
	case env.Keys.Prev.Matches(k):
		d.move(env, -1)
	case env.Keys.Next.Matches(k):
		d.move(env, 1)
	case env.Keys.Up.Matches(k):
		d.move(env, -7)
	case env.Keys.Down.Matches(k):
		d.move(env, 7)
	case env.Keys.Primary.Matches(k):
		return d.Press(env, "choose")
	case env.Keys.Back.Matches(k):
		return env.Host.Close()
	}
	return nil
}

func (d *DayPicker) move(env *Env, days int) {
	if day := d.day.AddDate(0, 0, days); day.After(env.Now()) {
		d.day = day
	}
}

// Press implements Dialog.
func (d *DayPicker) Press(env *Env, id string) tea.Cmd {
	if id == "choose" {
		return tea.Batch(env.Host.Close(), d.pick(env, d.day.Format("2006-01-02")))
	}
	if n, err := strconv.Atoi(id[len("day:"):]); err == nil {
		d.move(env, n)
	}
	return nil
}
