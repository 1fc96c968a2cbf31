package screen

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"binome/storage/progress"
	"binome/tui/widget"
)

// ProgressMap is where the pair is, in pictures: the whole curriculum at a glance (a
// sign a lesson, a row a module), how sure the mentee feels, the sessions in time. Each
// picture has its words beside it; there is no score and no per cent.
type ProgressMap struct{}

// Name implements Screen.
func (*ProgressMap) Name() string { return "progress" }

// Page implements Screen.
func (*ProgressMap) Page(env *Env, w, h int) Page {
	p := Page{Where: env.T("progress.where")}
	b := &p.Body
	b.title(env, w, env.T("progress.title"))
	b.dim(env, w, env.T("progress.what"))
	b.Blank()
	var rows []widget.MapRow
	for _, m := range env.Cur.Modules {
		row := widget.MapRow{ID: m.ID, Name: env.typo(env.Lang(), m.Title(env.Lang()))}
		for _, l := range m.Lessons {
			level := env.Prog.Lessons[l.ID].Rung().Level()
			if level == 0 && (env.Prog.Lessons[l.ID].Finished() || l.ID == progress.CharterLesson && env.Prog.CharterAgreed()) {
				level = widget.Walked
			}
			row.Rungs = append(row.Rungs, level)
		}
		rows = append(rows, row)
	}
	b.Add(widget.Map(env.Theme, measure(w), rows, -1).Lines...)
	b.Blank()
	b.Add(progressLegend(env, w)...)
	confidence(env, b, w)
	sessions(env, b, w)
	p.Buttons = []Button{{ID: "back", Label: env.T("keys.back"), Key: env.T("key.enter")}}
	return p
}

func progressLegend(env *Env, w int) []string {
	signs, words := []string{env.Theme.Sign.Rungs[0]}, []string{env.T("rungs.none")}
	signs, words = append(signs, env.Theme.Sign.Done), append(words, env.T("outline.walked"))
	for _, r := range progress.Rungs() {
		signs, words = append(signs, env.Theme.Sign.Rungs[r.Level()]), append(words, rungWord(env, r))
	}
	return widget.Legend(env.Theme, measure(w), signs, words)
}

// Press implements Screen.
func (*ProgressMap) Press(env *Env, id string) tea.Cmd { return env.Host.Back() }

// slopeWidth is that of the scale from 0 to 10: three columns a point.
const slopeWidth = 31

// confidence draws where the mentee felt to be and where they feel to be, once there is
// something to compare; and, when it was asked, where they say now that they really were.
func confidence(env *Env, b *Body, w int) {
	var sure []int
	back := -1
	for _, c := range env.Prog.Confidence {
		switch {
		case c.Who != progress.Mentee:
		case c.Topic == topicSure:
			sure = append(sure, c.Value)
		case c.Topic == topicBack:
			back = c.Value
		}
	}
	if len(sure) == 0 {
		return
	}
	b.heading(env, w, env.T("progress.sure", "Name", env.Mentee()))
	b.dim(env, w, env.T("confidence.tomorrow", "Name", env.Mentee()))
	b.Blank()
	slope := func(from, to int, words string) {
		width := min(slopeWidth, measure(w)-4)
		line := "  " + widget.Slope(env.Theme, width, from, to, 10)
		if widget.Width(line)+2+widget.Width(words) <= measure(w) {
			b.Add(line + "  " + words)
			return
		}
		b.Add(line)
		for _, l := range widget.Wrap(words, measure(w)-2) {
			b.Add("  " + l)
		}
	}
	now := sure[len(sure)-1]
	if len(sure) == 1 {
		slope(-1, now, env.T("progress.sure-once", "N", now))
	} else {
		slope(sure[0], now, env.T("progress.sure-then", "From", sure[0], "To", now))
	}
	if back >= 0 {
		slope(back, now, env.T("progress.sure-back", "From", back, "To", now))
	}
}

// sessions draws them in time, the next date included, and names them below.
func sessions(env *Env, b *Body, w int) {
	b.heading(env, w, env.T("progress.sessions"))
	now := env.Now()
	held := env.Prog.Held("")
	if len(held) == 0 {
		b.para(env, w, env.T("progress.none-yet"))
	}
	var moments []widget.Moment
	for _, s := range held {
		moments = append(moments, widget.Moment{Day: dayOf(s.At), Label: env.Words.ShortDate(s.At, now)})
	}
	next, _, dated := progress.ParseDate(env.Prog.NextDate, now.Location())
	if dated = dated && dayOf(next) >= dayOf(now); dated {
		moments = append(moments, widget.Moment{Day: dayOf(next), Label: env.Words.ShortDate(next, now), Coming: true})
	}
	if len(moments) > 1 {
		b.Blank()
		for _, l := range widget.Timeline(env.Theme, min(measure(w)-2, 60), moments).Lines {
			b.Add("  " + l)
		}
		b.Blank()
	}
	for _, s := range held {
		var titles []string
		for _, id := range s.Lessons {
			titles = append(titles, lessonTitle(env, id))
		}
		b.point(env, w, env.Theme.Sign.Rungs[5], joined(env, env.Words.Date(s.At), strings.Join(titles, ", ")))
	}
	if dated {
		b.point(env, w, env.Theme.Sign.Rungs[1], env.T("today.next", "Date", env.Words.Date(next)))
	}
}

// dayOf counts days as calendars do, wherever the time was noted.
func dayOf(t time.Time) int {
	y, m, d := t.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}
