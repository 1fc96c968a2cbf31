package curriculum

import (
	"bytes"
	"sync"
)

// QuestionIDs are the ids of the lesson's questions in that language, in order, with the
// same fallback as Text. The file of a trusted layer is only looked over for them, which
// costs a hundredth of reading it: who has walked fifty lessons has a hundred questions,
// and is asked three (a test holds that both ways find the same in every lesson).
func (l *Lesson) QuestionIDs(lang string) ([]string, error) {
	s := l.in(lang)
	if s == nil {
		return nil, l.nowhere()
	}
	if s.guided != nil { // a curriculum without guides asks the same
		s = s.guided
	}
	if s.layer.Trusted {
		return s.glance()
	}
	text, err := s.Text()
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(text.Questions))
	for i, q := range text.Questions {
		ids[i] = q.ID
	}
	return ids, nil
}

// glance finds the questions' headings: those of level 3 below the fifth of level 2,
// outside of code.
func (s *source) glance() ([]string, error) {
	s.glanceOnce.Do(func() {
		buf := glances.Get().(*[]byte)
		defer glances.Put(buf)
		var problem *Problem
		if *buf, problem = readInto(*buf, s.layer.FS, s.file, maxLessonBytes); problem != nil {
			s.glanceErr = s.name(*problem)
			return
		}
		s.ids = questionIDs(*buf)
	})
	return s.ids, s.glanceErr
}

// glances are what files are looked over in, one after another: fifty of them are looked
// over for one first frame.
var glances = sync.Pool{New: func() any { return new([]byte) }}

func questionIDs(raw []byte) []string {
	var ids []string
	steps, last := 0, Remember.Index()+1
	var code []byte // the fence that is open
	for len(raw) > 0 {
		var line []byte
		line, raw, _ = bytes.Cut(raw, []byte("\n"))
		line = bytes.TrimRight(line, " \t\r")
		switch {
		case code != nil:
			if bytes.HasPrefix(line, code) && len(bytes.Trim(line, string(code[:1]))) == 0 {
				code = nil
			}
		case bytes.HasPrefix(line, []byte("```")), bytes.HasPrefix(line, []byte("~~~")):
			code = line[:len(line)-len(bytes.TrimLeft(line, string(line[:1])))]
		case bytes.HasPrefix(line, []byte("## ")):
			steps++
		case steps == last && bytes.HasPrefix(line, []byte("### ")) && bytes.HasSuffix(line, []byte("}")):
			if i := bytes.LastIndex(line, []byte("{#")); i >= 0 {
				ids = append(ids, string(line[i+2:len(line)-1]))
			}
		}
	}
	return ids
}
