package screen

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/storage"
	"binome/storage/clean"
	"binome/storage/progress"
	"binome/tui/theme"
	"binome/tui/widget"
)

// SettingsPage changes how the coach behaves on this computer, and how the two are
// called. The arrows to the side change a value where it stands; what is changed is
// kept at once, in config.toml or, a name, in the pair's journal.
type SettingsPage struct{}

// A setting is one row: its values in the order the arrows go through them.
type setting struct {
	id     string
	values []string
	now    string
	word   func(value string) string
	set    func(value string) tea.Cmd
}

func settingsOf(env *Env) []setting {
	set, lengths := env.Settings, progress.Lengths()
	all := []setting{
		{"language", env.All.Languages(), env.Lang(), env.Words.LanguageName, env.Host.SetLanguage},
		{"theme", theme.Settings(), set.Theme, func(v string) string { return env.T("theme." + v) }, env.Host.SetTheme},
	}
	if env.PairID != "" {
		all = append(all,
			setting{"view", []string{ViewShared, ViewMentor, ViewMentee}, env.View,
				func(v string) string {
					return env.T("view."+v, "Mentor", env.Mentor(), "Mentee", env.Mentee())
				}, env.Host.SetView},
			setting{"owner", []string{"mentor", "mentee", "nobody"}, ownerOr(set.Owner), func(v string) string { return ownerWord(env, v) }, env.Host.SetOwner})
	}
	return append(all,
		numberSetting("rhythm", []int{7, 10, 14, 21, 28}, set.Rhythm,
			func(n int) string { return env.Words.N("settings.days", n) },
			func(n int) tea.Cmd { set.Rhythm = n; return env.Host.SetSettings(set) }),
		numberSetting("minutes", lengths[:], set.Minutes,
			func(n int) string { return env.T("today.minutes", "N", n) },
			func(n int) tea.Cmd { set.Minutes = n; return env.Host.SetSettings(set) }))
}

// numberSetting offers some numbers, and the one that is set whichever it is.
func numberSetting(id string, offered []int, now int, word func(int) string, set func(int) tea.Cmd) setting {
	if !slices.Contains(offered, now) {
		offered = append(offered, now)
		slices.Sort(offered)
	}
	s := setting{id: id, now: strconv.Itoa(now)}
	for _, n := range offered {
		s.values = append(s.values, strconv.Itoa(n))
	}
	number := func(v string) int { n, _ := strconv.Atoi(v); return n }
	s.word = func(v string) string { return word(number(v)) }
	s.set = func(v string) tea.Cmd { return set(number(v)) }
	return s
}

func ownerOr(owner string) string {
	if owner == "" {
		return "nobody"
	}
	return owner
}

func ownerWord(env *Env, owner string) string {
	switch owner {
	case progress.Mentor:
		return env.T("setup.whose-person", "Name", env.Mentor())
	case progress.Mentee:
		return env.T("setup.whose-person", "Name", env.Mentee())
	}
	return env.T("setup.whose-nobody")
}

// Name implements Screen.
func (*SettingsPage) Name() string { return "settings" }

// Page implements Screen.
func (s *SettingsPage) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("settings.where"), Picks: true}
	b := &p.Body
	b.title(env, w, env.T("settings.title"))
	b.Blank()
	for _, row := range settingsOf(env) {
		s.row(env, b, w, row.id, row.word(row.now), true)
	}
	if env.PairID != "" {
		b.heading(env, w, env.T("settings.names"))
		for _, who := range []string{progress.Mentor, progress.Mentee} {
			s.row(env, b, w, "name:"+who, env.Prog.Name(who), false)
		}
	}
	b.Blank()
	b.dim(env, w, env.T("settings.by-hand"))
	p.Buttons = []Button{
		{ID: "pick", Label: env.T("settings.change"), Key: env.T("key.enter")},
		{ID: "back", Label: env.T("keys.back"), Key: env.T("key.esc")},
	}
	p.Hints = []Hint{{"←→", env.T("settings.change-hint")}}
	return p
}

// row is a setting's name and its value, arrows about the value of the chosen one.
func (s *SettingsPage) row(env *Env, b *Body, w int, id, value string, arrows bool) {
	if env.Sel == "" {
		env.Sel = id
	}
	sign, style, around := "  ", env.Theme.Text, [2]string{"  ", ""}
	if env.Sel == id {
		sign, style = env.Theme.SelectedSign.Render(env.Theme.Sign.Cursor)+" ", env.Theme.Selected
		if arrows {
			around = [2]string{env.Theme.Sign.Left + " ", " " + env.Theme.Sign.Right}
		}
	}
	key, _, _ := strings.Cut(id, ":")
	label := env.T("settings." + key)
	if key == "name" {
		label = env.T("settings.the-" + strings.TrimPrefix(id, "name:"))
	}
	const column = 30
	label = sign + widget.Paint(style, label)
	if measure(w) >= 60 {
		label = widget.Pad(label, column)
	} else {
		label += " "
	}
	b.Row(id, widget.WrapHang(around[0]+widget.Paint(style, value)+around[1], measure(w), label, strings.Repeat(" ", min(widget.Width(label), 6)))...)
}

// Press implements Screen: enter and a click go on to the next value.
func (s *SettingsPage) Press(env *Env, id string) tea.Cmd {
	if id == "back" {
		return env.Host.Back()
	}
	if who, ok := strings.CutPrefix(id, "name:"); ok {
		return env.Host.Open(newName(env, who))
	}
	return s.step(env, id, 1, true)
}

// Key changes the chosen value with the arrows.
func (s *SettingsPage) Key(env *Env, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch {
	case env.Keys.Prev.Matches(msg):
		return s.step(env, env.Sel, -1, false), true
	case env.Keys.Next.Matches(msg):
		return s.step(env, env.Sel, 1, false), true
	}
	return nil, false
}

func (s *SettingsPage) step(env *Env, id string, by int, round bool) tea.Cmd {
	for _, row := range settingsOf(env) {
		if row.id != id {
			continue
		}
		n := len(row.values)
		to := slices.Index(row.values, row.now) + by
		if round {
			to = (to + n) % n
		}
		if to = max(0, min(to, n-1)); row.values[to] != row.now {
			return row.set(row.values[to])
		}
	}
	return nil
}

// newName is the dialog in which a name is put right: a new entry, the old one stays.
func newName(env *Env, who string) *Write {
	return NewWrite(env, Writing{
		Key: "name:" + who, Title: env.T("settings.name-of", "Role", env.T("settings.the-"+who)),
		Start: env.Prog.Name(who), Line: true, Required: true,
		Save: func(env *Env, text string) tea.Cmd {
			if text = clean.Line(text); text != env.Prog.Name(who) {
				save(env, storage.Entry{Kind: storage.KindName, Who: who, Name: text})
			}
			return nil
		},
	})
}
