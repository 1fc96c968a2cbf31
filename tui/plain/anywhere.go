package plain

import (
	"slices"
	"strconv"
	"strings"

	"binome/storage"
	"binome/storage/progress"
)

// What can be done at every question, by its letter; pairKeys need a pair.
const (
	anywhereKeys = "nwpulhq"
	pairKeys     = "nwpu"
)

// anywhere does what a letter says; again when what was said before should be said anew.
func (w *walk) anywhere(key string) (again bool, err error) {
	if w.j == nil && strings.Contains(pairKeys, key) {
		w.say(w.T("plain.no_pair_yet"))
		return false, nil
	}
	switch key {
	case "n":
		return false, w.note()
	case "w":
		return false, w.word()
	case "p":
		return false, w.promise()
	case "u":
		return false, w.undo()
	case "l":
		return w.language()
	case "h":
		w.help()
	case "q":
		return false, w.leave()
	}
	return false, nil
}

func (w *walk) note() error {
	text, ok, err := w.typed(w.T("note.title"), "")
	if err != nil || !ok {
		return err
	}
	if _, ok := w.save(storage.Entry{Kind: storage.KindNote, Text: text, Lesson: w.at.Lesson, Step: string(w.at.Step)}); ok {
		w.say(w.T("note.kept"))
	}
	return nil
}

// word notes one to come back to.
func (w *walk) word() error {
	text, ok, err := w.typed(w.T("word.title"), "")
	if err != nil || !ok {
		return err
	}
	if _, ok := w.save(storage.Entry{Kind: storage.KindWord, Text: text, Lesson: w.at.Lesson}); ok {
		w.say(w.T("word.kept"))
	}
	return nil
}

// promise asks whose it is, then for the words.
func (w *walk) promise() error {
	roles := []string{progress.Mentee, progress.Mentor}
	w.title(w.T("plain.whose_promise"))
	for i, role := range roles {
		w.point(strconv.Itoa(i+1)+". ", w.person(role))
	}
	w.say(w.T("plain.whose_can", "Name", w.mentee()))
	text, err := w.line()
	if err != nil {
		return err
	}
	who := progress.Mentee
	switch text {
	case "", "1":
	case "2":
		who = progress.Mentor
	default:
		w.say(w.T("plain.unknown", "Text", cut(text)))
		return nil
	}
	text, ok, err := w.typed(w.T("promise.title", "Name", w.person(who)), "")
	if err != nil || !ok {
		return err
	}
	if _, ok := w.save(storage.Entry{Kind: storage.KindPromise, Who: who, Text: text, Lesson: w.at.Lesson}); ok {
		w.say(w.T("promise.kept"))
	}
	return nil
}

// undo names what it will take back, and waits for enter.
func (w *walk) undo() error {
	w.fold()
	if w.prog.Undo == nil {
		w.say(w.T("undo.nothing"))
		return nil
	}
	e := *w.prog.Undo
	what := w.describe(e)
	w.title(w.T("plain.undo", "What", what))
	w.say(w.T("plain.undo_can"))
	text, err := w.line()
	switch {
	case err != nil:
		return err
	case text != "" || w.stray:
		w.say(w.T("plain.undo_not"))
		return nil
	}
	if _, ok := w.save(storage.Entry{Kind: storage.KindRetract, Of: e.ID}); ok {
		w.say(w.T("undo.done", "What", what))
	}
	return nil
}

// describe says what an entry records, in one line.
func (w *walk) describe(e storage.Entry) string {
	return progress.Teller{Progress: w.prog, Curriculum: w.Cur, Words: w.words, Zone: w.Now().Location()}.Tell(e)
}

// language goes to the next one there is.
func (w *walk) language() (again bool, err error) {
	all := w.Words.Languages()
	i := slices.Index(all, w.lang())
	w.words = w.Words.For(all[(i+1)%len(all)])
	clear(w.told)
	w.say(w.T("plain.language", "Name", w.words.LanguageName(w.lang())))
	return true, nil
}

func (w *walk) help() {
	clear(w.told) // the next question explains every letter
	w.title(w.T("plain.help"))
	w.say(w.T("plain.help_text"))
}

// leave says that all is saved, or what isn't, and waits for enter.
func (w *walk) leave() error {
	if w.j == nil {
		return errLeave
	}
	if err := w.j.Flush(w.ctx); err != nil {
		return errLeave
	}
	if n := w.j.State().Unsaved; n > 0 {
		w.say(w.N("leave.unsaved", n) + " " + w.T("leave.unsaved-why"))
	} else {
		w.say(w.T("leave.saved"))
	}
	w.say(w.T("plain.leave_can"))
	text, err := w.line()
	if err != nil || text == "" && !w.stray {
		return errLeave
	}
	w.say(w.T("plain.stay"))
	return nil
}
