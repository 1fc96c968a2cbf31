package notes

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"

	"binome/curriculum"
	"binome/storage/clean"
	"binome/storage/progress"
)

// ErrNoCode is a pair that has no code and has not met yet: nothing could stand for it
// that isn't its names.
var ErrNoCode = errors.New("the pair has no code yet")

// writeProgramme writes the contribution: what `binome programme` gathers. Nothing is
// in it that anybody typed but the code, and it is written only while both agree.
func (r Request) writeProgramme(b *bytes.Buffer) error {
	p := r.Progress
	if !p.Consent[progress.Mentor] || !p.Consent[progress.Mentee] {
		return ErrNoConsent
	}
	c := p.Contribution(r.Now)
	if c.Code = clean.Line(c.Code); c.Code == "" {
		return ErrNoCode
	}
	some(&c.Days)
	some(&c.DaysBetween)
	some(&c.Modules)
	some(&c.Areas)
	some(&c.Lessons)
	some(&c.Confidence)
	switch r.Format {
	case "toml":
		b.WriteString("# Binome: the contribution of one pair to its programme.\n")
		for _, s := range LeftOut(r) {
			b.WriteString("# " + s + "\n")
		}
		b.WriteString("\n")
		e := toml.NewEncoder(b)
		e.Indent = ""
		return e.Encode(c)
	case "json":
		return writeJSON(b, struct {
			LeftOut []string `json:"left_out"`
			progress.Contribution
		}{LeftOut(r), c})
	case "csv":
		return r.contributionCSV(b, c)
	}
	r.contributionPage(c).writeMarkdown(b)
	return nil
}

// facts are what the contribution says, in the reader's words: a name and a value each.
func (r Request) facts(c progress.Contribution) [][2]string {
	w := r.Words
	day := func(s string) string {
		if t, _, ok := progress.ParseDate(s, r.Now.Location()); ok {
			return w.Date(t)
		}
		return w.T("export.to-fix")
	}
	n := strconv.Itoa
	out := [][2]string{
		{w.T("export.prog.code"), c.Code},
		{w.T("export.prog.made"), day(c.Made)},
		{w.T("export.prog.since"), day(c.Since)},
		{w.T("export.prog.status"), w.T("export.status." + string(c.Status))},
	}
	if c.StalledSince != "" {
		out = append(out, [2]string{w.T("export.prog.stalled-since"), day(c.StalledSince)})
	}
	out = append(out, [][2]string{
		{w.T("export.prog.next"), day(c.Next)},
		{w.T("export.prog.held"), n(c.Held)},
		{w.T("export.prog.planned"), n(c.Planned)},
		{w.T("export.prog.postponed"), n(c.Postponed)},
		{w.T("export.prog.in-a-row"), n(c.InARow)},
		{w.T("export.prog.spent"), n(c.Spent)},
		{w.T("export.prog.reserved"), n(c.Reserved)},
	}...)
	if len(c.DaysBetween) > 0 {
		sum := 0
		for _, d := range c.DaysBetween {
			sum += d
		}
		out = append(out, [2]string{w.T("export.prog.days-between"), w.Number(float64(sum)/float64(len(c.DaysBetween)), 1)})
	}
	return append(out, [][2]string{
		{w.T("export.prog.route"), w.T("export.of", "N", c.RouteDone, "Of", c.RouteOf)},
		{w.T("export.prog.gifts"), n(c.Gifts)},
	}...)
}

func (r Request) moduleTitle(id string) string {
	if r.Curriculum != nil {
		i := slices.IndexFunc(r.Curriculum.Modules, func(m *curriculum.Module) bool { return m.ID == id })
		if i >= 0 {
			return r.Words.Typo(clean.Line(r.Curriculum.Modules[i].Title(r.Words.Lang)))
		}
	}
	return clean.Line(id)
}

// area names an area of the framework: "DigComp 3.0, 2".
func area(c progress.Contribution, id string) string {
	return strings.TrimSpace(clean.Line(c.Framework+" "+c.FrameworkVersion)) + ", " + clean.Line(id)
}

func (r Request) contributionPage(c progress.Contribution) *page {
	m := &maker{r: r, w: r.Words, pg: &page{lang: r.Words.Lang}}
	pg := m.pg
	pg.title = m.say("export.title.programme", "Code", typed(c.Code))
	var out []line
	for _, s := range LeftOut(r) {
		out = append(out, ours(s))
	}
	pg.add(block{aside: out})
	var items []item
	for _, f := range r.facts(c) {
		items = append(items, item{text: line{{s: m.w.T("export.labelled", "Label", f[0]), strong: true}, {s: " "}, {s: f[1], typed: true}}})
	}
	pg.list(items)
	if len(c.Modules) > 0 {
		t := &table{caption: m.say("export.prog.modules"), head: m.says("export.col-module", "export.col-finished")}
		for _, k := range c.Modules {
			t.rows = append(t.rows, []line{wrote(r.moduleTitle(k.Module)), m.say("export.of", "N", k.Finished, "Of", k.Of)})
		}
		pg.add(block{table: t})
	}
	if len(c.Areas) > 0 {
		t := &table{caption: m.say("export.prog.areas"), head: m.says("export.col-area", "export.col-lessons", "rungs.with-you", "rungs.with-hint", "rungs.unaided", "rungs.again", "rungs.passed-on")}
		for _, a := range c.Areas {
			row := []line{wrote(area(c, a.Area)), ours(strconv.Itoa(a.Lessons))}
			for _, n := range a.Rungs {
				row = append(row, ours(strconv.Itoa(n)))
			}
			t.rows = append(t.rows, row)
		}
		pg.add(block{table: t})
	}
	if len(c.Confidence) > 0 {
		t := &table{caption: m.say("export.confidence-what"), head: m.says("export.col-question", "export.col-who", "export.col-before", "export.col-after")}
		for _, k := range c.Confidence {
			after := ours("")
			if k.Times > 1 {
				after = ours(strconv.Itoa(k.After))
			}
			t.rows = append(t.rows, []line{m.say("export.topic." + k.Topic), m.say("roles." + k.Who), ours(strconv.Itoa(k.Before)), after})
		}
		pg.add(block{table: t})
	}
	return pg
}

// contributionCSV is the same in two columns, for a spreadsheet.
func (r Request) contributionCSV(b *bytes.Buffer, c progress.Contribution) error {
	w := r.Words
	rows := [][]string{{w.T("export.col-what"), w.T("export.col-value")}}
	for _, s := range LeftOut(r) {
		rows = append(rows, []string{w.T("export.left-out"), s})
	}
	for _, f := range r.facts(c) {
		rows = append(rows, []string{f[0], f[1]})
	}
	for i, d := range c.Days {
		rows = append(rows, []string{w.T("export.prog.session", "N", i+1), d})
	}
	for _, k := range c.Modules {
		rows = append(rows, []string{w.T("export.prog.module", "Title", r.moduleTitle(k.Module)), w.T("export.of", "N", k.Finished, "Of", k.Of)})
	}
	for _, a := range c.Areas {
		for i, g := range progress.Rungs() {
			if a.Rungs[i] > 0 {
				rows = append(rows, []string{w.T("export.prog.area", "Area", area(c, a.Area), "Rung", w.T("rungs."+string(g))), strconv.Itoa(a.Rungs[i])})
			}
		}
	}
	for _, k := range c.Confidence {
		who := w.T("roles." + k.Who)
		topic := w.T("export.topic." + k.Topic)
		rows = append(rows, []string{w.T("export.prog.before", "Topic", topic, "Who", who), strconv.Itoa(k.Before)})
		if k.Times > 1 {
			rows = append(rows, []string{w.T("export.prog.after", "Topic", topic, "Who", who), strconv.Itoa(k.After)})
		}
	}
	return writeCSV(b, rows, w.Lang)
}
