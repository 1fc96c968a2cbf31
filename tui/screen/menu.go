package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"binome/storage"
	"binome/storage/progress"
	"binome/tui/keys"
	"binome/tui/widget"
)

// Menu is everything that has no key of its own, by its first letter.
type Menu struct{}

type menuLine struct {
	id   string
	pair bool // needs an open pair
	room bool // and another terminal
	do   func(env *Env) tea.Cmd
}

func menuLines() []menuLine {
	return []menuLine{
		{"today", true, false, func(env *Env) tea.Cmd { return env.Host.Home() }},
		{"outline", true, false, func(env *Env) tea.Cmd { return env.Host.Go(NewOutline()) }},
		{"search", true, false, func(env *Env) tea.Cmd { return env.Host.Go(NewSearch()) }},
		{"progress", true, false, func(env *Env) tea.Cmd { return env.Host.Go(&ProgressMap{}) }},
		{"words", false, false, func(env *Env) tea.Cmd { return env.Host.Go(NewWords(placeOf(env.Host.Top()))) }},
		{"notes", true, false, func(env *Env) tea.Cmd { return env.Host.Go(NewNotes()) }},
		{"engage", true, false, func(env *Env) tea.Cmd { return env.Host.Open(newPromise(env, progress.Mentee, "", "")) }},
		{"word", true, false, openWord},
		{"moved", true, false, openMoved},
		{"own", true, false, OpenOwn},
		{"lead", true, true, func(env *Env) tea.Cmd { return env.Host.Lead() }},
		{"aside", true, true, OpenAside},
		{"invite", true, false, OpenInvite},
		{"undo", true, false, func(env *Env) tea.Cmd { return OpenUndo(env) }},
		{"language", false, false, nextLanguage},
		{"colours", false, false, nextTheme},
		{"view", true, false, func(env *Env) tea.Cmd { return env.Host.Open(&ViewDialog{}) }},
		{"settings", false, false, func(env *Env) tea.Cmd { return env.Host.Go(&SettingsPage{}) }},
		{"pairs", false, false, func(env *Env) tea.Cmd { return env.Host.Go(&Pairs{}) }},
		{"help", false, false, func(env *Env) tea.Cmd { return env.Host.Go(&Help{}) }},
		{"leave", false, false, func(env *Env) tea.Cmd { return env.Host.Open(&Leave{}) }},
	}
}

// there reports whether the line makes sense now.
func (l menuLine) there(env *Env) bool {
	return (!l.pair || env.PairID != "") && (!l.room || env.InRoom) && (l.id != "invite" || env.Inviter != nil)
}

// Sheet implements Dialog.
func (d *Menu) Sheet(env *Env, w, h int) Sheet {
	s := Sheet{Title: env.T("menu.title"), Picks: true}
	for _, l := range menuLines() {
		if !l.there(env) {
			continue
		}
		label := env.T("menu." + l.id)
		letter := env.T("menu-key." + l.id)
		after := ""
		switch l.id {
		case "language":
			after = env.Words.LanguageName(env.Lang())
		case "colours":
			after = env.T("theme." + env.Settings.Theme)
		case "view":
			after = env.T("view." + env.View)
		}
		cursor, style := "  ", env.Theme.Text
		if env.Sel == "" {
			env.Sel = l.id
		}
		if env.Sel == l.id {
			cursor, style = env.Theme.SelectedSign.Render(env.Theme.Sign.Cursor)+" ", env.Theme.Selected
		}
		line := cursor + env.Theme.Key.Render(letter) + "  " + widget.Paint(style, label)
		s.Body.Row(l.id, widget.Spread(line, env.Theme.Dim.Render(after), w, env.Theme.Sign.Ellipsis))
	}
	s.Buttons = choosing(env)
	return s
}

// Update implements Dialog.
func (d *Menu) Update(env *Env, msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	if env.Keys.Back.Matches(k) || env.Keys.Menu.Matches(k) && !isMenuLetter(env, k) {
		return env.Host.Close()
	}
	if letter, ok := keys.Letter(k); ok {
		for _, l := range menuLines() {
			if strings.EqualFold(env.T("menu-key."+l.id), letter) && l.there(env) {
				return d.Press(env, l.id)
			}
		}
	}
	return nil
}

func isMenuLetter(env *Env, k tea.KeyPressMsg) bool {
	letter, ok := keys.Letter(k)
	if !ok {
		return false
	}
	for _, l := range menuLines() {
		if strings.EqualFold(env.T("menu-key."+l.id), letter) && l.there(env) {
			return true
		}
	}
	return false
}

// Press implements Dialog.
func (d *Menu) Press(env *Env, id string) tea.Cmd {
	if id == "cancel" {
		return env.Host.Close()
	}
	for _, l := range menuLines() {
		if l.id == id {
			return tea.Batch(env.Host.Close(), l.do(env))
		}
	}
	return nil
}

func nextLanguage(env *Env) tea.Cmd {
	langs := env.All.Languages()
	for i, l := range langs {
		if l == env.Lang() {
			return env.Host.SetLanguage(langs[(i+1)%len(langs)])
		}
	}
	return env.Host.SetLanguage(langs[0])
}

func nextTheme(env *Env) tea.Cmd { return env.Host.Open(&ThemeDialog{}) }

// choosing is the buttons of a dialog in which one row is chosen.
func choosing(env *Env) []Button {
	return []Button{
		{ID: "pick", Label: env.T("keys.choose"), Key: env.T("key.enter")},
		{ID: "cancel", Label: env.T("keys.back"), Key: env.T("key.esc")},
	}
}

// listSheet is a dialog of rows; one is chosen.
func listSheet(env *Env, w int, title string, ids []string, label, after func(id string) string) Sheet {
	s := Sheet{Title: title, Picks: true}
	for _, id := range ids {
		if env.Sel == "" {
			env.Sel = id
		}
		s.Body.choice(env, w, id, label(id), after(id))
	}
	s.Buttons = choosing(env)
	return s
}

func closeOnBack(env *Env, msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok && env.Keys.Back.Matches(k) {
		return env.Host.Close()
	}
	return nil
}

// ThemeDialog chooses the colours.
type ThemeDialog struct{}

// Sheet implements Dialog.
func (*ThemeDialog) Sheet(env *Env, w, h int) Sheet {
	if env.Sel == "" {
		env.Sel = env.Settings.Theme
	}
	return listSheet(env, w, env.T("theme.title"), []string{"auto", "light", "dark", "contrast", "plain"},
		func(id string) string { return env.T("theme." + id) }, func(string) string { return "" })
}

// Update implements Dialog.
func (*ThemeDialog) Update(env *Env, msg tea.Msg) tea.Cmd { return closeOnBack(env, msg) }

// Press implements Dialog.
func (*ThemeDialog) Press(env *Env, id string) tea.Cmd {
	if id == "cancel" {
		return env.Host.Close()
	}
	return tea.Batch(env.Host.Close(), env.Host.SetTheme(id))
}

// ViewDialog says who looks at this screen.
type ViewDialog struct{}

// Sheet implements Dialog.
func (*ViewDialog) Sheet(env *Env, w, h int) Sheet {
	if env.Sel == "" {
		env.Sel = env.View
	}
	return listSheet(env, w, env.T("view.title"), []string{ViewShared, ViewMentor, ViewMentee},
		func(id string) string { return env.T("view."+id, "Mentor", env.Mentor(), "Mentee", env.Mentee()) },
		func(id string) string { return env.T("view.why." + id) })
}

// Update implements Dialog.
func (*ViewDialog) Update(env *Env, msg tea.Msg) tea.Cmd { return closeOnBack(env, msg) }

// Press implements Dialog.
func (*ViewDialog) Press(env *Env, id string) tea.Cmd {
	if id == "cancel" {
		return env.Host.Close()
	}
	return tea.Batch(env.Host.Close(), env.Host.SetView(id))
}

// Undo names what it will take back and waits for enter.
type Undo struct{ entry storage.Entry }

// OpenUndo asks, or says that there is nothing.
func OpenUndo(env *Env) tea.Cmd {
	if env.Prog == nil || env.Prog.Undo == nil {
		env.Host.Say(env.T("undo.nothing"))
		return nil
	}
	return env.Host.Open(&Undo{entry: *env.Prog.Undo})
}

// Sheet implements Dialog.
func (d *Undo) Sheet(env *Env, w, h int) Sheet {
	s := Sheet{Title: env.T("undo.title")}
	s.Body.para(env, w, Describe(env, d.entry))
	s.Body.Blank()
	s.Body.dim(env, w, env.T("undo.kept"))
	s.Buttons = []Button{
		{ID: "undo", Label: env.T("undo.do"), Key: env.T("key.enter")},
		{ID: "cancel", Label: env.T("undo.not"), Key: env.T("key.esc")},
	}
	return s
}

// Update implements Dialog.
func (d *Undo) Update(env *Env, msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok && env.Keys.Primary.Matches(k) {
		return d.Press(env, "undo")
	}
	return closeOnBack(env, msg)
}

// Press implements Dialog.
func (d *Undo) Press(env *Env, id string) tea.Cmd {
	if id == "undo" {
		save(env, storage.Entry{Kind: storage.KindRetract, Of: d.entry.ID})
		env.Host.Say(env.T("undo.done", "What", Describe(env, d.entry)))
	}
	return env.Host.Close()
}

// Describe says what an entry records, in one line.
func Describe(env *Env, e storage.Entry) string {
	return progress.Teller{Progress: env.Prog, Curriculum: env.Cur, Words: env.Words, Zone: env.Now().Location()}.Tell(e)
}

// Leave says that all is saved, or what isn't, and waits for enter.
type Leave struct{}

// Sheet implements Dialog.
func (*Leave) Sheet(env *Env, w, h int) Sheet {
	s := Sheet{Title: env.T("leave.title")}
	unsaved := env.State != nil && env.State.Unsaved > 0
	switch {
	case unsaved:
		s.Body.styled(env.Theme.Unsaved, w, env.Words.N("leave.unsaved", env.State.Unsaved))
		if env.State.SaveErr != nil {
			s.Body.dim(env, w, env.Why(env.State.SaveErr))
		}
		s.Body.para(env, w, env.T("leave.unsaved-why"))
	case env.PairID == "":
		s.Body.para(env, w, env.T("leave.nothing"))
	default:
		s.Body.para(env, w, env.T("leave.saved"))
	}
	if len(env.Drafts) > 0 {
		s.Body.Blank()
		s.Body.styled(env.Theme.Warning, w, env.Words.N("leave.drafts", len(env.Drafts)))
	}
	s.Buttons = []Button{
		{ID: "leave", Label: env.T("leave.do"), Key: env.T("key.enter")},
		{ID: "cancel", Label: env.T("leave.not"), Key: env.T("key.esc")},
	}
	return s
}

// Update implements Dialog.
func (d *Leave) Update(env *Env, msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok && env.Keys.Primary.Matches(k) {
		return d.Press(env, "leave")
	}
	return closeOnBack(env, msg)
}

// Press implements Dialog.
func (d *Leave) Press(env *Env, id string) tea.Cmd {
	if id == "leave" {
		return env.Host.Quit()
	}
	return env.Host.Close()
}
