package screen

import (
	"strings"
	"time"

	"binome/storage"
	"binome/storage/progress"
)

// The words that screens share.

// joined sets short pieces on one line, those that are empty left out.
func joined(pieces ...string) string {
	var some []string
	for _, p := range pieces {
		if p != "" {
			some = append(some, p)
		}
	}
	return strings.Join(some, " · ")
}

// quoted is text in the quotation marks of the language.
func quoted(env *Env, text string) string { return env.T("text.quoted", "Text", text) }

func stepWord(env *Env, id string) string { return env.T("steps." + id) }

func rungWord(env *Env, r progress.Rung) string {
	if r == progress.NoRung {
		return env.T("rungs.none")
	}
	return env.T("rungs." + string(r))
}

// lessonTitle in the language of the screen; the bare name of a lesson that is gone.
func lessonTitle(env *Env, id string) string {
	return env.typo(env.Cur.Title(id, env.Lang()))
}

// next is the date they agreed on; ok is false when none is.
func next(env *Env) (t time.Time, whole, ok bool) {
	return progress.ParseDate(env.Prog.NextDate, env.Now().Location())
}

// shortPath is a file's own name: what a person needs of a path in a sentence.
func shortPath(p string) string { return p[strings.LastIndexAny(p, `/\`)+1:] }

// example is what could be typed in a field, said so that nobody takes it for typed.
func example(env *Env, text string) string {
	if text == "" {
		return ""
	}
	return env.T("write.example", "Text", text)
}

// describe says what an entry records, in one line.
func describe(env *Env, e storage.Entry) string {
	return progress.Teller{Progress: env.Prog, Curriculum: env.Cur, Words: env.Words, Zone: env.Now().Location()}.Tell(e)
}

// session is the id of the present session, "" when none is on.
func session(env *Env) string {
	if env.Hour == nil {
		return ""
	}
	return env.Hour.Session
}

// by is who writes: the view says who sits here.
func by(env *Env) string {
	switch env.View {
	case ViewMentor, ViewMentee:
		return env.View
	}
	return progress.Pair
}

// save keeps entries of the present session.
func save(env *Env, entries ...storage.Entry) []storage.Entry {
	for i := range entries {
		if entries[i].Session == "" {
			entries[i].Session = session(env)
		}
		if entries[i].By == "" {
			entries[i].By = by(env)
		}
	}
	return env.Host.Save(entries...)
}

// A said text is one in its own language.
type said struct{ lang, text string }

// mostSaid is far more than a step has.
const mostSaid = 500

// typo sets the spaces that a text's own language wants. A page is asked for at every
// key, with the same texts in it.
func (e *Env) typo(lang, s string) string {
	key := said{lang, s}
	if set, ok := e.typos[key]; ok {
		return set
	}
	if e.typos == nil || len(e.typos) == mostSaid {
		e.typos = make(map[said]string)
	}
	set := e.All.For(lang).Typo(s)
	e.typos[key] = set
	return set
}
