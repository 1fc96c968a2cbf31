package curriculum

import (
	"binome/curriculum/phrases"
	"fmt"
	"maps"
	"slices"
	"sync"
)

// source is one file of one language, parsed when first asked for, and once.
type source struct {
	layer  Layer
	file   string
	lang   string
	label  string // what opens the if-then plan
	lesson *Lesson
	guided *source // where there is one, this is the same file without its guide

	headOnce sync.Once
	head     Head
	headErr  error

	glanceOnce sync.Once
	ids        []string // of its questions
	glanceErr  error

	textOnce sync.Once
	text     *Text
	fault    error // the first of faults
	faults   []Problem
}

// Head reads the front matter alone.
func (s *source) Head() (Head, error) {
	if s.guided != nil {
		return s.guided.Head()
	}
	s.headOnce.Do(func() {
		raw, problem := readFile(s.layer.FS, s.file, maxLessonBytes)
		if problem != nil {
			s.headErr = s.name(*problem)
			return
		}
		f, problems := readFront(s.file, s.lang, raw)
		if s.head = f.head; len(problems) > 0 {
			s.headErr = s.name(problems[0])
		}
	})
	return s.head, s.headErr
}

// Text reads the whole file.
func (s *source) Text() (*Text, error) {
	s.textOnce.Do(func() {
		if s.guided != nil {
			if s.text, s.fault = s.guided.Text(); s.text != nil {
				s.text = s.text.withoutGuides()
			}
			return
		}
		raw, problem := readFile(s.layer.FS, s.file, maxLessonBytes)
		if problem != nil {
			s.faults = []Problem{s.name(*problem)}
		} else {
			l := parseLabelled(s.file, s.lang, s.label, raw)
			s.text = l.text
			s.text.typeset()
			for _, p := range l.problems {
				s.faults = append(s.faults, s.name(p))
			}
		}
		if len(s.faults) > 0 {
			s.text, s.fault = nil, s.faults[0]
		}
	})
	return s.text, s.fault
}

func (s *source) name(p Problem) Problem {
	p.Lesson, p.Layer = s.lesson.ID, s.layer.Name
	return p
}

// in is the file in that language, or in the language without its region, or in
// English, or in the first there is.
func (l *Lesson) in(lang string) *source {
	return phrases.Pick(l.sources, lang)
}

// Languages a lesson is written in, sorted.
func (l *Lesson) Languages() []string { return slices.Sorted(maps.Keys(l.sources)) }

// Head reads the lesson's front matter in that language, or in English, or in
// whichever there is; Head.Lang says which. An error is a [Problem].
func (l *Lesson) Head(lang string) (Head, error) {
	s := l.in(lang)
	if s == nil {
		return Head{}, l.nowhere()
	}
	return s.Head()
}

// Text reads the whole lesson, with the same fallback as Head. An error is a
// [Problem]. The result is shared: it must not be changed.
func (l *Lesson) Text(lang string) (*Text, error) {
	s := l.in(lang)
	if s == nil {
		return nil, l.nowhere()
	}
	return s.Text()
}

// nowhere is for a Lesson that somebody made by hand: Load keeps none without a file.
func (l *Lesson) nowhere() error {
	return Problem{Pos: l.Pos(), Lesson: l.ID, Code: "no-lesson-file", Text: fmt.Sprintf("the lesson %s has no file", l.ID), Fix: "write " + l.ID + ".en.md"}
}
