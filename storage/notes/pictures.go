package notes

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"binome/storage/clean"
	"binome/storage/document"
	"binome/storage/progress"
)

// timeline is the sessions in time: what was agreed on, when they met, what comes next.
func (m *maker) timeline() {
	t := &document.Table{
		Caption: m.say("export.timeline"),
		Head:    m.says("export.col-session", "export.col-planned", "export.col-held", "export.col-minutes"),
	}
	for _, s := range m.rec.Sessions {
		planned := document.Ours("–")
		if s.Planned != "" {
			planned = document.Ours(m.shortDay(s.Planned))
		}
		t.Rows = append(t.Rows, []document.Line{document.Ours(strconv.Itoa(s.Number)), planned, document.Ours(m.onDate(s.At)), document.Ours(strconv.Itoa(s.Spent))})
	}
	if m.rec.Next != "" {
		t.Rows = append(t.Rows, []document.Line{document.Ours(strconv.Itoa(len(m.rec.Sessions) + 1)), document.Ours(m.shortDay(m.rec.Next)), m.say("export.to-come"), document.Ours("")})
	}
	f := &document.Figure{Table: t, Desc: m.w.T("export.timeline-what"), Picture: m.drawTimeline()}
	m.pg.Add(document.Block{Figure: f})
}

func (m *maker) drawTimeline() *document.Picture {
	loc := m.r.Now.Location()
	from, to := m.rec.Sessions[0].At, m.rec.Sessions[len(m.rec.Sessions)-1].At
	next, _, ahead := progress.ParseDate(m.rec.Next, loc)
	if ahead && next.After(to) {
		to = next
	}
	const left, right, axis = 30, document.PictureWidth - 30, 40
	x := func(t time.Time) int {
		whole := to.Sub(from).Hours()
		if whole <= 0 {
			return (left + right) / 2
		}
		return left + int(t.Sub(from).Hours()/whole*(right-left)+.5)
	}
	pic := &document.Picture{W: document.PictureWidth, H: 84}
	pic.Line(document.Rule, left, axis, right, axis)
	for _, s := range m.rec.Sessions {
		if at, _, ok := progress.ParseDate(s.Planned, loc); ok && !at.Before(from) && !at.After(to) && x(at) != x(s.At) {
			pic.Line(document.Rule, x(at), axis-16, x(at), axis+16)
		}
	}
	type mark struct {
		x    int
		said string
	}
	var marks []mark
	for _, s := range m.rec.Sessions {
		pic.Circle(document.On, x(s.At), axis, 12)
		pic.Text(document.Over, x(s.At), axis+5, document.Middle, strconv.Itoa(s.Number))
		marks = append(marks, mark{x(s.At), m.w.ShortDate(s.At, m.rec.Made)})
	}
	if ahead {
		pic.Circle(document.Ring, x(next), axis, 11)
		pic.Dashed()
		pic.Text(document.Plain, x(next), axis+5, document.Middle, strconv.Itoa(len(m.rec.Sessions)+1))
		marks = append(marks, mark{x(next), m.w.ShortDate(next, m.rec.Made)})
	}
	// The last date is said first; of the others those that keep clear of what is said.
	last := len(marks) - 1
	room, _ := pic.Label(document.Soft, marks[last].x, axis+34, marks[last].said)
	said := -1 << 20
	for _, k := range marks[:last] {
		if from, to := pic.Room(k.x, k.said); from > said+8 && to+8 < room {
			_, said = pic.Label(document.Soft, k.x, axis+34, k.said)
		}
	}
	return pic
}

// rungMap is each module with the rungs reached in it.
func (m *maker) rungMap() {
	if len(m.rec.Modules) == 0 {
		return
	}
	t := &document.Table{
		Caption: m.say("export.map"),
		Head:    m.says("export.col-module", "export.col-finished", "rungs.with-you", "rungs.with-hint", "rungs.unaided", "rungs.again", "rungs.passed-on"),
	}
	for _, mod := range m.rec.Modules {
		row := []document.Line{document.Wrote(mod.Title), m.say("export.of", "N", mod.Finished, "Of", mod.Of)}
		for level := 1; level <= 5; level++ {
			n := 0
			for _, g := range mod.Rungs {
				if g == level {
					n++
				}
			}
			cell := document.Ours("")
			if n > 0 {
				cell = document.Ours(strconv.Itoa(n))
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	f := &document.Figure{Table: t, Desc: m.w.T("export.map-what"), Picture: m.drawMap()}
	if f.Picture == nil {
		m.pg.Add(document.Block{Table: t})
		return
	}
	m.pg.Add(document.Block{Figure: f})
}

// drawMap draws a row a module in which a rung was reached: a staircase a lesson, as many
// steps filled as rungs were reached, with the rung's number below it. nil where there is none.
func (m *maker) drawMap() *document.Picture {
	const cell, step, bar, left = 46, 4, 7, 320
	const perRow = (document.PictureWidth - left) / cell
	pic := &document.Picture{W: document.PictureWidth}
	y := 2
	for _, mod := range m.rec.Modules {
		if slices.Max(append([]int{0}, mod.Rungs...)) == 0 {
			continue
		}
		pic.Text(document.Bold, 0, y+20, document.Start, clean.Short(mod.Title, 44))
		for i, g := range mod.Rungs {
			x := left + (i%perRow)*cell
			if i > 0 && i%perRow == 0 {
				y += 44
			}
			for k := 1; k <= 5; k++ {
				ink := document.Off
				if k <= g {
					ink = document.On
				}
				h := 3 + k*step
				pic.Rect(ink, x+(k-1)*bar, y+24-h, bar-2, h)
			}
			said := "–"
			if g > 0 {
				said = strconv.Itoa(g)
			}
			pic.Text(document.Soft, x+5*bar/2, y+38, document.Middle, said)
		}
		y += 48
	}
	if y == 2 {
		return nil
	}
	var legend []string
	for i, g := range progress.Rungs() {
		legend = append(legend, strconv.Itoa(i+1)+"\u00a0"+m.w.T("rungs."+string(g)))
	}
	pic.Text(document.Soft, 0, y+10, document.Start, strings.Join(legend, " · "))
	pic.H = y + 20
	return pic
}

// A slope is what one of them answered to one question about one lesson, first and last.
type slope struct {
	who, topic    string
	lesson        string
	before, after int
	asked         int
	at            time.Time // the first time
}

// slopes are the answers by person, topic and lesson: two about two lessons tell of no change.
// What the mentee says looking back stands for the beginning of the one it was asked with: people judge where they were better once they know what there was
// to know (Howard 1980, response shift).
func slopes(all []Confidence) []slope {
	var out []slope
	back := map[string]int{}
	for _, c := range all {
		if c.Topic == progress.LookingBack {
			back[c.Who+" "+c.Lesson] = c.Value
			continue
		}
		i := 0
		for i < len(out) && (out[i].who != c.Who || out[i].topic != c.Topic || out[i].lesson != c.Lesson) {
			i++
		}
		if i == len(out) {
			out = append(out, slope{who: c.Who, topic: c.Topic, lesson: c.Lesson, before: c.Value, at: c.At})
		}
		out[i].after = c.Value
		out[i].asked++
	}
	for i := range out {
		if v, ok := back[out[i].who+" "+out[i].lesson]; ok && out[i].topic == progress.Tomorrow {
			out[i].before, out[i].asked = v, out[i].asked+1
		}
	}
	return out
}

// confidence is what each said of their own, before and after.
func (m *maker) confidence() {
	all := slopes(m.rec.Confidence)
	if len(all) == 0 {
		return
	}
	m.pg.Heading(2, m.say("export.confidence"))
	t := &document.Table{
		Caption: m.say("export.confidence-what"),
		Head:    m.says("export.col-question", "export.col-who", "export.col-before", "export.col-after"),
	}
	for _, s := range all {
		before, after := document.Ours(strconv.Itoa(s.before)), document.Ours(strconv.Itoa(s.after))
		if s.asked == 1 { // neither before nor after
			before, after = document.Ours(""), m.say("export.once", "Value", s.after, "Date", m.onDate(s.at))
		}
		t.Rows = append(t.Rows, []document.Line{m.asked(s.topic, s.lesson), m.name(s.who), before, after})
	}
	f := &document.Figure{Table: t, Desc: m.w.T("export.confidence-drawn"), Picture: m.drawSlopes(all)}
	m.pg.Add(document.Block{Figure: f})
	for _, s := range all {
		if s.who == progress.Mentee && s.topic == progress.Tomorrow && m.lookedBack() {
			m.pg.Para(m.say("export.looking-back"))
			break
		}
	}
}

// asked is what was asked, and about which lesson.
func (m *maker) asked(topic, lesson string) document.Line {
	if lesson == "" {
		return m.say("export.topic." + topic)
	}
	return document.Join(m.say("export.topic."+topic), document.Ours(" · "), document.Wrote(m.r.title(lesson)))
}

func (m *maker) lookedBack() bool {
	for _, c := range m.rec.Confidence {
		if c.Topic == progress.LookingBack {
			return true
		}
	}
	return false
}

// drawSlopes draws a panel a question: a line from the first answer to the last.
func (m *maker) drawSlopes(all []slope) *document.Picture {
	const perRow, high, top, low = 2, 194, 68, 164
	wide := document.PictureWidth / perRow
	pic := &document.Picture{W: document.PictureWidth, H: (len(all)+perRow-1)/perRow*high + 4}
	for i, s := range all {
		x, y := (i%perRow)*wide, (i/perRow)*high
		at := func(v int) int { return y + low - min(max(v, 0), 10)*(low-top)/10 }
		pic.Text(document.Bold, x, y+14, document.Start, clean.Short(m.name(s.who).Plain(), 38))
		pic.Text(document.Plain, x, y+31, document.Start, clean.Short(m.w.T("export.topic."+s.topic), 44))
		if s.lesson != "" {
			pic.Text(document.Soft, x, y+47, document.Start, clean.Short(m.r.title(s.lesson), 44))
		}
		for _, v := range [...]int{0, 5, 10} {
			pic.Line(document.Rule, x+28, at(v), x+wide-72, at(v))
			pic.Dashed()
			pic.Text(document.Soft, x+18, at(v)+4, document.End, strconv.Itoa(v))
		}
		x1, x2 := x+56, x+wide-100
		if s.asked > 1 {
			pic.Line(document.Slope, x1, at(s.before), x2, at(s.after))
			pic.Circle(document.On, x2, at(s.after), 6)
			pic.Text(document.Bold, x2+12, at(s.after)+4, document.Start, strconv.Itoa(s.after))
			pic.Text(document.Soft, x2, y+low+20, document.Middle, m.w.T("export.col-after"))
		}
		pic.Circle(document.Ring, x1, at(s.before), 6)
		pic.Text(document.Bold, x1, at(s.before)-11, document.Middle, strconv.Itoa(s.before))
		below := m.w.T("export.col-before")
		if s.asked == 1 {
			below = m.w.ShortDate(s.at, m.rec.Made)
		}
		pic.Text(document.Soft, x1, y+low+20, document.Middle, below)
	}
	return pic
}

// onDate is a short date that no line breaks.
func (m *maker) onDate(t time.Time) string {
	return strings.ReplaceAll(m.w.ShortDate(t, m.rec.Made), " ", "\u00a0")
}

func (m *maker) shortDay(s string) string {
	t, _, ok := progress.ParseDate(s, m.r.Now.Location())
	if !ok {
		return m.w.T("export.to-fix")
	}
	return m.onDate(t)
}
