package screen

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/tui/widget"
)

// asides are the mentee's questions for later, in the mentor's guide.
func (b *Body) asides(env *Env, w int) {
	if len(env.Asides) == 0 {
		return
	}
	bar := env.Theme.GuideBar.Render(env.Theme.Sign.Guide) + " "
	for _, l := range widget.Wrap(env.T("aside.title", "Name", env.Mentee()), w-2) {
		b.Add(bar + env.Theme.GuideTitle.Render(l))
	}
	for i, a := range env.Asides {
		var lines []string
		for _, l := range widget.Wrap(quoted(env, a), w-2) {
			lines = append(lines, bar+l)
		}
		b.Spot("aside:"+strconv.Itoa(i), lines...)
	}
	for _, l := range widget.Wrap(env.T("aside.how", "Key", env.Keys.Aside.Names[0]), w-2) {
		b.Add(bar + env.Theme.Dim.Render(l))
	}
	b.Blank()
}

// OpenAside is a: the mentee asks, the mentor looks at what was asked.
func OpenAside(env *Env) tea.Cmd {
	switch {
	case env.View == ViewMentee && env.InRoom:
		return env.Host.Open(newAside(env))
	case len(env.Asides) > 0:
		return env.Host.Open(&Asides{})
	case env.InRoom:
		env.Host.Say(env.T("aside.none"))
	default:
		env.Host.Say(env.T("room.alone"))
	}
	return nil
}

func newAside(env *Env) *Write {
	return NewWrite(env, Writing{
		Key: "aside", Title: env.T("aside.ask"), Hint: env.T("aside.hint", "Name", env.Mentor()),
		Line: true, Required: true, Do: env.T("aside.send"),
		Save: func(env *Env, text string) tea.Cmd {
			env.Host.Say(env.T("aside.sent", "Name", env.Mentor()))
			env.Host.Ask(text)
			return nil
		},
	})
}

// Asides is the mentor's list of questions for later: enter says that one is covered.
type Asides struct{}

// Sheet implements Dialog.
func (*Asides) Sheet(env *Env, w, h int) Sheet {
	s := Sheet{Title: env.T("aside.title", "Name", env.Mentee()), Picks: true}
	for i, a := range env.Asides {
		id := "aside:" + strconv.Itoa(i)
		if env.Sel == "" {
			env.Sel = id
		}
		s.Body.choice(env, w, id, quoted(env, a), "")
	}
	s.Body.Blank()
	s.Body.dim(env, w, env.T("aside.kept-nowhere"))
	if len(env.Asides) == 0 {
		s.Picks = false
	} else {
		s.Buttons = append(s.Buttons, Button{ID: "pick", Label: env.T("aside.covered"), Key: env.T("key.enter")})
	}
	s.Buttons = append(s.Buttons, Button{ID: "cancel", Label: env.T("keys.back"), Key: env.T("key.esc")})
	return s
}

// Update implements Dialog.
func (d *Asides) Update(env *Env, msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok && env.Keys.Primary.Matches(k) {
		return env.Host.Close()
	}
	return closeOnBack(env, msg)
}

// Press implements Dialog.
func (d *Asides) Press(env *Env, id string) tea.Cmd {
	if cover(env, id) && len(env.Asides) > 1 {
		return nil
	}
	return env.Host.Close()
}

// cover dismisses the question of that id, if it is one.
func cover(env *Env, id string) bool {
	n, ok := strings.CutPrefix(id, "aside:")
	i, err := strconv.Atoi(n)
	if !ok || err != nil || i < 0 || i >= len(env.Asides) {
		return false
	}
	env.Host.Cover(env.Asides[i])
	return true
}
