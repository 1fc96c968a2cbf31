package command

import (
	"bytes"

	"binome/curriculum"
	"binome/storage/notes"
	"binome/tui"
	"binome/tui/screen"
)

// prepare writes the coming hour on a page, for whoever leads it: what the coach shows
// under that name, as text to be printed. It is never for the mentee.
func (f *Factory) prepare(o *notesOptions) error {
	if o.For != string(notes.ForMentor) && o.For != string(notes.ForPair) { // which is what nobody asked for
		return f.misused("cli.error.prepare-for")
	}
	if o.Format != "" || o.Accounts != "" {
		return f.misused("cli.error.prepare-format")
	}
	if f.view == screen.ViewMentee || f.view == "" && f.Config().View == screen.ViewMentee {
		return f.fail("cli.error.prepare-view")
	}
	p, err := f.read(o.Pair)
	if err != nil {
		return err
	}
	if o.Out != "" && o.Out != "-" {
		if err := f.mayWrite(o.Out, o.Force); err != nil {
			return err
		}
	}
	lang := f.lang
	if lang == "" {
		lang = notes.Language(notes.ForMentor, p.prog)
	}
	var b bytes.Buffer
	err = tui.Prepared(&b, tui.Options{
		Phrases: f.catalogues, Lang: lang, Config: f.Config(), Curriculum: func() *curriculum.Curriculum { return p.cur }, Now: f.Now, View: screen.ViewMentor,
	}, o.Pair, p.prog)
	if err != nil {
		return err
	}
	return f.export(o.Out, b.Bytes())
}
