package screen

import (
	"slices"
	"strconv"
	"strings"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/page"
)

// Recall asks the questions that are due: said aloud, then shown, then marked by the
// mentor. No score is kept in sight, because none is kept.
type Recall struct {
	cards []progress.Card
	at    int
	marks []string // ids of the marks that were given here, by card; "" for none
	quiz
}

// A quiz is a question as it stands on a page: shown or not, and which answer the mentee
// gave, which is seen beside the feedback and then forgotten.
type quiz struct {
	shown bool
	said  string // "A"; "" when nobody pressed one
}

// NewRecall asks those cards.
func NewRecall(cards []progress.Card) *Recall {
	return &Recall{cards: cards, marks: make([]string, len(cards))}
}

// again goes back to a question whose mark was taken back.
func (s *Recall) again(env *Env) {
	for _, e := range env.State.Entries {
		if at := slices.Index(s.marks, e.Of); e.Kind == storage.KindRetract && at >= 0 {
			s.at, s.marks[at], s.quiz = at, "", quiz{}
		}
	}
}

// askAgain asks the question whose mark was taken back: before those that are still to be
// asked, or, when they have gone on to something else, by itself.
func askAgain(env *Env, mark storage.Entry) {
	card := progress.Card{Question: mark.Question}
	s, asking := env.Host.Top().(*Recall)
	switch {
	case !asking:
		env.Host.Replace(NewRecall([]progress.Card{card}))
	case !slices.Contains(s.marks, mark.ID): // it was given before the coach was opened
		s.cards, s.marks, s.quiz = slices.Insert(s.cards, s.at, card), slices.Insert(s.marks, s.at, ""), quiz{}
	}
}

// Page implements Screen.
func (s *Recall) Page(env *Env) page.Page {
	s.again(env)
	p := page.Page{Name: "recall:" + strconv.Itoa(s.at) + ":" + strconv.FormatBool(s.shown), Where: env.T("agenda.recall"), Read: true}
	q := env.Cur.Question(s.cards[s.at].Question, env.Lang())
	if q == nil { // the lesson went away between two openings
		p.Para(env.T("recall.gone"))
		p.Do("skip-one", env.T("recall.next"), "k")
		return p
	}
	if s.shown {
		p.Band(page.Second, env.T("recall.mark", "Name", env.Mentor()))
	} else {
		p.Band(page.Accent, env.T("lesson.answers", "Name", env.Mentee()))
	}
	p.Quiet(joined(env.T("recall.count", "N", s.at+1, "Of", len(s.cards)), askedBefore(env, s.cards[s.at].Question)))
	s.draw(env, &p, q, session(env), true)
	if !s.shown {
		p.Do("skip", env.T("keys.skip"), "s")
		return p
	}
	// Actions, not rows: all three are in sight however long the feedback is.
	p.Judge = true
	for i, r := range storage.Values("rating") {
		p.Do("rate:"+r, env.T("ratings."+r), strconv.Itoa(i+1))
	}
	p.Do("skip", env.T("keys.skip"), "s")
	return p
}

// askedBefore says when a question was answered from memory in an earlier session; "" where it
// never was.
func askedBefore(env *Env, question string) string {
	for _, r := range slices.Backward(env.Prog.Reviews[question]) {
		if r.Session != session(env) || r.Session == "" {
			return env.T("recall.again", "Date", env.Words.ShortDate(r.At, env.Now()))
		}
	}
	return ""
}

// draw puts a question on a page: its options in an order of their own each time, "I don't
// know" among them; once shown, what each would lead to. Until then one is chosen, by its
// letter or by the arrows, and enter alone shows nothing. Where it is only looked at, no
// answer can be pressed.
func (z *quiz) draw(env *Env, p *page.Page, q *curriculum.Question, salt string, asked bool) {
	p.Add(page.Block{Kind: page.Lesson, Tone: page.Strong, Spans: q.Spans})
	p.Lesson(q.Blocks)
	p.Gap()
	open := asked && !z.shown
	p.Picks, p.Judge = open, open
	add := func(i int, o page.Block) {
		o.Kind = page.Option
		o.Label = string(rune('A' + i))
		if z.said == o.Label {
			o.Right = env.T("recall.said", "Name", env.Mentee())
		}
		if !z.shown {
			o.Reply = nil
		}
		if open {
			o.ID = "say:" + o.Label
			p.Actions = append(p.Actions, page.Action{ID: o.ID, Label: o.Label, Letter: strings.ToLower(o.Label), Hidden: true})
		}
		p.Add(o)
	}
	options := progress.Shuffled(q.Options, salt+q.ID)
	for i, o := range options {
		b := page.Block{Spans: o.Spans, Blocks: o.Blocks, Reply: o.Feedback}
		if z.shown && o.Right {
			b.State = page.Done
		}
		add(i, b)
	}
	add(len(options), page.Block{Spans: block.Inline(env.T("recall.dont-know")), Reply: block.Parse(env.T("recall.dont-know-why")).Blocks})
	if z.shown {
		p.Lesson(q.After)
	} else {
		p.Gap()
		aloud := "recall.aloud"
		if asked {
			aloud = "recall.aloud-press"
		}
		p.Quiet(env.T(aloud, "Name", env.Mentee(), "Last", string(rune('A'+len(options)))))
	}
	if open {
		p.Do("pick", env.T("keys.choose"), "k") // the letters before it are the answers'
		p.Do("show", env.T("recall.show"), "v")
	}
}

// press handles the presses that belong to a question: an answer, or showing the right one.
func (z *quiz) press(id string) bool {
	if said, ok := strings.CutPrefix(id, "say:"); ok {
		z.said, z.shown = said, true
		return true
	}
	if id == "show" {
		z.shown = true
		return true
	}
	return false
}

// Press implements Screen.
func (s *Recall) Press(env *Env, id string) {
	if s.press(id) {
		didSay(env, env.Cur.Question(s.cards[s.at].Question, env.Lang()), s.said)
		return
	}
	if rating, ok := strings.CutPrefix(id, "rate:"); ok {
		if kept := save(env, storage.Entry{Kind: storage.KindRecall, Question: s.cards[s.at].Question, Rating: rating}); len(kept) > 0 {
			s.marks[s.at] = kept[0].ID
		}
		id = "skip-one"
	}
	switch id {
	case "skip":
		partDone(env, progress.PartRecall, true)
	case "skip-one":
		if s.at+1 == len(s.cards) {
			partDone(env, progress.PartRecall, false)
			return
		}
		env.Host.Did("")
		s.at, s.quiz = s.at+1, quiz{}
	}
}
