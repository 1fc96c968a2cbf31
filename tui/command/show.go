package command

import (
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/progress"
	"binome/tui/widget"
)

type showOptions struct {
	Pair string
	JSON bool
}

func newShowCmd(f *Factory) *cobra.Command {
	o := &showOptions{}
	cmd := f.command("show", "show {pair}", takes{min: 1, max: 1, names: []string{"pair"}})
	cmd.RunE = f.running(func(_ *cobra.Command, args []string) error {
		o.Pair = args[0]
		return f.show(o)
	})
	cmd.ValidArgsFunction = f.completeArgs(f.pairsFor)
	cmd.Flags().BoolVar(&o.JSON, "json", false, "cli.flag.json")
	return cmd
}

// A read pair is a journal and what it means.
type readPair struct {
	id    string
	state *storage.State
	prog  *progress.Progress
	cur   *curriculum.Curriculum
}

// read reads a pair without opening it.
func (f *Factory) read(id string) (*readPair, error) {
	folder, err := f.pairID(id)
	if err != nil {
		return nil, err
	}
	learning, err := f.learning()
	if err != nil {
		return nil, err
	}
	state, err := folder.Read(id)
	cur := learning()
	if err != nil {
		return nil, err
	}
	return &readPair{id, state, progress.Fold(cur, state.Entries), cur}, nil
}

// lessons are those the pair touched: in the curriculum's order, then those that no
// curriculum has any more.
func (p *readPair) lessons(lang string) (list []*progress.Lesson, titles []string) {
	left := maps.Clone(p.prog.Lessons)
	for _, m := range p.cur.Modules {
		for _, l := range m.Lessons {
			if st := left[l.ID]; st != nil {
				list, titles = append(list, st), append(titles, titleOf(p.cur, l.ID, lang))
				delete(left, l.ID)
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(left)) {
		list, titles = append(list, left[id]), append(titles, id)
	}
	return list, titles
}

// titleOf is a lesson's title, or its name when nobody can tell.
func titleOf(cur *curriculum.Curriculum, id, lang string) string {
	_, title := cur.Title(id, lang)
	return title
}

// date says a next date; "" when there is none.
func (f *Factory) date(next string) string {
	t, whole, ok := progress.ParseDate(next, f.Now().Location())
	if !ok {
		return ""
	}
	return f.words.Moment(t, whole)
}

func (f *Factory) show(o *showOptions) error {
	p, err := f.read(o.Pair)
	if err != nil {
		return err
	}
	list, titles := p.lessons(f.words.Lang)
	if o.JSON {
		return f.writeJSON(pairJSON(p.id, p.prog, list, titles, p.state.Troubles))
	}
	t := f.Theme()
	pr := f.printer()
	pr.line(widget.Paint(t.Title, f.T("pairs.pair", "Mentor", p.prog.Mentor.Name, "Mentee", p.prog.Mentee.Name)))
	pr.para(f.T("cli.show.since", "Date", f.words.Date(p.prog.Since)) + " " + f.N("today.sessions", len(p.prog.Held(""))) + ".")
	if next := f.date(p.prog.NextDate); next != "" {
		pr.para(f.T("today.next", "Date", next))
	} else {
		pr.para(f.T("today.no-date"))
	}
	if done, all := p.prog.RouteDone(); all > 0 {
		pr.para(f.N("today.route", done, "All", all) + ".")
	}
	if at := p.prog.Place; at.Lesson != "" {
		pr.para(f.T("cli.show.place", "Title", titleOf(p.cur, at.Lesson, f.words.Lang), "Step", f.T("steps."+string(at.Step))))
	}
	if len(list) > 0 {
		pr.heading(f.T("cli.show.lessons"))
	}
	for i, l := range list {
		pr.item(titles[i] + "  " + f.standing(l))
	}
	f.showLines(pr, p)
	return pr.end()
}

// standing is how far the pair is with a lesson.
func (f *Factory) standing(l *progress.Lesson) string {
	switch r := l.Rung(); {
	case r != progress.NoRung:
		return f.T("rungs." + string(r))
	case l.Finished():
		return f.T("cli.show.walked")
	}
	return f.T("cli.show.at", "Step", f.T("steps."+string(l.Resume())))
}

func (f *Factory) showLines(pr *printer, p *readPair) {
	if open := p.prog.OpenPromises(""); len(open) > 0 {
		pr.heading(f.T("cli.show.promises"))
		for _, q := range open {
			pr.item(f.T("today.promise", "Name", p.prog.Name(q.Who), "Text", q.Text))
		}
	}
	if len(p.prog.Notes) > 0 {
		pr.heading(f.T("cli.show.notes"))
		for _, n := range p.prog.Notes {
			pr.item(f.words.ShortDate(n.At, f.Now()) + "  " + strings.ReplaceAll(n.Text, "\n", " "))
		}
	}
	if len(p.state.Troubles) > 0 {
		pr.heading(f.T("trouble.title"))
		for _, tr := range p.state.Troubles {
			pr.item(f.trouble(tr))
		}
		pr.para(f.T("trouble.doctor"))
	}
}
