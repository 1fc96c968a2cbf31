package screen

import (
	"errors"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"binome/storage/clean"
	"binome/storage/progress"
)

// Setup asks who the two are: a huh form, one person a page. It is a Modal: letters are
// letters in it. What follows (who sees the screen, whose computer) are rows to choose.
type Setup struct {
	form *huh.Form
	pair NewPair
	lang string
}

// NewSetup begins the form in the language of the screen.
func NewSetup(env *Env) *Setup {
	s := &Setup{pair: NewPair{MentorLanguage: env.Lang(), MenteeLanguage: env.Lang()}}
	switch env.Settings.Role { // whoever has a pair here already need not type their name again
	case progress.Mentor:
		s.pair.Mentor = env.Settings.Name
	case progress.Mentee:
		s.pair.Mentee = env.Settings.Name
	}
	s.build(env)
	return s
}

func (s *Setup) build(env *Env) {
	s.lang = env.Lang()
	name := func(value *string, title, hint string) huh.Field {
		return newNameField(env.Theme, env.T(title), env.T(hint), value, func(v string) error {
			if strings.TrimSpace(clean.Line(v)) == "" {
				return errors.New(env.T("setup.need-name"))
			}
			return nil
		})
	}
	ids := env.All.Languages()
	var labels []string
	for _, l := range ids {
		labels = append(labels, env.Words.LanguageName(l))
	}
	speaks := func(value *string) huh.Field {
		return newPickField(env.Theme, env.T("setup.language"), ids, labels, value)
	}
	s.form = huh.NewForm(
		huh.NewGroup(name(&s.pair.Mentor, "setup.mentor", "setup.mentor-hint"), speaks(&s.pair.MentorLanguage)),
		huh.NewGroup(name(&s.pair.Mentee, "setup.mentee", "setup.mentee-hint"), speaks(&s.pair.MenteeLanguage)),
	).WithShowHelp(false).WithShowErrors(false).WithKeyMap(formKeys()).WithTheme(formTheme(env))
}

func formKeys() *huh.KeyMap {
	bind := func(keys ...string) key.Binding { return key.NewBinding(key.WithKeys(keys...)) }
	k := huh.NewDefaultKeyMap()
	k.Quit = bind() // leaving is the root's
	k.Input.Next, k.Input.Prev, k.Input.Submit = bind("enter", "tab", "down"), bind("shift+tab", "up"), bind("enter")
	k.Select.Next, k.Select.Prev, k.Select.Submit = bind("enter", "tab", "down"), bind("shift+tab", "up"), bind("enter")
	k.Select.Left, k.Select.Right = bind("left"), bind("right", "space")
	k.Select.Up, k.Select.Down, k.Select.Filter = bind(), bind(), bind()
	return k
}

func formTheme(env *Env) huh.Theme {
	return huh.ThemeFunc(func(dark bool) *huh.Styles {
		st, t := huh.ThemeBase(dark), env.Theme
		bar := st.Focused.Base.BorderForeground(t.Current.GetForeground())
		st.Focused.Base, st.Focused.Title, st.Focused.Description = bar, t.Strong, t.Dim
		st.Focused.ErrorIndicator = t.Error.SetString(" " + t.Sign.Error)
		st.Focused.ErrorMessage = t.Error
		st.Focused.TextInput.Text, st.Focused.TextInput.Cursor = t.Input, t.Cursor
		st.Focused.SelectedOption, st.Focused.Option = t.Strong, t.Text
		st.Blurred = st.Focused
		st.Blurred.Base = st.Blurred.Base.BorderStyle(hiddenBar).BorderLeft(true)
		st.Blurred.Title = t.Dim
		return st
	})
}

// Name implements Screen.
func (*Setup) Name() string { return "setup" }

// Page implements Screen.
func (s *Setup) Page(env *Env, w, h int) Page {
	if s.lang != env.Lang() {
		s.build(env)
		s.form.Init()
	}
	p := Page{Where: env.T("setup.where")}
	if h >= 12 { // in a low window the bar says it, and the fields need the lines
		p.Body.title(env, w, env.T("setup.title"))
		p.Body.Blank()
	}
	s.form.WithWidth(measure(w))
	p.Body.Add(strings.Split(s.form.View(), "\n")...)
	p.Buttons = []Button{{ID: "next", Label: env.T("setup.next"), Key: env.T("key.enter")}}
	p.Hints = []Hint{{"←→", env.T("setup.change-language")}, {env.T("key.esc"), env.T("keys.back")}}
	return p
}

// Press implements Screen.
func (s *Setup) Press(env *Env, id string) tea.Cmd {
	return s.Update(env, tea.KeyPressMsg{Code: tea.KeyEnter})
}

// Enter starts the form.
func (s *Setup) Enter(env *Env) tea.Cmd {
	if s.form.State != huh.StateNormal {
		s.build(env) // came back from the next page: what was typed is still there
	}
	return s.form.Init()
}

// Update implements Modal.
func (s *Setup) Update(env *Env, msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok && env.Keys.Back.Matches(k) {
		return env.Host.Back()
	}
	if p, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: clean.Line(p.Content)}
	}
	m, cmd := s.form.Update(msg)
	s.form = m.(*huh.Form)
	if s.form.State == huh.StateCompleted {
		s.pair.Mentor, s.pair.Mentee = clean.Line(s.pair.Mentor), clean.Line(s.pair.Mentee)
		return tea.Batch(cmd, env.Host.Go(&WhoSees{pair: s.pair}))
	}
	return cmd
}

// WhoSees asks whether both look at this screen, which sets the view.
type WhoSees struct{ pair NewPair }

// Name implements Screen.
func (*WhoSees) Name() string { return "who-sees" }

// Page implements Screen.
func (s *WhoSees) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("setup.where"), Picks: true}
	b := &p.Body
	b.title(env, w, env.T("setup.sees"))
	b.Blank()
	b.choice(env, w, ViewShared, env.T("setup.sees-both"), env.T("setup.sees-both-why"))
	b.Blank()
	b.choice(env, w, ViewMentor, env.T("setup.sees-mentor", "Name", s.pair.Mentor), env.T("setup.sees-mentor-why"))
	p.Buttons = []Button{{ID: "pick", Label: env.T("keys.choose"), Key: env.T("key.enter")}}
	return p
}

// Press implements Screen.
func (s *WhoSees) Press(env *Env, id string) tea.Cmd {
	s.pair.View = id
	return env.Host.Go(&WhoseComputer{pair: s.pair})
}

// WhoseComputer asks who owns the computer: the private file is theirs.
type WhoseComputer struct{ pair NewPair }

// Name implements Screen.
func (*WhoseComputer) Name() string { return "whose" }

// Page implements Screen.
func (s *WhoseComputer) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("setup.where"), Picks: true}
	b := &p.Body
	b.title(env, w, env.T("setup.whose"))
	b.Blank()
	b.para(env, w, env.T("setup.whose-why"))
	b.Blank()
	if env.Sel == "" {
		env.Sel = env.Settings.Role
	}
	b.choice(env, w, "mentor", env.T("setup.whose-person", "Name", s.pair.Mentor), "")
	b.choice(env, w, "mentee", env.T("setup.whose-person", "Name", s.pair.Mentee), "")
	b.choice(env, w, "nobody", env.T("setup.whose-nobody"), "")
	p.Buttons = []Button{{ID: "pick", Label: env.T("keys.choose"), Key: env.T("key.enter")}}
	return p
}

// Press implements Screen.
func (s *WhoseComputer) Press(env *Env, id string) tea.Cmd {
	s.pair.Owner = id
	return env.Host.Go(&Privacy{pair: s.pair})
}

// Privacy says once, as it is, who can read what; then the pair is made.
type Privacy struct{ pair NewPair }

// Name implements Screen.
func (*Privacy) Name() string { return "privacy" }

// Page implements Screen.
func (s *Privacy) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("setup.where"), Read: true}
	b := &p.Body
	b.title(env, w, env.T("privacy.title"))
	b.Blank()
	b.Add(env.Markdown(env.T("privacy.words"), w)...)
	p.Buttons = []Button{{ID: "make", Label: env.T("privacy.make"), Key: env.T("key.enter")}}
	return p
}

// Press implements Screen.
func (s *Privacy) Press(env *Env, id string) tea.Cmd { return env.Host.CreatePair(s.pair) }
