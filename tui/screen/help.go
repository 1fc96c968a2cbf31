package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/tui/widget"
)

// Help shows the keys and a word on what each does.
type Help struct{}

// Name implements Screen.
func (*Help) Name() string { return "help" }

// Page implements Screen.
func (*Help) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("help.where")}
	b := &p.Body
	b.title(env, w, env.T("help.title"))
	b.Blank()
	b.para(env, w, env.T("help.first"))
	b.Blank()
	for _, row := range env.Keys.Table() {
		var names []string
		for _, k := range row.Keys {
			if len([]rune(k)) > 1 {
				k = env.T(k)
			}
			names = append(names, k)
		}
		const column = 15
		key := strings.Join(names, " ")
		if widget.Width(key) >= column {
			b.Add(env.Theme.Key.Render(key))
			key = ""
		}
		b.Add(widget.WrapHang(env.T(row.Does), measure(w), env.Theme.Key.Render(widget.Pad(key, column)), strings.Repeat(" ", column))...)
	}
	b.Blank()
	b.para(env, w, env.T("help.mouse"))
	b.Blank()
	b.Add(env.Markdown(env.T("help.files"), w)...)
	p.Buttons = []Button{{ID: "back", Label: env.T("keys.back"), Key: env.T("key.enter")}}
	return p
}

// Press implements Screen.
func (*Help) Press(env *Env, id string) tea.Cmd { return env.Host.Back() }
