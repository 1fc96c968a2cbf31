package screen

import (
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"
	"golang.org/x/text/unicode/norm"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/widget"
)

// Outline is the whole curriculum, filtered as one types; a second filter looks inside
// the lessons.
type Outline struct {
	field  *widget.Field
	typing bool
	inside bool // search in the texts, not the titles
	hits   []Hit
	typed  string
}

// A Hit of the search inside lessons.
type Hit struct {
	Lesson string
	Step   curriculum.StepID
	Line   string
}

// NewOutline shows every module.
func NewOutline() *Outline {
	o := &Outline{field: widget.NewField(false, 60)}
	return o
}

// NewSearch looks inside the lessons.
func NewSearch() *Outline {
	o := NewOutline()
	o.inside, o.typing = true, true
	o.field.Focus()
	return o
}

// Name implements Screen.
func (o *Outline) Name() string {
	if o.inside {
		return "search"
	}
	return "outline"
}

// Page implements Screen.
func (o *Outline) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("outline.where"), Picks: true}
	b := &p.Body
	title := "outline.title"
	if o.inside {
		title = "outline.search"
	}
	b.title(env, w, env.T(title))
	label := env.T("outline.filter") + " "
	field, cursor := o.field.Draw(env.Theme, max(10, measure(w)-widget.Width(label)), 1, 1, env.T("outline.filter-hint"))
	b.Spot("type", env.Theme.Dim.Render(label)+field.Lines[0])
	if o.typing && cursor != nil {
		cursor.X += widget.Width(label)
		cursor.Y += len(b.Lines) - 1
		p.Cursor = cursor
	}
	b.Blank()
	if o.inside {
		o.drawHits(env, b, w)
	} else {
		o.drawModules(env, b, w)
	}
	none := b.Chosen("") < 0
	p.Buttons = []Button{{ID: "pick", Label: env.T("outline.open"), Key: env.T("key.enter"), Off: none}}
	if !o.inside {
		p.Buttons = append(p.Buttons, Button{ID: "goal", Label: env.T("outline.goal"), Key: env.T("key.space"), Off: none})
	}
	p.Buttons = append(p.Buttons, Button{ID: "back", Label: env.T("keys.back"), Key: env.T("key.esc")})
	return p
}

func (o *Outline) drawModules(env *Env, b *Body, w int) {
	found := o.filtered(env)
	any := false
	for _, m := range env.Cur.Modules {
		var rows []*curriculum.Lesson
		for _, l := range m.Lessons {
			if found == nil || slices.Contains(found, l.ID) {
				rows = append(rows, l)
			}
		}
		if len(rows) == 0 {
			continue
		}
		any = true
		st := env.Prog.Module(m)
		right := ""
		if st.Finished > 0 {
			right = env.T("outline.done", "Done", st.Finished, "Of", st.Of)
		}
		b.Blank()
		b.Add(widget.Spread(env.Theme.Heading.Render(env.typo(env.Lang(), m.Title(env.Lang()))), env.Theme.Dim.Render(right), measure(w), env.Theme.Sign.Ellipsis))
		for _, l := range rows {
			o.row(env, b, w, l)
		}
	}
	if !any {
		b.para(env, w, env.T("outline.none", "Text", o.field.Value()))
	}
}

func (o *Outline) row(env *Env, b *Body, w int, l *curriculum.Lesson) {
	st := env.Prog.Lessons[l.ID]
	sign, word := env.Theme.Sign.Todo, ""
	switch {
	case st.Rung() != progress.NoRung:
		sign, word = env.Theme.Rung.Render(env.Theme.Sign.Rungs[st.Rung().Level()]), rungWord(env, st.Rung())
	case l.ID == progress.CharterLesson && env.Prog.CharterAgreed():
		sign, word = env.Theme.Done.Render(env.Theme.Sign.Done), env.T("charter.agreed")
	case st.Finished():
		sign, word = env.Theme.Done.Render(env.Theme.Sign.Done), env.T("outline.walked")
	case st != nil:
		sign, word = env.Theme.Current.Render(env.Theme.Sign.Current), env.T("outline.begun", "Step", stepWord(env, string(st.Resume())))
	}
	if o.isGoal(env, l.ID) {
		word = joined(env, env.T("outline.on-route"), word)
	}
	head, err := l.Head(env.Lang())
	if err == nil && head.Lang != env.Lang() {
		word = joined(env, word, env.T("outline.in", "Language", env.Words.LanguageName(head.Lang)))
	}
	if l.Layer != "" {
		word = joined(env, word, env.T("outline.yours"))
	}
	word = joined(env, word, env.T("today.min", "N", l.Minutes))
	id := "lesson:" + l.ID
	cursor, style := "  ", env.Theme.Text
	if env.Sel == "" {
		env.Sel = id
	}
	if env.Sel == id {
		cursor, style = env.Theme.SelectedSign.Render(env.Theme.Sign.Cursor)+" ", env.Theme.Selected
	}
	left := cursor + sign + " " + widget.Paint(style, lessonTitle(env, l.ID))
	line := widget.Spread(left, env.Theme.Dim.Render(word), measure(w), env.Theme.Sign.Ellipsis)
	b.Row(id, line)
}

func (o *Outline) isGoal(env *Env, id string) bool {
	return slices.ContainsFunc(env.Prog.Goals, func(g progress.Line) bool { return g.Lesson == id })
}

// filtered is the lessons whose titles match what is typed; nil for all.
func (o *Outline) filtered(env *Env) []string {
	typed := strings.TrimSpace(o.field.Value())
	if typed == "" {
		return nil
	}
	var names, ids []string
	for _, m := range env.Cur.Modules {
		for _, l := range m.Lessons {
			names = append(names, fold(lessonTitle(env, l.ID)+" "+m.Title(env.Lang())))
			ids = append(ids, l.ID)
		}
	}
	out := []string{}
	for _, f := range fuzzy.Find(fold(typed), names) {
		if f.Score >= 0 || strings.Contains(names[f.Index], fold(typed)) {
			out = append(out, ids[f.Index])
		}
	}
	return out
}

func (o *Outline) drawHits(env *Env, b *Body, w int) {
	typed := strings.TrimSpace(o.field.Value())
	if len([]rune(typed)) < 3 {
		b.dim(env, w, env.T("outline.search-hint"))
		return
	}
	if typed != o.typed {
		o.typed, o.hits = typed, searchLessons(env, typed)
	}
	if len(o.hits) == 0 {
		b.para(env, w, env.T("outline.none", "Text", typed))
	}
	for i, h := range o.hits {
		b.choice(env, w, "hit:"+h.Lesson+":"+string(h.Step)+":"+string(rune('a'+i%26)),
			joined(env, lessonTitle(env, h.Lesson), stepWord(env, string(h.Step))), h.Line)
	}
}

// searchLessons finds a word in the lessons of the screen's language, at most forty times.
func searchLessons(env *Env, typed string) []Hit {
	var out []Hit
	want := fold(typed)
	for _, m := range env.Cur.Modules {
		for _, l := range m.Lessons {
			text, err := l.Text(env.Lang())
			if err != nil {
				continue
			}
			for _, st := range text.Steps {
				for _, line := range stepLines(st) {
					if strings.Contains(fold(line), want) {
						out = append(out, Hit{l.ID, st.ID, excerpt(line, want)})
						break
					}
				}
				if len(out) >= 40 {
					return out
				}
			}
		}
	}
	return out
}

// excerpt is the words around what was found, a line and a half of them.
func excerpt(line, want string) string {
	const most = 120
	words := strings.Fields(line)
	at := slices.IndexFunc(words, func(w string) bool { return strings.Contains(fold(w), strings.Fields(want)[0]) })
	from := max(0, at-6)
	out := ""
	for i, w := range words[from:] {
		if len([]rune(out))+len([]rune(w)) > most {
			out += " …"
			break
		}
		if i > 0 {
			out += " "
		}
		out += w
	}
	if from > 0 {
		out = "… " + out
	}
	return out
}

func stepLines(st curriculum.Step) []string {
	var out []string
	for _, l := range block.Linear(st.Blocks, block.Phrases{}) {
		out = append(out, l.Text)
	}
	return out
}

// fold makes letters comparable: small, without accents.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Press implements Screen.
func (o *Outline) Press(env *Env, id string) tea.Cmd {
	if id == "goal" {
		id = "goal:" + strings.TrimPrefix(env.Sel, "lesson:")
	}
	if lesson, ok := strings.CutPrefix(id, "goal:"); ok {
		return o.toggleGoal(env, lesson)
	}
	if lesson, ok := strings.CutPrefix(id, "lesson:"); ok {
		return openLesson(env, lesson, "")
	}
	if rest, ok := strings.CutPrefix(id, "hit:"); ok {
		parts := strings.SplitN(rest, ":", 3)
		return openLesson(env, parts[0], curriculum.StepID(parts[1]))
	}
	switch id {
	case "type":
		o.typing = true
		o.field.Focus()
	case "back":
		return env.Host.Back()
	}
	return nil
}

func (o *Outline) toggleGoal(env *Env, lesson string) tea.Cmd {
	var undo []storage.Entry
	for _, g := range env.Prog.Goals {
		if g.Lesson == lesson {
			undo = append(undo, storage.Entry{Kind: storage.KindRetract, Of: g.ID})
		}
	}
	if len(undo) > 0 {
		save(env, undo...)
		return nil
	}
	if _, ok := env.Cur.Lesson(lesson); ok {
		save(env, storage.Entry{Kind: storage.KindGoal, Lesson: lesson, Text: lessonTitle(env, lesson)})
	}
	return nil
}

// openLesson goes to a lesson, at a step or where they left it.
func openLesson(env *Env, id string, at curriculum.StepID) tea.Cmd {
	l, ok := env.Cur.Lesson(id)
	if !ok {
		return nil
	}
	if at == "" {
		at = env.Prog.Lessons[id].Resume()
	}
	return env.Host.Go(NewLesson(env, l, at))
}

// Key types into the filter: any letter begins it, esc ends it.
func (o *Outline) Key(env *Env, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	if !o.typing {
		return nil, false
	}
	switch {
	case env.Keys.Back.Matches(msg) && (o.inside || o.field.Value() == ""):
		return env.Host.Back(), true
	case env.Keys.Back.Matches(msg):
		o.field.SetValue("")
		env.Sel = ""
		return nil, true
	case env.Keys.Up.Matches(msg), env.Keys.Down.Matches(msg), env.Keys.PageUp.Matches(msg),
		env.Keys.PageDown.Matches(msg), env.Keys.Primary.Matches(msg):
		return nil, false
	case env.Keys.Tick.Matches(msg) && o.field.Value() == "" && !o.inside:
		return o.Press(env, "goal"), true
	}
	before := o.field.Value()
	o.field.Update(msg)
	if o.field.Value() != before {
		env.Sel = ""
	}
	return nil, true
}

// Enter takes letters at once: the outline filters as one types.
func (o *Outline) Enter(env *Env) tea.Cmd {
	o.typing = true
	o.field.Focus()
	return nil
}

// Typing implements Typer.
func (o *Outline) Typing() bool { return o.typing }

// Paste implements Typer.
func (o *Outline) Paste(env *Env, msg tea.PasteMsg) { o.field.Update(msg) }
