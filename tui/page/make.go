package page

import (
	"strings"

	"binome/curriculum/block"
)

// The words in which a screen writes a page.

// Add appends blocks.
func (p *Page) Add(bs ...Block) { p.Body = append(p.Body, bs...) }

// Title heads the page.
func (p *Page) Title(text string) { p.Add(Block{Kind: Title, Text: text}) }

// Heading heads a part of it.
func (p *Page) Heading(text string) { p.Add(Block{Kind: Heading, Text: text}) }

// Para is running text; nothing for an empty one.
func (p *Page) Para(text string) { p.Toned(Plain, text) }

// Quiet is text that can wait.
func (p *Page) Quiet(text string) { p.Toned(Quiet, text) }

// Toned is running text in a tone.
func (p *Page) Toned(t Tone, text string) {
	if text != "" {
		p.Add(Block{Kind: Para, Tone: t, Text: text})
	}
}

// Lesson is blocks of a lesson; nothing for none.
func (p *Page) Lesson(bs []block.Block) {
	if len(bs) > 0 {
		p.Add(Block{Kind: Lesson, Blocks: bs})
	}
}

// Markdown is the same for a text of the program's own, or an export.
func (p *Page) Markdown(md string) { p.Lesson(block.Parse(md).Blocks) }

// Point is a line of a list.
func (p *Page) Point(sign Sign, text string) { p.Add(Block{Kind: Point, Sign: sign, Text: text}) }

// Band says whose turn it is.
func (p *Page) Band(t Tone, text string) { p.Add(Block{Kind: Band, Tone: t, Text: text}) }

// Card frames what another page would hold, without its actions.
func (p *Page) Card(label string, inside func(*Page)) {
	var in Page
	inside(&in)
	p.Add(Block{Kind: Card, Label: label, Inside: in.Body})
}

// Quote is somebody's own words.
func (p *Page) Quote(text string) { p.Add(Block{Kind: Quote, Text: text}) }

// Choice is a row that can be chosen.
func (p *Page) Choice(id, text, after string) {
	p.Add(Block{Kind: Choice, ID: id, Text: text, After: after})
}

// Gap is a blank line.
func (p *Page) Gap() { p.Add(Block{Kind: Gap}) }

// Entry is where a field stands; it is added to the page's fields.
func (p *Page) Entry(f Field) {
	p.Fields = append(p.Fields, f)
	p.Add(Block{Kind: Entry, ID: f.ID})
}

// Do adds an action.
func (p *Page) Do(id, label, letter string) {
	p.Actions = append(p.Actions, Action{ID: id, Label: label, Letter: letter})
}

// DoIf adds an action that can be pressed only if on.
func (p *Page) DoIf(on bool, id, label, letter string) {
	p.Actions = append(p.Actions, Action{ID: id, Label: label, Letter: letter, Off: !on})
}

// DoLast adds an action that agrees to what the page says.
func (p *Page) DoLast(id, label, letter string) {
	p.Actions = append(p.Actions, Action{ID: id, Label: label, Letter: letter, Last: true})
}

// Text is the page's words as lines, to be copied.
func (p *Page) Text() string {
	var lines []string
	for _, b := range p.Body {
		switch b.Kind {
		case Card:
			in := Page{Body: b.Inside}
			lines = append(lines, b.Label, in.Text())
		case Heading:
			lines = append(lines, "", b.Text)
		case Task:
			lines = append(lines, b.Label+" "+b.Text)
		case Point:
			lines = append(lines, "- "+b.Text)
		default:
			lines = append(lines, b.Text)
		}
	}
	return strings.Join(lines, "\n")
}
