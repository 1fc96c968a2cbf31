package tui

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"binome/curriculum"
	"binome/storage/progress"
	"binome/tui/keys"
	"binome/tui/page"
	"binome/tui/screen"
)

// coach is everything but the face: the screens in front, the pair that is open, the room,
// and what a press leads to. A terminal ([model]) draws what it says and the linear walk
// ([RunPlain]) reads it out; both answer with presses. Nothing in it knows which.
type coach struct {
	opt Options
	env *screen.Env

	stack    []screen.Screen
	pair     *pair // nil while none is open
	together together
	owners   map[string]string

	fields map[screen.Screen]map[string]page.Field // of each screen's page, by id
	loose  map[string]string                       // typed while no pair was open
	notice string                                  // what was said last
	keeps  keeping
	wrong  string // with the files that an author has saved
	err    error  // the pair could not be opened; told after leaving
	lost   error  // what of a pair left behind could not be written; so is this

	// What was asked for and isn't done yet: by the face, which knows how things are run.
	act   *act // of the press that goes on; nil between two
	tasks []func() any
	clip  string   // a text for the clipboard
	lend  *lending // a program that takes the terminal
	quit  bool

	retheme func() // the face's: the theme's setting has changed
}

// keeping is how far the last press got with what it has saved: a screen says that it is
// kept, which holds only while nothing stands in the way.
type keeping struct{ tried, refused, said bool }

func newCoach(o Options) *coach {
	if o.Now == nil {
		o.Now = time.Now
	}
	c := &coach{
		opt: o, owners: o.Config.Owner, retheme: func() {},
		fields: map[screen.Screen]map[string]page.Field{}, loose: map[string]string{},
	}
	c.env = &screen.Env{
		Words: o.Phrases.For(o.Lang), All: o.Phrases, Now: o.Now, Host: c, View: viewOf(o),
		Settings: screen.Settings{
			Theme: cmp.Or(o.Theme, o.Config.Theme, "auto"), Mouse: o.Config.Mouse != "off", Rhythm: cmp.Or(o.Config.Rhythm, 14),
			Minutes: cmp.Or(o.Config.Minutes, 60), Name: o.Config.Name, Role: o.Config.Role,
		},
		Viewer: c.viewer(), Inviter: o.Inviter, Guest: o.Guest, Far: o.Far,
		Editor: !o.Guest && !o.Plain && c.getenv("VISUAL", "EDITOR") != "",
	}
	c.env.Documents = tilde(c.getenv("HOME"), o.Documents)
	return c
}

// open decides what comes first: the pair asked for, the list, the welcome.
func (c *coach) open() {
	id := c.opt.Pair
	var err error
	j := c.opt.Journal
	if j == nil && id != "" && !c.opt.Home {
		j, err = c.opt.Folder.Journal(id)
	}
	c.env.Cur = c.taught(c.opt.Curriculum())
	if c.opt.Home && !c.opt.Guest {
		c.stack = []screen.Screen{&screen.Pairs{}}
		c.enter()
		return
	}
	if id == "" {
		c.stack = []screen.Screen{&screen.Welcome{}}
		return
	}
	if err != nil {
		c.err = err
		c.stack = []screen.Screen{&screen.Pairs{}}
		c.notice = c.failed(err)
		c.enter()
		return
	}
	c.adopt(id, j)
	if c.env.Inviter != nil {
		c.Go(&screen.Invite{})
	}
	if c.opt.Drafts != nil {
		c.env.Drafts = func() []string { return c.opt.Drafts(c.env.Cur) }
		c.stack = []screen.Screen{&screen.Drafts{}}
		c.openDraft()
	}
}

// speak has the coach speak the language that both read, unless somebody asked for another.
func (c *coach) speak() {
	both := c.env.Prog.Mentee.Language
	if lang, ok := c.opt.Phrases.Match(both); ok && !c.opt.LangAsked && !c.opt.Guest && c.env.Prog.Mentor.Language == both && both != "" {
		c.env.Words = c.opt.Phrases.For(lang)
	}
}

func (c *coach) resumed() *progress.Hour {
	return progress.ResumeHour(c.env.Prog, c.env.State.Entries, c.env.Now(), c.env.Settings.Rhythm)
}

// resume goes to the lesson they were in, when they were in one.
func (c *coach) resume() {
	at := c.env.Prog.Place
	if at.Lesson == "" || c.env.Prog.PlaceAt.Before(c.env.Hour.Began) || !c.env.Hour.Walks(at.Lesson) {
		return
	}
	if l, ok := c.env.Cur.Lesson(at.Lesson); ok {
		c.Go(screen.NewLesson(l, at.Step))
	}
}

// relearn takes another curriculum and stays where it is.
func (c *coach) relearn(cur *curriculum.Curriculum) {
	none := c.env.Drafts != nil && len(c.env.Drafts()) == 0
	c.env.Cur = c.taught(cur)
	if c.env.State != nil {
		c.env.Prog = progress.Fold(c.env.Cur, c.env.State.Entries)
	}
	for _, s := range c.stack {
		if l, ok := s.(*screen.Lesson); ok {
			l.Relearn(c.env.Cur)
		}
	}
	if c.env.Drafts != nil && none {
		c.openDraft()
	}
}

// openDraft goes to the author's first lesson, if there is one.
func (c *coach) openDraft() {
	if ids := c.env.Drafts(); len(ids) > 0 {
		c.top().Press(c.env, "draft:"+ids[0])
	}
}

func (c *coach) top() screen.Screen {
	if len(c.stack) == 0 {
		return &screen.Welcome{}
	}
	return c.stack[len(c.stack)-1]
}

// enter tells the screen in front that it is.
func (c *coach) enter() {
	if e, ok := c.top().(screen.Enterer); ok {
		e.Enter(c.env)
	}
}

// page is what stands in front, with what can be done anywhere.
func (c *coach) page() page.Page {
	p := c.pageOf(c.top())
	c.roomy(&p)
	if !p.Over {
		c.anywhere(&p)
		c.beside(&p)
	}
	return p
}

// beside puts the hour beside a pair's page.
func (c *coach) beside(p *page.Page) {
	if c.env.Prog == nil {
		return
	}
	p.Panel, p.Below = screen.Panel(c.env, p.Name)
}

// below is the page that a dialog lies over, and its depth on the stack.
func (c *coach) below() (p page.Page, depth int) {
	for i := len(c.stack) - 2; i >= 0; i-- {
		if p = c.pageOf(c.stack[i]); !p.Over {
			c.anywhere(&p)
			c.beside(&p)
			return p, i + 1
		}
	}
	return p, 1
}

// pageOf is a screen's page, for which the screen is told what stands in its fields. Which
// fields it has is known from the last time; a page with others is asked for once more.
func (c *coach) pageOf(s screen.Screen) page.Page {
	c.env.Typed = c.typed(s)
	p := s.Page(c.env)
	keys := map[string]page.Field{}
	for _, f := range p.Fields {
		if f.Draft = draftName(f.Draft); f.Draft == "" {
			f.Draft = p.Name + "/" + f.ID
		}
		keys[f.ID] = f
	}
	if !maps.Equal(keys, c.fields[s]) {
		if len(c.fields) > 50 { // far more than are ever open
			clear(c.fields)
		}
		c.fields[s] = keys
		c.env.Typed = c.typed(s)
		p = s.Page(c.env)
	}
	return p
}

// What can be done anywhere, by ids that no screen has.
const (
	doMenu   = "coach:menu"
	doNote   = "coach:note"
	doHelp   = "coach:help"
	doUndo   = "coach:undo"
	doLeave  = "coach:leave"
	doClose  = "coach:close"
	doLead   = "coach:lead"
	doAside  = "coach:aside"
	doRejoin = "coach:rejoin"
)

// anywhere adds what every page offers, by a key and a word. A letter that the page has
// for itself is the page's.
func (c *coach) anywhere(p *page.Page) {
	add := func(id, letter, word string, quiet bool) {
		if !slices.ContainsFunc(p.Actions, func(a page.Action) bool { return a.Letter == letter }) {
			p.Actions = append(p.Actions, page.Action{ID: id, Letter: letter, Label: c.env.T(word), Quiet: quiet, Hidden: !quiet})
		}
	}
	if c.pair != nil {
		if now := c.env.Hour.Now(); now != nil && now.Kind != progress.PartClose && !c.env.Follows {
			add(doClose, "f", "keys.short-close", true)
		}
		add(doNote, "n", "keys.short-note", true)
		add(doUndo, "u", "keys.short-undo", false)
	}
	if c.inRoom() {
		c.roomActions(add)
	}
	add(doMenu, "m", "keys.short-menu", true)
	add(doLeave, "q", "keys.short-leave", false)
	if p.Name != "help" {
		add(doHelp, "?", "keys.short-help", true)
	}
}

// press does what an id of the page in front stands for.
func (c *coach) press(id string) {
	if id == "" {
		return
	}
	c.notice, c.keeps = "", keeping{}
	c.env.Typed = c.typed(c.top())
	c.begins()
	defer c.ends()
	switch id {
	case doMenu:
		c.Go(&screen.Menu{})
	case doNote:
		c.Go(screen.NewNote(c.env, screen.PlaceOf(c.top())))
	case doHelp:
		c.Go(c.help())
	case doUndo:
		screen.OpenUndo(c.env)
	case doLeave:
		c.Go(&screen.Leave{})
	case doClose:
		screen.ToClose(c.env)
	case doLead:
		c.Lead()
	case doAside:
		screen.OpenAside(c.env)
	case doRejoin:
		c.Rejoin()
	default:
		if !c.refused(id) {
			c.top().Press(c.env, id)
		}
	}
	c.tell()
}

// back is esc: what the page says, else the page below, else nothing.
func (c *coach) back() {
	c.notice = ""
	if id := c.page().Back; id != "" {
		c.press(id)
		return
	}
	c.Back()
	c.tell()
}

// askLeave asks whether to leave, once.
func (c *coach) askLeave() {
	if _, asked := c.top().(*screen.Leave); !asked {
		c.press(doLeave)
	}
}

func (c *coach) help() *screen.Help {
	h := &screen.Help{}
	for _, row := range keys.Default().Table() {
		var names []string
		for _, k := range row.Keys {
			if len([]rune(k)) > 1 {
				k = c.env.T(k)
			}
			names = append(names, k)
		}
		h.Rows = append(h.Rows, screen.KeyRow{Keys: strings.Join(names, " "), Does: c.env.T(row.Does)})
	}
	return h
}

// Begun implements screen.Host.
func (c *coach) Begun() int {
	if c.pair == nil {
		return 0
	}
	n := 0
	for key, text := range c.pair.texts {
		if !strings.Contains(key, "/") && strings.TrimSpace(text) != "" {
			n++
		}
	}
	return n
}
