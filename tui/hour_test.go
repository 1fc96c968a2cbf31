package tui

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"binome/storage"
	"binome/storage/progress"
	"binome/tui/page"
	"binome/tui/plain"
	"binome/tui/screen"
)

// What a session may ask for at most (PRODUCT, One session, one hour).
const (
	mostKeys       = 45
	mostJudgements = 6
	mostTyped      = 2
)

// A move is what somebody does on a page: something is pressed, or a text is typed and
// then something pressed.
type move struct {
	press string
	field string
	text  string
	on    string // the page that it was made on
}

// nextMove is what a pair that does what the hour asks of it does on that page.
func nextMove(p *page.Page) move {
	kind, rest, _ := strings.Cut(p.Name, ":")
	for _, b := range p.Body {
		if b.Kind == page.Box && b.ID != "" && b.State == page.Ahead && kind == "lesson" {
			return move{press: b.ID}
		}
	}
	switch kind {
	case "launch":
		if rest == "wish" {
			return move{press: "wish", field: "wish", text: "Publier des nouvelles de nos sites"}
		}
		if rest == "need" {
			for _, b := range p.Body {
				if b.Kind == page.Box && b.State == page.Ahead {
					return move{press: b.ID}
				}
			}
			return move{press: "route"}
		}
		if rest == "first" {
			return move{press: p.Pressable()[0]}
		}
		if i := slices.IndexFunc(p.Actions, func(a page.Action) bool { return a.Last }); i >= 0 {
			return move{press: p.Actions[i].ID}
		}
	case "recall":
		if strings.HasSuffix(rest, ":true") {
			return move{press: "rate:with-help"}
		}
	case "since":
		if strings.HasSuffix(rest, ":") && p.Picks {
			return move{press: "out:done"}
		}
		return move{press: p.Actions[max(0, p.Main())].ID}
	case "aftercare":
		return move{press: "skip"}
	case "write":
		if strings.HasPrefix(rest, "promise") {
			return move{press: "save", field: "text", text: "Mardi, je le refais."}
		}
		if rest == "gift" {
			return move{press: "save", field: "text", text: "On décide dans le couloir, avant la réunion."}
		}
	case "closing":
		switch rest {
		case "rung":
			return move{press: p.Pressable()[1]}
		case "evidence":
			return move{press: "no-evidence"}
		case "sure", "before":
			if p.Judge {
				return move{press: "value:6"}
			}
			return move{press: "sure"}
		case "date":
			return move{press: p.Row}
		case "end":
			return move{press: "home"}
		}
	}
	at := p.Main()
	switch {
	case at < 0:
		return move{press: "skip"}
	case p.Actions[at].ID == "pick" && p.Picks && len(p.Pressable()) > 0:
		return move{press: cmp.Or(p.Row, p.Pressable()[0])}
	}
	return move{press: p.Actions[at].ID}
}

// hands do a move at the desk by keyboard, and count the keys that decide something.
type hands struct {
	*desk
	keys, typed int
}

func (h *hands) do(mv move) {
	h.t.Helper()
	if mv.field != "" {
		h.fill(mv.field, cmp.Or(h.says, mv.text))
		h.typed++
	}
	h.by(mv.press)
	h.keys++
}

// playHour plays a whole session by keyboard, until its end or until a page of that name.
func (d *desk) playHour(until string) *hands {
	d.t.Helper()
	h := &hands{desk: d}
	if d.m.env.PairID == "" {
		d.makePair()
	}
	d.at("today")
	for range 300 {
		if until != "" && strings.HasPrefix(d.name(), until) {
			return h
		}
		if strings.HasPrefix(d.name(), "today") && h.keys > 0 && d.m.env.Hour == nil {
			return h
		}
		h.do(nextMove(&d.m.shown.page))
		d.pass(1)
	}
	d.t.Fatalf("the hour never ended:\n%s", d.screen())
	return h
}

// TestSixSessions plays the core route by keyboard, with a fake clock, counts what each
// hour asked for, and holds the journal it leaves against a golden file, against what must
// be true of any six sessions, and against a second fold.
func TestSixSessions(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, lang, 80, 24)
			d.makePair()
			for n := 1; n <= 6; n++ {
				before := len(d.entries())
				if n > 1 {
					d.at("today")
				}
				h := d.playHour("")
				judged := 0
				for _, e := range d.entries()[before:] {
					switch e.Kind {
					case storage.KindRecall, storage.KindOutcome, storage.KindRung, storage.KindConfidence:
						judged++
					}
				}
				t.Logf("session %d: %d keys that decide, %d judgements, %d typed lines", n, h.keys, judged, h.typed)
				if h.keys > mostKeys || judged > mostJudgements || h.typed > mostTyped {
					t.Errorf("session %d asks for %d, %d and %d; at most %d, %d and %d", n, h.keys, judged, h.typed, mostKeys, mostJudgements, mostTyped)
				}
				d.days(14)
			}
			p := progress.Fold(lessons(), d.entries())
			if done, all := p.RouteDone(); done != all || all != 6 || len(p.Held("")) != 6 {
				t.Errorf("%d of %d stages of the route are done in %d sessions", done, all, len(p.Held("")))
			}
			for i, s := range p.Sessions {
				if !s.Closed || s.Next == "" {
					t.Errorf("session %d is not closed with a date: %+v", i+1, s)
				}
			}
			for _, q := range p.Promises[:len(p.Promises)-1] {
				if q.Outcome == "" {
					t.Errorf("nobody asked what became of %q", q.Text)
				}
			}
			raw, err := os.ReadFile(d.m.pair.journal.Path)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join("testdata", "six-sessions."+lang+".toml"), inOrder(string(raw)))
		})
	}
}

// TestThreeWaysOneJournal: the same decisions by keyboard alone, by mouse alone and by
// linear text alone leave the same journal, entry for entry.
func TestThreeWaysOneJournal(t *testing.T) {
	walks := 6
	if os.Getenv("BINOME_LONG") != "" {
		walks = 200
	}
	for seed := range walks {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			lang, size := []string{"fr", "en"}[seed%2], sizes[seed%len(sizes)]
			keyboard := newDesk(t, lang, size[0], size[1])
			keyboard.makePair()
			moves := keyboard.wander(uint64(seed), 150)
			screen.Unbegin(keyboard.m.env) // whoever leaves then leaves no empty session
			keyboard.settle()
			want := journal(t, keyboard)

			mouse := newDesk(t, lang, 100, 40)
			mouse.makePair()
			for i, mv := range moves {
				if mouse.name() != mv.on {
					t.Fatalf("after %+v the mouse is on %s, the keyboard on %s", moves[max(0, i-3):i], mouse.name(), mv.on)
				}
				if mv.press == later {
					mouse.days(15)
					continue
				}
				if mv.field != "" {
					mouse.click("field:" + mv.field)
					mouse.press("end", "ctrl+u")
					mouse.press(mv.text)
				}
				mouse.clickMove(mv.press)
				mouse.pass(1)
			}
			screen.Unbegin(mouse.m.env)
			mouse.settle()
			if got := journal(t, mouse); got != want {
				t.Errorf("the mouse leaves another journal than the keyboard:\n%s", differ(want, got))
			}
			if got := byLines(t, lang, moves); got != want {
				t.Errorf("linear text leaves another journal than the keyboard:\n%s", differ(want, got))
			}
		})
	}
}

// wander makes decisions by chance, one a minute, among all that the pages offer; what
// leaves the pair, or changes who looks, is not among them.
func (d *desk) wander(seed uint64, n int) []move {
	d.t.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	var moves []move
	for range n {
		p := &d.m.shown.page
		if strings.HasPrefix(p.Name, "today") && d.m.env.Hour == nil && len(d.m.env.Prog.Held("")) > 0 && r.IntN(3) > 0 {
			moves = append(moves, move{press: later, on: p.Name})
			d.days(15)
		}
		var can []move
		for _, a := range p.Actions {
			if !a.Off && !stays(p.Name, a.ID) && !(a.ID == "pick" && p.Picks) && !(a.ID == doUndo && len(p.Fields) > 0) {
				can = append(can, move{press: a.ID})
			}
		}
		for _, id := range p.Pressable() {
			if id != "" && !stays(p.Name, id) {
				can = append(can, move{press: id})
			}
		}
		for _, b := range p.Body {
			if b.Kind == page.Scale {
				can = append(can, move{press: fmt.Sprintf("%s:%d", b.ID, r.IntN(10))})
			}
		}
		mv := nextMove(p)
		mv.on = p.Name
		if r.IntN(3) == 0 && len(can) > 0 {
			mv = can[r.IntN(len(can))]
			mv.on = p.Name
		}
		for _, f := range p.Fields {
			if !f.Live && mv.field == "" {
				mv.field, mv.text = f.ID, fmt.Sprintf("mot %d", r.IntN(1000))
			}
		}
		if stays(p.Name, mv.press) || !slices.ContainsFunc(p.Actions, func(a page.Action) bool { return a.ID == mv.press && !a.Off }) &&
			!slices.Contains(p.Pressable(), mv.press) && !strings.HasPrefix(mv.press, "value:") {
			d.press("esc")
			moves = append(moves, move{press: "back!", on: mv.on})
			d.pass(1)
			continue
		}
		if mv.field != "" {
			d.fill(mv.field, mv.text)
		}
		d.by(mv.press)
		d.pass(1)
		moves = append(moves, mv)
	}
	return moves
}

// later is a move of nobody's: two weeks go by.
const later = "later!"

// stays are actions that a walk leaves alone: they end it, or open something else.
func stays(on, id string) bool {
	switch id {
	case "leave", "merge", "restore", doLeave, "go:leave", "go:pairs", "go:settings", "pager", "editor", "calendar", "view", "show-file", "go:words":
		return true
	case "write": // a file, where it isn't the mentor's line
		return on != "return"
	}
	return strings.HasPrefix(id, "lang:")
}

func (d *desk) clickMove(id string) {
	d.t.Helper()
	if id == "back!" {
		d.press("esc") // the one thing that has no place on the screen
		return
	}
	for _, a := range d.m.shown.page.Actions {
		if a.ID == id && a.Hidden {
			if strings.HasPrefix(id, "say:") || strings.HasPrefix(id, "go:") {
				break // they stand in the text
			}
			d.by(id)
			return
		}
	}
	if _, ok := d.m.shown.hits.Find("p|" + id); !ok && strings.HasPrefix(id, "coach:") {
		d.by(id) // a hint that has no room in this window
		return
	}
	d.click(id)
}

func journal(t *testing.T, d *desk) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(d.folder.Dir, "pairs", "ines-philippe.toml"))
	if err != nil {
		t.Fatal(err)
	}
	return inOrder(string(raw))
}

var (
	anID  = regexp.MustCompile(`"[0-9A-HJKMNP-TV-Z]{26}"`)
	aSum  = regexp.MustCompile(`(?m)^sum = .*\n`)
	aSelf = regexp.MustCompile(`(?m)^identity = .*\n`)
)

// inOrder names entries by the order they come in: how many ids were drawn between two
// (for a draft's file, say) is nobody's business.
func inOrder(journal string) string {
	seen := map[string]string{}
	journal = anID.ReplaceAllStringFunc(aSelf.ReplaceAllString(aSum.ReplaceAllString(journal, ""), ""), func(id string) string {
		if seen[id] == "" {
			seen[id] = fmt.Sprintf("%q", fmt.Sprint("entry ", len(seen)+1))
		}
		return seen[id]
	})
	return journal
}

func differ(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("line %d: %s\nbut %s\nafter %s", i+1, x[i], y[i], strings.Join(x[max(0, i-8):i], "\n"))
		}
	}
	n := min(len(x), len(y))
	return fmt.Sprintf("%d lines and %d; one goes on with\n%s\n%s", len(x), len(y), strings.Join(x[n:], "\n"), strings.Join(y[n:], "\n"))
}

// byLines makes the same moves through typed lines.
func byLines(t *testing.T, lang string, moves []move) string {
	t.Helper()
	d := &desk{t: t, now: opening}
	o := d.options(t.TempDir(), lang, "")
	o.Plain = true
	synced := 0
	o.Sync = func(context.Context, string) (bool, error) { synced++; return true, nil }
	c := newCoach(o)
	c.open()
	l := &linear{coach: c}
	setup := []move{
		{press: "begin"}, {field: "mentor", text: "Inès"}, {press: "next", field: "mentee", text: "Philippe"},
		{press: "sees:shared"}, {press: "whose:mentor"}, {press: "make"},
	}
	in := &typist{t: t, d: d, l: l, moves: append(setup, moves...), free: len(setup)}
	var out strings.Builder
	if err := plain.Run(t.Context(), in, &out, l); err != nil {
		t.Fatal(err)
	}
	if err := c.shut(); err != nil {
		t.Fatal(err)
	}
	kept := journal(t, d)
	if closed := strings.Count(kept, `kind = "close"`); synced != closed {
		t.Errorf("linear text closed %d times and was sent %d times", closed, synced)
	}
	return kept
}

// A typist types a line whenever one is wanted.
type typist struct {
	t     *testing.T
	d     *desk
	l     *linear
	moves []move
	free  int // moves before the clock runs
	done  int
	field bool // the text of the move in front was typed
	late  bool // the minute of the last move has not passed yet
}

func (ty *typist) Read(b []byte) (int, error) {
	if ty.late {
		ty.d.pass(1)
		ty.late = false
	}
	if ty.done >= len(ty.moves) {
		return 0, fmt.Errorf("the end")
	}
	line := ty.line()
	return copy(b, line+"\n"), nil
}

func (ty *typist) line() string {
	p := ty.l.page()
	mv := ty.moves[ty.done]
	if mv.on != "" && mv.on != p.Name {
		ty.t.Fatalf("after %+v linear text is on %s, the keyboard on %s", ty.moves[max(0, ty.done-3):ty.done], p.Name, mv.on)
	}
	if mv.press == later {
		y, mo, da := ty.d.now.AddDate(0, 0, 15).Date()
		ty.d.now = time.Date(y, mo, da, 10, 0, 0, 0, paris)
		ty.done++
		return "-" // nothing: the page is said anew
	}
	next := func() {
		ty.late = ty.done >= ty.free
		ty.done, ty.field = ty.done+1, false
	}
	if mv.field != "" && !ty.field {
		ty.field = true
		f, _ := p.Field(mv.field)
		if f.Enter != "" && f.Enter != mv.press {
			if ty.l.Typed(mv.field) != "" {
				return "-" // enter alone would keep what stands there
			}
			return "" // the text stays a draft: nothing else is done with it
		}
		if mv.press == "" || f.Enter == mv.press {
			next() // enter presses it, once it is typed
		}
		return mv.text
	}
	next()
	if mv.press == "back!" {
		return "<"
	}
	for _, a := range p.Actions {
		if a.ID == mv.press {
			return a.Letter
		}
	}
	if kind, _, _ := strings.Cut(p.Name, ":"); kind == "aid" && slices.Contains([]string{"start", "stop", "again"}, mv.press) {
		return "c" // by its own clock the timer may have run out before the line is typed
	}
	for i, id := range rowIDs(&p) {
		if id == mv.press {
			return fmt.Sprint(i + 1)
		}
	}
	if _, n, ok := strings.Cut(mv.press, ":"); ok && strings.HasPrefix(mv.press, "value:") {
		return n
	}
	ty.t.Fatalf("no line presses %q on %s", mv.press, p.Name)
	return ""
}

func rowIDs(p *page.Page) []string {
	var out []string
	for _, b := range p.Body {
		if b.ID != "" && (b.Kind == page.Choice || b.Kind == page.Box || b.Kind == page.Turn) {
			out = append(out, b.ID)
		}
	}
	return out
}
