package screen

import (
	"strconv"
	"strings"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/tui/page"
)

// play is where a case stands: what happens, the clock in the corner where its author asks
// for one, and the choices that lead on. None is chosen beforehand; nothing is scored, and
// the way taken is kept nowhere. Esc leads out from anywhere.
func (s *Lesson) play(env *Env, p *page.Page, text *curriculum.Text, card *curriculum.Card) {
	p.Name += ":card:" + card.ID
	p.Picks, p.Judge, p.Back = true, true, "card:"+curriculum.Out
	p.Title(env.typo(text.Lang, text.Title))
	head := page.Block{Kind: page.Heading, Text: block.Words(card.Spans)}
	if card.Clock != "" {
		head.Right = env.T("case.clock", "Time", card.Clock)
	}
	p.Add(head)
	p.Lesson(card.Blocks)
	step := text.Step(s.look)
	for i, c := range card.Choices {
		if c.To == curriculum.Out || step.Card(c.To) != nil {
			p.Choice("way:"+strconv.Itoa(i), block.Words(c.Spans), "")
		}
	}
	p.Quiet(env.T("case.kept"))
	p.Do("pick", env.T("keys.choose"), "c")
	p.Do("card:"+curriculum.Out, env.T("case.out"), "b")
}

// way is where a choice of the card leads: "card:…".
func (s *Lesson) way(step *curriculum.Step, id string) string {
	card := step.Card(s.card)
	n, err := strconv.Atoi(strings.TrimPrefix(id, "way:"))
	if card == nil || err != nil || n < 0 || n >= len(card.Choices) {
		return "card:" + curriculum.Out
	}
	return "card:" + card.Choices[n].To
}
