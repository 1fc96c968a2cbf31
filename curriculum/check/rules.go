package check

import "slices"

// A Rule has a name that doesn't change, and the group of LESSONS.md it belongs to; 14 are
// those that look at many lessons together.
type Rule struct {
	Name    string
	Group   int
	Own     Severity // for the built-in lessons
	Company Severity // for a folder of somebody else's
	About   string   // what it asks for, in one line
}

// Rules are all there are, by group and then by name.
func Rules() []Rule {
	all := slices.Clone(rules)
	slices.SortStableFunc(all, func(a, b Rule) int { return a.Group - b.Group })
	return all
}

// Groups is how many there are.
const Groups = 14

const (
	stop = Error
	warn = Warning
)

var rules = []Rule{
	{"missing-language", 1, stop, warn, "a lesson is there in English and in French"},
	{"missing-title", 1, stop, warn, "a module has a title in each language"},
	{"missing-claim", 1, stop, warn, "a fact is told in each language"},
	{"other-boxes", 1, stop, warn, "the languages have the same boxes"},
	{"other-callouts", 1, stop, warn, "the languages have the same call-outs, in the same order"},
	{"other-questions", 1, stop, warn, "the languages have the same questions, in the same order"},
	{"other-options", 1, stop, warn, "the languages have the same options, the same one right"},
	{"other-length", 1, stop, warn, "French has 0.85 to 1.30 times the words of English"},

	// Structure: what these name, package curriculum can't use. The names are its codes.
	{"unreadable", 2, stop, stop, "the file can be read"},
	{"not-a-file", 2, stop, stop, "the file is an ordinary file"},
	{"too-big", 2, stop, stop, "a lesson is at most 256 KiB, a curriculum 64 MiB"},
	{"too-many-files", 2, stop, stop, "a folder holds no more than a curriculum needs"},
	{"bad-name", 2, stop, stop, "modules and lessons are named in small letters, digits and hyphens"},
	{"no-language", 2, stop, stop, "a lesson's file says its language: first-post.fr.md"},
	{"no-module-file", 2, stop, stop, "a module has a module.toml"},
	{"unlisted-lesson", 2, stop, stop, "module.toml names each lesson"},
	{"double-lesson", 2, stop, stop, "module.toml names each lesson once"},
	{"no-lesson-file", 2, stop, stop, "each lesson that module.toml names is there"},
	{"no-lessons", 2, stop, warn, "there is something to check"},
	{"bad-minutes", 2, stop, stop, "a lesson takes between 1 and 240 minutes"},
	{"not-utf8", 2, stop, stop, "files are UTF-8"},
	{"bad-toml", 2, stop, stop, "TOML can be read"},
	{"no-front-matter", 2, stop, stop, "a lesson opens with front matter between two lines +++"},
	{"open-front-matter", 2, stop, stop, "front matter is closed by a line +++"},
	{"no-title", 2, stop, stop, "the front matter has a title"},
	{"no-task", 2, stop, stop, "the front matter has a task"},
	{"no-bring", 2, stop, stop, "the front matter says what to bring"},
	{"no-title-heading", 2, stop, stop, "one level-1 heading"},
	{"second-title", 2, stop, stop, "one level-1 heading"},
	{"title-differs", 2, stop, stop, "the level-1 heading is the title"},
	{"missing-step", 2, stop, stop, "the five steps are there"},
	{"extra-step", 2, stop, stop, "five steps and no more"},
	{"wrong-step", 2, stop, stop, "the steps have their names, in order"},
	{"step-too-long", 2, stop, stop, "a step is at most 8,192 characters"},
	{"too-deep", 2, stop, stop, "lists and quotations are nested at most 4 deep"},
	{"too-wide", 2, stop, stop, "a table has at most 64 columns"},
	{"table-too-long", 2, stop, stop, "a table has at most 1,024 cells"},
	{"too-many-marks", 2, stop, stop, "at most 512 marks of emphasis or links a paragraph"},
	{"too-many-headings", 2, stop, stop, "at most 128 headings"},
	{"guide-not-apart", 2, stop, stop, "a mentor's guide stands on its own, so that it can be split off"},
	{"guide-look-alike", 2, stop, stop, "nothing looks like a mentor's guide without being one"},
	{"guide-empty", 2, stop, stop, "every line of a mentor's guide has its >"},
	{"unknown-key", 2, stop, warn, "every key is one that is read"},
	{"unknown-roles", 2, stop, warn, `roles are "swapped" or not given`},
	{"unknown-callout", 2, stop, warn, "call-outs are MENTOR, NOTE, TIP, IMPORTANT, WARNING or CAUTION"},
	{"foreign-mark", 2, stop, warn, "no mark that only another tool knows: it would be drawn as it is written"},
	{"html", 2, stop, warn, "Markdown, not HTML: its text alone is drawn"},
	{"unused-note", 2, stop, warn, "a footnote is referred to"},
	{"picture-file", 2, stop, warn, "a picture is a PNG, JPEG or GIF beside its lesson"},
	{"picture-words", 2, stop, warn, "a picture has words for whoever can't see it"},
	{"text-before-steps", 2, stop, warn, "nothing stands between the title and the first step, where nobody would see it"},

	{"unknown-shape", 2, stop, warn, "discover and talk name a shape that is known"},
	{"box-minutes", 2, stop, warn, "a box takes some minutes, and each box has its own"},
	{"old-name", 2, stop, warn, "was names a lesson that is gone, once"},
	{"unknown-tool", 2, stop, warn, "words.toml names tools that lessons mark"},

	{"lessons-per-module", 3, stop, warn, "three to six lessons a module"},

	{"no-objective", 4, stop, warn, "the front matter has an objective"},
	{"objective-long", 4, stop, warn, "the objective has at most 24 words"},
	{"objective-opening", 4, stop, warn, "the objective begins with I can, Je sais"},
	{"objective-verb", 4, stop, warn, "the objective's verb can be watched"},

	{"digcomp-count", 5, stop, warn, "one to three competences a lesson"},
	{"digcomp-id", 5, stop, warn, "competences are those of DigComp"},
	{"digcomp-coverage", 5, stop, warn, "the curriculum covers all 21 competences"},

	{"ease-lesson", 6, stop, warn, "reading ease of at least 65 in English, 60 in French"},
	{"ease-step", 6, stop, warn, "no step under 55 in English, 50 in French"},

	{"sentence-mean", 7, stop, warn, "7 to 16 words a sentence on average"},
	{"sentence-long", 7, stop, warn, "no sentence over 28 words in English, 32 in French"},
	{"paragraph-long", 7, stop, warn, "at most 5 sentences a paragraph, one exception a lesson"},

	{"guide-missing", 8, stop, warn, "a mentor's guide in each of the first four steps"},
	{"guide-long", 8, stop, warn, "a mentor's guide has at most 45 words"},

	{"boxes-count", 9, stop, warn, "three to six boxes in Together and in Your turn"},

	{"no-question-id", 10, stop, stop, "a question has an id"},
	{"bad-question-id", 10, stop, stop, "a question's id has small letters, digits and hyphens"},
	{"double-question-id", 10, stop, stop, "a question's id is its own"},
	{"empty-question", 10, stop, stop, "a question has words"},
	{"empty-option", 10, stop, stop, "an option has words"},
	{"option-not-a-box", 10, stop, stop, "an option is a box"},
	{"no-options", 10, stop, stop, "a question has options"},
	{"not-one-right", 10, stop, stop, "a question has one right answer"},
	{"question-count", 10, stop, warn, "three to five questions, in the launch none"},
	{"option-count", 10, stop, warn, "three options a question"},
	{"no-feedback", 10, stop, warn, "feedback on each option"},
	{"option-length", 10, stop, warn, "the longest option is at most twice the shortest"},
	{"option-absolute", 10, stop, warn, "no all of the above, always, never"},
	{"right-in-one-place", 10, stop, warn, "the right option isn't in the same place every time"},
	{"right-longest", 10, stop, warn, "the right option isn't the longest every time"},
	{"no-next-step", 10, stop, warn, "an if-then plan at the end"},

	{"no-review-date", 11, warn, warn, "a lesson says when it was last read against the facts"},
	{"review-future", 11, warn, warn, "that date is not in the future"},
	{"review-old", 11, warn, warn, "that date is at most 12 months ago, 6 where facts age quickly"},
	{"fact-expired", 11, warn, warn, "a fact is looked at again by the day it names"},

	{"dead-link", 12, stop, stop, "a link leads to a lesson that is there, to http, https or mailto"},
	{"unknown-need", 12, stop, stop, "a lesson needs lessons that are there"},
	{"circle-of-needs", 12, stop, stop, "no lesson needs itself, by however long a way"},
	{"unknown-module", 12, stop, stop, "curriculum.toml names modules that are there"},
	{"unknown-lesson", 12, stop, stop, "the route names lessons that are there"},
	{"fact-entry", 12, stop, warn, "a fact has its claim, kind, source and dates"},
	{"unknown-fact", 12, stop, warn, "a lesson cites facts that are there"},
	{"glossary-languages", 12, stop, warn, "a word is explained in each language"},
	{"glossary-entry", 12, stop, warn, "a word says what it means"},

	{"click-path", 13, warn, warn, "what to find, not where to click"},
	{"passing-fact", 13, warn, warn, "no limits of platforms, no statistics"},
	{"belittling", 13, warn, warn, "nothing is called easy, simple, obvious"},
	{"ageing", 13, warn, warn, "nobody is spoken of as an age group"},

	// What no lesson shows by itself.
	{"over-time", 14, warn, warn, "boxes and words read aloud fit a step's minutes, give or take a tenth"},
	{"same-opening", 14, warn, warn, "at most one lesson in four begins a step, or its guide, alike"},
	{"stock-phrase", 14, warn, warn, "at most one lesson in three uses a guide's phrase, or opens a paragraph alike"},
	{"shape-missing", 14, warn, warn, "a lesson says what form its Discover and its Talk take"},
	{"shape-share", 14, warn, warn, "a part is played, a failure owned to, in at most one lesson of three; five forms of each step"},
	{"shape-twice", 14, warn, warn, "on the core route no form comes twice running"},
	{"tool-twice", 14, warn, warn, "a tool is marked once a step"},
	{"unused-term", 14, warn, warn, "a word that is explained stands in a lesson"},
	{"unused-fact", 14, warn, warn, "a fact is cited by a lesson, and by a step if it asks for its date"},
	{"guessable", 14, warn, warn, "no cue of length, place, verb or word is worth more than 45 % of the answers"},
}

func ruleOf(name string) Rule {
	for _, r := range rules {
		if r.Name == name {
			return r
		}
	}
	return Rule{Name: name, Group: 2, Own: Error, Company: Error}
}
