package screen

import (
	"strings"

	"binome/curriculum"
	"binome/storage/progress"
	"binome/tui/widget"
)

// drawQuestion draws a question to be answered aloud: options in an order of their own
// each time, "I don't know" among them; once shown, what each would lead to.
func drawQuestion(env *Env, b *Body, w int, q *curriculum.Question, n, of int, shown bool, salt string) {
	b.dim(env, w, env.T("recall.count", "N", n, "Of", of))
	b.Add(widget.Wrap(env.Theme.Strong.Render(env.Inline(q.Spans)), measure(w))...)
	b.Blank()
	if len(q.Blocks) > 0 {
		b.Add(env.Blocks(q.Blocks, w)...)
		b.Blank()
	}
	for i, o := range progress.Shuffled(q.Options, salt+q.ID) {
		style := env.Theme.Text
		if shown && o.Right {
			style = env.Theme.Strong
		}
		b.point(env, w, env.Theme.Key.Render(string(rune('A'+i))), widget.Paint(style, env.Inline(o.Spans)))
		b.Add(env.hung(o.Blocks, style, w, "  ", "  ")...)
		if !shown {
			continue
		}
		sign, after := env.Theme.Sign.SubBullet, env.Theme.Dim
		if o.Right {
			sign, after = env.Theme.Done.Render(env.Theme.Sign.Done), env.Theme.Second
		}
		b.Add(env.hung(o.Feedback, after, w, "  "+sign+" ", "    ")...)
	}
	letter := string(rune('A' + len(q.Options)))
	b.point(env, w, env.Theme.Key.Render(letter), env.T("recall.dont-know"))
	if !shown {
		b.Blank()
		b.dim(env, w, env.T("recall.aloud", "Name", env.Mentee()))
		return
	}
	b.Add(widget.WrapHang(env.Theme.Dim.Render(env.T("recall.dont-know-why")), measure(w), "  "+env.Theme.Sign.SubBullet+" ", "    ")...)
	if len(q.After) > 0 {
		b.Blank()
		b.Add(env.Blocks(q.After, w)...)
	}
}

// question finds a question's lesson and text by its full name.
func (e *Env) question(name string) (*curriculum.Text, *curriculum.Question) {
	lesson, id, _ := strings.Cut(name, "#")
	l, ok := e.Cur.Lesson(lesson)
	if !ok {
		return nil, nil
	}
	text, err := l.Text(e.Lang())
	if err != nil {
		return nil, nil
	}
	return text, text.Question(id)
}
