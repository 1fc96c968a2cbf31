package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Welcome is what an empty data folder opens with: what this is, in the language of
// the environment, and the way into the other one.
type Welcome struct{}

// Name implements Screen.
func (*Welcome) Name() string { return "welcome" }

// Page implements Screen.
func (*Welcome) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("welcome.where"), Read: true}
	b := &p.Body
	b.title(env, w, env.T("welcome.title"))
	b.Blank()
	b.para(env, w, env.T("welcome.what"))
	b.Blank()
	b.para(env, w, env.T("welcome.how"))
	b.Blank()
	b.dim(env, w, env.T("welcome.keys"))
	p.Buttons = []Button{{ID: "begin", Label: env.T("welcome.begin"), Key: env.T("key.enter")}}
	for _, lang := range env.All.Languages() {
		if lang != env.Lang() {
			p.Buttons = append(p.Buttons, Button{ID: "lang:" + lang, Label: env.Words.LanguageName(lang)})
		}
	}
	return p
}

// Press implements Screen.
func (*Welcome) Press(env *Env, id string) tea.Cmd {
	if id == "begin" {
		return env.Host.Go(NewSetup(env))
	}
	if lang, ok := strings.CutPrefix(id, "lang:"); ok {
		return env.Host.SetLanguage(lang)
	}
	return nil
}
