package screen

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"binome/storage"
	"binome/storage/clean"
	"binome/storage/progress"
	"binome/tui/page"
)

// SettingsPage changes how the coach behaves on this computer, and how the two are
// called. Each is a row whose value is turned where it stands; what is changed is kept at
// once, in config.toml or, a name, in the pair's journal.
type SettingsPage struct{}

// A setting is one row: its values in the order they are gone through.
type setting struct {
	id     string
	values []string
	now    string
	word   func(value string) string
	set    func(value string)
}

func settingsOf(env *Env) []setting {
	set, lengths := env.Settings, progress.Lengths()
	onOff := func(v string) string { return env.T("settings." + v) }
	all := []setting{
		{"language", env.All.Languages(), env.Lang(), env.Words.LanguageName, env.Host.SetLanguage},
		{"theme", storage.Choices("theme"), set.Theme, func(v string) string { return env.T("theme." + v) }, env.Host.SetTheme},
		{"mouse", storage.Choices("mouse"), map[bool]string{true: "on", false: "off"}[set.Mouse], onOff,
			func(v string) { set.Mouse = v == "on"; env.Host.SetSettings(set) }},
	}
	if env.PairID != "" {
		all = append(all,
			setting{"view", storage.Choices("view"), env.View,
				func(v string) string { return env.T("view."+v, "Mentor", env.Mentor(), "Mentee", env.Mentee()) }, env.Host.SetView},
			setting{"owner", storage.Choices("owner"), cmp.Or(set.Owner, storage.Nobody), func(v string) string { return ownerWord(env, v) }, env.Host.SetOwner})
	}
	return append(all,
		numberSetting("rhythm", []int{7, 10, 14, 21, 28}, set.Rhythm,
			func(n int) string { return env.Words.N("settings.days", n) },
			func(n int) { set.Rhythm = n; env.Host.SetSettings(set) }),
		numberSetting("minutes", lengths[:], set.Minutes,
			func(n int) string { return env.T("today.minutes", "N", n) },
			func(n int) { set.Minutes = n; env.Host.SetSettings(set) }))
}

// numberSetting offers some numbers, and the one that is set whichever it is.
func numberSetting(id string, offered []int, now int, word func(int) string, set func(int)) setting {
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
	s.set = func(v string) { set(number(v)) }
	return s
}

func ownerWord(env *Env, owner string) string {
	if owner == storage.Nobody {
		return env.T("setup.whose-nobody")
	}
	return env.T("setup.whose-person", "Name", env.Name(owner))
}

// Page implements Screen.
func (s *SettingsPage) Page(env *Env) page.Page {
	p := page.Page{Name: "settings", Where: env.T("settings.where"), Picks: true}
	p.Title(env.T("settings.title"))
	for _, row := range settingsOf(env) {
		b := page.Block{Kind: page.Turn, ID: row.id, Label: env.T("settings." + row.id), At: slices.Index(row.values, row.now)}
		for _, v := range row.values {
			b.Values = append(b.Values, row.word(v))
		}
		p.Add(b)
	}
	if env.PairID != "" {
		p.Heading(env.T("settings.names"))
		for _, who := range []string{progress.Mentor, progress.Mentee} {
			p.Choice("name:"+who, joined(env.T("settings.the-"+who), env.Prog.Name(who)), "")
		}
	}
	p.Quiet(env.T("settings.by-hand"))
	p.Do("pick", env.T("settings.change"), "c")
	p.Do("back", env.T("keys.back"), "b")
	return p
}

// Press implements Screen.
func (s *SettingsPage) Press(env *Env, id string) {
	if id == "back" {
		env.Host.Back()
		return
	}
	if who, ok := strings.CutPrefix(id, "name:"); ok {
		env.Host.Go(newName(env, who))
		return
	}
	key, n, _ := strings.Cut(id, ":")
	i, err := strconv.Atoi(n)
	for _, row := range settingsOf(env) {
		if row.id == key && err == nil && i >= 0 && i < len(row.values) && row.values[i] != row.now {
			row.set(row.values[i])
		}
	}
}

// newName is where a name is put right: a new entry, the old one stays.
func newName(env *Env, who string) *Write {
	return &Write{
		Draft: "name:" + who, Title: env.T("settings.name-of", "Role", env.T("settings.the-"+who)),
		Start: env.Prog.Name(who), Most: storage.MaxName,
		Save: func(env *Env, text string) {
			if text = clean.Line(text); text != env.Prog.Name(who) {
				save(env, storage.Entry{Kind: storage.KindName, Who: who, Name: text})
			}
		},
	}
}
