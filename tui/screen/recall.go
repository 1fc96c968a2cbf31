package screen

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"binome/storage"
	"binome/storage/progress"
	"binome/tui/widget"
)

// Recall asks the questions that are due: said aloud, then shown, then marked by the
// mentor. No score is kept in sight, because none is kept.
type Recall struct {
	cards []progress.Card
	at    int
	shown bool
	mark  int // which of the three marks enter would give
}

// marks are what the mentor may say of an answer.
func marks() []string { return []string{"alone", "with-help", "forgotten"} }

// NewRecall asks those cards.
func NewRecall(cards []progress.Card) *Recall { return &Recall{cards: cards} }

// Name implements Screen.
func (s *Recall) Name() string {
	return "recall:" + strconv.Itoa(s.at) + ":" + strconv.FormatBool(s.shown)
}

// Page implements Screen.
func (s *Recall) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("agenda.recall")}
	b := &p.Body
	_, q := env.question(s.cards[s.at].Question)
	if q == nil { // the lesson went away between two openings
		b.para(env, w, env.T("recall.gone"))
		p.Buttons = []Button{{ID: "skip-one", Label: env.T("recall.next"), Key: env.T("key.enter")}}
		return p
	}
	if s.shown {
		for _, l := range widget.Wrap(env.T("recall.mark", "Name", env.Mentor()), measure(w)) {
			b.Add(env.Theme.Accent.Render(l))
		}
		b.Blank()
	}
	drawQuestion(env, b, w, q, s.at+1, len(s.cards), s.shown, session(env))
	if !s.shown {
		p.Buttons = []Button{
			{ID: "show", Label: env.T("recall.show"), Key: env.T("key.enter")},
			{ID: "skip", Label: env.T("keys.skip")},
		}
		return p
	}
	// Buttons, not rows: all three are in sight however long the feedback is.
	for i, r := range marks() {
		btn := Button{ID: "rate:" + r, Label: env.T("ratings." + r)}
		if i == s.mark {
			btn.Key = env.T("key.enter")
		}
		p.Buttons = append(p.Buttons, btn)
	}
	p.Focus = s.mark
	p.Hints = []Hint{{"←→", env.T("keys.short-choose")}}
	return p
}

// Key moves between the three marks.
func (s *Recall) Key(env *Env, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if !s.shown {
		return nil, false
	}
	switch {
	case env.Keys.Prev.Matches(msg):
		s.mark = max(0, s.mark-1)
	case env.Keys.Next.Matches(msg):
		s.mark = min(len(marks())-1, s.mark+1)
	default:
		return nil, false
	}
	return nil, true
}

// Press implements Screen.
func (s *Recall) Press(env *Env, id string) tea.Cmd {
	switch id {
	case "show":
		s.shown, env.Sel = true, ""
		return nil
	case "skip":
		return partDone(env, progress.PartRecall, true)
	case "skip-one":
		return s.next(env)
	case "rate:alone", "rate:with-help", "rate:forgotten":
		card := s.cards[s.at]
		save(env, storage.Entry{Kind: storage.KindRecall, Question: card.Question, Rating: id[len("rate:"):]})
		return s.next(env)
	}
	return nil
}

func (s *Recall) next(env *Env) tea.Cmd {
	s.at, s.shown, s.mark = s.at+1, false, 0
	if s.at < len(s.cards) {
		return nil
	}
	s.at--
	return partDone(env, progress.PartRecall, false)
}

// Since goes through the promises: one key each.
type Since struct {
	promises []progress.Promise
	at       int
}

// NewSince takes the promises nobody has spoken of yet.
func NewSince(env *Env) *Since { return &Since{promises: env.Prog.OpenPromises(session(env))} }

// Name implements Screen.
func (s *Since) Name() string { return "since:" + strconv.Itoa(s.at) }

// Page implements Screen.
func (s *Since) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("agenda.since")}
	b := &p.Body
	b.title(env, w, env.T("since.title"))
	b.Blank()
	if s.at >= len(s.promises) {
		b.para(env, w, env.T("since.none"))
		p.Buttons = []Button{{ID: "skip", Label: env.T("keys.go-on"), Key: env.T("key.enter")}}
		return p
	}
	pr := s.promises[s.at]
	b.dim(env, w, env.T("since.promised", "Name", firstName(env.Prog, pr.Who, env.Mentee()), "Date", env.Words.Date(pr.At)))
	b.para(env, w, quoted(env, pr.Text))
	b.Blank()
	for _, o := range []string{"done", "adapted", "not-yet"} {
		b.choice(env, w, "out:"+o, env.T("outcomes."+o), env.T("outcomes.why."+o))
	}
	p.Picks = true
	p.Buttons = []Button{
		{ID: "pick", Label: env.T("keys.choose"), Key: env.T("key.enter")},
		{ID: "skip", Label: env.T("keys.skip")},
	}
	return p
}

// Press implements Screen.
func (s *Since) Press(env *Env, id string) tea.Cmd {
	switch id {
	case "out:done", "out:adapted", "out:not-yet":
		save(env, storage.Entry{Kind: storage.KindOutcome, Of: s.promises[s.at].ID, Outcome: id[len("out:"):]})
		if s.at++; s.at < len(s.promises) {
			return nil
		}
		s.at--
		return partDone(env, progress.PartSince, false)
	case "skip":
		return partDone(env, progress.PartSince, true)
	}
	return nil
}

// Recap picks up the thread after a long gap, in five lines at most.
type Recap struct{}

// Name implements Screen.
func (*Recap) Name() string { return "recap" }

// Page implements Screen.
func (*Recap) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("agenda.recap"), Read: true}
	b := &p.Body
	b.title(env, w, env.T("recap.title"))
	b.Blank()
	for _, l := range recapLines(env) {
		b.point(env, w, env.Theme.Sign.Bullet, l)
	}
	p.Buttons = []Button{{ID: "on", Label: env.T("keys.go-on"), Key: env.T("key.enter")}}
	return p
}

// Press implements Screen.
func (*Recap) Press(env *Env, id string) tea.Cmd { return partDone(env, progress.PartRecap, false) }

// recapLines say where they were: the last session, its lesson, its rung, a word of
// theirs, what was promised. Five at most.
func recapLines(env *Env) []string {
	var out []string
	held := env.Prog.Held(session(env))
	if len(held) == 0 {
		return []string{env.T("recap.nothing")}
	}
	last := held[len(held)-1]
	out = append(out, env.T("recap.last", "Date", env.Words.Date(last.At)))
	for _, id := range last.Lessons {
		if id == progress.CharterLesson || len(out) > 2 {
			continue
		}
		title := lessonTitle(env, id)
		if r := env.Prog.Lessons[id].Rung(); r != progress.NoRung {
			out = append(out, env.T("recap.rung", "Title", title, "Rung", rungWord(env, r)))
		} else {
			out = append(out, env.T("recap.lesson", "Title", title))
		}
	}
	if n := len(env.Prog.Gifts); n > 0 {
		out = append(out, env.T("recap.gift", "Name", env.Mentor(), "Text", env.Prog.Gifts[n-1].Text))
	}
	for _, pr := range env.Prog.OpenPromises(session(env)) {
		if len(out) < 5 {
			out = append(out, env.T("recap.promise", "Name", firstName(env.Prog, pr.Who, env.Mentee()), "Text", pr.Text))
		}
	}
	return out
}

// lessonTitle in the language of the screen; the bare name of a lesson that is gone.
func lessonTitle(env *Env, id string) string {
	l, ok := env.Cur.Lesson(id)
	if !ok {
		return id
	}
	head, err := l.Head(env.Lang())
	if err != nil {
		return id
	}
	return env.typo(head.Lang, head.Title)
}
