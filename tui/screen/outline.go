package screen

import (
	"slices"
	"strings"
	"unicode"

	"github.com/sahilm/fuzzy"
	"golang.org/x/text/unicode/norm"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/clean"
	"binome/storage/progress"
	"binome/tui/page"
)

// Outline is the whole curriculum, filtered as one types; it can look inside the lessons,
// too.
type Outline struct {
	inside bool // search in the texts, not the titles
	hits   []hit
	typed  string // what the hits are of
}

// A hit of the search inside lessons.
type hit struct {
	lesson string
	step   curriculum.StepID
	line   string
}

// NewOutline shows every module.
func NewOutline() *Outline { return &Outline{} }

// Page implements Screen.
func (o *Outline) Page(env *Env) page.Page {
	p := page.Page{Name: "outline", Where: env.T("outline.where"), Picks: true}
	title, other := "outline.title", "outline.search"
	if o.inside {
		p.Name, title, other = "search", "outline.search", "outline.titles"
	}
	p.Title(env.T(title))
	p.Entry(page.Field{ID: "filter", Label: env.T("outline.filter"), Example: env.T("outline.filter-hint"), Live: true, Most: 60})
	typed := strings.TrimSpace(env.Typed["filter"])
	if o.inside {
		o.found(env, &p, typed)
	} else {
		o.modules(env, &p, typed)
	}
	p.DoIf(len(p.Pressable()) > 0, "pick", env.T("outline.open"), "c")
	p.Do("other", env.T(other), "x")
	p.Do("back", env.T("keys.back"), "b")
	return p
}

func (o *Outline) modules(env *Env, p *page.Page, typed string) {
	found := filtered(env, typed)
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
		right := ""
		if st := env.Prog.Module(m); st.Finished > 0 {
			right = env.T("outline.done", "Done", st.Finished, "Of", st.Of)
		}
		p.Add(page.Block{Kind: page.Heading, Text: env.typo(env.Lang(), m.Title(env.Lang())), Right: right})
		for _, l := range rows {
			p.Add(o.row(env, l))
		}
	}
	if len(p.Pressable()) == 0 {
		p.Para(env.T("outline.none", "Text", quoted(env, typed)))
	}
}

// row is a lesson: how far they are in it, and what else there is to know of it.
func (o *Outline) row(env *Env, l *curriculum.Lesson) page.Block {
	b := page.Block{Kind: page.Choice, ID: "lesson:" + l.ID, Text: lessonTitle(env, l.ID), Sign: page.Rung}
	st := env.Prog.Lessons[l.ID]
	word := ""
	switch {
	case st.Rung() != progress.NoRung:
		b.Number, word = st.Rung().Level(), rungWord(env, st.Rung())
	case l.ID == progress.CharterLesson && env.Prog.CharterAgreed():
		b.Sign, word = page.Walked, env.T("charter.agreed")
	case st.Finished():
		b.Sign, word = page.Walked, env.T("outline.walked")
	case st != nil:
		b.Sign, word = page.Begun, env.T("outline.begun", "Step", stepWord(env, string(st.Resume())))
	}
	if isGoal(env, l.ID) {
		word = joined(env.T("outline.on-route"), word)
	}
	if head, err := l.Head(env.Lang()); err == nil && head.Lang != env.Lang() {
		word = joined(word, env.T("outline.in", "Language", env.Words.LanguageName(head.Lang)))
	}
	if l.Layer != "" {
		word = joined(word, env.T("outline.yours"))
	}
	b.Right = joined(word, env.T("today.min", "N", l.Minutes))
	return b
}

func isGoal(env *Env, id string) bool {
	return slices.ContainsFunc(env.Prog.Goals, func(g progress.Line) bool { return g.Lesson == id })
}

// filtered is the lessons whose titles match what is typed; nil for all.
func filtered(env *Env, typed string) []string {
	want := fold(typed)
	if want == "" { // nothing, or nothing but accents
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
	for _, f := range fuzzy.Find(want, names) {
		if f.Score >= 0 || strings.Contains(names[f.Index], want) {
			out = append(out, ids[f.Index])
		}
	}
	return out
}

func (o *Outline) found(env *Env, p *page.Page, typed string) {
	if len([]rune(fold(typed))) < 3 {
		p.Quiet(env.T("outline.search-hint"))
		return
	}
	// What was found is kept with what it was found for: the page at the next key is mostly
	// the same one.
	if typed != o.typed {
		o.typed, o.hits = typed, searchLessons(env, typed)
	}
	if len(o.hits) == 0 {
		p.Para(env.T("outline.none", "Text", quoted(env, typed)))
	}
	for _, h := range o.hits {
		p.Choice("hit:"+h.lesson+":"+string(h.step), joined(lessonTitle(env, h.lesson), stepWord(env, string(h.step))), h.line)
	}
}

// searchLessons finds a word in the lessons of the screen's language, at most forty times,
// once a step.
func searchLessons(env *Env, typed string) []hit {
	var out []hit
	want := fold(typed)
	for _, m := range env.Cur.Modules {
		for _, l := range m.Lessons {
			text, err := l.Text(env.Lang())
			if err != nil {
				continue
			}
			for _, st := range text.Steps {
				i := slices.IndexFunc(stepLines(st), func(line string) bool { return strings.Contains(fold(line), want) })
				if i < 0 {
					continue
				}
				out = append(out, hit{l.ID, st.ID, excerpt(stepLines(st)[i], want)})
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
	at := 0
	if first := strings.Fields(want); len(first) > 0 {
		at = slices.IndexFunc(words, func(w string) bool { return strings.Contains(fold(w), first[0]) })
	}
	from := max(0, at-6)
	out := ""
	for i, w := range words[from:] {
		if len([]rune(out))+len([]rune(w)) > most {
			out += " " + clean.Ellipsis
			break
		}
		if i > 0 {
			out += " "
		}
		out += w
	}
	if from > 0 {
		out = clean.Ellipsis + " " + out
	}
	return out
}

func stepLines(st curriculum.Step) []string {
	var out []string
	for _, l := range block.Linear(st.All(), block.Phrases{}) {
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
	return strings.TrimSpace(b.String())
}

// Press implements Screen.
func (o *Outline) Press(env *Env, id string) {
	if lesson, ok := strings.CutPrefix(id, "lesson:"); ok {
		env.Host.Go(&Card{lesson: lesson})
		return
	}
	if rest, ok := strings.CutPrefix(id, "hit:"); ok {
		lesson, step, _ := strings.Cut(rest, ":")
		openLesson(env, lesson, curriculum.StepID(step))
		return
	}
	switch id {
	case "other":
		o.inside = !o.inside
	case "back":
		env.Host.Back()
	}
}

// Card is one lesson of the outline: what it leads to, and what can be done with it.
type Card struct{ lesson string }

// Page implements Screen.
func (s *Card) Page(env *Env) page.Page {
	p := page.Page{Name: "card:" + s.lesson, Over: true, Back: "back"}
	l, ok := env.Cur.Lesson(s.lesson)
	if !ok {
		p.Do("back", env.T("keys.back"), "b")
		return p
	}
	p.Title(lessonTitle(env, l.ID))
	if head, err := l.Head(env.Lang()); err == nil {
		p.Para(env.typo(head.Lang, head.Objective))
		p.Para(env.T("lesson.task", "Minutes", l.Minutes) + " " + env.typo(head.Lang, head.Task))
	}
	bring(env, &p, l, page.Quiet)
	p.Do("look", env.T("outline.look"), "v")
	take := "lesson.take-next"
	if env.Hour.Now() != nil {
		take = "lesson.take-now"
	}
	p.DoIf(!env.Hour.Walks(l.ID) && !env.Follows, "take", env.T(take), "t")
	goal := "outline.goal"
	if isGoal(env, l.ID) {
		goal = "outline.not-goal"
	}
	p.Do("goal", env.T(goal), "d")
	p.Do("back", env.T("keys.back"), "b")
	return p
}

// Press implements Screen.
func (s *Card) Press(env *Env, id string) {
	env.Host.Back()
	l, ok := env.Cur.Lesson(s.lesson)
	if !ok {
		return
	}
	switch id {
	case "look":
		openLesson(env, l.ID, "")
	case "take":
		NewLesson(l, "").take(env)
	case "goal":
		toggleGoal(env, l.ID)
	}
}

// toggleGoal puts a lesson on the pair's own route, or takes it off again.
func toggleGoal(env *Env, lesson string) {
	var undo []storage.Entry
	for _, g := range env.Prog.Goals {
		if g.Lesson == lesson {
			undo = append(undo, storage.Entry{Kind: storage.KindRetract, Of: g.ID})
		}
	}
	said := "outline.goal-off"
	if len(undo) == 0 {
		said, undo = "outline.goal-on", []storage.Entry{{Kind: storage.KindGoal, Lesson: lesson, Text: lessonTitle(env, lesson)}}
	}
	save(env, undo...)
	env.Host.Say(env.T(said, "Title", lessonTitle(env, lesson)))
}
