package curriculum

import (
	"regexp"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
)

// question takes, under remember, a level-3 heading and the list of options behind it.
func (c *cutter) question(n ast.Node, start int) bool {
	if h, ok := n.(*ast.Heading); ok && h.Level == 3 {
		c.prose(start)
		c.endQuestion()
		c.ask(h)
		return true
	}
	if c.asked == 0 || n.Kind() != ast.KindList {
		return false
	}
	q := &c.text.Questions[c.asked-1]
	if len(q.Options) > 0 && !c.page.hasBoxes(n) {
		return false // a list of something else
	}
	c.prose(start)
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		at := c.page.pos(item.Pos())
		body, right, ok := c.page.box(item)
		if !ok {
			c.fault(at, "option-not-a-box", "- [ ] for a wrong option, - [x] for the right one", "an option without a box")
			continue
		}
		q.Options = append(q.Options, Option{Text: body, Right: right, Feedback: c.page.feedback(item), Pos: at})
	}
	return true
}

// ask opens a question; its id is the heading's.
func (c *cutter) ask(h *ast.Heading) {
	at := c.page.pos(h.Pos())
	q := Question{Text: c.page.inline(h), Pos: at}
	if id, ok := h.AttributeString("id"); ok {
		if b, isBytes := id.([]byte); isBytes {
			q.ID = string(b)
		}
	}
	const fix = "end the heading with an id of small letters, digits and hyphens: {#first-words}"
	switch {
	case q.ID == "" && strings.Contains(q.Text, "{#"):
		c.fault(at, "bad-question-id", fix, "the question's id can't be read")
	case q.ID == "":
		c.fault(at, "no-question-id", fix, "a question without an id")
	case !slug(q.ID):
		c.fault(at, "bad-question-id", fix, "%q can't be a question's id", q.ID)
	case c.text.Question(q.ID) != nil:
		c.fault(at, "double-question-id", "give each question an id of its own", "a second question with the id %s", q.ID)
	}
	if q.Text == "" {
		c.fault(at, "empty-question", "write what is asked", "a question without words")
	}
	c.text.Questions = append(c.text.Questions, q)
	c.asked = len(c.text.Questions)
}

// endQuestion holds that the question just read has exactly one right answer.
func (c *cutter) endQuestion() {
	if c.asked == 0 {
		return
	}
	q := c.text.Questions[c.asked-1]
	c.asked = 0
	right := 0
	for _, o := range q.Options {
		if o.Right {
			right++
		}
		if o.Text == "" {
			c.fault(o.Pos, "empty-option", "write what is answered", "an option without words")
		}
	}
	switch {
	case len(q.Options) < 2:
		c.fault(q.Pos, "no-options", "three options: - [ ] or - [x], each with a bullet of feedback under it", "a question with %d options", len(q.Options))
	case right != 1:
		c.fault(q.Pos, "not-one-right", "mark exactly one option with [x]", "%d options are marked right", right)
	}
}

// feedback is the bullet under an option.
func (p *page) feedback(item ast.Node) string {
	var parts []string
	for n := item.FirstChild().NextSibling(); n != nil; n = n.NextSibling() {
		if n.Kind() != ast.KindList {
			parts = append(parts, p.inline(n))
			continue
		}
		for li := n.FirstChild(); li != nil; li = li.NextSibling() {
			for b := li.FirstChild(); b != nil; b = b.NextSibling() {
				parts = append(parts, p.inline(b))
			}
		}
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// The label may have a no-break space before its colon, inside or after the stars.
var nextLabel = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:\*\*|__)([^*_]{1,60}?)[\s\x{a0}\x{202f}]*(?::[\s\x{a0}\x{202f}]*(?:\*\*|__)|(?:\*\*|__)[\s\x{a0}\x{202f}]*:)[\s\x{a0}\x{202f}]*`)
})

var nextLabels = map[string]string{"en": "Next step", "fr": "Prochain pas"}

// NextLabel is how the if-then plan is announced in a language of which that is fixed.
func NextLabel(lang string) (label string, ok bool) {
	label, ok = nextLabels[lang]
	return label, ok
}

func nextStep(s string) string { return strings.TrimSpace(s[len(nextLabel().FindString(s)):]) }

// nextStepBlock finds the if-then plan: under remember, the paragraph that opens with
// the label; in a language whose label isn't fixed, the last one that opens like one.
func (c *cutter) nextStepBlock(heading ast.Node, end int) ast.Node {
	if c.step.ID != Remember {
		return nil
	}
	want, fixed := NextLabel(baseLang(c.head.Lang))
	var found ast.Node
	for n := heading.NextSibling(); n != nil; n = n.NextSibling() {
		if n.Pos() >= 0 && c.page.lineOf(n.Pos()) >= end {
			break
		}
		if n.Kind() != ast.KindParagraph {
			continue
		}
		m := nextLabel().FindStringSubmatch(c.page.inline(n))
		if m != nil && (!fixed || strings.EqualFold(m[1], want)) {
			found = n
		}
	}
	return found
}
