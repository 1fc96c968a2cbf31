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
	limits := fmt.Sprintf("a lesson's file %s, its front matter %s, a step %s characters", lesson, front, step)
	boxes, questions := fmt.Sprintf("%d to %d", fewBoxes, manyBoxes), fmt.Sprintf("%d to %d", fewQuestions, manyQuestions)
	if lang == "fr" {
		kib := strings.NewReplacer("KiB", "Kio")
		limits = kib.Replace(fmt.Sprintf("un atelier %s, son en-tête %s, une étape %s caractères", lesson, front, step))
		boxes, questions = fmt.Sprintf("de %d à %d", fewBoxes, manyBoxes), fmt.Sprintf("de %d à %d", fewQuestions, manyQuestions)
	}
	fill := []string{
		"{example}", "````\n" + strings.TrimSpace(shortened(curriculum.NewLesson(lang, "…"))) + "\n````",
		"{steps}", steps(), "{labels}", labels(), "{boxes}", boxes, "{questions}", questions, "{guide}", strconv.Itoa(guideWords), "{limits}", limits,
		"{own}", own, "{callouts}", "NOTE, TIP, IMPORTANT, WARNING, CAUTION", "{tools}", strings.Join(curriculum.Tools(), ", "),
		"{facts}", "en, fr; " + strings.Join(curriculum.FactKeys(), ", "), "{rules}", rulesList(lang),
		"{discover}", strings.Join(curriculum.Shapes(curriculum.Discover), ", "), "{talk}", strings.Join(curriculum.Shapes(curriculum.Talk), ", "),
	}
	kinds := strings.Join(curriculum.PracticeKinds(), ", ")
	size := fmt.Sprintf("%d KiB", curriculum.MaxPracticeBytes>>10)
	if lang == "fr" {
		size = strings.Replace(size, "KiB", "Kio", 1)
	}
	fill = append(fill, "{screen lines}", strconv.Itoa(block.ScreenLines), "{screen width}", strconv.Itoa(block.ScreenWidth), "{practice kinds}", kinds, "{practice size}", size)
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

// keysTable is a file's keys as a table.
func keysTable(lang, file string) string {
	head := "| key | kind | without it | says |"
	if lang == "fr" {
		head = "| clé | sorte | sans elle | dit |"
	}
	var b strings.Builder
	b.WriteString(head + "\n| --- | --- | --- | --- |\n")
	for _, k := range curriculum.Keys() {
		if k.File != file {
			continue
		}
		without := In(lang, k.Default)
		if k.Default == "" {
			without = In(lang, "must be there")
		}
		about := k.About[lang]
		if about == "" {
			about = k.About["en"]
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", k.Name, In(lang, k.Kind), without, about)
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
