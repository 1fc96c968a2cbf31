package curriculum

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"binome/curriculum/block"
	"binome/curriculum/phrases"
)

// question takes, under remember, a level-3 heading, the options below it, and what
// stands around them: that belongs to the question.
func (c *cutter) question(b *block.Block) bool {
	if b.Kind == block.Heading && b.Level == 3 {
		c.endQuestion()
		c.ask(b)
		return true
	}
	if c.asked == 0 {
		return false
	}
	q := &c.text.Questions[c.asked-1]
	switch {
	case hasBoxes(b) && len(q.After) > 0 && answered(q.Options) && slices.ContainsFunc(b.Items, func(it block.Item) bool { return it.Box == block.Ticked }):
		c.fault(c.pos(b.At), "no-question-id", c.unasked(q.After), "this looks like a question, and no level-3 heading asks it")
	case hasBoxes(b):
		for _, it := range b.Items {
			c.option(q, it)
		}
	case len(q.Options) > 0:
		c.read(ProsePassage, c.step.ID, []block.Block{*b})
		q.After = append(q.After, *b)
	default:
		if b.Kind == block.List && c.loose == nil {
			c.loose = b.Items
		}
		c.read(ProsePassage, c.step.ID, []block.Block{*b})
		q.Blocks = append(q.Blocks, *b)
	}
	return true
}

func answered(options []Option) bool {
	return slices.ContainsFunc(options, func(o Option) bool { return o.Right })
}

const optionFix = "- [ ] for a wrong option, - [x] for the right one"

// option reads a box and what stands in it: its words, what goes with them, and the
// feedback, which is a bullet or a paragraph under it.
func (c *cutter) option(q *Question, it block.Item) {
	at := c.pos(it.At)
	if it.Box == block.NoBox {
		c.fault(at, "option-not-a-box", optionFix, "an option without a box")
		return
	}
	o := Option{Right: it.Box == block.Ticked, Pos: at}
	under := it.Blocks
	if len(under) > 0 && isLine(&under[0]) {
		o.Spans, under = under[0].Spans, under[1:]
		c.line(OptionPassage, c.step.ID, o.Spans)
	}
	for _, b := range under {
		switch {
		case b.Kind == block.List && !b.Ordered:
			for _, it := range b.Items {
				o.Feedback = append(o.Feedback, it.Blocks...)
			}
		case isLine(&b) || len(o.Feedback) > 0:
			o.Feedback = append(o.Feedback, b)
		default:
			o.Blocks = append(o.Blocks, b)
		}
	}
	c.read(OptionPassage, c.step.ID, o.Blocks)
	c.read(FeedbackPassage, c.step.ID, o.Feedback)
	q.Options = append(q.Options, o)
}

// ask opens a question; its id is the heading's.
func (c *cutter) ask(h *block.Block) {
	at := c.pos(h.At)
	q := Question{ID: h.ID, Spans: h.Spans, Pos: at}
	words := block.Words(h.Spans)
	fix := c.withID(at, words)
	switch {
	case q.ID == "" && strings.Contains(words, "{#"):
		c.fault(at, "bad-question-id", fix, "the question's id can't be read")
	case q.ID == "":
		c.fault(at, "no-question-id", fix, "a question without an id")
	case !slug(q.ID):
		c.fault(at, "bad-question-id", fix, "%q can't be a question's id", q.ID)
	case c.text.Question(q.ID) != nil:
		c.fault(at, "double-question-id", fix, "a second question with the id %s", q.ID)
	}
	if words == "" {
		c.fault(at, "empty-question", "write what is asked", "a question without words")
	}
	c.line(QuestionPassage, c.step.ID, h.Spans)
	c.text.Questions = append(c.text.Questions, q)
	c.asked = len(c.text.Questions)
}

// withID is a question's heading as it is written, with an id made of its words.
func (c *cutter) withID(at Pos, words string) string {
	line := strings.TrimSpace(c.front.lines[at.Line-1])
	if i := strings.LastIndex(line, "{#"); i > 0 {
		line = strings.TrimSpace(line[:i])
	}
	if i := strings.LastIndex(words, "{#"); i > 0 {
		words = words[:i]
	}
	id := Slug(words, 4)
	for n := 2; c.text.Question(id) != nil || strings.Contains(c.text.body, "{#"+id+"}"); n++ {
		id = Slug(words, 4) + "-" + strconv.Itoa(n)
	}
	return line + " {#" + id + "}"
}

// endQuestion holds that the question just read has exactly one right answer.
func (c *cutter) endQuestion() {
	if c.asked == 0 {
		return
	}
	q := &c.text.Questions[c.asked-1]
	loose := c.loose
	c.asked, c.loose = 0, nil
	q.Blocks, q.After = c.withNotes(q.Blocks), c.withNotes(q.After)
	right := 0
	for i := range q.Options {
		o := &q.Options[i]
		o.Blocks, o.Feedback = c.withNotes(o.Blocks), c.withNotes(o.Feedback)
		if o.Right {
			right++
		}
		if block.Words(o.Spans) == "" && len(o.Blocks) == 0 {
			c.fault(o.Pos, "empty-option", "write what is answered", "an option without words")
		}
	}
	switch {
	case len(q.Options) == 0 && len(loose) > 0:
		for _, it := range loose {
			c.fault(c.pos(it.At), "option-not-a-box", optionFix, "an option without a box")
		}
	case len(q.Options) < 2:
		c.fault(q.Pos, "no-options", "three options: - [ ] or - [x], each with a bullet of feedback under it", "a question with %d options", len(q.Options))
	case right != 1:
		c.fault(q.Pos, "not-one-right", "mark exactly one option with [x]", "%d options are marked right", right)
	}
}

// planKey is the phrase that opens the if-then plan: a catalogue that a layer brings may
// say it too.
const planKey = "steps.plan"

var nextLabels = sync.OnceValue(func() map[string]string {
	own, _ := phrases.Load()
	return planLabels(own)
})

func planLabels(c *phrases.Catalogues) map[string]string {
	labels := map[string]string{}
	for lang, label := range c.Each(planKey) {
		labels[lang] = strings.TrimRight(label, ":： \u00a0\u202f")
	}
	return labels
}

// NextLabel is how the if-then plan is announced in a built-in language.
func NextLabel(lang string) (label string, ok bool) {
	label, ok = nextLabels()[lang]
	return label, ok
}

// nextStepBlock finds the if-then plan: under remember, the paragraph that opens with
// the label; in a language whose catalogue says none, the last one that opens like one.
func (c *cutter) nextStepBlock(blocks []block.Block) int {
	found := -1
	if c.step.ID != Remember {
		return found
	}
	for i := range blocks {
		if blocks[i].Kind != block.Paragraph {
			continue
		}
		if label, _, ok := cutLabel(blocks[i].Spans); ok && (c.label == "" || strings.EqualFold(label, c.label)) {
			found = i
		}
	}
	return found
}

// labelChars is how long a label may be: beyond, it is a sentence that somebody stressed.
const labelChars = 60

// cutLabel takes the label off a paragraph that opens with words in bold and a colon,
// which may stand within the bold or behind it, after any kind of blank.
func cutLabel(spans []block.Span) (label string, rest []block.Span, ok bool) {
	const blanks, wide = " \u00a0\u202f", "："
	n := 0
	for n < len(spans) && spans[n].Kind == block.Text && spans[n].Style == block.Strong {
		n++
	}
	bold := strings.Trim(block.Words(spans[:n]), blanks)
	rest = spans[n:]
	label, inside := strings.CutSuffix(strings.Replace(bold, wide, ":", 1), ":")
	if !inside {
		if len(rest) == 0 {
			return "", nil, false
		}
		lead := strings.TrimLeft(rest[0].Text, blanks)
		mark := ":"
		if strings.HasPrefix(lead, wide) {
			mark = wide
		}
		if !strings.HasPrefix(lead, mark) {
			return "", nil, false
		}
		rest = slices.Clone(rest)
		rest[0] = after(rest[0], strings.Index(rest[0].Text, mark)+len(mark))
	}
	label = strings.Trim(label, blanks)
	if label == "" || len([]rune(label)) > labelChars {
		return "", nil, false
	}
	if len(rest) > 0 && rest[0].Kind == block.Text {
		rest = slices.Clone(rest)
		rest[0] = after(rest[0], len(rest[0].Text)-len(strings.TrimLeft(rest[0].Text, blanks)))
		if rest[0].Text == "" {
			rest = rest[1:]
		}
	}
	return label, rest, true
}

// after is a span without its first n bytes.
func after(s block.Span, n int) block.Span {
	s.Text, s.At = s.Text[n:], s.At+n
	return s
}

func withoutLabel(spans []block.Span) []block.Span {
	_, rest, _ := cutLabel(spans)
	return rest
}
