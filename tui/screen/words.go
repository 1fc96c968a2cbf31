package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/curriculum"
	"binome/storage/progress"
	"binome/tui/widget"
)

// Words is the glossary, filtered as one types.
type Words struct {
	field *widget.Field
}

// NewWords shows them all.
func NewWords() *Words {
	s := &Words{field: widget.NewField(false, 60)}
	s.field.Focus()
	return s
}

// Name implements Screen.
func (*Words) Name() string { return "words" }

// Page implements Screen.
func (s *Words) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("words.where")}
	b := &p.Body
	b.title(env, w, env.T("words.title"))
	label := env.T("outline.filter") + " "
	field, cursor := s.field.Draw(env.Theme, max(10, measure(w)-widget.Width(label)), 1, 1, env.T("words.hint"))
	b.Add(env.Theme.Dim.Render(label) + field.Lines[0])
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+widget.Width(label), cursor.Y+len(b.Lines)-1
		p.Cursor = cursor
	}
	b.Blank()
	typed := fold(strings.TrimSpace(s.field.Value()))
	n := 0
	for _, t := range env.Cur.Glossary(env.Lang()) {
		if typed != "" && !termMatches(t, typed) {
			continue
		}
		n++
		b.point(env, w, env.Theme.Sign.Bullet, env.Theme.Strong.Render(env.typo(env.Lang(), t.Name)))
		for _, l := range widget.Wrap(env.typo(env.Lang(), t.Means), measure(w)-2) {
			b.Add("  " + l)
		}
		for _, l := range widget.Wrap(env.typo(env.Lang(), t.Example), measure(w)-2) {
			b.Add("  " + env.Theme.Dim.Render(l))
		}
		b.Blank()
	}
	if n == 0 {
		b.para(env, w, env.T("outline.none", "Text", s.field.Value()))
	}
	p.Buttons = []Button{{ID: "back", Label: env.T("keys.back"), Key: env.T("key.esc")}}
	return p
}

func termMatches(t curriculum.Term, typed string) bool {
	if strings.Contains(fold(t.Name), typed) {
		return true
	}
	for _, a := range t.Also {
		if strings.Contains(fold(a), typed) {
			return true
		}
	}
	return false
}

// Press implements Screen.
func (s *Words) Press(env *Env, id string) tea.Cmd { return env.Host.Back() }

// Key types into the filter.
func (s *Words) Key(env *Env, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch {
	case env.Keys.Back.Matches(msg) && s.field.Value() == "":
		return env.Host.Back(), true
	case env.Keys.Back.Matches(msg):
		s.field.SetValue("")
		return nil, true
	case env.Keys.Up.Matches(msg), env.Keys.Down.Matches(msg), env.Keys.PageUp.Matches(msg),
		env.Keys.PageDown.Matches(msg), env.Keys.Primary.Matches(msg):
		return nil, false
	}
	s.field.Update(msg)
	return nil, true
}

// ProgressMap is the whole curriculum at a glance: a sign a lesson, a row a module.
type ProgressMap struct{}

// Name implements Screen.
func (*ProgressMap) Name() string { return "progress" }

// Page implements Screen.
func (*ProgressMap) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("progress.where")}
	b := &p.Body
	b.title(env, w, env.T("progress.title"))
	b.dim(env, w, env.T("progress.what"))
	b.Blank()
	var rows []widget.MapRow
	for _, m := range env.Cur.Modules {
		row := widget.MapRow{ID: m.ID, Name: env.typo(env.Lang(), m.Title(env.Lang()))}
		for _, l := range m.Lessons {
			level := env.Prog.Lessons[l.ID].Rung().Level()
			if level == 0 && (env.Prog.Lessons[l.ID].Finished() || l.ID == progress.CharterLesson && env.Prog.CharterAgreed()) {
				level = widget.Walked
			}
			row.Rungs = append(row.Rungs, level)
		}
		rows = append(rows, row)
	}
	b.Add(widget.Map(env.Theme, measure(w), rows, -1).Lines...)
	b.Blank()
	b.Add(progressLegend(env, w)...)
	b.heading(env, w, env.T("progress.sessions"))
	held := env.Prog.Held("")
	if len(held) == 0 {
		b.para(env, w, env.T("progress.none-yet"))
	}
	for _, s := range held {
		var titles []string
		for _, id := range s.Lessons {
			titles = append(titles, lessonTitle(env, id))
		}
		b.point(env, w, env.Theme.Sign.Bullet, joined(env, env.Words.Date(s.At), strings.Join(titles, ", ")))
	}
	p.Buttons = []Button{{ID: "back", Label: env.T("keys.back"), Key: env.T("key.enter")}}
	return p
}

func progressLegend(env *Env, w int) []string {
	signs, words := []string{env.Theme.Sign.Rungs[0]}, []string{env.T("rungs.none")}
	signs, words = append(signs, env.Theme.Sign.Done), append(words, env.T("outline.walked"))
	for _, r := range progress.Rungs() {
		signs, words = append(signs, env.Theme.Sign.Rungs[r.Level()]), append(words, rungWord(env, r))
	}
	return widget.Legend(env.Theme, measure(w), signs, words)
}

// Press implements Screen.
func (*ProgressMap) Press(env *Env, id string) tea.Cmd { return env.Host.Back() }

// Typing implements Typer.
func (s *Words) Typing() bool { return true }

// Paste implements Typer.
func (s *Words) Paste(env *Env, msg tea.PasteMsg) { s.field.Update(msg) }
