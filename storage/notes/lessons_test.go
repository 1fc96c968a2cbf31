package notes_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"binome/curriculum"
)

// guideCanary stands in every mentor's guide of the lessons below.
const guideCanary = "serin-du-guide"

// A taught lesson, so small that the goldens don't change when the real ones do.
type taught struct{ en, fr, digcomp string }

func lessons() map[string][]taughtIn {
	return map[string][]taughtIn{
		"pair":          {{"charter", taught{"Working agreement", "Accord de travail", `"2.5"`}}},
		"presence":      {{"headline-photo", taught{"A headline and a photo", "Un titre et une photo", `"2.6", "3.1"`}}, {"first-post", taught{"Comment, then post", "Commenter, puis publier", `"2.4", "3.1"`}}},
		"talk-meet":     {{"right-channel", taught{"Mail, chat, call?", "Mail, tchat, appel ?", `"2.4", "2.5"`}}, {"meeting", taught{"A meeting that ends", "Une réunion qui finit", `"2.4"`}}},
		"build":         {{"sharing-rights", taught{"Who can open this?", "Qui peut ouvrir ce fichier ?", `"2.2", "4.2"`}}},
		"company-voice": {{"company-page", taught{"The company's page", "La page de l'entreprise", `"2.2"`}}},
		"ai":            {{"ai-check", taught{"Check, correct, sign", "Vérifier, corriger, signer", `"1.2", "3.2"`}}, {"ai-rules", taught{"A page of rules", "Une page de règles", `"2.4"`}}},
		"give-back":     {{"close", taught{"Show what we built", "Montrer ce que nous avons construit", `"5.4"`}}},
	}
}

type taughtIn struct {
	id string
	taught
}

const lessonFile = `+++
title = %q
objective = "I can do %s."
task = "It is done: %s."
bring = "Your own computer."
+++

# %s

## %s

A word about it.

> [!MENTOR]
> ` + guideCanary + ` here.

## %s

- [ ] Look at **one** thing with ` + "`code`" + `.

> [!MENTOR]
> ` + guideCanary + ` there.

## %s

- [ ] Do it for *real*, with ` + "`a = b`" + `.
- [ ] Say [where](https://example.org) it is: <b>here</b>.

## %s

- What did you notice?

## %s

### Which one {of these} = \~right\~, # a or b: 50%%? {#which}

- [ ] %%50%% of {it} -> nothing
  - No = not \~this\~ one: a#b.
- [x] [html]\<b>All\</b> \ of it
  - Yes.
- [ ] // nothing
  - No.

**%s** %s
`

func lesson(lang string, l taught) string {
	title, steps, next, plan := l.en, []string{"Discover", "Together", "Your turn", "Talk", "Remember"}, "Next step:", "On Monday, I will do it again."
	if lang == "fr" {
		title, steps, next, plan = l.fr, []string{"Découvrir", "Ensemble", "À vous", "Échanger", "Retenir"}, "Prochain pas :", "Lundi, je recommencerai."
	}
	return fmt.Sprintf(lessonFile, title, title, title, title, steps[0], steps[1], steps[2], steps[3], steps[4], next, plan)
}

// taughtHere is a curriculum of ten lessons in two languages.
func taughtHere(t testing.TB) *curriculum.Curriculum {
	t.Helper()
	order := []string{"pair", "presence", "talk-meet", "build", "company-voice", "ai", "give-back"}
	files := fstest.MapFS{}
	put := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text), Mode: fs.FileMode(0o644)} }
	route := ""
	for _, l := range []string{"presence/headline-photo", "presence/first-post", "talk-meet/right-channel", "build/sharing-rights", "ai/ai-check", "give-back/close"} {
		route += "\n[[session]]\nminutes = 60\nlaunch = " + fmt.Sprint(route == "") + "\nlessons = [\"" + l + "\"]\n"
	}
	put("curriculum.toml", "framework = \"DigComp\"\nversion = \"3.0\"\nmodules = [\""+strings.Join(order, `", "`)+"\"]\n"+route)
	for id, in := range lessons() {
		text := fmt.Sprintf("[title]\nen = \"Module %s\"\nfr = \"Module %s : en français\"\n", id, id)
		for _, l := range in {
			text += fmt.Sprintf("\n[[lesson]]\nid = %q\nminutes = 25\ndigcomp = [%s]\nedition = 1\nreviewed = 2026-11-22\n", l.id, l.digcomp)
			for _, lang := range []string{"en", "fr"} {
				put(id+"/"+l.id+"."+lang+".md", lesson(lang, l.taught))
			}
		}
		put(id+"/module.toml", text)
	}
	c := curriculum.Load(curriculum.Layer{FS: files, Name: "here"})
	for _, p := range c.Problems {
		t.Fatal(p.Error())
	}
	return c
}
