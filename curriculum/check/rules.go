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
	Example string   // what breaks it
}

// Rules are all there are, by group and then by name.
func Rules() []Rule {
	all := slices.Clone(rules)
	slices.SortStableFunc(all, func(a, b Rule) int { return a.Group - b.Group })
	return all
}

// groups are what rules are about.
var groups = [...]string{
	"the languages beside each other", "files and structure", "modules", "the objective", "competences", "reading ease", "sentences",
	"the mentor's guide", "boxes to tick", "questions", "age", "links, the route, facts and the glossary", "words", "many lessons together, and minutes",
}

// Groups is how many there are.
const Groups = len(groups)

const (
	stop = Error
	warn = Warning
)

var rules = []Rule{
	{"missing-language", 1, stop, warn, "a lesson is there in English and in French", "presence/about.en.md, and no presence/about.fr.md"},
	{"missing-title", 1, stop, warn, "a module has a title in each language", "[title] with en = \"How we do it\" and no fr"},
	{"missing-claim", 1, stop, warn, "a fact is told in each language", "a fact with en = \"Banks compare name and IBAN.\" and no fr"},
	{"other-boxes", 1, stop, warn, "the languages have the same boxes", "four boxes in English, three in French; {later} in one of them alone"},
	{"other-callouts", 1, stop, warn, "the languages have the same call-outs, in the same order", "> [!TIP] in English where French has > [!CAUTION]"},
	{"other-cards", 1, stop, warn, "the languages have the same cards, with the same choices", "a card with two choices in English, with three in French"},
	{"other-screens", 1, stop, warn, "the languages have the same mock screens, in the same steps", "two mock screens in English, one in French"},
	{"practice-language", 1, stop, warn, "a practice file is there in each language", "en = \"draft.txt\" below [files.draft], and no fr"},
	{"other-questions", 1, stop, warn, "the languages have the same questions, in the same order", "### … {#photo} in English, ### … {#which-photo} in French"},
	{"other-options", 1, stop, warn, "the languages have the same options, the same one right", "[x] before the second option in English, before the third in French"},
	{"other-length", 1, stop, warn, "French has 0.85 to 1.30 times the words of English", "400 words in French, 600 in English"},

	// Structure: what these name, package curriculum can't use. The names are its codes.
	{"unreadable", 2, stop, stop, "the file can be read", "a link that leads out of the folder"},
	{"not-a-file", 2, stop, stop, "the file is an ordinary file", "a folder called first-post.fr.md"},
	{"too-big", 2, stop, stop, "a lesson is at most 256 KiB, a curriculum 64 MiB", "a lesson of 300 KiB"},
	{"too-many-files", 2, stop, stop, "a folder holds no more than a curriculum needs", "30,000 lessons in one folder"},
	{"bad-name", 2, stop, stop, "modules and lessons are named in small letters, digits and hyphens", "First Post.fr.md"},
	{"no-language", 2, stop, stop, "a lesson's file says its language: first-post.fr.md", "first-post.md"},
	{"no-module-file", 2, stop, stop, "a module has a module.toml", "our-house/ with lessons and without module.toml"},
	{"unlisted-lesson", 2, stop, stop, "module.toml names each lesson", "our-house/badge.en.md, and no [[lesson]] with id = \"badge\""},
	{"double-lesson", 2, stop, stop, "module.toml names each lesson once", "id = \"badge\" in two [[lesson]]"},
	{"no-lesson-file", 2, stop, stop, "each lesson that module.toml names is there", "id = \"badge\" and no badge.en.md"},
	{"no-lessons", 2, stop, stop, "there is something to check", "a folder of pictures"},
	{"bad-minutes", 2, stop, stop, "a lesson takes between 1 and 240 minutes", "minutes = 0"},
	{"not-utf8", 2, stop, stop, "files are UTF-8", "a file saved as Latin-1"},
	{"bad-toml", 2, stop, stop, "TOML can be read", "title = A first post"},
	{"bad-phrase", 2, stop, warn, "the coach's words in phrases/ can be read", "talk = Talk"},
	{"phrase-differs", 2, stop, warn, "a catalogue has the keys, names, plural forms and lists of the built-in ones", "weekdays = \"Mo, Di\""},
	{"unknown-language", 2, stop, warn, "a file's language is one that there is", "first-post.qq.md"},
	{"no-front-matter", 2, stop, stop, "a lesson opens with front matter between two lines +++", "a file that begins with # A first post"},
	{"open-front-matter", 2, stop, stop, "front matter is closed by a line +++", "one line +++ alone"},
	{"no-title", 2, stop, stop, "the front matter has a title", "title = \"\""},
	{"no-task", 2, stop, stop, "the front matter has a task", "task = \"\""},
	{"no-bring", 2, stop, stop, "the front matter says what to bring", "bring = \"\""},
	{"no-title-heading", 2, stop, stop, "one level-1 heading", "a lesson that goes straight to ## Discover"},
	{"second-title", 2, stop, stop, "one level-1 heading", "# Part two"},
	{"title-differs", 2, stop, stop, "the level-1 heading is the title", "title = \"A first post\" and # Your first post"},
	{"missing-step", 2, stop, stop, "the five steps are there", "no ## Talk"},
	{"extra-step", 2, stop, stop, "five steps and no more", "## To go further, below ## Remember"},
	{"wrong-order", 2, stop, stop, "the steps stand in their order", "## Talk before ## Your turn"},
	{"wrong-step", 2, stop, stop, "the steps have their names, in order", "## Discussion"},
	{"step-too-long", 2, stop, stop, "a step is at most 8,192 characters", "a step of ten pages"},
	{"too-deep", 2, stop, stop, "lists and quotations are nested at most 4 deep", "> > > > > a quotation"},
	{"too-wide", 2, stop, stop, "a table has at most 64 columns", "a table of 70 columns"},
	{"table-too-long", 2, stop, stop, "a table has at most 1,024 cells", "a table of 64 columns and 20 rows"},
	{"too-many-marks", 2, stop, stop, "at most 512 marks of emphasis or links a paragraph", "600 *words* in one paragraph"},
	{"too-many-headings", 2, stop, stop, "at most 128 headings", "200 lines that begin with ###"},
	{"guide-not-apart", 2, stop, stop, "a mentor's guide stands on its own, so that it can be split off", "- [ ] Write. > [!MENTOR] Wait."},
	{"guide-look-alike", 2, stop, stop, "nothing looks like a mentor's guide without being one", "> **MENTOR:** Wait."},
	{"guide-empty", 2, stop, stop, "every line of a mentor's guide has its >", "> [!MENTOR] and a blank line without > under it"},
	{"unknown-key", 2, stop, warn, "every key is one that is read", "minuts = 25"},
	{"unknown-roles", 2, stop, warn, "roles are \"swapped\" or not given", "roles = \"turned\""},
	{"unknown-callout", 2, stop, warn, "call-outs are MENTOR, NOTE, TIP, IMPORTANT, WARNING or CAUTION", "> [!HINT]"},
	{"foreign-mark", 2, stop, warn, "no mark that only another tool knows: it would be drawn as it is written", "!!! note"},
	{"html", 2, stop, warn, "Markdown, not HTML: its text alone is drawn", "<p>Open the chat.</p>"},
	{"unused-note", 2, stop, warn, "a footnote is referred to", "[^1]: a footnote that no [^1] refers to"},
	{"picture-file", 2, stop, warn, "a picture is a PNG, JPEG or GIF beside its lesson", "![The inbox](inbox.png), and no inbox.png"},
	{"picture-words", 2, stop, warn, "a picture has words for whoever can't see it", "![](inbox.png)"},
	{"practice-unknown", 2, stop, warn, "a lesson names practice files of its module.toml", "files = [\"draft\"] and no [files.draft]"},
	{"practice-name", 2, stop, warn, "a practice file is named in small letters, digits and hyphens, and is text, a table, a mail, a calendar, a picture or a PDF", "en = \"My Draft.docx\" below [files.draft]"},
	{"practice-missing", 2, stop, warn, "each practice file that is named is there", "en = \"draft.txt\" and no files/draft.txt"},
	{"practice-unnamed", 2, stop, warn, "each practice file that is there is named, and by a lesson", "files/draft.txt that no [files] names"},
	{"practice-large", 2, stop, warn, "a practice file is at most 256 KiB", "a PDF of 3 MiB"},
	{"practice-kind", 2, stop, warn, "a practice file is what its name says, and text is UTF-8", "a PNG that is called draft.pdf"},
	{"screen-title", 2, stop, warn, "a mock screen has a title", "```screen without title:"},
	{"screen-alt", 2, stop, warn, "a mock screen has words for whoever can't see it", "```screen without alt:"},
	{"screen-size", 2, stop, warn, "a mock screen has 1 to 16 lines of at most 56 columns", "a line of 70 columns below ```screen"},
	{"aid-time", 2, stop, warn, "a timer or a prompter takes from 5 seconds to an hour", "```timer soon"},
	{"aid-words", 2, stop, warn, "a prompter has a text", "```prompter 90s and ``` below it"},
	{"aid-twice", 2, stop, warn, "a step has one timer or one prompter", "two fences ```timer under ## Your turn"},
	{"card-choice", 2, stop, warn, "a choice stands below a card, says something, and leads to a card that is there, or to the end", "- [→ minute-10] Wait, and no ### … {#minute-10}"},
	{"card-id", 2, stop, warn, "a card has an id of its own, in small letters, digits and hyphens", "{#minute-0} behind two cards"},
	{"card-dead-end", 2, stop, warn, "a case goes on from each card, to another or to the end", "a card without a choice"},
	{"card-loop", 2, stop, warn, "a way leads out of a case from each of its cards", "two cards that lead to each other alone"},
	{"card-unreached", 2, stop, warn, "a choice leads to each card but the first", "a card that no choice names"},
	{"text-before-steps", 2, stop, warn, "nothing stands between the title and the first step, where nobody would see it", "a paragraph between # A first post and ## Discover"},

	{"unknown-shape", 2, stop, warn, "discover and talk name a shape that is known", "talk = \"dance\""},
	{"box-minutes", 2, stop, warn, "a box takes some minutes, and each box has its own", "together = [2, 2] where Together has three boxes"},
	{"old-name", 2, stop, warn, "was names a lesson that is gone, once", "was = [\"presence/about\"] while that lesson is there"},
	{"unknown-tool", 2, stop, warn, "words.toml names tools that lessons mark", "fax = \"F12\" in words.toml"},
	{"unknown-rule", 2, stop, warn, "off under [check] names rules that warn", "off = [\"missing-step\"]"},

	{"not-looked-at", 2, stop, warn, "every Markdown file is a lesson's, or known to be none", "first-post.en.md beside curriculum.toml; first-post.en.markdown"},
	{"unknown-hidden", 2, stop, warn, "hide names modules or lessons that are there", "hide = [\"presense\"]"},
	{"bad-edition", 2, stop, warn, "an edition is 1 or more", "edition = -1"},
	{"empty-step", 2, stop, warn, "a step says something", "## Talk, and ## Remember below it"},

	{"lessons-per-module", 3, stop, warn, "three to six lessons a module", "a module of eight lessons"},

	{"no-objective", 4, stop, warn, "the front matter has an objective", "objective = \"\""},
	{"bring-each", 4, stop, warn, "each of the two is told what to bring: the leader by bring_leader", "bring = \"Your computer, and your mentor's phone.\""},
	{"objective-long", 4, stop, warn, "the objective has at most 24 words", "an objective of 40 words"},
	{"objective-opening", 4, stop, warn, "the objective begins with I can, Je sais", "objective = \"To write a post.\""},
	{"objective-verb", 4, stop, warn, "the objective's verb can be watched", "objective = \"I can understand hashtags.\""},

	{"digcomp-count", 5, stop, warn, "one to three competences a lesson", "digcomp = []"},
	{"digcomp-id", 5, stop, warn, "competences are those of DigComp", "digcomp = [\"1.4\"]"},
	{"digcomp-coverage", 5, stop, warn, "the curriculum covers all 21 competences", "no lesson names 3.4"},

	{"ease-lesson", 6, stop, warn, "reading ease of at least 65 in English, 60 in French", "Organisational responsibilities necessitate communication."},
	{"ease-step", 6, stop, warn, "no step under 55 in English, 50 in French", "the same, in one step"},

	{"sentence-mean", 7, stop, warn, "7 to 16 words a sentence on average", "Look. Good. Go on."},
	{"sentence-long", 7, stop, warn, "no sentence over 28 words in English, 32 in French", "a sentence of 40 words"},
	{"paragraph-long", 7, stop, warn, "at most 5 sentences a paragraph, one exception a lesson", "two paragraphs of seven sentences"},

	{"guide-missing", 8, stop, warn, "a mentor's guide in each of the first four steps", "## Talk without > [!MENTOR]"},
	{"guide-long", 8, stop, warn, "a mentor's guide has at most 45 words", "> [!MENTOR] and 60 words"},

	{"boxes-count", 9, stop, warn, "three to six boxes in Together and in Your turn", "two lines - [ ] under Your turn"},

	{"box-mistyped", 9, stop, warn, "a box is written - [ ]", "-[ ] Open the chat."},
	{"box-nested", 9, stop, warn, "a box stands at the margin", "- [ ] indented below another bullet"},
	{"box-unasked", 9, stop, warn, "options under Remember stand below their question", "**Which photo?** and below it - [x]"},
	{"box-elsewhere", 9, stop, warn, "boxes stand under Together and Your turn", "- [ ] under Talk"},

	{"no-question-id", 10, stop, stop, "a question has an id", "### Which photo?"},
	{"bad-question-id", 10, stop, stop, "a question's id has small letters, digits and hyphens", "### Which photo? {#Photo 1}"},
	{"double-question-id", 10, stop, stop, "a question's id is its own", "{#photo} behind two questions"},
	{"empty-question", 10, stop, stop, "a question has words", "### {#photo}"},
	{"empty-option", 10, stop, stop, "an option has words", "- [ ] and nothing behind it"},
	{"option-not-a-box", 10, stop, stop, "an option is a box", "- The one at the desk"},
	{"no-options", 10, stop, stop, "a question has options", "a question with one option"},
	{"not-one-right", 10, stop, stop, "a question has one right answer", "two lines - [x] under one question"},
	{"question-count", 10, stop, warn, "three to five questions, in the launch none", "two questions under Remember"},
	{"option-count", 10, stop, warn, "three options a question", "a question with four options"},
	{"double-option", 10, stop, warn, "no two options of a question say the same", "- [ ] Wait twice"},
	{"double-question", 10, stop, warn, "no two questions of a lesson ask the same", "### What do you do?, twice"},
	{"no-feedback", 10, stop, warn, "feedback on each option", "- [ ] Wait, and no bullet under it"},
	{"option-length", 10, stop, warn, "the longest option is at most twice the shortest", "- [ ] No, beside an option of ten words"},
	{"option-absolute", 10, stop, warn, "no all of the above, always, never", "- [ ] All of the above"},
	{"right-in-one-place", 10, stop, warn, "the right option isn't in the same place every time", "- [x] in the first place of three questions"},
	{"right-longest", 10, stop, warn, "the right option isn't the longest every time", "- [x] before the longest of three questions"},
	{"no-next-step", 10, stop, warn, "an if-then plan at the end", "## Remember without **Next step:**"},

	{"no-review-date", 11, warn, warn, "a lesson says when it was last read against the facts", "[[lesson]] without reviewed"},
	{"review-future", 11, warn, warn, "that date is not in the future", "reviewed = 2062-11-22"},
	{"review-old", 11, warn, warn, "that date is at most 12 months ago, 6 where facts age quickly", "reviewed = 2024-11-22"},
	{"copy-moved", 11, warn, warn, "a copy of a built-in lesson was looked at since that one changed", "copied = {edition = \"1\", …}, and the built-in lesson is of edition 2"},
	{"fact-expired", 11, warn, warn, "a fact is looked at again by the day it names", "expires = 2025-05-31"},

	{"dead-link", 12, stop, stop, "a link leads to a lesson that is there, to http, https, mailto or tool", "[the place](our-house/cellar)"},
	{"unknown-need", 12, stop, stop, "a lesson needs lessons that are there", "needs = [\"our-house/cellar\"]"},
	{"circle-of-needs", 12, stop, stop, "no lesson needs itself, by however long a way", "two lessons that need each other"},
	{"unknown-module", 12, stop, stop, "curriculum.toml names modules that are there", "modules = [\"our-hose\"]"},
	{"unknown-lesson", 12, stop, stop, "the route names lessons that are there", "lessons = [\"our-house/cellar\"]"},
	{"route-time", 12, stop, warn, "a session of the route has the minutes for its lessons", "minutes = 45 and two lessons of 25"},
	{"route-gap", 12, stop, warn, "a route keeps its lessons, or is written anew", "hide = [\"presence\"] and no [[session]]"},
	{"unknown-route", 12, stop, warn, "a question at the launch names a route that is there", "route = \"sales\" below [[need]], and no such route"},
	{"route-order", 12, stop, warn, "on the route a lesson comes once, and after those it needs", "ai/ai-rules before ai/ai-never"},
	{"fact-entry", 12, stop, warn, "a fact has its claim, kind, source and dates", "kind = \"rumour\""},
	{"unknown-fact", 12, stop, warn, "a lesson cites facts that are there", "facts = [\"discover:gone\"]"},
	{"glossary-languages", 12, stop, warn, "a word is explained in each language", "id = \"standup\" in glossary.en.toml alone"},
	{"glossary-entry", 12, stop, warn, "a word says what it means", "[[term]] without means"},

	{"click-path", 13, warn, warn, "what to find, not where to click", "Click the three dots at the top right."},
	{"passing-fact", 13, warn, warn, "no limits of platforms, no statistics", "At most 3,000 characters."},
	{"belittling", 13, warn, warn, "nothing is called easy, simple, obvious", "Simply choose a photo."},
	{"ageing", 13, warn, warn, "nobody is spoken of as an age group", "Ask the young people in your team."},

	// What no lesson shows by itself.
	{"over-time", 14, warn, warn, "boxes and words read aloud fit a step's minutes, give or take a tenth", "together = [3, 3, 2] in a step of 6 minutes"},
	{"same-opening", 14, warn, warn, "at most one lesson in four begins a step, or its guide, alike", "Your mentor plays …, in 24 of 56 lessons under Talk"},
	{"stock-phrase", 14, warn, warn, "at most one lesson in three uses a guide's phrase, or opens a paragraph alike", "count your hints, in the guides of 38 of 56 lessons"},
	{"shape-missing", 14, warn, warn, "a lesson says what form its Discover and its Talk take", "[[lesson]] without talk = \"phone\""},
	{"shape-share", 14, warn, warn, "a part is played, a failure owned to, in at most one lesson of three; five forms of each step", "talk = \"role\" in half of the lessons"},
	{"shape-twice", 14, warn, warn, "on a route no form comes twice running", "talk = \"phone\" in two sessions running"},
	{"tool-twice", 14, warn, warn, "a tool is marked once a step", "[the chat](tool:chat) twice under Discover"},
	{"unused-term", 14, warn, warn, "a word that is explained stands in a lesson", "shadow ban in the glossary, and in no lesson"},
	{"unused-fact", 14, warn, warn, "a fact is cited by a lesson, and by a step if it asks for its date", "[ai-act] in facts.toml, and in no lesson's facts"},
	{"guessable", 14, warn, warn, "no cue of length, place, verb or word is worth more than 45 % of the answers", "the option that asks is right in two cases of three"},
}

func ruleOf(name string) Rule {
	for _, r := range rules {
		if r.Name == name {
			return r
		}
	}
	return Rule{Name: name, Group: 2, Own: Error, Company: Error}
}
