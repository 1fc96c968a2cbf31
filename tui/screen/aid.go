package screen

import (
	"fmt"
	"strings"
	"time"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/tui/page"
)

// Aid is a count in sight, or a text that scrolls by as it is read aloud. A key starts and
// stops it; it makes no sound, nothing blinks, and nothing of it is kept.
type Aid struct {
	name   string // block.Timer, block.Prompter
	words  string // a paragraph a line
	length time.Duration
	gone   time.Duration // in the runs that were stopped
	since  time.Time     // when this run began; zero while it stands still
}

// Ticker is a screen on which something moves by itself, once a second.
type Ticker interface{ Ticks(env *Env) bool }

// Ticks implements Ticker.
func (s *Aid) Ticks(env *Env) bool { return !s.since.IsZero() && s.run(env) < s.length }

// run is how much of it is over.
func (s *Aid) run(env *Env) time.Duration {
	gone := s.gone
	if !s.since.IsZero() {
		gone += env.Now().Sub(s.since)
	}
	return max(0, min(gone, s.length))
}

// openAid opens what the step asks for.
func openAid(env *Env, text *curriculum.Text, step *curriculum.Step) {
	if b := step.Aid(); b != nil {
		env.Host.Go(&Aid{name: b.Name, words: env.typo(text.Lang, b.Text), length: time.Duration(b.N) * time.Second})
	}
}

// aidWord is what opening it is called; letter "y" is free on all pages of a lesson.
func aidWord(env *Env, b *block.Block) string { return env.T("aid.open-" + strings.ToLower(b.Name)) }

// Page implements Screen.
func (s *Aid) Page(env *Env) page.Page {
	p := page.Page{Name: "aid:" + strings.ToLower(s.name), Where: env.T("callout." + strings.ToLower(s.name)), Back: "back"}
	gone := s.run(env)
	left := clock(s.length - gone)
	p.Title(env.T("callout." + strings.ToLower(s.name)))
	when := page.Block{Kind: page.When, Label: left, Text: env.T("aid.left", "Left", left, "All", clock(s.length))}
	if gone == s.length {
		when.Text = env.T("aid.up")
	}
	p.Add(when)
	if s.name == block.Prompter {
		p.Add(page.Block{Kind: page.Prompt, Text: s.words, Number: int(gone / time.Second), To: int(s.length / time.Second)})
	} else {
		p.Para(s.words)
	}
	if env.Linear {
		p.Quiet(env.T("aid.how-linear"))
	} else {
		p.Quiet(env.T("aid.how"))
	}
	switch {
	case gone == s.length:
		p.Do("again", env.T("aid.again"), "c")
	case s.since.IsZero():
		p.Do("start", env.T("aid.start"), "c")
	default:
		p.Do("stop", env.T("aid.stop"), "c")
	}
	if env.Linear {
		p.Do("count", env.T("aid.count"), "h")
	}
	if s.since.IsZero() && gone > 0 && gone < s.length {
		p.Do("again", env.T("aid.again"), "d")
	}
	if s.name == block.Prompter && s.since.IsZero() {
		p.Do("own", env.T("aid.own"), "w")
	}
	p.Do("back", env.T("keys.back"), "b")
	return p
}

// clock is minutes and seconds, begun seconds counted.
func clock(d time.Duration) string {
	s := int((d + time.Second - 1) / time.Second)
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// Press implements Screen.
func (s *Aid) Press(env *Env, id string) {
	switch id {
	case "start":
		s.since = env.Now()
	case "again":
		s.gone, s.since = 0, env.Now()
	case "stop":
		s.gone, s.since = s.run(env), time.Time{}
	case "own":
		env.Host.Go(&Write{
			Draft: "prompter", Title: env.T("aid.own"), Hint: env.T("aid.own-hint"), Do: env.T("aid.own-take"),
			Save: func(env *Env, text string) {
				s.words, s.gone, s.since = strings.TrimSpace(text), 0, time.Time{}
				env.Host.Saved("prompter")
				env.Host.Say(env.T("aid.own-taken"))
			},
		})
	case "back":
		env.Host.Back()
	}
}
