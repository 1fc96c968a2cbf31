package intake

import (
	"slices"
	"strings"
	"testing"

	"binome/curriculum"
	"binome/curriculum/block"
)

// TestQuiz: each question of a source becomes one, with what belongs to it and nothing else,
// or is a line of the report.
func TestQuiz(t *testing.T) {
	const three = "\n\n- [x] One\n- [ ] Two\n- [ ] Three\n\n"
	for _, c := range []struct {
		name, text string
		made       string // "question: right option of so many; …"
		told       string // "line code; …"
		under      string // what belongs to the first question
	}{
		{name: "bold and numbered", text: "**1. Which?**" + three + "**2. What?**" + three + "**3. Where to?**" + three, made: "Which?: One of 3; What?: One of 3; Where to?: One of 3"},
		{name: "headings", text: "### Which?" + three + "### 2. What?" + three, made: "Which?: One of 3; What?: One of 3"},
		{name: "numbered list", text: "1. Which?\n\n   - [ ] a\n   - [x] b\n\n2. What?\n\n   ```\n   x\n   ```\n\n   - [x] c\n   - [ ] d\n", made: "Which?: b of 2; What?: c of 2"},
		{name: "prose", text: "Which?" + three + "And what\nof that?" + three, made: "Which?: One of 3; And what of that?: One of 3"},
		{name: "round", text: "**Which?**\n\n( ) a\n(x) b\n( ) c\n\n**What?**\n\n- ( ) a\n- (X) b\n", made: "Which?: b of 3; What?: b of 2"},
		{name: "apart", text: "Which?\n\n- [ ] a\n\n- [x] b\n  - Yes.\n\n- [ ] c\n", made: "Which?: b of 3"},
		{name: "two right", text: "Which?" + three + "**2. What?**\n\n- [x] a\n- [x] b\n", made: "Which?: One of 3", told: "11 no-question-marks"},
		{name: "none right", text: "**1. What?**\n\n- [ ] a\n- [ ] b\n\nWhich?" + three, made: "Which?: One of 3", told: "5 no-question-mark"},
		{name: "one option", text: "**What?**\n\n- [x] a\n", told: "5 no-question-options"},
		{name: "letters", text: "**1. What?**\n\nA. a\nB. b\n\nAnswer: B\n\n**2. Which?**" + three, made: "What?: b of 2; Which?: One of 3"},
		{name: "letters in round brackets", text: "What?\n\n(a) one way\n(b) another\n(c) a third\n\n**Answer:** (c) because it is.\n", made: "What?: a third of 3"},
		{name: "letters in a list", text: "### What?\n\n- a) one\n- b) two\n\n<details>\n<summary>Answer</summary>\n\nAnswer: a\n\n</details>\n\n### Which?\n\n- A. One\n- B. Two\n\n**Correct answer: B. Two**\n", made: "What?: one of 2; Which?: Two of 2"},
		{name: "letters in French", text: "**1. Quoi ?**\n\nA) Ceci\\\nB) Cela\\\nC) Rien\n\nRéponse : C\n\n2. Qui ?\n\nA. Elle\nB. Lui\n\nBonne réponse : A\n", made: "Quoi ?: Rien of 3; Qui ?: Elle of 2"},
		{name: "letters in an item", text: "1. What?\n   A. one\n   B. two\n\n   Answer: A\n\n2. Which?\n   A. one\n   B. two\n\n   Answer: B\n", made: "What?: one of 2; Which?: two of 2"},
		{name: "letters with a key", text: "**1. What?**\n\nA. one\nB. two\n\n**2. Which?**\n\nA. one\nB. two\nC. three\n\n### Answers\n\n1. B\n2. C\n", made: "What?: two of 2; Which?: three of 3"},
		{name: "letters with a key in a line", text: "**1. What?**\n\nA. one\nB. two\n\n**2. Which?**\n\nA. one\nB. two\n\n**Answer key:**\n\n1-B, 2-A\n", made: "What?: two of 2; Which?: one of 2"},
		{name: "a letter marked", text: "What?\n\nA. one\nB. two ✅\nC. three\n\nWhich?\n\n- A) one\n- **B) two**\n- C) three\n\nWhen?\n\na. now (correct)\nb. never\n", made: "What?: two of 3; Which?: two of 3; When?: now of 2"},
		{name: "letters over lines", text: "What?\n\nA. one way\nto do it\nB. another\n\nAnswer: A\n", made: "What?: one way to do it of 2"},
		{name: "letters without an answer", text: "**1. What?**\n\nA. a\nB. b\n\n**2. Which?**" + three, made: "Which?: One of 3", told: "5 no-question-options"},
		{name: "an answer that is no letter of it", text: "**1. What?**\n\nA. a\nB. b\n\nAnswer: D\n\n**2. Which?**" + three, made: "Which?: One of 3", told: "5 no-question-options"},
		{name: "no letters", text: "Which?" + three + "A. Dumas wrote.\n\nB. Traven too.\n\nThe answer is a matter of taste.\n", made: "Which?: One of 3"},
		{name: "nothing asks", text: "- [x] a\n- [ ] b\n", told: "5 no-question-words"},
		{name: "open", text: "Which?" + three + "### Why?\n", made: "Which?: One of 3", told: "11 no-question-options"},
		{name: "said twice", text: "### 1. Which?\n\n**1. Which?**" + three, made: "Which?: One of 3"},
		{name: "a case", text: "### Question 1\n\nA letter comes.\n\n| a | b |\n| - | - |\n| c | d |\n\nWhat now?" + three + "### Question 2\n\nAnother.\n\nAnd now?" + three, made: "What now?: One of 3; And now?: One of 3", under: "Question 1 A letter comes."},
		{name: "a statement", text: "### The mail\n\nIt has come." + three, made: "The mail: One of 3", under: "It has come."},
		{name: "GIFT", text: "Red? {=rose ~leaf}\n\nBlue? {=sky =sea}\n\nTrue? {T}\n\nGreen? {\n~rose\n=leaf\n}\n", made: "Red?: rose of 2; Green?: leaf of 2", told: "7 no-question-gift; 9 no-question-gift"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := Source{"q.en.md", "# Q\n\n## Quiz\n\n" + c.text}
			m := Import([]Source{s}, Options{Module: "m"})
			file := "m/q.en.md"
			if words := lost(m, s); len(words) > 0 {
				t.Errorf("lost: %v", words)
			}
			d := curriculum.Examine(file, "en", m.Files[file])
			var made, told []string
			for _, q := range d.Questions {
				for _, o := range q.Options {
					if o.Right {
						made = append(made, block.Words(q.Spans)+": "+block.Words(o.Spans)+" of "+string(rune('0'+len(q.Options))))
					}
				}
			}
			for _, ch := range m.Pages[0].Changes {
				if strings.HasPrefix(ch.Code, "no-question") {
					told = append(told, string(rune('0'+ch.Line/10))+string(rune('0'+ch.Line%10))+" "+ch.Code)
				}
			}
			if got := strings.Join(made, "; "); got != c.made {
				t.Errorf("made %q", got)
			}
			if got := strings.ReplaceAll("; "+strings.Join(told, "; "), "; 0", "; ")[2:]; got != c.told {
				t.Errorf("told %q", got)
			}
			if c.under != "" {
				if got := strings.Join(strings.Fields(block.Plain(d.Questions[0].Blocks, block.Phrases{})), " "); !strings.HasPrefix(strings.ReplaceAll(got, "#", ""), c.under) {
					t.Errorf("under it: %q", got)
				}
			}
			if len(d.Problems) > 0 || t.Failed() {
				t.Errorf("%v\n%s", d.Problems, m.Files[file])
			}
		})
	}
}

// TestTrailing: a quiz at a page's end is one without a heading that says so; a list of what
// is done is none.
func TestTrailing(t *testing.T) {
	for text, want := range map[string]int{
		"Some words.\n\nWhich?\n\n- [ ] a\n- [x] b\n":                                                        1,
		"Some words.\n\n**1. Which?**\n\n- [ ] a\n- [x] b\n\n**2. What?**\n\n- [x] a\n- [ ] b\n\nThe end.\n": 2,
		"Some words.\n\nWhich?\n\nA. a\nB. b\n\nAnswer: B\n":                                                 1,
		"A. a\nB. b\n\nAnswer: B\n\n" + strings.Repeat("More.\n\n", 20):                                      0,
		"Still to do:\n\n- [ ] a\n- [x] b\n":                                                                 0,
		"Which?\n\n- [ ] a\n- [x] b\n\n" + strings.Repeat("More.\n\n", 20):                                   0,
	} {
		m := Import([]Source{{"q.en.md", "# Q\n\n" + text}}, Options{Module: "m"})
		if got := len(curriculum.Examine("m/q.en.md", "en", m.Files["m/q.en.md"]).Questions); got != want {
			t.Errorf("%d questions of %q\n%s", got, text, m.Files["m/q.en.md"])
		}
	}
}

// TestCallouts: what others write for a call-out becomes one; somebody's words that are
// quoted stay.
func TestCallouts(t *testing.T) {
	for text, want := range map[string]string{
		"> **Tip:** Write.":                                   "> [!TIP]\n> Write.",
		"> **Tip**: Write.\n> More.":                          "> [!TIP]\n> Write.\n> More.",
		"> __Note:__ Write.":                                  "> [!NOTE]\n> Write.",
		"> Note: write.":                                      "> [!NOTE]\n> write.",
		"> **Warning**\n>\n> Write.":                          "> [!WARNING]\n> Write.",
		"> 💡 **Astuce :** Écrire.":                            "> [!TIP]\n> **Astuce**\n>\n> 💡 Écrire.",
		"> ⚠️ **Attention** – Écrire.":                        "> [!WARNING]\n> **Attention**\n>\n> ⚠️ Écrire.",
		"> [!info] Mind\n> Write.":                            "> [!NOTE]\n> **info: Mind**\n>\n> Write.",
		"> [!tip]+\n> Write.":                                 "> [!TIP]\n> Write.",
		"::::: instructor\nHush.\n:::::":                      "> [!MENTOR]\n> **instructor**\n>\n> Hush.",
		"!!! mentor\n    Hush.":                               "> [!MENTOR]\n> Hush.",
		"> **Teacher:** Good morning.":                        "> **Teacher:** Good morning.",
		"> [!NOTE]\n> Write.":                                 "> [!NOTE]\n> Write.",
		"{% hint style=\"warning\" %}\nWrite.\n{% endhint %}": "> [!WARNING]\n> Write.",
		"!> Write.":                                           "> [!IMPORTANT]\n> Write.",
		"> Note that this is quoted: yes.":                    "> Note that this is quoted: yes.",
		"> She said: no.":                                     "> She said: no.",
		"> **Bold** words.":                                   "> **Bold** words.",
		"> One.\n> **Tip:** Write.":                           "> One.\n> **Tip:** Write.",
		"```\n> **Tip:** Write.\n```":                         "```\n> **Tip:** Write.\n```",
	} {
		s := Source{"c.en.md", "# C\n\n" + text + "\n"}
		m := Import([]Source{s}, Options{Module: "m"})
		if words := lost(m, s); len(words) > 0 {
			t.Errorf("%q loses %q", text, words)
		}
		if got := m.Files["m/c.en.md"]; !strings.Contains(got, "\n"+want+"\n\n") {
			t.Errorf("%q becomes\n%s", text, got)
		}
		made := slices.ContainsFunc(m.Pages[0].Changes, func(c Change) bool { return c.Code == "callout" })
		if made == strings.Contains(want, text) {
			t.Errorf("%q: told %v", text, made)
		}
	}
}
