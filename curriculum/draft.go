package curriculum

import (
	"io/fs"
	"strings"

	"binome/curriculum/block"
)

// A Draft is a lesson's file as its author needs it: all that a [Text] has, every
// fault found, and where everything stands. It is made for package check.
type Draft struct {
	*Text    // as far as the file could be read; its Steps are empty where it couldn't
	Lines    []string
	Keys     map[string]Pos // of the front matter
	Label    string         // what opens the if-then plan: a catalogue says it; "" for whatever looks like it
	TitlePos Pos            // of the level-1 heading; zero when there is none
	NextPos  Pos            // of the if-then plan; zero when there is none
	Guides   []Guide
	Passages []Passage
	Links    []Link
	Pictures []Picture
	Problems []Problem // each of them keeps the lesson from being used
	Notes    []Problem // and these don't
}

// A Guide is one mentor's call-out.
type Guide struct {
	Step   StepID
	Blocks []block.Block
	Pos    Pos

	at int
}

// A Link as written: its destination may lead anywhere, or nowhere.
type Link struct {
	To  string
	Pos Pos
}

// A Picture of the lesson: a file beside it, or an address.
type Picture struct {
	To  string
	Alt string
	Pos Pos
}

// PassageKind says what a passage is to its reader.
type PassageKind int

// The kinds of a Passage.
const (
	ProsePassage PassageKind = iota
	CalloutPassage
	BoxPassage
	QuestionPassage
	OptionPassage
	FeedbackPassage
	NextPassage
	GuidePassage
	HeadingPassage
	CellPassage
	CardPassage // of a case that is played through: only some of it is
)

// A Passage is the words of one paragraph, item, cell or heading, without marks of
// emphasis, addresses of links, and code.
type Passage struct {
	Kind  PassageKind
	Step  StepID // "" before the first step
	Plain string

	lesson *lesson
	spans  []block.Span
}

// Pos is the place in the file of a byte of Plain.
func (p *Passage) Pos(off int) Pos { return p.lesson.pos(block.At(p.spans, off)) }

// Draft reads the lesson's file in exactly that language. The error is a [Problem]:
// there is no such file, or it can't be opened.
func (l *Lesson) Draft(lang string) (*Draft, error) {
	s := l.sources[lang]
	if s == nil || s.guided != nil {
		return nil, l.nowhere()
	}
	raw, problem := readFile(s.layer.FS, s.file, maxLessonBytes)
	if problem != nil {
		return nil, s.name(*problem)
	}
	d := newDraft(parseLabelled(s.file, lang, s.label, raw))
	d.pictures(s.layer.FS, s.file)
	for _, list := range [][]Problem{d.Problems, d.Notes} {
		for i := range list {
			list[i] = s.name(list[i])
		}
	}
	return d, nil
}

// LayerOf is the name of the layer that this language's file comes from.
func (l *Lesson) LayerOf(lang string) string {
	if s := l.sources[lang]; s != nil {
		return s.layer.Name
	}
	return l.Layer
}

// Pos is where the lesson's entry in module.toml begins.
func (l *Lesson) Pos() Pos { return entryPos(l.places, l.entry, l.Module) }

// KeyPos is where module.toml says that of the lesson ("reviewed", "needs"), or where
// the lesson's entry begins.
func (l *Lesson) KeyPos(key string) Pos {
	if l.places != nil {
		if p, ok := l.places()[l.entry+"."+key]; ok {
			return p
		}
	}
	return l.Pos()
}

// entryPos is where an entry of a module.toml begins; the file, when it can't be told.
func entryPos(places func() map[string]Pos, entry string, m *Module) Pos {
	if places != nil {
		if p, ok := places()[entry]; ok {
			return p
		}
	}
	if m == nil {
		return Pos{}
	}
	return m.Pos
}

// Lines of a file of the layer, as they are written; nil when it can't be read.
func (l Layer) Lines(file string) []string {
	raw, problem := readFile(l.FS, file, maxLessonBytes)
	if problem != nil || !fs.ValidPath(file) {
		return nil
	}
	return block.Lines(strings.TrimPrefix(raw, "\ufeff"))
}

func newDraft(l *lesson) *Draft {
	if l.doc != nil && len(l.doc.Faults) == 0 {
		l.marks()
	}
	d := &Draft{Text: l.text, Lines: l.front.lines, Keys: l.keys(), Label: l.label, TitlePos: l.titlePos, NextPos: l.nextPos,
		Guides: l.guides, Problems: l.problems, Notes: l.notes}
	for _, p := range l.passages {
		d.links(&p)
		if p.say() {
			d.Passages = append(d.Passages, p)
		}
	}
	return d
}

// say keeps the spans that are prose (not code, not addresses); false when there are none.
func (p *Passage) say() bool {
	var some []block.Span
	for _, s := range p.spans {
		if s.Kind == block.Break || s.Kind == block.Text && s.Style&block.Mono == 0 && (s.Link == nil || !s.Link.Auto) {
			some = append(some, s)
		}
	}
	p.spans = some
	p.Plain = strings.TrimRight(block.Words(some), " ")
	return p.Plain != ""
}

// links are what a line leads to and shows, each once.
func (d *Draft) links(p *Passage) {
	var last *block.Link
	for _, s := range p.spans {
		link := s.Link
		if s.Kind == block.Image {
			d.Pictures = append(d.Pictures, Picture{To: link.To, Alt: s.Text, Pos: p.lesson.pos(s.At)})
			link = link.Around
		}
		if link != nil && link != last && !link.Auto {
			d.Links = append(d.Links, Link{To: link.To, Pos: p.lesson.pos(link.At)})
		}
		last = link
	}
}

// Examine reads a text as a lesson's file, for whoever is about to write one.
func Examine(file, lang, text string) *Draft { return newDraft(parseLesson(file, lang, text)) }
