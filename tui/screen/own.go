package screen

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/storage"
	"binome/storage/progress"
)

// Own is what belongs to this computer's owner alone: their notes, and for a mentor how
// sure they are of three things. It is offered only while the owner sits here alone.
type Own struct {
	entries []storage.Entry
	err     error
	asking  int // which of the mentor's questions; -1 for none
	value   int
}

// The mentor's three questions, as entries name them.
func mentorTopics() []string { return []string{"contradict", "dont-know", "no-jargon"} }

// OpenOwn goes there, or says why not.
func OpenOwn(env *Env) tea.Cmd {
	switch owner := env.Settings.Owner; {
	case owner != progress.Mentor && owner != progress.Mentee:
		env.Host.Say(env.T("own.nobodys"))
	case env.View == ViewShared:
		env.Host.Say(env.T("own.shared", "Name", firstName(env.Prog, owner, owner)))
	case env.View != owner:
		env.Host.Say(env.T("own.guest", "Name", firstName(env.Prog, owner, owner)))
	default:
		return env.Host.Go(&Own{asking: -1, value: 5})
	}
	return nil
}

// PrivateMsg is the owner's file.
type PrivateMsg struct {
	Entries []storage.Entry
	Err     error
}

// Name implements Screen.
func (s *Own) Name() string { return "own:" + strconv.Itoa(s.asking) }

// Enter reads the file.
func (s *Own) Enter(env *Env) tea.Cmd { return env.Host.Private() }

// Receive implements Receiver.
func (s *Own) Receive(env *Env, msg tea.Msg) tea.Cmd {
	if m, ok := msg.(PrivateMsg); ok {
		s.entries, s.err = m.Entries, m.Err
	}
	return nil
}

// Page implements Screen.
func (s *Own) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("own.where")}
	if env.View != env.Settings.Owner { // somebody else looks now
		p.Body.para(env, w, env.T("own.shared", "Name", firstName(env.Prog, env.Settings.Owner, "")))
		p.Buttons = []Button{{ID: "back", Label: env.T("keys.back"), Key: env.T("key.enter")}}
		return p
	}
	b := &p.Body
	b.title(env, w, env.T("own.title", "Name", firstName(env.Prog, env.Settings.Owner, "")))
	if s.asking >= 0 {
		s.question(env, b, w, &p)
		return p
	}
	b.dim(env, w, env.T("own.what"))
	if s.err != nil {
		b.styled(env.Theme.Warning, w, env.T("own.failed", "Why", s.err.Error()))
	}
	b.heading(env, w, env.T("own.notes"))
	b.notes(env, w, s.entries)
	p.Buttons = []Button{{ID: "note", Label: env.T("own.note"), Key: env.T("key.enter")}}
	if env.Settings.Owner == progress.Mentor {
		b.heading(env, w, env.T("own.sure"))
		b.sureness(env, w, s.entries)
		p.Buttons = append(p.Buttons, Button{ID: "ask", Label: env.T("own.ask")})
	}
	p.Buttons = append(p.Buttons, Button{ID: "back", Label: env.T("keys.back"), Key: env.T("key.esc")})
	return p
}

func (b *Body) notes(env *Env, w int, entries []storage.Entry) {
	none := true
	for _, e := range entries {
		if e.Kind == storage.KindNote {
			b.point(env, w, env.Theme.Sign.Bullet, joined(env, env.Words.Date(e.At), strings.ReplaceAll(e.Text, "\n", " ")))
			none = false
		}
	}
	if none {
		b.dim(env, w, env.T("own.no-notes"))
	}
}

// sureness is each question's answers over time, as numbers in a row: no picture that
// judges, no mean.
func (b *Body) sureness(env *Env, w int, entries []storage.Entry) {
	for _, topic := range mentorTopics() {
		var row []string
		for _, e := range entries {
			if e.Kind == storage.KindConfidence && e.Topic == topic {
				row = append(row, strconv.Itoa(e.Value))
			}
		}
		said := env.T("own.not-asked")
		if len(row) > 0 {
			said = strings.Join(row, " "+env.Theme.Sign.Arrow+" ")
		}
		b.point(env, w, env.Theme.Sign.Bullet, env.T("own.topic."+topic)+"  "+env.Theme.Strong.Render(said))
	}
}

func (s *Own) question(env *Env, b *Body, w int, p *Page) {
	b.Blank()
	b.para(env, w, env.T("own.topic."+mentorTopics()[s.asking]))
	b.dim(env, w, env.T("confidence.scale"))
	b.Blank()
	b.Add("  " + env.Theme.Accent.Render(env.T("confidence.value", "N", s.value)))
	p.Buttons = []Button{
		{ID: "sure", Label: env.T("confidence.keep", "N", s.value), Key: env.T("key.enter")},
		{ID: "less", Label: env.T("confidence.less"), Key: "←", Off: s.value == 0},
		{ID: "more", Label: env.T("confidence.more"), Key: "→", Off: s.value == 10},
		{ID: "skip", Label: env.T("keys.skip")},
	}
}

// Press implements Screen.
func (s *Own) Press(env *Env, id string) tea.Cmd {
	switch id {
	case "note":
		return env.Host.Open(NewWrite(env, Writing{
			Key: "own-note", Title: env.T("own.note"), Hint: env.T("own.hint"), Required: true,
			Save: func(env *Env, text string) tea.Cmd {
				return env.Host.SavePrivate(storage.Entry{Kind: storage.KindNote, Text: text, By: env.Settings.Owner})
			},
		}))
	case "ask":
		s.asking, s.value = 0, 5
	case "less":
		s.value = max(0, s.value-1)
	case "more":
		s.value = min(10, s.value+1)
	case "sure":
		topic := mentorTopics()[s.asking]
		value := s.value
		s.next()
		return env.Host.SavePrivate(storage.Entry{
			Kind: storage.KindConfidence, Who: progress.Mentor, By: progress.Mentor, Topic: topic, Value: value,
		})
	case "skip":
		s.next()
	case "back":
		return env.Host.Back()
	}
	return nil
}

func (s *Own) next() {
	s.value = 5
	if s.asking++; s.asking >= len(mentorTopics()) {
		s.asking = -1
	}
}

// Key moves the answer with the arrows.
func (s *Own) Key(env *Env, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if s.asking < 0 {
		return nil, false
	}
	switch {
	case env.Keys.Prev.Matches(msg):
		return s.Press(env, "less"), true
	case env.Keys.Next.Matches(msg):
		return s.Press(env, "more"), true
	}
	return nil, false
}

// Consent is the programme's question to each of the two: given, or taken back.
type Consent struct{}

// Name implements Screen.
func (*Consent) Name() string { return "consent" }

// Page implements Screen.
func (*Consent) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("consent.where"), Picks: true}
	b := &p.Body
	b.title(env, w, env.T("consent.title"))
	b.Blank()
	b.para(env, w, env.T("consent.what"))
	b.Blank()
	for _, role := range []string{progress.Mentor, progress.Mentee} {
		given, asked := env.Prog.Consent[role]
		word := env.T("consent.not-asked")
		switch {
		case given:
			word = env.T("consent.given")
		case asked:
			word = env.T("consent.withdrawn")
		}
		sign := env.Theme.Sign.BoxOpen
		if given {
			sign = env.Theme.Sign.BoxTicked
		}
		b.choice(env, w, "consent:"+role, sign+" "+firstName(env.Prog, role, role), word)
	}
	p.Buttons = []Button{
		{ID: "pick", Label: env.T("consent.change"), Key: env.T("key.enter")},
		{ID: "back", Label: env.T("keys.back"), Key: env.T("key.esc")},
	}
	return p
}

// Press implements Screen.
func (*Consent) Press(env *Env, id string) tea.Cmd {
	if role, ok := strings.CutPrefix(id, "consent:"); ok {
		save(env, storage.Entry{Kind: storage.KindConsent, Who: role, By: role, Given: !env.Prog.Consent[role]})
		return nil
	}
	return env.Host.Back()
}
