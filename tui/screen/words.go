package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/curriculum"
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
	for _, m := range env.Cur.Modules {
		st := env.Prog.Module(m)
		var signs []string
		for i, r := range st.Rungs {
			s := env.Theme.Sign.Rungs[r.Level()]
			style := env.Theme.RungNone
			if l := env.Prog.Lessons[m.Lessons[i].ID]; r.Level() > 0 || l.Finished() {
				style = env.Theme.Rung
			}
			signs = append(signs, style.Render(s))
		}
		b.Add(widget.Spread(env.typo(env.Lang(), m.Title(env.Lang())), strings.Join(signs, " "), measure(w), env.Theme.Sign.Ellipsis))
	}
	b.Blank()
	b.dim(env, w, progressLegend(env))
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

func progressLegend(env *Env) string {
	var out []string
	for i, id := range []string{"none", "with-you", "with-hint", "unaided", "again", "passed-on"} {
		out = append(out, env.Theme.Sign.Rungs[i]+" "+env.T("rungs."+id))
	}
	return strings.Join(out, "   ")
}

// Press implements Screen.
func (*ProgressMap) Press(env *Env, id string) tea.Cmd { return env.Host.Back() }

// Typing implements Typer.
func (s *Words) Typing() bool { return true }

// Paste implements Typer.
func (s *Words) Paste(env *Env, msg tea.PasteMsg) { s.field.Update(msg) }
