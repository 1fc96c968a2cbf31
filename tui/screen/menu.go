package screen

import (
	"strings"

	"binome/tui/page"
)

// Menu is the way to everything that isn't on the page in front, in groups, with the same
// letters in both languages.
type Menu struct{}

type menuLine struct {
	id, letter string
	there      func(env *Env) bool
	do         func(env *Env)
}

func paired(env *Env) bool { return env.PairID != "" && env.Drafts == nil }
func always(*Env) bool     { return true }

// lines are ten at most; "" parts two groups.
func (*Menu) lines() []menuLine {
	return []menuLine{
		{"today", "t", paired, func(env *Env) { env.Host.Home() }},
		{"outline", "o", paired, func(env *Env) { env.Host.Go(NewOutline()) }},
		{"prepare", "p", func(env *Env) bool { return paired(env) && env.View != ViewMentee }, func(env *Env) { env.Host.Go(&Prepare{}) }},
		{},
		{"progress", "v", paired, func(env *Env) { env.Host.Go(&ProgressMap{}) }},
		{"notes", "x", paired, func(env *Env) { env.Host.Go(NewNotes()) }},
		{"words", "w", always, func(env *Env) { env.Host.Go(NewWords(PlaceOf(env.Host.Top()))) }},
		{},
		{"invite", "i", func(env *Env) bool { return paired(env) && env.Inviter != nil }, OpenInvite},
		{"pairs", "a", func(env *Env) bool { return env.Drafts == nil }, func(env *Env) { env.Host.Go(&Pairs{}) }},
		{"settings", "s", always, func(env *Env) { env.Host.Go(&SettingsPage{}) }},
		{"leave", "q", always, func(env *Env) { env.Host.Go(&Leave{}) }},
	}
}

// Page implements Screen.
func (s *Menu) Page(env *Env) page.Page {
	p := page.Page{Name: "menu", Over: true, Picks: true, Back: "cancel"}
	p.Title(env.T("menu.title"))
	for _, l := range s.lines() {
		switch {
		case l.id == "":
			p.Gap()
		case l.there(env):
			p.Add(page.Block{Kind: page.Choice, ID: "go:" + l.id, Letter: l.letter, Text: env.T("menu." + l.id)})
			p.Actions = append(p.Actions, page.Action{ID: "go:" + l.id, Label: env.T("menu." + l.id), Letter: l.letter, Hidden: true})
		}
	}
	choosing(env, &p)
	return p
}

// Press implements Screen.
func (s *Menu) Press(env *Env, id string) {
	env.Host.Back()
	for _, l := range s.lines() {
		if id == "go:"+l.id && l.id != "" {
			l.do(env)
		}
	}
}

// Leave says that all is saved, or what isn't.
type Leave struct{}

// Page implements Screen.
func (*Leave) Page(env *Env) page.Page {
	p := page.Page{Name: "leave", Over: true, Back: "cancel"}
	p.Title(env.T("leave.title"))
	switch {
	case env.State != nil && env.State.Unsaved > 0:
		p.Toned(page.Warn, env.Words.N("leave.unsaved", env.State.Unsaved))
		if env.State.SaveErr != nil {
			p.Quiet(env.Why(env.State.SaveErr))
		}
		p.Para(env.T("leave.unsaved-why"))
	case env.PairID == "":
		p.Para(env.T("leave.nothing"))
	case HourNow(env) == nil:
		p.Para(env.T("leave.saved-between"))
	default:
		p.Para(env.T("leave.saved"))
	}
	if n := env.Host.Begun(); n > 0 {
		p.Toned(page.Warn, env.Words.N("leave.drafts", n))
	}
	p.Do("leave", env.T("leave.do"), "y")
	p.Do("cancel", env.T("leave.not"), "b")
	return p
}

// Press implements Screen.
func (*Leave) Press(env *Env, id string) {
	if id == "leave" {
		Unbegin(env)
		env.Host.Quit()
		return
	}
	env.Host.Back()
}

// Help shows the keys and a word on what each does.
type Help struct {
	Rows []KeyRow
}

// A KeyRow is keys and what they do.
type KeyRow struct{ Keys, Does string }

// Page implements Screen.
func (s *Help) Page(env *Env) page.Page {
	p := page.Page{Name: "help", Where: env.T("help.where"), Read: true}
	p.Title(env.T("help.title"))
	p.Para(env.T("help.first"))
	for _, r := range s.Rows {
		p.Add(page.Block{Kind: page.Keys, Label: r.Keys, Text: r.Does})
	}
	p.Para(env.T("help.letters"))
	p.Heading(env.T("help.signs"))
	signs := page.Block{Kind: page.Legend}
	for _, s := range []page.Sign{page.Begun, page.Walked, page.ToCome, page.LeftOut, page.Chosen, page.Speaks, page.Both, page.Target, page.Warning} {
		signs.Rows = append(signs.Rows, page.Row{Sign: s, Name: env.T("help.sign-" + string(s))})
	}
	p.Add(signs, rungLegend(env))
	p.Para(env.T("help.mouse"))
	p.Markdown(env.T("help.files"))
	p.Do("back", env.T("keys.back"), "b")
	return p
}

// Press implements Screen.
func (*Help) Press(env *Env, id string) { env.Host.Back() }

// asideIndex is which of the questions for later an id is of; -1 for none.
func asideIndex(env *Env, id string) int {
	n, ok := strings.CutPrefix(id, "aside:")
	if !ok {
		return -1
	}
	for i := range env.Asides {
		if n == asideID(i) {
			return i
		}
	}
	return -1
}
