package screen

import (
	"strconv"
	"strings"

	"binome/storage"
	"binome/storage/progress"
	"binome/tui/page"
)

// Own is what belongs to this computer's owner alone: their notes, and for a mentor how
// sure they are of three things. It is shown only while the owner sits here alone.
type Own struct {
	entries []storage.Entry
	err     error
	asking  int // which of the mentor's questions; -1 for none
	value   int // chosen, not kept yet; -1 for none
}

// The mentor's three questions, as entries name them.
func mentorTopics() []string { return []string{"contradict", "dont-know", "no-jargon"} }

// ownersOwn reports whether the computer's owner sits here alone.
func ownersOwn(env *Env) bool {
	owner := env.Settings.Owner
	return (owner == progress.Mentor || owner == progress.Mentee) && env.View == owner
}

// OpenOwn goes there, or says why not.
func OpenOwn(env *Env) {
	switch owner := env.Settings.Owner; {
	case owner != progress.Mentor && owner != progress.Mentee:
		env.Host.Say(env.T("own.nobodys"))
	case env.View == ViewShared:
		env.Host.Say(env.T("own.shared", "Name", env.Name(owner)))
	case env.View != owner:
		env.Host.Say(env.T("own.guest", "Name", env.Name(owner)))
	default:
		env.Host.Go(&Own{asking: -1, value: -1})
	}
}

// PrivateMsg is the owner's file.
type PrivateMsg struct {
	Entries []storage.Entry
	Err     error
}

// Enter reads the file.
func (s *Own) Enter(env *Env) { env.Host.Private() }

// Receive implements Receiver.
func (s *Own) Receive(env *Env, msg any) {
	if m, ok := msg.(PrivateMsg); ok {
		s.entries, s.err = m.Entries, m.Err
	}
}

// Page implements Screen.
func (s *Own) Page(env *Env) page.Page {
	p := page.Page{Name: "own:" + strconv.Itoa(s.asking), Where: env.T("own.where"), Back: "back"}
	if !ownersOwn(env) { // somebody else looks now
		p.Para(env.T("own.shared", "Name", env.Name(env.Settings.Owner)))
		p.Do("back", env.T("keys.back"), "b")
		return p
	}
	p.Title(env.T("own.title", "Name", env.Name(env.Settings.Owner)))
	if s.asking >= 0 {
		p.Para(env.T("own.topic." + mentorTopics()[s.asking]))
		p.Quiet(env.T("confidence.scale"))
		scale(env, &p, s.value)
		p.Do("skip", env.T("keys.skip"), "s")
		p.Back = "stop"
		return p
	}
	p.Quiet(env.T("own.what"))
	if s.err != nil {
		p.Toned(page.Warn, env.T("own.failed", "Why", s.err.Error()))
	}
	p.Heading(env.T("own.notes"))
	s.notes(env, &p)
	p.Do("note", env.T("own.note"), "w")
	if env.Settings.Owner == progress.Mentor {
		p.Heading(env.T("own.sure"))
		s.sureness(env, &p)
		p.Do("ask", env.T("own.ask"), "v")
	}
	p.Do("back", env.T("keys.back"), "b")
	return p
}

func (s *Own) notes(env *Env, p *page.Page) {
	none := true
	for _, e := range s.entries {
		if e.Kind == storage.KindNote {
			p.Point(page.Bullet, joined(env.Words.Date(e.At), strings.ReplaceAll(e.Text, "\n", " ")))
			none = false
		}
	}
	if none {
		p.Quiet(env.T("own.no-notes"))
	}
}

// sureness is each question's answers over time, as numbers in a row: no picture that
// judges, no mean.
func (s *Own) sureness(env *Env, p *page.Page) {
	for _, topic := range mentorTopics() {
		var row []string
		for _, e := range s.entries {
			if e.Kind == storage.KindConfidence && e.Topic == topic {
				row = append(row, strconv.Itoa(e.Value))
			}
		}
		said := env.T("own.not-asked")
		if len(row) > 0 {
			said = strings.Join(row, ", ")
		}
		p.Point(page.Bullet, joined(env.T("own.topic."+topic), said))
	}
}

// Press implements Screen.
func (s *Own) Press(env *Env, id string) {
	if n, ok := chosen(id); ok {
		s.value = n
		return
	}
	switch id {
	case "note":
		env.Host.Go(&Write{
			Draft: "own-note", Title: env.T("own.note"), Hint: env.T("own.hint"), Lines: true,
			Save: func(env *Env, text string) {
				env.Host.SavePrivate(storage.Entry{Kind: storage.KindNote, Text: text, By: env.Settings.Owner})
			},
		})
	case "ask":
		s.asking, s.value = 0, -1
	case "stop":
		s.asking = -1
	case "sure":
		if s.value >= 0 {
			env.Host.SavePrivate(storage.Entry{
				Kind: storage.KindConfidence, Who: progress.Mentor, By: progress.Mentor, Topic: mentorTopics()[s.asking], Value: s.value,
			})
			s.next()
		}
	case "skip":
		s.next()
	case "back":
		env.Host.Back()
	}
}

func (s *Own) next() {
	s.value = -1
	if s.asking++; s.asking >= len(mentorTopics()) {
		s.asking = -1
	}
}
