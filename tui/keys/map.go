package keys

import tea "charm.land/bubbletea/v2"

// A Map is every binding there is. Dialogs and menus add no keys of their own but the
// first letters of their lines ([Letter]).
type Map struct {
	Up, Down, PageUp, PageDown, Home, End Binding

	Prev, Next Binding // the step before and after; completes nothing
	Tick       Binding
	Primary    Binding // the button that is drawn as the one to press
	Back       Binding
	Guide      Binding
	Note       Binding
	Menu       Binding
	Help       Binding
	Undo       Binding
	Leave      Binding

	Lead   Binding // between two terminals: takes the lead, or hands it over
	Rejoin Binding // comes back to whoever leads
	Aside  Binding // a question for later: the mentee asks it, the mentor looks at it

	FocusNext, FocusPrev Binding // in dialogs and between fields
	NewLine              Binding // in a text of several lines, where enter is the button's
	Editor               Binding // there, writes it in $EDITOR
	Save                 Binding // there, keeps it
}

// Default is the key map of the coach.
func Default() Map {
	return Map{
		Up:       move("up", "key.up", tea.KeyUp, tea.KeyKpUp),
		Down:     move("down", "key.down", tea.KeyDown, tea.KeyKpDown),
		PageUp:   move("page-up", "key.page-up", tea.KeyPgUp, tea.KeyKpPgUp),
		PageDown: move("page-down", "key.page-down", tea.KeyPgDown, tea.KeyKpPgDown),
		Home:     move("home", "key.home", tea.KeyHome, tea.KeyKpHome),
		End:      move("end", "key.end", tea.KeyEnd, tea.KeyKpEnd),

		Prev: press("prev", "key.left", code(tea.KeyLeft), code(tea.KeyKpLeft)),
		Next: press("next", "key.right", code(tea.KeyRight), code(tea.KeyKpRight)),

		Tick:    press("tick", "key.space", text(" ")),
		Primary: press("primary", "key.enter", code(tea.KeyEnter), code(tea.KeyKpEnter)),
		Back:    press("back", "key.esc", code(tea.KeyEscape)),
		Guide:   press("guide", "g", text("g")),
		Note:    press("note", "n", text("n")),
		Menu:    press("menu", "m", text("m")),
		Help:    press("help", "?", text("?")),
		Undo:    press("undo", "key.ctrl-z", ctrl('z')),
		Leave:   press("leave", "q", text("q"), ctrl('c')).also("key.ctrl-c"),

		Lead:   press("lead", "l", text("l")),
		Rejoin: press("rejoin", "r", text("r")),
		Aside:  press("aside", "a", text("a")),

		FocusNext: press("focus-next", "key.tab", code(tea.KeyTab)).repeating(),
		FocusPrev: press("focus-prev", "key.shift-tab", stroke{code: tea.KeyTab, mod: tea.ModShift}).repeating(),
		NewLine: press("new-line", "key.shift-enter",
			stroke{code: tea.KeyEnter, mod: tea.ModShift}, stroke{code: tea.KeyEnter, mod: tea.ModAlt}, ctrl('j')).repeating(),
		Editor: press("editor", "key.ctrl-o", ctrl('o')),
		Save:   press("save", "key.ctrl-s", ctrl('s')),
	}
}

// All is every binding in the order help shows them.
func (m Map) All() []Binding {
	return []Binding{
		m.Primary, m.Tick, m.Up, m.Down, m.Prev, m.Next, m.Back,
		m.Guide, m.Note, m.Menu, m.Help, m.Undo, m.Leave, m.Lead, m.Rejoin, m.Aside,
		m.PageUp, m.PageDown, m.Home, m.End, m.FocusNext, m.FocusPrev, m.NewLine, m.Editor, m.Save,
	}
}

// A Row of the help table: phrase keys of the keys' names (a single character stands
// for itself), and of what they do. Keys that belong together share a row.
type Row struct {
	Keys []string
	Does string
}

// Table is what help and the README show.
func (m Map) Table() []Row {
	row := func(does string, bs ...Binding) Row {
		r := Row{Does: does}
		for _, b := range bs {
			r.Keys = append(r.Keys, b.Names...)
		}
		return r
	}
	return []Row{
		row(m.Primary.Does, m.Primary),
		row(m.Tick.Does, m.Tick),
		row("keys.move", m.Up, m.Down),
		row("keys.scroll", m.PageUp, m.PageDown, m.Home, m.End),
		row("keys.look", m.Prev, m.Next),
		row(m.Back.Does, m.Back),
		row(m.Guide.Does, m.Guide),
		row(m.Note.Does, m.Note),
		row(m.Menu.Does, m.Menu),
		row(m.Help.Does, m.Help),
		row(m.Undo.Does, m.Undo),
		row(m.Leave.Does, m.Leave),
		row(m.Lead.Does, m.Lead),
		row(m.Rejoin.Does, m.Rejoin),
		row(m.Aside.Does, m.Aside),
		row("keys.focus", m.FocusNext, m.FocusPrev),
		row(m.Save.Does, m.Save),
		row(m.Editor.Does, m.Editor),
	}
}

func move(id, name string, codes ...rune) Binding {
	b := press(id, name)
	for _, c := range codes {
		b.strokes = append(b.strokes, code(c))
	}
	return b.repeating()
}

func press(id, name string, strokes ...stroke) Binding {
	return Binding{ID: id, Does: "keys." + id, Names: []string{name}, strokes: strokes}
}

func (b Binding) repeating() Binding {
	b.Repeats = true
	return b
}

func (b Binding) also(names ...string) Binding {
	b.Names = append(b.Names, names...)
	return b
}

func text(s string) stroke { return stroke{text: s} }
func code(c rune) stroke   { return stroke{code: c} }
func ctrl(c rune) stroke   { return stroke{code: c, mod: tea.ModCtrl} }
