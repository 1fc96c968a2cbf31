package notes

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"binome/storage/clean"
	"binome/storage/progress"
)

// Pictures are drawn 640 wide and as high as they need; what they show is said again in
// the table that goes with each. No colour alone carries meaning.
const pictureWidth = 640

// timeline is the sessions in time: what was agreed on, when they met, what comes next.
func (m *maker) timeline() {
	t := &table{
		caption: m.say("export.timeline"),
		head:    m.says("export.col-session", "export.col-planned", "export.col-held", "export.col-minutes"),
	}
	for _, s := range m.rec.Sessions {
		planned := m.say("export.unplanned")
		if s.Planned != "" {
			planned = ours(m.shortDay(s.Planned))
		}
		t.rows = append(t.rows, []line{ours(strconv.Itoa(s.Number)), planned, ours(m.onDate(s.At)), ours(strconv.Itoa(s.Spent))})
	}
	if m.rec.Next != "" {
		t.rows = append(t.rows, []line{ours(strconv.Itoa(len(m.rec.Sessions) + 1)), ours(m.shortDay(m.rec.Next)), m.say("export.to-come"), ours("")})
	}
	f := &figure{table: t, w: pictureWidth, h: 84, desc: m.w.T("export.timeline-what")}
	f.svg = m.drawTimeline()
	m.pg.add(block{figure: f})
}

func (m *maker) drawTimeline() string {
	loc := m.r.Now.Location()
	from, to := m.rec.Sessions[0].At, m.rec.Sessions[len(m.rec.Sessions)-1].At
	next, _, ahead := progress.ParseDate(m.rec.Next, loc)
	if ahead && next.After(to) {
		to = next
	}
	const left, right, axis = 30, pictureWidth - 30, 40
	x := func(t time.Time) int {
		whole := to.Sub(from).Hours()
		if whole <= 0 {
			return (left + right) / 2
		}
		return left + int(t.Sub(from).Hours()/whole*(right-left)+.5)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<line class=\"rule\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", left, axis, right, axis)
	for _, s := range m.rec.Sessions {
		if at, _, ok := progress.ParseDate(s.Planned, loc); ok && !at.Before(from) && !at.After(to) && x(at) != x(s.At) {
			fmt.Fprintf(&b, "<line class=\"rule\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", x(at), axis-16, x(at), axis+16)
		}
	}
	labelled := -1 << 20
	label := func(at int, s string) {
		if at-labelled < 66 {
			return
		}
		labelled = at
		fmt.Fprintf(&b, "<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", at, axis+34, esc(s))
	}
	for _, s := range m.rec.Sessions {
		fmt.Fprintf(&b, "<circle class=\"on\" cx=\"%d\" cy=\"%d\" r=\"12\"/>\n<text class=\"over\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>\n", x(s.At), axis, x(s.At), axis+5, s.Number)
		label(x(s.At), m.w.ShortDate(s.At, m.rec.Made))
	}
	if ahead {
		fmt.Fprintf(&b, "<circle class=\"ring dash\" cx=\"%d\" cy=\"%d\" r=\"11\"/>\n<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>\n", x(next), axis, x(next), axis+5, len(m.rec.Sessions)+1)
		label(x(next), m.w.ShortDate(next, m.rec.Made))
	}
	return b.String()
}

// rungMap is each module with the rungs reached in it.
func (m *maker) rungMap() {
	if len(m.rec.Modules) == 0 {
		return
	}
	t := &table{
		caption: m.say("export.map"),
		head:    m.says("export.col-module", "export.col-finished", "rungs.with-you", "rungs.with-hint", "rungs.unaided", "rungs.again", "rungs.passed-on"),
	}
	for _, mod := range m.rec.Modules {
		row := []line{wrote(mod.Title), m.say("export.of", "N", mod.Finished, "Of", mod.Of)}
		for level := 1; level <= 5; level++ {
			n := 0
			for _, g := range mod.Rungs {
				if g == level {
					n++
				}
			}
			cell := ours("")
			if n > 0 {
				cell = ours(strconv.Itoa(n))
			}
			row = append(row, cell)
		}
		t.rows = append(t.rows, row)
	}
	f := &figure{table: t, w: pictureWidth, desc: m.w.T("export.map-what")}
	f.svg, f.h = m.drawMap()
	m.pg.add(block{figure: f})
}

// drawMap draws a staircase a lesson, as many steps filled as rungs were reached, with
// the rung's number below it.
func (m *maker) drawMap() (svg string, height int) {
	const cell, step, bar = 46, 4, 7
	perRow := pictureWidth / cell
	var b strings.Builder
	y := 6
	for _, mod := range m.rec.Modules {
		fmt.Fprintf(&b, "<text class=\"bold\" x=\"0\" y=\"%d\">%s</text>\n", y+12, esc(clean.Short(mod.Title, 72)))
		y += 20
		for i, g := range mod.Rungs {
			x := (i % perRow) * cell
			if i > 0 && x == 0 {
				y += 44
			}
			for k := 1; k <= 5; k++ {
				class := "off"
				if k <= g {
					class = "on"
				}
				h := 3 + k*step
				fmt.Fprintf(&b, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", class, x+(k-1)*bar, y+24-h, bar-2, h)
			}
			said := "–"
			if g > 0 {
				said = strconv.Itoa(g)
			}
			fmt.Fprintf(&b, "<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", x+5*bar/2, y+38, said)
		}
		y += 52
	}
	var legend []string
	for i, g := range progress.Rungs() {
		legend = append(legend, strconv.Itoa(i+1)+" "+m.w.T("rungs."+string(g)))
	}
	fmt.Fprintf(&b, "<text class=\"soft\" x=\"0\" y=\"%d\">%s</text>\n", y+10, esc(strings.Join(legend, " · ")))
	return b.String(), y + 20
}

// A slope is what one of them answered to one question, first and last.
type slope struct {
	who, topic    string
	before, after int
	asked         int
}

// slopes are the answers by person and topic. What the mentee says looking back stands
// for the beginning: people judge where they were better once they know what there was
// to know (Howard 1980, response shift).
func slopes(all []Confidence) []slope {
	var out []slope
	back := map[string]int{}
	for _, c := range all {
		if c.Topic == "looking-back" {
			back[c.Who] = c.Value
			continue
		}
		i := 0
		for i < len(out) && (out[i].who != c.Who || out[i].topic != c.Topic) {
			i++
		}
		if i == len(out) {
			out = append(out, slope{who: c.Who, topic: c.Topic, before: c.Value})
		}
		out[i].after = c.Value
		out[i].asked++
	}
	for i := range out {
		if v, ok := back[out[i].who]; ok && out[i].topic == "alone-tomorrow" {
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
	m.pg.h(2, m.say("export.confidence"))
	t := &table{
		caption: m.say("export.confidence-what"),
		head:    m.says("export.col-question", "export.col-who", "export.col-before", "export.col-after"),
	}
	for _, s := range all {
		after := ours("")
		if s.asked > 1 {
			after = ours(strconv.Itoa(s.after))
		}
		t.rows = append(t.rows, []line{m.say("export.topic." + s.topic), m.name(s.who), ours(strconv.Itoa(s.before)), after})
	}
	f := &figure{table: t, w: pictureWidth, desc: m.w.T("export.confidence-drawn")}
	f.svg, f.h = m.drawSlopes(all)
	m.pg.add(block{figure: f})
	for _, s := range all {
		if s.who == progress.Mentee && s.topic == "alone-tomorrow" && m.lookedBack() {
			m.pg.para(m.say("export.looking-back"))
			break
		}
	}
}

func (m *maker) lookedBack() bool {
	for _, c := range m.rec.Confidence {
		if c.Topic == "looking-back" {
			return true
		}
	}
	return false
}

// drawSlopes draws a panel a question: a line from the first answer to the last.
func (m *maker) drawSlopes(all []slope) (svg string, height int) {
	const perRow, high, top, low = 2, 178, 52, 148
	wide := pictureWidth / perRow
	var b strings.Builder
	for i, s := range all {
		x, y := (i%perRow)*wide, (i/perRow)*high
		at := func(v int) int { return y + low - min(max(v, 0), 10)*(low-top)/10 }
		fmt.Fprintf(&b, "<text class=\"bold\" x=\"%d\" y=\"%d\">%s</text>\n", x, y+14, esc(clean.Short(m.name(s.who).plain(), 38)))
		fmt.Fprintf(&b, "<text x=\"%d\" y=\"%d\">%s</text>\n", x, y+31, esc(clean.Short(m.w.T("export.topic."+s.topic), 44)))
		for _, v := range [...]int{0, 5, 10} {
			fmt.Fprintf(&b, "<line class=\"rule dash\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", x+28, at(v), x+wide-72, at(v))
			fmt.Fprintf(&b, "<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%d</text>\n", x+18, at(v)+4, v)
		}
		x1, x2 := x+56, x+wide-100
		if s.asked > 1 {
			fmt.Fprintf(&b, "<line class=\"slope\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", x1, at(s.before), x2, at(s.after))
			fmt.Fprintf(&b, "<circle class=\"on\" cx=\"%d\" cy=\"%d\" r=\"6\"/>\n<text class=\"bold\" x=\"%d\" y=\"%d\">%d</text>\n", x2, at(s.after), x2+12, at(s.after)+4, s.after)
			fmt.Fprintf(&b, "<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", x2, y+low+20, esc(m.w.T("export.col-after")))
		}
		fmt.Fprintf(&b, "<circle class=\"ring\" cx=\"%d\" cy=\"%d\" r=\"6\"/>\n<text class=\"bold\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>\n", x1, at(s.before), x1, at(s.before)-11, s.before)
		fmt.Fprintf(&b, "<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", x1, y+low+20, esc(m.w.T("export.col-before")))
	}
	return b.String(), (len(all)+perRow-1)/perRow*high + 4
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
