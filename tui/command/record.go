package command

import (
	"path/filepath"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/clean"
	"binome/storage/progress"
)

type recordOptions struct {
	Pair, Lesson   string
	Step           string
	Rung, Evidence string
	Note           string
	By             string
	On             string // a day that is past: a session of its own
}

func newRecordCmd(f *Factory) *cobra.Command {
	o := &recordOptions{}
	cmd := f.command("record", "record {pair} {lesson}", takes{min: 2, max: 2, names: []string{"pair", "lesson"}})
	cmd.RunE = f.running(func(cmd *cobra.Command, args []string) error {
		o.Pair, o.Lesson = args[0], args[1]
		return f.record(cmd, o)
	})
	cmd.ValidArgsFunction = f.completeArgs(f.pairsFor, f.lessonsFor)
	fl := cmd.Flags()
	fl.StringVar(&o.Step, "step", "", "cli.flag.step")
	fl.StringVar(&o.Rung, "rung", "", "cli.flag.rung")
	fl.StringVar(&o.Evidence, "evidence", "", "cli.flag.evidence")
	fl.StringVar(&o.Note, "note", "", "cli.flag.note")
	fl.StringVar(&o.By, "by", progress.Pair, "cli.flag.by")
	fl.StringVar(&o.On, "on", "", "cli.flag.on")
	f.completeFlag(cmd, "step", stepNames())
	f.completeFlag(cmd, "rung", rungNames())
	f.completeFlag(cmd, "by", storage.Values("by"))
	return cmd
}

func stepNames() (names []string) {
	for _, s := range curriculum.StepIDs() {
		names = append(names, string(s))
	}
	return names
}

func rungNames() (names []string) {
	for _, r := range progress.Rungs() {
		names = append(names, string(r))
	}
	return names
}

// record keeps what was done away from the screen: a step, a rung, a note; the whole
// lesson when none of them is named.
func (f *Factory) record(cmd *cobra.Command, o *recordOptions) error {
	if err := f.checkRecord(o); err != nil {
		return err
	}
	p, err := f.read(o.Pair)
	if err != nil {
		return err
	}
	lesson, ok := p.cur.Lesson(o.Lesson)
	if !ok {
		return f.noLesson(p.cur, o.Lesson)
	}
	entries := entriesOf(o, lesson, p.prog.Lessons[lesson.ID])
	pr := f.printer()
	if len(entries) == 0 {
		pr.para(f.T("cli.record.already", "Title", titleOf(p.cur, lesson.ID, f.words.Lang)))
		return pr.end()
	}
	if o.On != "" {
		if entries, err = f.onDay(cmd, o, p.prog, lesson, entries); err != nil {
			return err
		}
	}
	kept, err := f.append(cmd, o.Pair, entries...)
	if err != nil {
		return err
	}
	for _, e := range kept {
		pr.para(f.T("cli.record.kept", "What", f.describe(p, e)))
	}
	if lesson.ID == progress.CharterLesson && !p.prog.CharterAgreed() {
		pr.para(f.T("cli.record.charter"))
	}
	return pr.end()
}

// checkRecord refuses options that can't be, or don't go together.
func (f *Factory) checkRecord(o *recordOptions) error {
	o.Evidence, o.Note = clean.Line(o.Evidence), clean.Text(o.Note)
	day, err := time.Parse(time.DateOnly, o.On)
	switch {
	case o.On != "" && (err != nil || day.After(f.Now())):
		return f.misused("cli.error.day", "Day", o.On)
	case o.Step != "" && !slices.Contains(stepNames(), o.Step):
		return f.choice("--step", o.Step, stepNames())
	case o.Rung != "" && !slices.Contains(rungNames(), o.Rung):
		return f.choice("--rung", o.Rung, rungNames())
	case !slices.Contains(storage.Values("by"), o.By):
		return f.choice("--by", o.By, storage.Values("by"))
	case o.Evidence != "" && o.Rung == "":
		return f.misused("cli.error.evidence-alone")
	case utf8.RuneCountInString(o.Evidence) > storage.MaxEvidence:
		return f.misused("cli.error.evidence-long", "N", storage.MaxEvidence)
	case len(o.Note) > storage.MaxText:
		return f.misused("cli.error.note-long", "N", storage.MaxText>>10)
	}
	return nil
}

// entriesOf are the entries that say it, without those that are said already.
func entriesOf(o *recordOptions, l *curriculum.Lesson, st *progress.Lesson) []storage.Entry {
	var list []storage.Entry
	steps := []string{o.Step}
	if o.Step == "" {
		steps = nil
		if o.Rung == "" && o.Note == "" {
			steps = stepNames()
		}
	}
	for _, s := range steps {
		if st != nil && o.Step == "" {
			if _, done := st.Done[curriculum.StepID(s)]; done {
				continue
			}
		}
		list = append(list, storage.Entry{Kind: storage.KindStep, By: o.By, Lesson: l.ID, Step: s, State: progress.Walked, Edition: l.Edition})
	}
	if o.Rung != "" {
		list = append(list, storage.Entry{Kind: storage.KindRung, By: o.By, Lesson: l.ID, Rung: o.Rung, Evidence: o.Evidence})
	}
	if o.Note != "" {
		list = append(list, storage.Entry{Kind: storage.KindNote, By: o.By, Lesson: l.ID, Step: o.Step, Text: o.Note})
	}
	return list
}

// onDay puts entries into the session of a day that is past: the one that there is, else a new
// one as long as the lesson, which is closed again and fixes no date.
func (f *Factory) onDay(cmd *cobra.Command, o *recordOptions, p *progress.Progress, l *curriculum.Lesson, entries []storage.Entry) ([]storage.Entry, error) {
	now := f.Now()
	day, _ := time.ParseInLocation(time.DateOnly, o.On, now.Location())
	for _, s := range p.Sessions {
		if progress.SameDay(s.At.In(now.Location()), day) {
			for i := range entries {
				entries[i].Session, entries[i].At = s.ID, s.Last
			}
			return entries, nil
		}
	}
	long := time.Duration(l.Minutes) * time.Minute
	at := day.Add(12 * time.Hour)
	if latest := now.Add(-long); at.After(latest) {
		at = latest
	}
	begun, err := f.append(cmd, o.Pair, storage.Entry{Kind: storage.KindSession, By: o.By, Minutes: l.Minutes, At: at})
	if err != nil {
		return nil, err
	}
	for i := range entries {
		if entries[i].Kind == storage.KindStep {
			at = at.Add(time.Duration(curriculum.StepMinutes(l.Minutes, curriculum.StepID(entries[i].Step))) * time.Minute)
		}
		entries[i].Session, entries[i].At = begun[0].ID, at
	}
	return append(entries, storage.Entry{Kind: storage.KindClose, By: o.By, Session: begun[0].ID, At: at}), nil
}

// append adds entries and waits until they are on the disk.
func (f *Factory) append(cmd *cobra.Command, pair string, entries ...storage.Entry) ([]storage.Entry, error) {
	folder, err := f.Folder()
	if err != nil {
		return nil, err
	}
	j, err := folder.Journal(pair)
	if err != nil {
		return nil, err
	}
	kept, err := j.Append(cmd.Context(), entries...)
	if cerr := j.Close(); err == nil {
		err = cerr
	}
	return kept, err
}

// noLesson tells that there is none of that name, why it isn't, and the nearest.
func (f *Factory) noLesson(cur *curriculum.Curriculum, id string) error {
	if layer, at, ok := cur.HiddenBy(id); ok {
		return f.fail("cli.error.lesson-hidden", "Lesson", id, "Where", filepath.Join(layer, at.String()))
	}
	var names, short []string
	for _, m := range cur.Modules {
		for _, l := range m.Lessons {
			names = append(names, l.ID)
			short = append(short, l.ID[len(m.ID)+1:])
		}
	}
	if i := slices.Index(short, id); i >= 0 { // the module was left out
		return f.fail("cli.error.no-lesson-near", "Lesson", id, "Near", names[i])
	}
	if near := nearestRaw(id, names); near != "" {
		return f.fail("cli.error.no-lesson-near", "Lesson", id, "Near", near)
	}
	return f.fail("cli.error.no-lesson", "Lesson", id)
}
