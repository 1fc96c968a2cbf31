package plain

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"binome/storage"
	"binome/storage/progress"
)

// open opens the pair asked for, or lets them choose, or makes the first one.
func (w *walk) open() error {
	w.say(w.T("plain.welcome"))
	if w.Pair != "" {
		return w.openPair(w.Pair)
	}
	pairs, err := w.Folder.Pairs()
	switch {
	case err != nil:
		return err
	case len(pairs) == 0:
		return w.setup()
	}
	w.nearest(pairs)
	return w.choosePair(pairs)
}

func (w *walk) openPair(id string) error {
	j, err := w.Journal, error(nil)
	if j == nil || id != w.Pair {
		j, err = w.Folder.Journal(id)
	}
	if err != nil {
		return err
	}
	w.take(j)
	for _, t := range j.State().Troubles {
		key := "cli.trouble." + t.Code
		if !w.words.Has(key) {
			key = "plain.trouble"
		}
		w.say(w.T(key, "File", fileName(t.Path), "Line", t.Line, "What", t.Text, "Why", t.Text))
	}
	return nil
}

// nearest puts the pair whose date comes first at the head, those without one last.
func (w *walk) nearest(pairs []storage.PairInfo) {
	when := func(p storage.PairInfo) int64 {
		if t, _, ok := progress.ParseDate(p.Next, w.Now().Location()); ok {
			return t.Unix()
		}
		return 1 << 62
	}
	slices.SortStableFunc(pairs, func(a, b storage.PairInfo) int {
		return cmp.Or(cmp.Compare(when(a), when(b)), b.LastAt.Compare(a.LastAt), cmp.Compare(a.ID, b.ID))
	})
}

func (w *walk) choosePair(pairs []storage.PairInfo) error {
	for {
		w.title(w.T("plain.pairs"))
		for i, p := range pairs {
			name := w.T("pairs.pair", "Mentor", p.Mentor, "Mentee", p.Mentee)
			switch t, _, ok := progress.ParseDate(p.Next, w.Now().Location()); {
			case p.Err != nil:
				name = w.T("plain.pair_unreadable", "ID", p.ID, "Why", p.Err.Error())
			case ok:
				name = w.T("plain.pair_next", "Pair", name, "Date", w.words.Date(t))
			}
			w.point(strconv.Itoa(i+1)+". ", name)
		}
		a, err := w.ask(func() question {
			return question{enter: w.T("plain.pair_first"), picks: len(pairs), pick: w.T("plain.pair_open"), letters: []letter{{"w", w.T("plain.pair_new")}}}
		})
		switch {
		case err != nil:
			return err
		case a.again:
			continue
		case a.letter == "w":
			return w.setup()
		}
		if err = w.openPair(pairs[max(a.n, 1)-1].ID); err == nil {
			return nil
		}
		w.say(w.T("plain.cannot_open", "Why", err.Error()))
	}
}

// setup makes a pair: who they are, what each speaks, who sees this, who can read it.
func (w *walk) setup() error {
	w.title(w.T("plain.new_pair"))
	e := storage.Entry{Kind: storage.KindPair}
	known := map[string]string{w.Settings.Role: w.Settings.Name} // of whoever has said it already
	var err error
	if e.Mentor, err = w.name(w.T("plain.mentor_name"), known[progress.Mentor]); err != nil {
		return err
	}
	if e.MentorLanguage, err = w.speaks(first(e.Mentor)); err != nil {
		return err
	}
	if e.Mentee, err = w.name(w.T("plain.mentee_name"), known[progress.Mentee]); err != nil {
		return err
	}
	if e.MenteeLanguage, err = w.speaks(first(e.Mentee)); err != nil {
		return err
	}
	if err := w.whoSees(first(e.Mentor)); err != nil {
		return err
	}
	if err := w.whose(first(e.Mentor), first(e.Mentee)); err != nil {
		return err
	}
	return w.privacy(e)
}

// name asks until there is one that can be kept; enter alone keeps the one that is known.
func (w *walk) name(ask, known string) (string, error) {
	for {
		w.out.gap()
		w.say(ask)
		if known != "" {
			w.say(w.T("plain.keep_name", "Text", w.T("text.quoted", "Text", known)))
		}
		text, err := w.line()
		switch {
		case err != nil:
			return "", err
		case text == "" && known != "":
			return known, nil
		case text == "":
			w.say(w.T("setup.need-name"))
		case utf8.RuneCountInString(text) > storage.MaxName:
			w.say(w.T("plain.name_long", "N", storage.MaxName))
		default:
			return text, nil
		}
	}
}

func (w *walk) speaks(name string) (string, error) {
	langs := w.Words.Languages()
	own := slices.Index(langs, w.lang())
	w.title(w.T("plain.speaks", "Name", name))
	for i, l := range langs {
		w.point(strconv.Itoa(i+1)+". ", w.words.LanguageName(l))
	}
	a, err := w.ask(func() question {
		return question{enter: w.words.LanguageName(langs[max(own, 0)]), picks: len(langs), pick: w.T("plain.choose")}
	})
	switch {
	case err != nil:
		return "", err
	case a.again:
		return w.speaks(name)
	case a.enter:
		return langs[max(own, 0)], nil
	}
	return langs[a.n-1], nil
}

func (w *walk) whoSees(mentor string) error {
	for {
		w.title(w.T("setup.sees"))
		w.point("1. ", w.T("plain.sees_both"))
		w.point("2. ", w.T("plain.sees_mentor", "Name", mentor))
		a, err := w.ask(func() question {
			return question{enter: w.T("plain.sees_enter"), picks: 2, pick: w.T("plain.choose")}
		})
		switch {
		case err != nil:
			return err
		case a.again:
			continue
		case a.n == 2:
			w.Settings.View = ViewMentor
		default:
			w.Settings.View = ViewShared
		}
		w.keep()
		return nil
	}
}

// keep remembers the settings; that they can't be is no reason to stop.
func (w *walk) keep() {
	if w.Keep == nil {
		return
	}
	if err := w.Keep(w.Settings); err != nil {
		w.say(w.T("plain.settings_lost", "Why", err.Error()))
	}
}

// privacy says who can read what; then the pair is made.
func (w *walk) privacy(e storage.Entry) error {
	for {
		w.title(w.T("privacy.title"))
		w.say(w.T("privacy.words"))
		a, err := w.ask(func() question { return question{enter: w.T("plain.make")} })
		switch {
		case err != nil:
			return err
		case a.again:
			continue
		}
		j, err := w.create(e)
		if err != nil {
			return err
		}
		owner := w.owner
		w.take(j)
		w.owner = owner
		if w.SetOwner != nil {
			if err := w.SetOwner(j.ID, owner); err != nil {
				w.say(w.T("plain.settings_lost", "Why", err.Error()))
			}
		}
		w.say(w.T("plain.made", "ID", j.ID))
		return nil
	}
}

// create finds a free id: the two first names, then with a number, then a dated one for
// names that no ASCII can be made of.
func (w *walk) create(e storage.Entry) (*storage.Journal, error) {
	base, ok := storage.Slug(first(e.Mentor) + "-" + first(e.Mentee))
	if !ok {
		base = "pair-" + w.Now().Format(time.DateOnly)
	}
	id := base
	for n := 2; ; n++ {
		j, err := w.Folder.Create(id, e)
		if !errors.Is(err, storage.ErrPairThere) || n > 99 {
			return j, err
		}
		id = fmt.Sprintf("%.60s-%d", base, n)
	}
}

// first is the first word of a name.
func first(name string) string {
	if f := strings.Fields(name); len(f) > 0 {
		return f[0]
	}
	return name
}

func fileName(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }
