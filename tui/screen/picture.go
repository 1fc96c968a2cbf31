package screen

import (
	"strconv"
	"strings"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/tui/page"
)

// pictures are the files that the step shows, or the question they are at.
func (s *Lesson) pictures(env *Env) []block.Span {
	text, err := s.lesson.Text(env.Lang())
	if err != nil {
		return nil
	}
	step := text.Step(s.look)
	if s.look != curriculum.Remember {
		return block.Pictures(step.Blocks)
	}
	var blocks []block.Block
	if s.question == 0 {
		blocks = append(blocks, step.Blocks...)
	}
	if s.question < len(text.Questions) {
		blocks = append(blocks, text.Questions[s.question].Blocks...)
	}
	return block.Pictures(blocks)
}

// shows puts the lesson's picture on the page, for faces that can draw it.
func (s *Lesson) shows(env *Env, p *page.Page) {
	for _, pic := range s.pictures(env) {
		lesson, lang, to := s.lesson, env.Lang(), pic.Link.To
		p.Pictures = append(p.Pictures, page.Picture{
			To: to, Name: lesson.ID + "\n" + lang + "\n" + to,
			Bytes: func() ([]byte, error) { return lesson.Picture(lang, to) },
		})
	}
}

// showPicture opens the picture in the desktop's viewer; of several, the one that is asked
// for.
func (s *Lesson) showPicture(env *Env) {
	switch all := s.pictures(env); len(all) {
	case 0:
	case 1:
		env.Host.ShowPicture(s.lesson, all[0].Link.To)
	default:
		env.Host.Go(&Pictures{lesson: s.lesson, all: all})
	}
}

// Pictures asks which one.
type Pictures struct {
	lesson *curriculum.Lesson
	all    []block.Span
}

// Page implements Screen.
func (s *Pictures) Page(env *Env) page.Page {
	p := page.Page{Name: "pictures", Over: true, Picks: true, Back: "cancel"}
	p.Title(env.T("lesson.pictures"))
	for i, pic := range s.all {
		words := pic.Text
		if strings.TrimSpace(words) == "" {
			words = pic.Link.To
		}
		p.Choice("picture:"+strconv.Itoa(i), words, "")
	}
	choosing(env, &p)
	return p
}

// Press implements Screen.
func (s *Pictures) Press(env *Env, id string) {
	env.Host.Back()
	n, ok := strings.CutPrefix(id, "picture:")
	if i, err := strconv.Atoi(n); ok && err == nil && i >= 0 && i < len(s.all) {
		env.Host.ShowPicture(s.lesson, s.all[i].Link.To)
	}
}
