package screen

import (
	"slices"
	"strconv"
	"strings"

	"binome/storage"
	"binome/storage/clean"
	"binome/storage/progress"
	"binome/tui/page"
)

// Setup asks who the two are and what each reads; then who sees this screen, whose
// computer it is, and who can read what. What was typed stays when one goes back.
type Setup struct {
	stage setupStage
	pair  NewPair
	known NewPair // whoever has a pair here already need not type their name again
}

type setupStage string

const (
	setupNames   setupStage = "names"
	setupSees    setupStage = "sees"
	setupWhose   setupStage = "whose"
	setupPrivacy setupStage = "privacy"
)

// NewSetup begins with the names.
func NewSetup(env *Env) *Setup {
	s := &Setup{stage: setupNames}
	s.pair.MentorLanguage, s.pair.MenteeLanguage = env.Lang(), env.Lang()
	switch env.Settings.Role {
	case progress.Mentor:
		s.known.Mentor = env.Settings.Name
	case progress.Mentee:
		s.known.Mentee = env.Settings.Name
	}
	return s
}

// Page implements Screen.
func (s *Setup) Page(env *Env) page.Page {
	p := page.Page{Name: "setup:" + string(s.stage), Where: env.T("setup.where"), Back: "before"}
	switch s.stage {
	case setupNames:
		s.names(env, &p)
	case setupSees:
		p.Picks = true
		p.Title(env.T("setup.sees"))
		p.Choice("sees:"+ViewShared, env.T("setup.sees-both"), env.T("setup.sees-both-why"))
		p.Choice("sees:"+ViewMentor, env.T("setup.sees-mentor", "Name", s.pair.Mentor), env.T("setup.sees-mentor-why"))
		p.Do("pick", env.T("keys.choose"), "c")
	case setupWhose:
		p.Picks = true
		p.Title(env.T("setup.whose"))
		p.Para(env.T("setup.whose-why"))
		p.Choice("whose:"+storage.Mentor, env.T("setup.whose-person", "Name", s.pair.Mentor), "")
		p.Choice("whose:"+storage.Mentee, env.T("setup.whose-person", "Name", s.pair.Mentee), "")
		p.Choice("whose:"+storage.Nobody, env.T("setup.whose-nobody"), "")
		if env.Settings.Role != "" {
			p.Row = "whose:" + env.Settings.Role
		}
		p.Do("pick", env.T("keys.choose"), "c")
	case setupPrivacy:
		p.Read = true
		p.Title(env.T("privacy.title"))
		p.Para(env.T("privacy.words"))
		p.Para(env.T("privacy.programme"))
		p.DoLast("make", env.T("privacy.make"), "c")
	}
	p.Do("before", env.T("keys.back"), "b")
	return p
}

func (s *Setup) names(env *Env, p *page.Page) {
	p.Title(env.T("setup.title"))
	langs := env.All.Languages()
	person := func(id, lang, known string) {
		p.Entry(page.Field{ID: id, Label: env.T("setup." + id), Hint: env.T("setup." + id + "-hint"), Start: known, Most: storage.MaxName})
		b := page.Block{Kind: page.Turn, ID: id + "-lang", Label: env.T("setup.language"), At: slices.Index(langs, lang)}
		for _, l := range langs {
			b.Values = append(b.Values, env.Words.LanguageName(l))
		}
		p.Add(b)
	}
	person(storage.Mentor, s.pair.MentorLanguage, s.known.Mentor)
	person(storage.Mentee, s.pair.MenteeLanguage, s.known.Mentee)
	p.Do("next", env.T("setup.next"), "c")
}

// Press implements Screen.
func (s *Setup) Press(env *Env, id string) {
	key, value, _ := strings.Cut(id, ":")
	switch key {
	case storage.Mentor + "-lang", storage.Mentee + "-lang":
		langs := env.All.Languages()
		if i, err := strconv.Atoi(value); err == nil && i >= 0 && i < len(langs) {
			if key == storage.Mentor+"-lang" {
				s.pair.MentorLanguage = langs[i]
			} else {
				s.pair.MenteeLanguage = langs[i]
			}
		}
	case "next":
		mentor, mentee := clean.Line(strings.TrimSpace(env.Typed[storage.Mentor])), clean.Line(strings.TrimSpace(env.Typed[storage.Mentee]))
		if mentor == "" || mentee == "" {
			env.Host.Say(env.T("setup.need-name"))
			return
		}
		s.pair.Mentor, s.pair.Mentee = mentor, mentee
		s.stage = setupSees
	case "sees":
		s.pair.View, s.stage = value, setupWhose
	case "whose":
		s.pair.Owner, s.stage = value, setupPrivacy
	case "make":
		env.Host.CreatePair(s.pair)
	case "before":
		all := []setupStage{setupNames, setupSees, setupWhose, setupPrivacy}
		if i := slices.Index(all, s.stage); i > 0 {
			s.stage = all[i-1]
			return
		}
		env.Host.Back()
	}
}

// Welcome is what an empty data folder opens with: what this is, in the language of
// the environment, and the way into the other one.
type Welcome struct{}

// Page implements Screen.
func (*Welcome) Page(env *Env) page.Page {
	p := page.Page{Name: "welcome", Where: env.T("welcome.where"), Read: true}
	p.Add(page.Block{Kind: page.Logo})
	p.Title(env.T("welcome.what"))
	p.Gap()
	p.Quiet(env.T("welcome.keys"))
	p.Do("begin", env.T("welcome.begin"), "c")
	for i, lang := range env.All.Languages() {
		if lang != env.Lang() {
			p.Do("lang:"+lang, env.Words.LanguageName(lang), strconv.Itoa(i+1))
		}
	}
	return p
}

// Press implements Screen.
func (*Welcome) Press(env *Env, id string) {
	if id == "begin" {
		env.Host.Go(NewSetup(env))
	}
	if lang, ok := strings.CutPrefix(id, "lang:"); ok {
		env.Host.SetLanguage(lang)
	}
}
