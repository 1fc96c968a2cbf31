package check

import (
	"fmt"
	"strconv"
	"strings"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/curriculum/phrases"
)

// Page is the format on one page, in Markdown: the keys from the structs that load them,
// the numbers and the rules from those that check. Own is the folder that is laid over the
// built-in lessons on this computer.
func Page(lang, own string) string {
	lang = phrases.Base(lang)
	lesson, front, step := curriculum.Limits()
	fill := []string{
		"{example}", "````\n" + strings.TrimSpace(shortened(curriculum.NewLesson(lang, "…"))) + "\n````",
		"{steps}", steps(), "{labels}", labels(),
		"{own}", own, "{callouts}", "NOTE, TIP, IMPORTANT, WARNING, CAUTION", "{tools}", strings.Join(curriculum.Tools(), ", "),
		"{facts}", strings.Join(known(), ", ") + "; " + strings.Join(curriculum.FactKeys(), ", "), "{rules}", rulesList(lang),
		"{discover}", strings.Join(curriculum.Shapes(curriculum.Discover), ", "), "{talk}", strings.Join(curriculum.Shapes(curriculum.Talk), ", "),
		"{practice kinds}", strings.Join(curriculum.PracticeKinds(), ", "),
	}
	for name, n := range map[string]int{
		"few boxes": fewBoxes, "many boxes": manyBoxes, "few questions": fewQuestions, "many questions": manyQuestions, "guide": guideWords,
		"lesson KiB": lesson, "front KiB": front, "step": step, "practice KiB": curriculum.MaxPracticeBytes >> 10,
		"screen lines": block.ScreenLines, "screen width": block.ScreenWidth,
	} {
		fill = append(fill, "{"+name+"}", strconv.Itoa(n))
	}
	files := map[string]bool{}
	page := curriculum.Page(lang)
	for _, k := range curriculum.Keys() {
		if !files[k.File] {
			files[k.File] = true
			page = strings.Replace(page, "{keys "+k.File+"}", keysTable(lang, k.File), 1)
		}
	}
	return strings.NewReplacer(fill...).Replace(page)
}

const keysHead = "| key | kind | without it | says |"

// keysTable is a file's keys as a table.
func keysTable(lang, file string) string {
	var b strings.Builder
	b.WriteString(In(lang, keysHead) + "\n| --- | --- | --- | --- |\n")
	for _, k := range curriculum.Keys() {
		if k.File != file {
			continue
		}
		without := In(lang, k.Default)
		if k.Default == "" {
			without = In(lang, "must be there")
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", k.Name, In(lang, k.Kind), without, phrases.Pick(k.About, lang))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func steps() string {
	var all []string
	for _, lang := range phrases.BuiltIn() {
		h, _ := curriculum.Headings(lang)
		all = append(all, "*"+strings.Join(h[:], ", ")+"*")
	}
	return strings.Join(all, " · ")
}

func labels() string {
	var all []string
	for _, lang := range phrases.BuiltIn() {
		l, _ := curriculum.NextLabel(lang)
		all = append(all, "`**"+l+":** …`")
	}
	return strings.Join(all, ", ")
}

// shortened is a lesson with one question, for an example.
func shortened(text string) string {
	first := strings.Index(text, "\n### ")
	second, plan := strings.Index(text[first+5:], "\n### ")+first+5, strings.LastIndex(text, "\n**")
	return text[:second] + text[plan:]
}

// rulesList is every rule in a line, by group.
func rulesList(lang string) string {
	var b strings.Builder
	group := 0
	for _, r := range Rules() {
		if r.Group != group {
			group = r.Group
			fmt.Fprintf(&b, "\n%d. %s\n\n", group, In(lang, groups[group-1]))
		}
		fmt.Fprintf(&b, "   - `%s` (%s): %s\n", r.Name, In(lang, r.Company.String()), In(lang, r.About))
	}
	return strings.Trim(b.String(), "\n")
}
