package notes

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strconv"

	"github.com/BurntSushi/toml"

	"binome/curriculum/phrases"
	"binome/storage/clean"
	"binome/storage/document"
	"binome/storage/progress"
)

// Why the programme gets nothing although both agree.
var (
	// ErrNoCode is a pair that has no code and has not met yet: nothing could stand for
	// it that isn't its names.
	ErrNoCode = errors.New("the pair has no code yet")
	// ErrNotSettled is a ballot before its time.
	ErrNotSettled = errors.New("what was learned is not settled yet")
)

// Shared are the readers outside the pair: nothing goes to one before both have agreed to
// that one.
func Shared() []Audience { return []Audience{ForProgramme, ForBallot, ForLMS} }

// Named is what leaves the pair for one of them, a phrase each, in the words in which both
// are asked whether they agree. It is drawn from what writes the files: the says of the
// keys of a contribution, the questions of a ballot, the statements of a platform.
func Named(a Audience, w *phrases.Printer) []string {
	var says []string
	switch a {
	case ForProgramme:
		says = saidBy(progress.Contribution{})
	case ForBallot:
		says = saidBy(progress.Ballot{})
		says = append(says, progress.Asked()...)
	case ForLMS:
		says = append(says, "platform-who")
		for _, v := range []stated{attended, progressed, completed} {
			says = append(says, v.says)
		}
	}
	var out []string
	for _, key := range says {
		if s := w.T("shared." + key); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// NamedIn is the same as one line: "the next date; the days of your sessions".
func NamedIn(a Audience, w *phrases.Printer) string { return listed(w, Named(a, w)) }

// saidBy are the phrases that name a file's keys to the pair; "-" marks keys that say nothing
// of them (format, version).
func saidBy(file any) (says []string) {
	for t, i := reflect.TypeOf(file), 0; i < t.NumField(); i++ {
		if s := t.Field(i).Tag.Get("says"); s != "-" {
			says = append(says, s)
		}
	}
	return says
}

// writeProgramme writes the contribution, what `binome programme` gathers, while both
// agree; and once somebody has taken it back, the withdrawal, which it honours.
func (r Request) writeProgramme(b *bytes.Buffer) error {
	c := r.Progress.Contribution(r.Now)
	switch c.Code = clean.Line(c.Code); {
	case !r.Progress.Agreed(progress.ToProgramme) && !r.Progress.TakenBack(progress.ToProgramme):
		return ErrNoConsent
	case c.Code == "":
		return ErrNoCode
	case !r.Progress.Agreed(progress.ToProgramme):
		return r.writeWithdrawal(b, progress.ToProgramme)
	}
	some(&c.Days)
	some(&c.Modules)
	switch r.Format {
	case "toml":
		return writeTOML(b, "the contribution of one pair to its programme", LeftOut(r), c)
	case "json":
		return document.WriteJSON(b, sentContribution{LeftOut(r), c})
	}
	return r.writeFacts(b, c.Code, r.facts(c))
}

// writeBallot writes the ballot, or takes it back.
func (r Request) writeBallot(b *bytes.Buffer) error {
	switch {
	case r.Progress.Agreed(progress.ToBallot):
		ballot, ok := r.Progress.Ballot(r.Now)
		if !ok {
			return ErrNotSettled
		}
		return writeTOML(b, "a ballot", nil, ballot)
	case r.Progress.TakenBack(progress.ToBallot):
		return r.writeWithdrawal(b, progress.ToBallot)
	}
	return ErrNoConsent
}

func (r Request) writeWithdrawal(b *bytes.Buffer, to string) error {
	w := r.Progress.Withdrawal(r.Now, to)
	w.Code = clean.Line(w.Code)
	switch r.Format {
	case "toml":
		return writeTOML(b, "what was given is taken back", nil, w)
	case "json":
		return document.WriteJSON(b, w)
	}
	return r.writeFacts(b, w.Code, [][2]string{
		{r.Words.T("export.prog.code"), w.Code},
		{r.Words.T("export.prog.withdrawn"), r.factDay(w.Withdrawn)},
	})
}

func writeTOML(b *bytes.Buffer, what string, leftOut []string, v any) error {
	b.WriteString("# Binome: " + what + ".\n")
	for _, s := range leftOut {
		b.WriteString("# " + s + "\n")
	}
	b.WriteString("\n")
	e := toml.NewEncoder(b)
	e.Indent = ""
	return e.Encode(v)
}

func (r Request) factDay(s string) string {
	if t, _, ok := progress.ParseDate(s, r.Now.Location()); ok {
		return r.Words.Date(t)
	}
	return r.Words.T("export.to-fix")
}

// facts are what the contribution says, in the reader's words: a name and a value each.
func (r Request) facts(c progress.Contribution) [][2]string {
	w, n := r.Words, strconv.Itoa
	out := [][2]string{
		{w.T("export.prog.code"), c.Code},
		{w.T("export.prog.mark"), c.Mark},
		{w.T("export.prog.made"), r.factDay(c.Made)},
		{w.T("export.prog.since"), r.factDay(c.Since)},
		{w.T("export.prog.next"), r.factDay(c.Next)},
		{w.T("export.prog.held"), n(len(c.Days))},
		{w.T("export.prog.spent"), n(c.Spent)},
		{w.T("export.prog.reserved"), n(c.Reserved)},
		{w.T("export.prog.planned"), n(c.Planned)},
		{w.T("export.prog.postponed"), n(c.Postponed)},
		{w.T("export.prog.in-a-row"), n(c.InARow)},
		{w.T("export.prog.route"), w.T("export.of", "N", c.RouteDone, "Of", c.RouteOf)},
		{w.T("export.prog.gifts"), n(c.Gifts)},
	}
	for i, d := range c.Days {
		out = append(out, [2]string{w.T("export.prog.session", "N", i+1), r.factDay(d)})
	}
	for _, k := range c.Modules {
		out = append(out, [2]string{w.T("export.prog.module", "Title", r.Curriculum.ModuleCalled(k.Module, w.Lang)), w.T("export.of", "N", k.Finished, "Of", k.Of)})
	}
	return out
}

// writeFacts writes names and values for a spreadsheet or as a page.
func (r Request) writeFacts(b *bytes.Buffer, code string, facts [][2]string) error {
	if r.Format == "csv" {
		rows := [][]string{{r.Words.T("export.col-what"), r.Words.T("export.col-value")}}
		for _, s := range LeftOut(r) {
			rows = append(rows, []string{r.Words.T("export.left-out"), s})
		}
		for _, f := range facts {
			rows = append(rows, f[:])
		}
		return document.WriteCSV(b, rows, r.Words.Separator())
	}
	m := &maker{r: r, w: r.Words, pg: &document.Document{Lang: r.Words.Lang}}
	m.pg.Title = m.say("export.title.programme", "Code", typed(code))
	m.pg.Aside(LeftOut(r)...)
	var items []document.Item
	for _, f := range facts {
		items = append(items, document.Item{Text: document.Line{{Text: m.w.T("export.labelled", "Label", f[0]), Strong: true}, {Text: " "}, {Text: f[1], Typed: true}}})
	}
	m.pg.List(items)
	return m.pg.Write(b, "md")
}
