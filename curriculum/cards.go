package curriculum

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"binome/curriculum/block"
)

// A case is played through from card to card, by choices. Nothing of it is scored or kept.

// Out is where a choice leads that ends the case.
const Out = "end"

// A Card is where a case stands.
type Card struct {
	ID      string // ASCII slug, its own within the lesson
	Spans   []block.Span
	Clock   string // what a clock in the corner shows; "" for none
	Blocks  []block.Block
	Choices []Choice
	Pos     Pos
}

// A Choice leads on from a card.
type Choice struct {
	To    string // a card's id, or [Out]
	Spans []block.Span
	Pos   Pos
}

func (c *Card) typeset(set func(string) string) {
	c.Spans, c.Blocks = block.TypesetSpans(c.Spans, set), block.Typeset(c.Blocks, set)
	for i := range c.Choices {
		c.Choices[i].Spans = block.TypesetSpans(c.Choices[i].Spans, set)
	}
}

// Card finds a card of the step by its id; nil when there is none.
func (s *Step) Card(id string) *Card {
	for i := range s.Cards {
		if s.Cards[i].ID == id {
			return &s.Cards[i]
		}
	}
	return nil
}

// All are the step's blocks with those of its cards, in order.
func (s *Step) All() []block.Block {
	if len(s.Cards) == 0 {
		return s.Blocks
	}
	all := slices.Clone(s.Blocks)
	for _, c := range s.Cards {
		all = append(all, block.Block{Kind: block.Heading, Level: 3, Spans: c.Spans})
		all = append(all, c.Blocks...)
		for _, w := range c.Choices {
			all = append(all, block.Block{Kind: block.Paragraph, Spans: w.Spans})
		}
	}
	return all
}

var choiceMark = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\[(?:→|->)\s*([^\]]*?)\s*\]`) })

// choice is where an item leads; ok is false for an item that is none.
func choice(it *block.Item) (to string, spans []block.Span, ok bool) {
	if it.Box != block.NoBox || len(it.Blocks) == 0 || !isLine(&it.Blocks[0]) {
		return "", nil, false
	}
	words := block.Words(it.Blocks[0].Spans)
	m := choiceMark().FindStringSubmatch(words)
	if m == nil {
		return "", nil, false
	}
	return m[1], block.Rest(it.Blocks[0].Spans, len(m[0])), true
}

// choices reports whether a block is a list of them.
func choices(b *block.Block) bool {
	return b.Kind == block.List && slices.ContainsFunc(b.Items, func(it block.Item) bool { _, _, ok := choice(&it); return ok })
}

// card takes what belongs to a case: a level-3 heading with an id, and all that follows.
func (c *cutter) card(b *block.Block) bool {
	if b.Kind == block.Heading && b.Level == 3 && b.ID != "" {
		c.openCard(b)
		return true
	}
	if len(c.step.Cards) == 0 {
		if choices(b) {
			c.mark(c.pos(b.At), "card-choice", "put it below a heading: ### Minute 0 {#minute-0}", "a choice before the first card")
		}
		return false
	}
	at := &c.step.Cards[len(c.step.Cards)-1]
	if !choices(b) {
		if hasBoxes(b) {
			c.mark(c.pos(b.At), "box-elsewhere", "put it before the first card", "a box in a card, where it can't be ticked")
		}
		c.read(CardPassage, c.step.ID, []block.Block{*b})
		at.Blocks = append(at.Blocks, *b)
		return true
	}
	for i := range b.Items {
		it := &b.Items[i]
		to, spans, ok := choice(it)
		if !ok || block.Words(spans) == "" {
			c.mark(c.pos(it.At), "card-choice", "- [→ minute-10] and what they do", "a choice that leads nowhere, or says nothing")
			continue
		}
		c.line(CardPassage, c.step.ID, spans)
		at.Choices = append(at.Choices, Choice{To: to, Spans: spans, Pos: c.pos(it.At)})
	}
	return true
}

func (c *cutter) openCard(h *block.Block) {
	at := c.pos(h.At)
	switch {
	case !slug(h.ID) || h.ID == Out:
		c.mark(at, "card-id", "small letters, digits and hyphens; "+Out+" is where a case ends", fmt.Sprintf("%s can't be a card's id", quoteName(h.ID)))
	case c.step.Card(h.ID) != nil:
		c.mark(at, "card-id", "give each card an id of its own", fmt.Sprintf("a second card with the id %s", h.ID))
	}
	c.line(HeadingPassage, c.step.ID, h.Spans)
	c.step.Cards = append(c.step.Cards, Card{ID: h.ID, Spans: h.Spans, Clock: strings.TrimSpace(h.Name), Pos: at})
}

// played holds that a case can be played to its end from wherever a choice leads.
func (c *cutter) played() {
	cards := c.step.Cards
	out := map[string]bool{Out: true} // from where the end can be reached
	for before := 0; before != len(out); {
		before = len(out)
		for _, card := range cards {
			if slices.ContainsFunc(card.Choices, func(w Choice) bool { return out[w.To] }) {
				out[card.ID] = true
			}
		}
	}
	reached := map[string]bool{}
	var walk func(id string)
	walk = func(id string) {
		if card := c.step.Card(id); card != nil && !reached[id] {
			reached[id] = true
			for _, w := range card.Choices {
				walk(w.To)
			}
		}
	}
	if len(cards) > 0 {
		walk(cards[0].ID)
	}
	for _, card := range cards {
		for _, w := range card.Choices {
			if w.To != Out && c.step.Card(w.To) == nil {
				c.mark(w.Pos, "card-choice", "name a card by its id, or "+Out, "there is no card "+quoteName(w.To))
			}
		}
		switch {
		case len(card.Choices) == 0:
			c.mark(card.Pos, "card-dead-end", "- [→ "+Out+"] and what ends it", "the case can't go on from the card "+card.ID)
		case !out[card.ID]:
			c.mark(card.Pos, "card-loop", "let one of its choices, or of those that follow, lead to "+Out, "no way leads out from the card "+card.ID)
		case !reached[card.ID]:
			c.mark(card.Pos, "card-unreached", "let a choice lead to it, or take it out", "no choice leads to the card "+card.ID)
		}
	}
}
