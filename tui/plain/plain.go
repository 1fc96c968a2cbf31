// Package plain says a page as linear text and takes typed lines for it: for a screen
// reader, a pipe, a dumb terminal.
//
// For most uses, call [Run] with a [Coach].
//
// It walks the same pages as the screens and presses the same actions by the same letters.
// It promises that nothing is drawn (no control characters, no boxes, no colours), that
// nothing is said twice in a row, and that each question says what can be typed. What is
// typed where nothing was asked for does nothing. The end of the input, or of whoever
// reads the output, is leaving: everything acknowledged is in the journal.
package plain

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"binome/curriculum/block"
	"binome/storage/clean"
	"binome/tui/page"
)

// A Coach is the session that is said aloud: it has the page in front, and takes presses.
type Coach interface {
	Page() page.Page
	Press(id string)
	Back()
	Type(field, text string)
	Typed(field string) string
	// News is what there is to say besides the page, each once.
	News() []string
	Left() bool // they have left
	Leave()     // the input has ended
	Words
}

// Words are a language's, in which a page is said.
type Words interface {
	T(key string, pairs ...any) string
	N(key string, n int, pairs ...any) string
	Phrases() block.Phrases // how blocks of a lesson are said
}

// Print writes a page as it is said, without what can be done on it: to be printed.
func Print(out io.Writer, words Words, p *page.Page) error {
	t := &teller{Words: words, out: &speaker{w: clean.NewWriter(out)}}
	for _, s := range t.blocks(p) {
		t.print(s)
	}
	t.out.flush()
	return t.out.err
}

// A teller says blocks in somebody's words.
type teller struct {
	Words
	out  *speaker
	kept map[string][]block.Block // of a lesson, by what they say
}

// Run walks until the two leave, the input ends, the output is closed or ctx ends. All of
// these are ways of leaving; an error is that what was said can't be written.
func Run(ctx context.Context, in io.Reader, out io.Writer, c Coach) error {
	w := &walk{
		Coach: c, teller: &teller{Words: c, out: &speaker{w: clean.NewWriter(out)}},
		ctx: ctx, in: readLines(in), told: map[string]bool{},
	}
	defer w.in.stop()
	w.say(c.T("plain.welcome"))
	for !c.Left() && w.step() {
	}
	if !c.Left() {
		c.Leave()
	}
	w.out.flush()
	return w.out.err
}

// A walk is one run: what was said last, and which letters were explained.
type walk struct {
	Coach
	*teller
	ctx   context.Context
	in    *lines
	stray bool // the last line had keys in it that print nothing

	name    string          // of the page said last
	said    []string        // its blocks, as they were said
	lang    string          // the language they were said in
	told    map[string]bool // letters whose meaning was said
	moved   bool            // something was typed since the walk began
	entered map[string]bool // fields of this page that were asked for
}

// step says what is new, asks, and does what was typed; false when there is nothing more
// to read.
func (w *walk) step() bool {
	p := w.Page()
	for _, n := range w.News() {
		w.out.gap()
		w.say(n)
	}
	w.tell(&p)
	if f := w.field(&p); f != nil {
		return w.ask(f)
	}
	w.out.gap()
	w.say(w.canType(&p))
	text, ok := w.line()
	if !ok {
		return false
	}
	w.take(&p, text)
	return true
}

// tell says a page: all of it when it is another, else what has changed.
func (w *walk) tell(p *page.Page) {
	said := w.blocks(p)
	lang := w.T("language.name")
	if p.Name != w.name || lang != w.lang {
		if pageKind(p.Name) != pageKind(w.name) || lang != w.lang {
			w.told = map[string]bool{}
		}
		w.out.gap()
		for _, s := range said {
			w.print(s)
		}
		w.entered = map[string]bool{}
	} else {
		for _, s := range said {
			if !slices.Contains(w.said, s) {
				w.print(s)
			}
		}
	}
	w.name, w.said, w.lang = p.Name, said, lang
}

// pageKind is what pages of one screen have in common: their letters mean the same.
func pageKind(name string) string {
	kind, _, _ := strings.Cut(name, ":")
	return kind
}

// field is the next one to be asked for: each once, in order, as long as nothing was typed
// in it. A page that is filtered as one types asks by a letter.
func (w *walk) field(p *page.Page) *page.Field {
	for i := range p.Fields {
		if f := &p.Fields[i]; !f.Live && !w.entered[f.ID] {
			return f
		}
	}
	return nil
}

// ask reads a field. Enter alone keeps what stands there; in a field of one line, which
// then is all that the page wants, it presses what enter presses on a screen.
func (w *walk) ask(f *page.Field) bool {
	w.out.gap()
	if f.Label != "" {
		w.say(f.Label)
	}
	if f.Hint != "" {
		w.say(f.Hint)
	}
	if f.Example != "" {
		w.say(f.Example)
	}
	there := w.Typed(f.ID)
	if there != "" {
		w.say(w.T("plain.type_or_keep", "Text", w.T("text.quoted", "Text", there)))
	} else {
		w.say(w.T("plain.type_or_leave"))
	}
	text, ok := w.line()
	if !ok {
		return false
	}
	w.entered[f.ID] = true
	if w.stray {
		return true
	}
	switch n := utf8.RuneCountInString(text); {
	case n > f.Limit(): // cut, it would be another's text
		w.say(w.T("plain.too_long", "Most", f.Limit(), "N", n))
		w.entered[f.ID] = false
		return true
	case text == "-":
		w.Type(f.ID, "")
	case text != "":
		w.Type(f.ID, text)
	}
	now := w.Page()
	if w.Typed(f.ID) == "" || w.field(&now) != nil || len(now.Actions) == 0 {
		return true
	}
	// All that was asked for is there: what enter presses on a screen is pressed.
	if f.Enter != "" {
		w.Press(f.Enter)
		if again := w.Page(); again.Name == now.Name {
			w.entered[f.ID] = true
		}
	}
	return true
}

// take does what was typed: nothing is the main action, a number a row, a letter an action.
func (w *walk) take(p *page.Page, text string) {
	first := !w.moved
	w.moved = true
	text = strings.ToLower(text)
	rows := rowsOf(p)
	switch n, err := strconv.Atoi(text); {
	case w.stray:
		w.say(w.T("plain.unknown", "Text", "?"))
	case text == "":
		w.enter(p, rows, first)
	case text == "<":
		w.Back()
	case text == "*" && live(p) != nil:
		w.filter(live(p))
	case text == "*" && len(p.Fields) > 0:
		w.entered = map[string]bool{} // they are asked for again
	case has(p, text):
		a, _ := p.Action(text)
		w.do(p, a)
	case err == nil && scaleOf(p) != "":
		if n < 0 || n > 10 {
			w.unknown(text)
			return
		}
		w.Press(scaleOf(p) + ":" + text)
	case err == nil && n >= 1 && n <= len(rows):
		w.row(rows[n-1])
	default:
		w.unknown(text)
	}
}

func (w *walk) unknown(text string) {
	w.out.gap()
	w.say(w.T("plain.unknown", "Text", clean.Short(text, 40)))
}

// enter presses what enter presses on a screen. A session is never begun by an empty line
// that comes first: it may be a pipe with nothing in it.
func (w *walk) enter(p *page.Page, rows []page.Block, first bool) {
	at := p.Main()
	switch {
	case p.Judge, at < 0:
		w.out.gap()
		w.say(w.T("keys.choose-first"))
	case p.Picks && len(rows) > 0 && p.Actions[at].ID == "pick":
		w.row(w.chosen(p, rows))
	case first && p.Actions[at].ID == "begin" && p.Name == "today":
		w.out.gap()
		w.say(w.T("plain.once_more"))
	default:
		w.do(p, p.Actions[at])
	}
}

// chosen is the row that enter takes: what the page says, else the first.
func (w *walk) chosen(p *page.Page, rows []page.Block) page.Block {
	for _, r := range rows {
		if r.ID == p.Row {
			return r
		}
	}
	return rows[0]
}

// do presses an action. "Choose" without a number is for a screen; here it asks for one.
func (w *walk) do(p *page.Page, a page.Action) {
	if a.ID == "pick" && p.Picks {
		if rows := rowsOf(p); len(rows) > 0 && !p.Judge {
			w.row(w.chosen(p, rows))
			return
		}
		w.out.gap()
		w.say(w.T("keys.choose-first"))
		return
	}
	w.Press(a.ID)
}

// row presses a row: a value goes on to the next of its values.
func (w *walk) row(b page.Block) {
	if b.Kind == page.Turn {
		w.Press(b.ID + ":" + strconv.Itoa((b.At+1)%len(b.Values)))
		return
	}
	w.Press(b.ID)
}

// filter asks for what a list is filtered by.
func (w *walk) filter(f *page.Field) {
	w.out.gap()
	w.say(f.Label)
	w.say(w.T("plain.type_or_leave"))
	if text, ok := w.line(); ok {
		w.Type(f.ID, text)
		if f.Enter != "" && text != "" {
			w.Press(f.Enter)
		}
	}
}
