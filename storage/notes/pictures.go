package notes

import (
	"strconv"

	"binome/storage/progress"
)

// timeline is the sessions in time: what was agreed on, when they met, what came of it.
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
		minutes := ours("")
		if s.Minutes > 0 {
			minutes = ours(strconv.Itoa(s.Minutes))
		}
		t.rows = append(t.rows, []line{ours(strconv.Itoa(s.Number)), planned, ours(m.w.ShortDate(s.At, m.rec.Made)), minutes})
	}
	m.pg.add(block{figure: &figure{id: "timeline", table: t}})
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
	m.pg.add(block{figure: &figure{id: "map", table: t}})
}

// A slope is what one of them answered to one question, first and last.
type slope struct {
	who, topic    string
	before, after int
	asked         int
	values        []int
}

// slopes are the answers by person and topic. What the mentee says looking back stands
// for the beginning: people judge where they were better once they know what there was
// to know.
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
		out[i].values = append(out[i].values, c.Value)
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
		head:    m.says("export.col-who", "export.col-question", "export.col-before", "export.col-after"),
	}
	for _, s := range all {
		after := ours("")
		if s.asked > 1 {
			after = ours(strconv.Itoa(s.after))
		}
		t.rows = append(t.rows, []line{m.name(s.who), m.say("export.topic." + s.topic), ours(strconv.Itoa(s.before)), after})
	}
	m.pg.add(block{figure: &figure{id: "confidence", table: t}})
}

func (m *maker) shortDay(s string) string {
	t, _, ok := progress.ParseDate(s, m.r.Now.Location())
	if !ok {
		return m.w.T("export.to-fix")
	}
	return m.w.ShortDate(t, m.rec.Made)
}
