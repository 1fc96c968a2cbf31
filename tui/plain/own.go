package plain

import (
	"slices"
	"strconv"
	"strings"

	"binome/storage"
	"binome/storage/progress"
)

// whose asks whose computer this is: private notes on it are its owner's.
func (w *walk) whose(mentor, mentee string) error {
	owners := []string{progress.Mentor, progress.Mentee, "nobody"}
	names := []string{w.T("setup.whose-person", "Name", mentor), w.T("setup.whose-person", "Name", mentee), w.T("setup.whose-nobody")}
	likely := max(slices.Index(owners, w.Settings.Role), 0)
	for {
		w.title(w.T("setup.whose"))
		w.say(w.T("setup.whose-why"))
		for i, name := range names {
			w.point(strconv.Itoa(i+1)+". ", name)
		}
		a, err := w.ask(func() question {
			return question{enter: names[likely], picks: len(names), pick: w.T("plain.choose")}
		})
		switch {
		case err != nil:
			return err
		case a.again:
			continue
		case a.enter:
			w.owner = owners[likely]
		default:
			w.owner = owners[a.n-1]
		}
		return nil
	}
}

// own is what belongs to this computer's owner alone, while they read alone.
func (w *walk) own() error {
	switch {
	case w.owner != progress.Mentor && w.owner != progress.Mentee:
		w.say(w.T("own.nobodys"))
		return nil
	case w.Settings.View == ViewShared:
		w.say(w.T("own.shared", "Name", w.person(w.owner)))
		return nil
	case w.Settings.View != w.owner:
		w.say(w.T("own.guest", "Name", w.person(w.owner)))
		return nil
	}
	j, err := w.Folder.Private(w.j.ID)
	if err != nil {
		w.say(w.T("own.failed", "Why", err.Error()))
		return nil
	}
	defer j.Close()
	w.title(w.T("own.title", "Name", w.person(w.owner)))
	w.say(w.T("own.what"))
	none := true
	for _, e := range j.State().Entries {
		if e.Kind == storage.KindNote {
			w.point("- ", w.words.Date(e.At)+". "+strings.ReplaceAll(e.Text, "\n", " "))
			none = false
		}
	}
	if none {
		w.say(w.T("own.no-notes"))
	}
	keep := func(e storage.Entry) {
		e.By = w.owner
		if _, err := j.Append(w.ctx, e); err != nil {
			w.say(w.T("own.failed", "Why", err.Error()))
		}
	}
	text, ok, err := w.typed(w.T("own.note")+". "+w.T("own.hint"), "")
	if err != nil {
		return err
	}
	if ok {
		keep(storage.Entry{Kind: storage.KindNote, Text: text})
		w.say(w.T("note.kept"))
	}
	if w.owner == progress.Mentor {
		return w.askMentor(keep)
	}
	return nil
}

// askMentor asks the mentor's three questions, each of which can be left out.
func (w *walk) askMentor(keep func(storage.Entry)) error {
	for _, topic := range []string{"contradict", "dont-know", "no-jargon"} {
		a, err := w.askUntil(func() question {
			return question{enter: w.T("plain.leave_out"), numbers: []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, pick: w.T("plain.choose")}
		}, func() {
			w.title(w.T("own.sure"))
			w.say(w.T("own.topic." + topic))
			w.say(w.T("confidence.scale"))
		})
		if err != nil {
			return err
		}
		if !a.enter {
			keep(storage.Entry{Kind: storage.KindConfidence, Who: progress.Mentor, Topic: topic, Value: a.n})
		}
	}
	return nil
}

// offerNotes asks whether the notes are to be written, and says where they are.
func (w *walk) offerNotes() error {
	if w.Notes == nil {
		return nil
	}
	a, err := w.askUntil(func() question {
		return question{enter: w.T("plain.notes_not"), picks: 1, pick: w.T("plain.notes_write")}
	}, func() { w.title(w.T("menu.notes")) })
	if err != nil || a.n != 1 {
		return err
	}
	path, err := w.Notes(w.j.ID)
	if err != nil {
		w.say(w.T("notes.failed", "Why", err.Error()))
		return nil
	}
	w.say(w.T("notes.written", "Path", path))
	return nil
}
