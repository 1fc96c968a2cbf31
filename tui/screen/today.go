package screen

import (
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"binome/storage"
	"binome/storage/progress"
	"binome/tui/widget"
)

// Today is where every session begins and where the way leads back to: where the two
// are, how long they have got, what the hour will hold, one thing to press.
type Today struct{ minutes int }

// Name implements Screen.
func (*Today) Name() string { return "today" }

func (s *Today) time(env *Env) int {
	if s.minutes == 0 {
		s.minutes = env.Settings.Minutes
	}
	return s.minutes
}

// Page implements Screen.
func (s *Today) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("today.where"), Read: true}
	b := &p.Body
	b.title(env, w, env.Words.Date(env.Now()))
	if env.Hour != nil && env.Hour.Now() != nil {
		s.running(env, b, w, &p)
	} else {
		s.before(env, b, w, &p)
	}
	if s.troubles(env, b, w) {
		p.Buttons = append(p.Buttons, Button{ID: "merge", Label: env.T("trouble.merge")})
	}
	return p
}

// running: the hour has begun.
func (s *Today) running(env *Env, b *Body, w int, p *Page) {
	h := env.Hour
	gone := max(0, int(env.Now().Sub(h.Began).Minutes()))
	b.dim(env, w, env.T("today.gone", "Gone", gone, "Minutes", h.Minutes))
	b.heading(env, w, env.T("today.agenda"))
	for i := range h.Parts {
		s.partLine(env, b, w, h.Parts[i].Part, h.Parts[i].Done, h.Now() == &h.Parts[i])
	}
	now := h.Now()
	p.Buttons = []Button{
		{ID: "on", Label: env.T("today.go-on", "Part", s.partName(env, now.Part)), Key: env.T("key.enter")},
		{ID: "outline", Label: env.T("today.elsewhere")},
		{ID: "close", Label: env.T("today.close"), Off: now.Kind == progress.PartClose},
	}
}

// before: nothing has begun yet.
func (s *Today) before(env *Env, b *Body, w int, p *Page) {
	pr := env.Prog
	done, all := pr.RouteDone()
	held := len(pr.Held(""))
	b.dim(env, w, joined(env, env.Words.N("today.sessions", held), env.Words.N("today.route", done, "All", all)))
	s.dates(env, b, w)
	if open := pr.OpenPromises(""); len(open) > 0 {
		b.heading(env, w, env.T("today.promised"))
		for _, q := range open[:min(3, len(open))] {
			b.point(env, w, env.Theme.Sign.Bullet, env.T("today.promise", "Name", firstName(pr, q.Who, env.Mentee()), "Text", q.Text))
		}
	}
	a := Layout(env, s.time(env))
	if a.Restart {
		b.Blank()
		b.para(env, w, env.T("today.restart"))
	}
	b.heading(env, w, env.T("today.how-long"))
	s.lengths(env, b, w)
	b.Blank()
	for _, part := range a.Parts {
		s.partLine(env, b, w, part, false, false)
	}
	if a.InHand > 0 {
		b.dim(env, w, s.minutesColumn(env, a.InHand)+"    "+env.T("today.in-hand"))
	}
	p.Buttons = s.beginButtons(env, a)
	p.Hints = []Hint{{"←→", env.T("today.change-time")}}
}

func (s *Today) dates(env *Env, b *Body, w int) {
	now := env.Now()
	t, _, ok := progress.ParseDate(env.Prog.NextDate, now.Location())
	switch {
	case ok && sameDay(t, now):
		b.para(env, w, env.T("today.is-today"))
	case ok && t.After(now):
		b.para(env, w, env.T("today.next", "Date", env.Words.Date(t)))
	case ok:
		b.para(env, w, env.T("today.was", "Date", env.Words.Date(t)))
	case len(env.Prog.Held("")) > 0:
		b.para(env, w, env.T("today.no-date"))
	}
}

func sameDay(a, b time.Time) bool {
	y, m, d := a.Date()
	y2, m2, d2 := b.Date()
	return y == y2 && m == m2 && d == d2
}

func (s *Today) lengths(env *Env, b *Body, w int) {
	x, line := 0, len(b.Lines)
	var cells []string
	for _, n := range progress.Lengths() {
		word := env.T("today.minutes", "N", n)
		cell := env.Theme.Dim.Render("  " + word + " ")
		if n == s.time(env) {
			cell = env.Theme.SelectedSign.Render(env.Theme.Sign.Cursor+" ") + env.Theme.Selected.Render(word) + " "
		}
		cw := widget.Width(cell)
		b.Spots = append(b.Spots, Spot{ID: "minutes:" + strconv.Itoa(n), Line: line, Height: 1, X: x, W: cw})
		cells, x = append(cells, cell), x+cw+1
	}
	b.Add(strings.Join(cells, " "))
}

func (s *Today) beginButtons(env *Env, a progress.Agenda) []Button {
	label := env.T("today.begin")
	if n := env.Prog.Next(); n.Why == progress.WhyResume {
		label = env.T("today.resume", "Step", stepWord(env, string(n.Step)))
	}
	out := []Button{{ID: "begin", Label: label, Key: env.T("key.enter")}}
	if a.Restart && a.Minutes != 15 {
		out = append(out, Button{ID: "restart", Label: env.T("today.restart-15")})
	}
	if t, _, ok := progress.ParseDate(env.Prog.NextDate, env.Now().Location()); ok && !t.Before(env.Now().Add(-24*time.Hour)) {
		out = append(out, Button{ID: "postpone", Label: env.T("today.postpone")})
	} else if len(env.Prog.Held("")) > 0 {
		out = append(out, Button{ID: "postpone", Label: env.T("today.fix-date")})
	}
	return append(out, Button{ID: "outline", Label: env.T("today.elsewhere")})
}

func (s *Today) minutesColumn(env *Env, n int) string {
	return widget.Right(env.T("today.min", "N", n), 8)
}

// partLine is one line of the agenda: minutes, name, what.
func (s *Today) partLine(env *Env, b *Body, w int, part progress.Part, done, now bool) {
	sign, style := env.Theme.Todo.Render(env.Theme.Sign.Todo), env.Theme.Text
	switch {
	case done:
		sign, style = env.Theme.Done.Render(env.Theme.Sign.Done), env.Theme.Dim
	case now:
		sign, style = env.Theme.Current.Render(env.Theme.Sign.Current), env.Theme.Strong
	}
	head := env.Theme.Dim.Render(s.minutesColumn(env, part.Minutes)) + "  " + sign + " "
	indent := strings.Repeat(" ", widget.Width(head))
	b.Add(widget.WrapHang(widget.Paint(style, s.partWhat(env, part)), measure(w), head, indent)...)
}

func (s *Today) partName(env *Env, part progress.Part) string {
	return env.T("agenda." + string(part.Kind))
}

func (s *Today) partWhat(env *Env, part progress.Part) string {
	name := s.partName(env, part)
	switch part.Kind {
	case progress.PartLesson:
		what := env.T("today.lesson", "Name", name, "Title", lessonTitle(env, part.Lesson.ID))
		switch {
		case part.From.Index() > 0 && !part.Whole():
			what += " " + env.T("today.from-to", "From", stepWord(env, string(part.From)), "To", stepWord(env, string(part.To)))
		case part.From.Index() > 0:
			what += " " + env.T("today.from", "From", stepWord(env, string(part.From)))
		case !part.Whole():
			what += " " + env.T("today.to", "To", stepWord(env, string(part.To)))
		}
		return what
	case progress.PartRecall:
		return env.Words.N("today.recall", len(part.Cards), "Name", name)
	}
	return name
}

// troubles tells what the journal has to say: what was set aside, what can't be read; and
// whether there is a copy of it that a sync folder made, to be taken in if they like.
func (s *Today) troubles(env *Env, b *Body, w int) (copies bool) {
	if env.State == nil {
		return false
	}
	var said []string
	for _, t := range env.State.Troubles {
		copies = copies || t.Code == storage.TroubleCopy
		line := env.T("cli.trouble."+t.Code, "File", shortPath(t.Path), "Line", t.Line, "Why", t.Text)
		if !slices.Contains(said, line) {
			said = append(said, line)
		}
	}
	for _, pr := range env.Cur.Problems {
		said = append(said, env.T("trouble.lesson", "Place", pr.Pos.String()))
	}
	if len(said) == 0 {
		return copies
	}
	b.heading(env, w, env.T("trouble.title"))
	for _, l := range said[:min(4, len(said))] {
		b.point(env, w, env.Theme.Sign.Warning, l)
	}
	b.Add(env.Markdown(env.T("trouble.doctor"), w)...)
	return copies
}

// Press implements Screen.
func (s *Today) Press(env *Env, id string) tea.Cmd {
	if n, ok := strings.CutPrefix(id, "minutes:"); ok {
		m, _ := strconv.Atoi(n)
		return s.setTime(env, m)
	}
	switch id {
	case "begin":
		return Begin(env, s.time(env))
	case "restart":
		s.minutes = 15
		return Begin(env, 15)
	case "on":
		return GoOn(env)
	case "close":
		for env.Hour.Now() != nil && env.Hour.Now().Kind != progress.PartClose {
			env.Hour.finish(env.Hour.Now().Kind, true, env.Now())
		}
		return GoOn(env)
	case "outline":
		return env.Host.Go(NewOutline())
	case "merge":
		return env.Host.Absorb()
	case "postpone":
		return env.Host.Open(NewDayPicker(env, func(env *Env, day string) tea.Cmd {
			save(env, storage.Entry{Kind: storage.KindPostpone, Next: day})
			return env.Host.WriteCalendar(day)
		}))
	}
	return nil
}

// setTime remembers how long they have.
func (s *Today) setTime(env *Env, minutes int) tea.Cmd {
	s.minutes = minutes
	set := env.Settings
	set.Minutes = minutes
	return env.Host.SetSettings(set)
}

// Key changes the time with the arrows.
func (s *Today) Key(env *Env, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if env.Hour != nil && env.Hour.Now() != nil {
		return nil, false
	}
	all := progress.Lengths()
	i := max(0, slices.Index(all[:], s.time(env)))
	switch {
	case env.Keys.Prev.Matches(msg):
		return s.setTime(env, all[max(0, i-1)]), true
	case env.Keys.Next.Matches(msg):
		return s.setTime(env, all[min(len(all)-1, i+1)]), true
	}
	return nil, false
}
