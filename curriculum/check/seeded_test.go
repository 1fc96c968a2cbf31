package check

import (
	"context"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"binome/curriculum"
)

var today = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)

// house is the curriculum that new authors get, which has nothing wrong with it.
func house(t *testing.T) fstest.MapFS { return houseOf(t) }

func houseOf(t testing.TB) fstest.MapFS {
	t.Helper()
	dir := t.TempDir()
	wrote, err := curriculum.Scaffold(dir, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	layer, err := curriculum.Dir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, name := range wrote {
		b, err := fs.ReadFile(layer.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: b}
	}
	return files
}

const (
	chatEN = "our-house/team-chat.en.md"
	chatFR = "our-house/team-chat.fr.md"
	fileEN = "our-house/find-a-file.en.md"
	about  = "our-house/module.toml"
)

// A seed is a fault put into the sound curriculum: in that file, old becomes new (a
// missing old means that new is the whole file, an empty new that the file goes), and
// the rule is found where `at` stands in the file as changed; with no `at`, in the
// file as a whole.
type seed struct {
	rule, file, old, new, at string
	also                     string // rules that are broken with it
}

var seeds = []seed{
	{rule: "missing-language", file: "our-house/book-a-room.fr.md", at: "[[lesson]]\nid = \"book-a-room\""},
	{rule: "missing-title", file: about, old: `fr = "Comment on fait chez nous"`, new: "", at: "# What"},
	{rule: "other-boxes", file: chatFR, old: "- [ ] Relisez-la", new: "- [ ] Dormez.\n- [ ] Relisez-la", at: "## À vous"},
	{rule: "other-callouts", file: chatFR, old: "[!CAUTION]", new: "[!TIP]", at: "## À vous"},
	{rule: "other-callouts", file: chatFR, old: "Changez de rôle.", new: "> [!TIP]\n> Souriez.\n\nChangez de rôle.", at: "## Échanger"},
	{rule: "other-questions", file: chatFR, old: "{#no-answer}", new: "{#sans-reponse}", at: "### Vous avez posé"},
	{rule: "other-questions", file: chatFR, old: chatSalaryFR, new: "", at: "## Retenir", also: "question-count other-length"},
	{rule: "other-questions", file: chatEN, old: chatSalaryEN, new: "", at: "### Dans le canal", also: "question-count"},
	{rule: "other-options", file: chatFR, old: "- [x] Je passe", new: "- [ ] Je passe", at: "- [x] Je réponds dans", also: "x:Je réponds dans"},
	{rule: "other-options", file: chatFR, old: "- [ ] Je réponds, et", new: "- [ ] Je ne sais pas du tout\n  - Bien sûr ?\n- [ ] Je réponds, et", at: "### Dans le canal", also: "option-count belittling option-length"},
	{rule: "other-length", file: chatFR, old: "Changez de rôle.", new: strings.Repeat("Il y a là un mot de trop, et un autre, puis un autre. ", 20) + "\n\nChangez de rôle.", at: "# Le dire", also: "paragraph-long"},

	{rule: "no-module-file", file: "x/y.en.md", new: "+++\n", at: ""},
	{rule: "unlisted-lesson", file: "our-house/y.en.md", new: "+++\n", at: ""},
	{rule: "no-lesson-file", file: about, old: "[[lesson]]", new: "[[lesson]]\nid = \"y\"\nminutes = 10\n\n[[lesson]]", at: "[[lesson]]"},
	{rule: "double-lesson", file: about, old: `id = "book-a-room"`, new: `id = "find-a-file"`, at: "[[lesson]]\nid = \"find-a-file\"\nminutes = 10\ndigcomp = [\"2.4\"]", also: "unlisted-lesson dead-link lessons-per-module"},
	{rule: "bad-minutes", file: about, old: "minutes = 10", new: "minutes = 0", at: "minutes = 0", also: "question-count"},
	{rule: "bad-name", file: "our-house/con.en.md", new: "x", at: ""},
	{rule: "no-language", file: "our-house/y.md", new: "x", at: ""},
	{rule: "bad-toml", file: fileEN, old: `task = "I`, new: `task = I`, at: "I have found three files"},
	{rule: "bad-toml", file: about, old: "edition = 1", new: "edition = one", at: "one  ", also: "unlisted-lesson dead-link"},
	{rule: "bad-toml", file: "glossary.fr.toml", old: "means =", new: "means", at: "\"Une courte", also: ""},
	{rule: "bad-phrase", file: "phrases/de.toml", new: "a = \"x\"\n[steps]\ntalk = \"{{if}}\"\n", at: "{{if}}", also: "phrase-differs"},
	{rule: "bad-phrase", file: "phrases/de.toml", new: "a = =\n", at: "=\n"},
	{rule: "phrase-differs", file: "phrases/de.toml", new: "[date]\nweekdays = \"Mo, Di\"\n", at: "weekdays"},
	{rule: "phrase-differs", file: "phrases/de.toml", new: "[today]\nnothing = \"x\"\n", at: "nothing"},
	{rule: "phrase-differs", file: "phrases/pl.toml", new: "[date.minutes]\none = \"{{.N}} m\"\nother = \"{{.N}} m\"\n", at: "[date.minutes]"},
	{rule: "not-utf8", file: fileEN, old: "Before I next", new: "\xc9", at: "\xc9"},
	{rule: "no-front-matter", file: fileEN, old: "+++\ntitle", new: "title", at: "title"},
	{rule: "open-front-matter", file: fileEN, old: "+++\n\n#", new: "\n#", at: "+++"},
	{rule: "no-task", file: fileEN, old: "task =", new: "tusk =", at: "+++", also: "unknown-key"},
	{rule: "no-bring", file: fileEN, old: `bring = "Your computer, the names of three files you asked for this month."`, new: `bring = ""`, at: "bring"},
	{rule: "bring-each", file: fileEN, old: `the names of three files you asked for this month."`, new: `and your mentor's phone."`, at: "bring"},
	{rule: "bring-each", file: "our-house/find-a-file.fr.md", old: "\n+++\n\n#", new: "\nbring_leader = \"Un stylo.\"\n+++\n\n#", at: "bring"},
	{rule: "title-differs", file: fileEN, old: "\n# Find", new: "\n# Look", at: "# Look"},
	{rule: "no-title-heading", file: fileEN, old: "# Find a file without asking\n", new: "", at: "\n\n## Discover"},
	{rule: "second-title", file: fileEN, old: "When the one who", new: "# When the one who", at: "# When"},
	{rule: "missing-step", file: fileEN, old: "## Remember", new: "", at: "**Next step"},
	{rule: "wrong-step", file: fileEN, old: "## Talk", new: "## Chat", at: "## Chat"},
	{rule: "wrong-step", file: fileEN, old: "## Talk", new: "## Your turn", at: "## Your turn\n\n- How"},
	{rule: "wrong-order", file: fileEN, old: "## Together", new: "## Your turn\n\nx\n\n## Together", at: "## Together", also: "extra-step"},
	{rule: "missing-step", file: fileEN, old: "## Talk\n", new: "", at: "## Remember"},
	{rule: "extra-step", file: fileEN, old: "So the place", new: "## Background\n\nSo the place", at: "## Background"},
	{rule: "bad-toml", file: about, old: "minutes = 25", new: "minutes = \"25\"", at: "minutes = \"25", also: "dead-link unknown-need lessons-per-module"},
	{rule: "bad-toml", file: "curriculum.toml", old: `["our-house"]`, new: `"our-house"`, at: "modules ="},
	{rule: "not-looked-at", file: "y.en.md", new: "x", at: ""},
	{rule: "not-looked-at", file: "our-house/y.en.MD", new: "x", at: ""},
	{rule: "not-looked-at", file: "our-house/more/y.en.md", new: "x", at: ""},
	{rule: "not-looked-at", file: "_drafts/y.en.md", new: "x", at: ""},
	{rule: "not-looked-at", file: "our-house/README.md", new: "x", at: ""},
	{rule: "not-looked-at", file: "our-house/.y.en.md", new: "x", at: ""},
	{rule: "unknown-hidden", file: "curriculum.toml", old: "modules =", new: "hide = [\"cellar\"]\nmodules =", at: "hide ="},
	{rule: "route-gap", file: "curriculum.toml", old: "modules =", new: "hide = [\"our-house/find-a-file\"]\nmodules =", at: "hide =", also: "lessons-per-module"},
	{rule: "extra-step", file: fileEN, old: "**Next step", new: "## More\n\n**Next step", at: "## More"},
	{rule: "too-deep", file: fileEN, old: "When the one who", new: "> > > > > When the one who", at: "> > > > >"},
	{rule: "step-too-long", file: fileEN, old: "When the one who", new: "X" + strings.Repeat(" x", 5<<10), at: "X "},
	{rule: "too-wide", file: fileEN, old: "When the one who", new: strings.Repeat("|", 90), at: "||"},
	{rule: "guide-not-apart", file: fileEN, old: "- [ ] Find the third", new: "> [!NOTE]\n> a\n> [!MENTOR]\n> b\n\n- [ ] Find the third", at: "[!MENTOR]\n> b"},
	{rule: "guide-look-alike", file: fileEN, old: "So the place", new: "> **Mentor:** hush.\n\nSo the place", at: "> **Mentor"},
	{rule: "guide-empty", file: fileEN, old: "So the place", new: "> [!MENTOR]\n\nHush.\n\nSo the place", at: "> [!MENTOR]\n\nHush"},
	{rule: "foreign-mark", file: fileEN, old: "So the place", new: "So {{ here }} the place", at: "{{ here"},
	{rule: "html", file: fileEN, old: "So the place", new: "So <b>the</b> place", at: "<b>"},
	{rule: "unused-note", file: fileEN, old: "So the place", new: "[^x]: A note.\n\nSo the place", at: "[^x]:"},
	{rule: "picture-file", file: fileEN, old: "So the place", new: "![A plan](plan.png)\n\nSo the place", at: "![A plan"},
	{rule: "picture-words", file: fileEN, old: "So the place", new: "![](plan.svg)\n\nSo the place", at: "![](plan", also: "picture-file"},
	{rule: "unknown-key", file: fileEN, old: "task =", new: "tags = []\ntask =", at: "tags"},
	{rule: "unknown-key", file: about, old: "edition = 1", new: "editon = 1", at: "editon"},
	{rule: "unknown-callout", file: fileEN, old: "So the place", new: "> [!DANGER]\n> Mind.\n\nSo the place", at: "> [!DANGER]"},
	{rule: "unknown-roles", file: about, old: "# a lesson's", new: "roles = \"turned\" # a lesson's", at: "roles = \"turned"},
	{rule: "unknown-shape", file: about, old: `needs = []`, new: `talk = "dance"`, at: `talk = "dance"`},
	{rule: "box-minutes", file: about, old: `needs = []`, new: `alone = [-1]`, at: `alone = [-1]`},
	{rule: "box-minutes", file: about, old: `needs = []`, new: `alone = [2, 3]`, at: `alone = [2, 3]`},
	{rule: "box-minutes", file: about, old: "reviewed = 2026-11-22\ntogether = [1, 1, 1]\nalone = [1, 1, 0]\n\n", new: "reviewed = 2026-11-22\ntogether = [1, 1, 1]\nalone = [1, 0, 1]\n\n", at: "alone = [1, 0, 1]"},
	{rule: "other-boxes", file: "our-house/find-a-file.fr.md", old: " {later}", new: "", at: "- [ ] Gardez"},
	{rule: "over-time", file: fileEN, old: "When the one who", new: strings.Repeat("One is one. ", 96) + "When the one who", at: "## Discover", also: "other-length sentence-mean paragraph-long"},
	{rule: "old-name", file: about, old: `needs = []`, new: `was = ["our-house/find-a-file"]`, at: `was = ["our`},
	{rule: "unknown-rule", file: "curriculum.toml", old: "modules =", new: "check.off = [\"no-such\"]\nmodules =", at: "check.off"},
	{rule: "unknown-rule", file: "curriculum.toml", old: "modules =", new: "check.off = [\"missing-step\"]\nmodules =", at: "check.off"},
	{rule: "unknown-tool", file: "words.toml", new: "[tools]\nfax = \"F\"\n", at: "fax"},
	{rule: "practice-unknown", file: about, old: "needs = []", new: `files = ["draft"]`, at: `files = ["draft"]`},
	{rule: "practice-unknown", file: about, old: "needs = []", new: `files = ["lunch:draft"]`, at: `files = ["lunch`},
	{rule: "practice-name", file: about, old: "\n[title]", new: "\n[files.draft]\nen = \"My Draft.docx\"\n\n[title]", at: "[files.draft]", also: "practice-unnamed practice-language"},
	{rule: "practice-name", file: about, old: "\n[title]", new: "\n[files.Draft]\nen = \"draft.txt\"\n\n[title]", at: "[files.Draft]"},
	{rule: "practice-missing", file: about, old: "\n[title]", new: "\n[files.draft]\nen = \"gone.txt\"\nfr = \"gone.txt\"\n\n[title]", at: "[files.draft]", also: "practice-unnamed"},
	{rule: "practice-unnamed", file: "our-house/files/draft.txt", new: "x", at: ""},
	{rule: "practice-unnamed", file: about, old: "\n[title]", new: "\n[files.draft]\nen = \"x.txt\"\nfr = \"x.txt\"\n\n[title]", at: "[files.draft]", also: "practice-missing"},
	{rule: "practice-language", file: about, old: "\n[title]", new: "\n[files.draft]\nen = \"x.txt\"\n\n[title]", at: "[files.draft]", also: "practice-missing practice-unnamed"},
	{rule: "screen-title", file: fileEN, old: "So the place", new: "```screen\nalt: A list.\n\nx\n```\n\nSo the place", at: "```screen", also: "other-screens"},
	{rule: "screen-alt", file: fileEN, old: "So the place", new: "```screen\ntitle: Files\n\nx\n```\n\nSo the place", at: "```screen", also: "other-screens"},
	{rule: "aid-time", file: fileEN, old: "So the place", new: "```timer soon\nA turn.\n```\n\nSo the place", at: "```timer", also: "other-callouts"},
	{rule: "aid-time", file: fileEN, old: "So the place", new: "```timer 2h\nA turn.\n```\n\nSo the place", at: "```timer", also: "other-callouts"},
	{rule: "aid-words", file: fileEN, old: "So the place", new: "```prompter 90s\n```\n\nSo the place", at: "```prompter", also: "other-callouts"},
	{rule: "aid-twice", file: fileEN, old: "So the place", new: "```timer 1m\nA turn.\n```\n\n```timer 2m\nTwo.\n```\n\nSo the place", at: "```timer 2m", also: "other-callouts"},
	{rule: "screen-size", file: fileEN, old: "So the place", new: "```screen\ntitle: Files\nalt: A list.\n```\n\nSo the place", at: "```screen", also: "other-screens"},
	{rule: "screen-size", file: fileEN, old: "So the place", new: "```screen\ntitle: Files\nalt: A list.\n\n" + strings.Repeat("x\n", 17) + "```\n\nSo the place", at: "```screen", also: "other-screens"},
	{rule: "screen-size", file: fileEN, old: "So the place", new: "```screen\ntitle: Files\nalt: A list.\n\n" + strings.Repeat("é", 57) + "\n```\n\nSo the place", at: "```screen", also: "other-screens"},
	{rule: "other-screens", file: "our-house/find-a-file.fr.md", old: "## Ensemble", new: "```screen\ntitle: Dossier\nalt: Une liste.\n\nx\n```\n\n## Ensemble", at: "## Découvrir"},
	{rule: "card-choice", file: fileEN, old: "## Talk", new: "- [→ a] Go on.\n\n## Talk", at: "- [→ a]", also: "other-cards"},
	{rule: "card-choice", file: fileEN, old: "## Talk", new: "### A {#a}\n\n- [→ b] Go on.\n- [→ end] Stop.\n\n## Talk", at: "- [→ b]", also: "other-cards"},
	{rule: "card-choice", file: fileEN, old: "## Talk", new: "### A {#a}\n\n- Go on.\n- [→ end] Stop.\n\n## Talk", at: "- Go on", also: "other-cards"},
	{rule: "card-id", file: fileEN, old: "## Talk", new: "### A {#a}\n\n- [-> end] Stop.\n\n### B {#a}\n\n- [→ end] Stop.\n\n## Talk", at: "### B", also: "other-cards"},
	{rule: "card-id", file: fileEN, old: "## Talk", new: "### A {#end}\n\n- [-> end] Stop.\n\n## Talk", at: "### A", also: "other-cards"},
	{rule: "card-dead-end", file: fileEN, old: "## Talk", new: "### A {#a}\n\n- [→ b] Go.\n- [→ end] Stop.\n\n### B {#b}\n\nSilence.\n\n## Talk", at: "### B", also: "other-cards"},
	{rule: "card-loop", file: fileEN, old: "## Talk", new: "### A {#a}\n\n- [→ b] Go.\n- [→ end] Stop.\n\n### B {#b}\n\n- [→ c] Go.\n\n### C {#c}\n\n- [→ b] Back.\n\n## Talk", at: "### B", also: "other-cards card-loop"},
	{rule: "card-unreached", file: fileEN, old: "## Talk", new: "### A {#a}\n\n- [→ end] Stop.\n\n### B {#b}\n\n- [→ end] Stop.\n\n## Talk", at: "### B", also: "other-cards"},
	{rule: "other-cards", file: "our-house/find-a-file.fr.md", old: "## Échanger", new: "### A {#a}\n\n- [→ end] Stop.\n\n## Échanger", at: "## À vous"},
	{rule: "box-elsewhere", file: fileEN, old: "## Talk", new: "### A {#a}\n\n- [ ] Tick.\n\nThen:\n\n- [→ end] Stop.\n\n## Talk", at: "- [ ] Tick", also: "other-cards"},
	{rule: "text-before-steps", file: fileEN, old: "## Discover", new: "Nobody *sees* this.\n\n## Discover", at: "Nobody"},

	{rule: "lessons-per-module", file: about, old: bookEntry, new: "", at: "# What", also: "unlisted-lesson"},

	{rule: "no-objective", file: fileEN, old: "objective =", new: "# objective =", at: "+++"},
	{rule: "objective-long", file: fileEN, old: "in two minutes", new: "in two minutes, or in three, or in four, or in five, or in six, or in seven", at: "objective"},
	{rule: "objective-opening", file: fileEN, old: "I can find", new: "To find", at: "objective"},
	{rule: "objective-verb", file: fileEN, old: "I can find", new: "I can understand", at: "objective"},
	{rule: "objective-verb", file: chatFR, old: "Je sais poser", new: "Je sais comprendre", at: "objective"},

	{rule: "digcomp-count", file: about, old: `digcomp = ["1.3"]`, new: `digcomp = []`, at: "digcomp = []"},
	{rule: "digcomp-count", file: about, old: `digcomp = ["1.3"]`, new: `digcomp = ["1.1", "1.2", "1.3", "2.1"]`, at: `digcomp = ["1.1"`},
	{rule: "digcomp-id", file: about, old: `digcomp = ["1.3"]`, new: `digcomp = ["1.4"]`, at: `digcomp = ["1.4"`},

	{rule: "ease-step", file: fileEN, old: "When the one who", new: strings.Repeat("Organisational responsibilities necessitate communication. ", 4) + "When the one who", at: "## Discover", also: "paragraph-long other-length"},
	{rule: "ease-lesson", file: fileEN, old: "When the one who", new: strings.Repeat("Organisational responsibilities necessitate communication. ", 5) + "\n\nWhen the one who", at: "# Find a file without asking\n", also: "ease-step other-length"},

	{rule: "sentence-long", file: fileEN, old: "So the place where a file lives should be known to more than one person.", new: "So the place where a file lives should be known to more than one person, and to more than two, and to more than three, and to all of us in the end.", at: "So the place", also: "other-length"},
	{rule: "sentence-long", file: chatFR, old: "Tout le canal lit ce que vous publiez. Laissez", new: "Tout. Le canal lit ce que vous publiez, et le garde, et le montre à tous ceux qui le suivent, et à tous ceux qui le suivront un jour, même à ceux que vous ne connaissez pas. Laissez", at: "Le canal lit"},
	{rule: "sentence-mean", file: fileEN, old: "Today that person is you.", new: strings.Repeat("Look. ", 5) + "\n\n" + strings.Repeat("Yes. No. Ah. ", 13), at: "# Find a file without asking\n", also: "paragraph-long other-length"},
	{rule: "paragraph-long", file: fileEN, old: "- What did the paper archive do better?", new: "One is one. Two is two. Three is three. Four is four. Five is five. Six is six.\n\nSeven is seven. Two is two. Three is three. Four is four. Five is five. Six is six.", at: "Seven", also: "other-length"},

	{rule: "guide-missing", file: fileEN, old: "[!MENTOR]", new: "[!NOTE]", at: "## Discover", also: "other-callouts"},
	{rule: "guide-long", file: fileEN, old: "Keep silent,", new: strings.Repeat("Keep silent, then wait. ", 12) + "And", at: "> [!MENTOR]\n> Keep silent", also: "paragraph-long other-length"},

	{rule: "boxes-count", file: fileEN, old: "- [ ] Find the third file on your own.\n", new: "", at: "## Your turn", also: "other-boxes box-minutes"},

	{rule: "box-mistyped", file: fileEN, old: "- [ ] Find the third file on your own.", new: "-[ ] Ask her.\n\n- [ ] Find the third file on your own.", at: "-[ ] Ask"},
	{rule: "box-mistyped", file: fileEN, old: "- [ ] Find the third file on your own.", new: "- [] Ask her.\n\n1. [ ] Find the third file on your own.", at: "[] Ask"},
	{rule: "box-nested", file: fileEN, old: "- [ ] Find the third file on your own.", new: "- [ ] Find the third file on your own.\n  - [ ] Ask her.", at: "- [ ] Ask"},
	{rule: "box-nested", file: fileEN, old: "- [ ] Find the third file on your own.", new: "> - [ ] Ask her.\n\n- [ ] Find the third file on your own.", at: "- [ ] Ask"},
	{rule: "box-unasked", file: fileEN, old: "## Remember\n", new: "## Remember\n\n**1. Who keeps it?**\n\n- [ ] You.\n- [x] We.\n", at: "- [ ] You"},
	{rule: "box-elsewhere", file: fileEN, old: "- What did the paper", new: "- [ ] What did the paper", at: "- [ ] What"},
	{rule: "bad-edition", file: about, old: "edition = 1 ", new: "edition = -1", at: "edition"},
	{rule: "empty-step", file: fileEN, old: "- How would you explain to a new colleague where our files live?\n- What did the paper archive do better?\n", new: "", at: "## Talk", also: "other-length"},
	{rule: "double-option", file: chatEN, old: "- [ ] Answer, and take the message away in an hour", new: "- [ ] Answer in the thread, where *fewer* people look", at: "- [ ] Answer in the thread, where *fewer"},
	{rule: "double-question", file: chatEN, old: "### Somebody asks in the channel what a colleague earns. You know. What do you do? {#salary}", new: "### You posted a question yesterday, and nobody has answered; what now? {#salary}", at: "### You posted a question yesterday, and nobody has answered; what now?"},
	{rule: "route-time", file: "curriculum.toml", old: "modules =", new: "[[session]]\nminutes = 24\nlessons = [\"our-house/find-a-file\", \"our-house/book-a-room\"]\n[x]\nmodules =", at: "[[session]]", also: "unknown-key"},
	{rule: "route-order", file: "curriculum.toml", old: "modules =", new: "[[session]]\nminutes = 60\nlessons = [\"our-house/book-a-room\", \"our-house/team-chat\"]\n[x]\nmodules =", at: "[[session]]", also: "unknown-key"},
	{rule: "unknown-route", file: "curriculum.toml", old: "modules =", new: "[[need]]\nroute = \"sales\"\n[x]\nmodules =", at: "[[need]]", also: "unknown-key"},
	{rule: "route-order", file: "curriculum.toml", old: "modules =", new: "[[route]]\nid = \"team\"\n[[route.session]]\nminutes = 60\nlessons = [\"our-house/book-a-room\", \"our-house/team-chat\"]\n[x]\nmodules =", at: "[[route.session]]", also: "unknown-key"},
	{rule: "route-order", file: "curriculum.toml", old: "modules =", new: "[[session]]\nminutes = 60\nlessons = [\"our-house/find-a-file\", \"our-house/find-a-file\"]\n[x]\nmodules =", at: "[[session]]", also: "unknown-key"},
	{rule: "no-question-id", file: chatEN, old: "### Somebody asks", new: "**Who keeps it?**\n\n- [ ] You.\n- [x] We.\n\n### Somebody asks", at: "- [ ] You"},
	{rule: "no-question-id", file: chatEN, old: " {#salary}", new: "", at: "### Somebody asks"},
	{rule: "bad-question-id", file: chatEN, old: "{#salary}", new: "{#Salary}", at: "### Somebody asks"},
	{rule: "double-question-id", file: chatEN, old: "{#salary}", new: "{#no-answer}", at: "### Somebody asks"},
	{rule: "option-not-a-box", file: chatEN, old: "- [ ] Answer in", new: "- Answer in", at: "- Answer in"},
	{rule: "empty-option", file: chatEN, old: "- [ ] Answer in the thread, where fewer people look", new: "- [ ] ", at: "- [ ] \n"},
	{rule: "not-one-right", file: chatEN, old: "- [ ] Answer in", new: "- [x] Answer in", at: "### Somebody asks"},
	{rule: "question-count", file: chatEN, old: chatSalaryEN, new: "", at: "## Remember", also: "other-questions"},
	{rule: "option-count", file: chatEN, old: "- [ ] Answer in the thread, where fewer people look\n  - A thread is as open as the channel it hangs on.\n", new: "", at: "### Somebody asks", also: "other-options"},
	{rule: "no-feedback", file: chatEN, old: "  - A thread is as open as the channel it hangs on.\n", new: "", at: "- [ ] Answer in the thread"},
	{rule: "option-length", file: chatEN, old: "Answer in the thread, where fewer people look", new: "Answer", at: "### Somebody asks"},
	{rule: "option-absolute", file: chatEN, old: "where fewer people look", new: "where people never look", at: "never"},
	{rule: "option-absolute", file: chatFR, old: "où moins de monde regarde", new: "où l'on ne regarde jamais", at: "jamais"},
	{rule: "right-in-one-place", file: "", at: "### A supplier"},
	{rule: "right-longest", file: "", at: "### A supplier"},
	{rule: "no-next-step", file: fileEN, old: "**Next step:**", new: "**One thing:**", at: "## Remember"},

	{rule: "no-review-date", file: about, old: "reviewed = 2026-11-22      #", new: "#", at: "[[lesson]]"},
	{rule: "review-future", file: about, old: "reviewed = 2026-11-22", new: "reviewed = 2026-11-24", at: "reviewed = 2026-11-24"},
	{rule: "review-old", file: about, old: "reviewed = 2026-11-22", new: "reviewed = 2025-11-22", at: "reviewed = 2025-11-22"},
	{rule: "review-old", file: about, old: "reviewed = 2026-11-22\ntogether", new: "reviewed = 2026-05-22\ntogether", at: "reviewed = 2026-05-22"},

	{rule: "dead-link", file: fileEN, old: "So the place", new: "So [the place](our-house/cellar)", at: "[the place]"},
	{rule: "dead-link", file: fileEN, old: "So the place", new: "So [the place](javascript:alert)", at: "[the place]"},
	{rule: "dead-link", file: fileEN, old: "So the place", new: "So [the place](../../etc/passwd)", at: "[the place]"},
	{rule: "dead-link", file: fileEN, old: "So the place", new: "So [the place](tool:fax)", at: "[the place]"},
	{rule: "fact-entry", file: "facts.toml", new: "[a-law]\nen = \"It holds.\"\nkind = \"rumour\"\n", at: "kind"},
	{rule: "missing-claim", file: "facts.toml", new: strings.Replace(lawTOML, "fr = \"Elle tient.\"\n", "", 1), at: "[a-law]", also: "unused-fact"},
	{rule: "tool-twice", file: chatEN, old: "Inès used to ask", new: "In [it](tool:chat) Inès used to ask", at: "[it](tool"},
	{rule: "unused-term", file: "glossary.en.toml", old: "stand-up\"\nalso = [\"daily\"]", new: "huddle\"", at: "[[term]]"},
	{rule: "unused-fact", file: "facts.toml", new: lawTOML, at: "[a-law]"},
	{rule: "fact-expired", file: "facts.toml", new: strings.Replace(lawTOML, "2027-11-23", "2026-11-23", 1), at: "expires", also: "unused-fact"},
	{rule: "review-future", file: "facts.toml", new: strings.Replace(lawTOML, "2026-11-20", "2026-11-24", 1), at: "checked", also: "unused-fact"},
	{rule: "unknown-fact", file: about, old: `needs = []`, new: `facts = ["talk:a-law"]`, at: `facts = ["talk`},
	{rule: "unknown-fact", file: about, old: `needs = []`, new: `facts = ["soon:a-law"]`, at: `facts = ["soon`},
	{rule: "unknown-need", file: about, old: `needs = []`, new: `needs = ["our-house/cellar"]`, at: `needs = ["our-house/cellar"]`},
	{rule: "circle-of-needs", file: about, old: `needs = [] `, new: `needs = ["our-house/book-a-room"] `, at: `needs = ["our-house/book-a-room"]`, also: "circle-of-needs"},
	{rule: "unknown-module", file: "curriculum.toml", old: `["our-house"]`, new: `["our-house", "cellar"]`, at: "modules = ["},
	{rule: "unknown-lesson", file: "curriculum.toml", old: "modules =", new: "[[session]]\nminutes = 60\nlessons = [\"our-house/cellar\"]\n[x]\nmodules =", at: "[[session]]", also: "unknown-key"},
	{rule: "glossary-languages", file: "glossary.fr.toml", old: "id = \"standup\"", new: "id = \"point\"", at: "[[term]]", also: "glossary-languages"},
	{rule: "glossary-entry", file: "glossary.fr.toml", old: "means =", new: "mean =", at: "[[term]]", also: "unknown-key"},

	{rule: "click-path", file: fileEN, old: "Open the place", new: "Click on the place", at: "Click"},
	{rule: "click-path", file: fileEN, old: "Open the place", new: "Open, at the top right, the place", at: "top right"},
	{rule: "click-path", file: chatFR, old: "Ouvrez le tchat", new: "Cliquez en haut à droite", at: "Cliquez", also: "click-path"},
	{rule: "passing-fact", file: fileEN, old: "a team stands still", new: "80% of a team stands still", at: "80%"},
	{rule: "passing-fact", file: chatFR, old: "À midi elle a une liste", new: "À midi elle a 3 000 caractères", at: "3 000"},
	{rule: "belittling", file: fileEN, old: "Look for the first", new: "Simply look for the first", at: "Simply"},
	{rule: "belittling", file: chatFR, old: "Écrivez votre question", new: "Il suffit d'écrire votre question", at: "Il suffit"},
	{rule: "ageing", file: fileEN, old: "to a new colleague", new: "to young people", at: "young people"},
	{rule: "ageing", file: chatFR, old: "Tout le canal lit", new: "Même les jeunes lisent", at: "les jeunes"},
}

const (
	lawTOML = "[a-law]\nen = \"It holds.\"\nfr = \"Elle tient.\"\nkind = \"law\"\nsource = \"A journal\"\nsource_date = 2026-01-02\nchecked = 2026-11-20\nexpires = 2027-11-23\n"

	chatSalaryEN = `### Somebody asks in the channel what a colleague earns. You know. What do you do? {#salary}

- [x] Leave it, and tell them privately whom to ask
  - Yes. The channel keeps what is written in it.
- [ ] Answer in the thread, where fewer people look
  - A thread is as open as the channel it hangs on.
- [ ] Answer, and take the message away in an hour
  - An hour is long enough for it to be copied.

`
	chatSalaryFR = `### Dans le canal, on demande ce que gagne un collègue. Vous le savez. Que faites-vous ? {#salary}

- [x] Je passe, et j'indique en privé à qui s'adresser
  - Oui. Le canal garde ce qu'on y écrit.
- [ ] Je réponds dans le fil, où moins de monde regarde
  - Un fil est aussi ouvert que le canal auquel il tient.
- [ ] Je réponds, et je retire le message dans une heure
  - Une heure suffit pour qu'on le copie.

`
	bookEntry = `[[lesson]]
id = "book-a-room"
minutes = 10
digcomp = ["2.4"]
needs = ["our-house/team-chat"]
edition = 1
reviewed = 2026-11-22
together = [1, 1, 1]
alone = [1, 1, 0]
`
)

// plant puts a seed into the files and returns where its fault is to be found.
func plant(t *testing.T, files fstest.MapFS, s seed) (file string, line, col int) {
	t.Helper()
	file = s.file
	switch s.rule {
	case "right-in-one-place", "right-longest": // both languages have to change
		file = chatEN
		for name, lead := range map[string][3]string{
			chatEN: {"Write to each of the four in private", "Post it again, in capitals, to all channels", "Leave it, and tell them privately whom to ask"},
			chatFR: {"J'écris à chacun des quatre en privé", "Je la repose en capitales, dans tous les canaux", "Je passe, et j'indique en privé à qui s'adresser"},
		} {
			body := string(files[name].Data)
			if s.rule == "right-in-one-place" {
				body = strings.ReplaceAll(body, "- [x]", "- [ ]")
				for _, option := range lead {
					body = strings.Replace(body, "- [ ] "+option, "- [x] "+option, 1)
				}
			} else {
				for _, line := range strings.Split(body, "\n") {
					if strings.HasPrefix(line, "- [x] ") {
						body = strings.Replace(body, line, line+", and more so", 1)
					}
				}
				body = strings.Replace(body, "Name the person who can answer it,", "Name the person who can answer it before noon,", 1)
				body = strings.Replace(body, "y répondre,", "y répondre avant midi,", 1)
			}
			files[name] = &fstest.MapFile{Data: []byte(body)}
		}
	default:
		if also, ok := strings.CutPrefix(s.also, "x:"); ok {
			files[file] = &fstest.MapFile{Data: []byte(strings.Replace(string(files[file].Data), "- [ ] "+also, "- [x] "+also, 1))}
		}
		switch {
		case s.old == "" && s.new == "":
			delete(files, file)
			file = about
		case s.old == "":
			files[file] = &fstest.MapFile{Data: []byte(s.new)}
		default:
			was := string(files[file].Data)
			is := strings.Replace(was, s.old, s.new, 1)
			if is == was {
				t.Fatalf("%q isn't in %s", s.old, file)
			}
			files[file] = &fstest.MapFile{Data: []byte(is)}
		}
	}
	if s.at == "" {
		if s.rule == "no-module-file" {
			file = "x"
		}
		return file, 0, 0
	}
	if s.rule == "other-questions" && s.file == chatEN {
		file = chatFR
	}
	body := string(files[file].Data)
	off := strings.Index(body, s.at)
	if off < 0 {
		t.Fatalf("%q isn't in %s", s.at, file)
	}
	before := body[:off]
	return file, strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
}

// TestSeededFaults holds that each fault is found where it was put, that it has a
// fix and its line, and that nothing else is found with it.
func TestSeededFaults(t *testing.T) {
	for _, s := range seeds {
		t.Run(s.rule, func(t *testing.T) {
			files := house(t)
			file, line, col := plant(t, files, s)
			layer := curriculum.Layer{FS: files, Name: "house"}
			found := Run(context.Background(), []curriculum.Layer{layer}, Options{Own: true, Today: today, Under: []curriculum.Layer{{FS: fast(), Name: ""}}})
			hits := 0
			for _, f := range found {
				if f.Rule == s.rule && f.Pos.File == file && f.Pos.Line == line && f.Pos.Col == col {
					hits++
					whatItSays(t, f, files)
				} else if f.Rule != s.rule && !slices.Contains(strings.Fields(s.also), f.Rule) {
					t.Errorf("found as well: %s [%s] %s", f.Pos, f.Rule, f.Text)
				}
			}
			if hits == 0 {
				t.Errorf("not found at %s:%d:%d", file, line, col)
				for _, f := range found {
					t.Logf("%s [%s] %s", f.Pos, f.Rule, f.Text)
				}
			}
		})
	}
}

// fast is a layer below: its module's facts age quickly, and so do ours of its name; its
// route has a lesson of ours.
func fast() fstest.MapFS {
	return fstest.MapFS{
		"our-house/module.toml": {Data: []byte("fast = true\n")},
		"curriculum.toml":       {Data: []byte("[[session]]\nminutes = 60\nlessons = [\"our-house/find-a-file\"]\n")},
	}
}

func whatItSays(t *testing.T, f Finding, files fstest.MapFS) {
	t.Helper()
	if f.Text == "" || f.Fix == "" || f.Group < 1 || f.Group > Groups || strings.HasSuffix(f.Text, ".") {
		t.Errorf("%+v", f)
	}
	if f.Layer != "house" {
		t.Errorf("in layer %q", f.Layer)
	}
	if f.Pos.Line == 0 {
		return
	}
	if lines := strings.Split(string(files[f.Pos.File].Data), "\n"); f.Rule != "not-utf8" && !strings.HasPrefix(lines[f.Pos.Line-1], strings.TrimSuffix(f.Quote, "…")) || f.Quote == "" && strings.TrimSpace(lines[f.Pos.Line-1]) != "" {
		t.Errorf("quotes %q", f.Quote)
	}
}

// TestEveryRuleIsSeeded holds that no rule is without a fault that it finds, or a
// reason why not.
func TestEveryRuleIsSeeded(t *testing.T) {
	elsewhere := map[string]string{
		"unreadable": "TestLinks of package curriculum", "not-a-file": "TestFIFO", "too-big": "TestLeftOut", "too-many-files": "TestTooMany",
		"table-too-long": "TestBombs", "too-many-marks": "TestBombs", "too-many-headings": "TestBombs",
		"unknown-language": "TestUnknownLanguage", "no-title": "TestFaults", "empty-question": "TestEmptyQuestion", "no-options": "TestFaults", "digcomp-coverage": "TestCoverage", "no-lessons": "TestWrongFolder", "guessable": "TestGuessable", "practice-large": "TestPracticeProblems of package curriculum", "practice-kind": "TestPracticeProblems", "copy-moved": "TestCopies",
		"same-opening": "TestMould", "stock-phrase": "TestMould", "shape-missing": "TestMould", "shape-share": "TestMould", "shape-twice": "TestMould",
	}
	seen := map[string]bool{}
	for _, s := range seeds {
		seen[s.rule] = true
	}
	for _, r := range Rules() {
		if !seen[r.Name] && elsewhere[r.Name] == "" {
			t.Errorf("nothing seeds %s", r.Name)
		}
		delete(seen, r.Name)
		if r.About == "" || r.Example == "" || r.Group < 1 || r.Group > Groups {
			t.Errorf("%+v", r)
		}
	}
	for name := range seen {
		t.Errorf("there is no rule %s", name)
	}
}

// TestSeverities holds LESSONS.md: of ours, all but 11 and 13 are errors; of a
// company's, structure alone.
func TestSeverities(t *testing.T) {
	for _, r := range Rules() {
		if (r.Own == Error) != (r.Group != 11 && r.Group < 13) {
			t.Errorf("ours: %+v", r)
		}
		if r.Company == Error && r.Group != 2 && r.Group != 10 && r.Group != 12 {
			t.Errorf("theirs: %+v", r)
		}
	}
	files := house(t)
	plant(t, files, seed{file: chatFR, old: "À midi elle", new: "À midi, il suffit"})
	plant(t, files, seed{file: chatFR, old: "[!CAUTION]", new: "[!TIP]"})
	plant(t, files, seed{file: fileEN, old: "So the place", new: "So [the place](our-house/cellar)"})
	for own, want := range map[bool]string{true: "other-callouts:error belittling:warning dead-link:error", false: "other-callouts:warning belittling:warning dead-link:error"} {
		var got []string
		for _, f := range Run(context.Background(), []curriculum.Layer{{FS: files, Name: "house"}}, Options{Own: own, Today: today}) {
			got = append(got, f.Rule+":"+f.Severity.String())
		}
		slices.Sort(got)
		all := strings.Fields(want)
		slices.Sort(all)
		if !slices.Equal(got, all) {
			t.Errorf("own %v: %q, want %q", own, got, all)
		}
	}
}
