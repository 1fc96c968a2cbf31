package command

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"binome/storage"
	"binome/storage/clean"
	"binome/storage/progress"
	"sync"
)

type pairNewOptions struct {
	Mentor, Mentee         string
	ID, Code               string
	MentorLang, MenteeLang string
}

func newPairCmd(f *Factory) *cobra.Command {
	return f.group("pair", "pair", newPairNewCmd(f), newPairListCmd(f))
}

func newPairNewCmd(f *Factory) *cobra.Command {
	o := &pairNewOptions{}
	cmd := f.command("pair-new", "new", takes{})
	cmd.RunE = f.running(func(*cobra.Command, []string) error {
		return f.pairNew(o)
	})
	fl := cmd.Flags()
	fl.StringVar(&o.Mentor, "mentor", "", "cli.flag.mentor")
	fl.StringVar(&o.Mentee, "mentee", "", "cli.flag.mentee")
	fl.StringVar(&o.ID, "id", "", "cli.flag.id")
	fl.StringVar(&o.Code, "code", "", "cli.flag.code")
	fl.StringVar(&o.MentorLang, "mentor-lang", "", "cli.flag.mentor-lang")
	fl.StringVar(&o.MenteeLang, "mentee-lang", "", "cli.flag.mentee-lang")
	f.completeFlag(cmd, "mentor-lang", f.catalogues.Languages())
	f.completeFlag(cmd, "mentee-lang", f.catalogues.Languages())
	return cmd
}

func (f *Factory) pairNew(o *pairNewOptions) error {
	first, err := f.people(o)
	if err != nil {
		return err
	}
	folder, err := f.Folder()
	if err != nil {
		return err
	}
	id := o.ID
	switch {
	case id == "":
		if id, err = folder.FreeID(first.Mentor, first.Mentee); err != nil {
			return err
		}
	default:
		if err := f.checkID(id); err != nil {
			return err
		}
		if folder.Has(id) {
			return f.fail("cli.error.pair-there", "Where", id)
		}
	}
	if same := f.namesakes(folder, first); same != nil {
		f.tell(&problem{what: f.T("cli.pair.namesakes", "Pairs", strings.Join(same, ", "), "ID", id)})
	}
	j, err := folder.Create(id, first)
	if err != nil {
		return err
	}
	if err := j.Close(); err != nil {
		return err
	}
	_, err = fmt.Fprintln(f.Out, id)
	return err
}

// namesakes are the pairs whose two have these names already: another pair of them may be
// meant, or forgotten.
func (f *Factory) namesakes(folder *storage.Folder, e storage.Entry) (ids []string) {
	pairs, err := progress.Pairs(folder, f.Now())
	if err != nil {
		return nil
	}
	for _, p := range pairs {
		if p.Mentor == e.Mentor && p.Mentee == e.Mentee {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// reserved reports whether an id is the name of a command: such a pair could not be opened
// by its name.
func (f *Factory) reserved(id string) bool {
	return id == "binome" || id == "version" || slices.Contains(f.commands, id)
}

// checkID holds an id that somebody chose for a pair.
func (f *Factory) checkID(id string) error {
	if f.reserved(id) {
		return f.misused("cli.error.reserved", "ID", id)
	}
	if storage.ValidID(id) {
		return nil
	}
	if near, ok := storage.Slug(id); ok {
		return f.misused("cli.error.id-near", "ID", id, "Near", near)
	}
	return f.misused("cli.error.id", "ID", id)
}

var langName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$`) })

// people is the first entry of a pair, checked.
func (f *Factory) people(o *pairNewOptions) (storage.Entry, error) {
	e := storage.Entry{Kind: storage.KindPair, By: progress.Pair, MentorLanguage: f.words.Lang, MenteeLanguage: f.words.Lang}
	for _, p := range []struct {
		flag, value string
		into        *string
		optional    bool
	}{{"--mentor", o.Mentor, &e.Mentor, false}, {"--mentee", o.Mentee, &e.Mentee, false}, {"--code", o.Code, &e.Code, true}} {
		name := clean.Line(p.value)
		switch {
		case name == "" && p.optional:
		case name == "":
			return e, f.misused("cli.error.name-empty", "Flag", p.flag)
		case utf8.RuneCountInString(name) > storage.MaxName:
			return e, f.misused("cli.error.name-long", "Flag", p.flag, "N", storage.MaxName)
		}
		*p.into = name
	}
	for _, l := range []struct {
		flag, value string
		into        *string
	}{{"--mentor-lang", o.MentorLang, &e.MentorLanguage}, {"--mentee-lang", o.MenteeLang, &e.MenteeLanguage}} {
		if l.value == "" {
			continue
		}
		if !langName().MatchString(l.value) {
			return e, f.misused("cli.error.lang-code", "Flag", l.flag, "Value", l.value)
		}
		if _, ok := f.catalogues.Match(l.value); !ok {
			return e, f.choice(l.flag, l.value, f.catalogues.Languages())
		}
		*l.into = l.value
	}
	return e, nil
}
