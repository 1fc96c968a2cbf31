package check

import (
	_ "embed" // the table
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"binome/curriculum"
	"binome/curriculum/phrases"
)

// In says what a finding says in a reader's language: English as it is, French by the
// tables in french.tsv and french_toml.tsv; what isn't in them stays.
func In(lang, text string) string {
	if phrases.Base(lang) != "fr" {
		return text
	}
	return frenchMemory().say(text, 0)
}

//go:embed french.tsv
var frenchTable string

//go:embed french_toml.tsv
var frenchTOML string

// pairs are a table's lines.
func pairs(table string) (all [][2]string) {
	for line := range strings.Lines(table) {
		if en, fr, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok {
			all = append(all, [2]string{en, fr})
		}
	}
	return all
}

// A memory translates sentences that were put together: {} stands for what was put in,
// which is translated in turn. The sentence with the most words of its own wins.
type memory struct {
	whole  map[string]string
	framed []frame
}

type frame struct {
	parts []string // of the English, between the {}
	to    string
	own   int // bytes of its own
}

var frenchMemory = sync.OnceValue(func() *memory { return remember(pairs(frenchTable + frenchTOML)) })

func remember(lines [][2]string) *memory {
	m := &memory{whole: map[string]string{}}
	for _, w := range lines {
		parts, to := strings.Split(w[0], "{}"), phrases.Typo("fr", w[1])
		if len(parts) == 1 {
			m.whole[w[0]] = to
			continue
		}
		m.framed = append(m.framed, frame{parts, to, len(strings.Join(parts, ""))})
	}
	slices.SortStableFunc(m.framed, func(a, b frame) int { return b.own - a.own })
	return m
}

// say translates a sentence. Sentences stand within sentences three deep at most.
func (m *memory) say(text string, depth int) string {
	if to, ok := m.whole[text]; ok {
		return to
	}
	for i := 0; i < len(m.framed) && depth < 4; i++ {
		f := &m.framed[i]
		args, ok := f.match(text)
		if !ok {
			continue
		}
		to := f.to
		for k, arg := range args {
			said := m.say(arg, depth+1)
			if strings.HasSuffix(f.parts[k], "= ") || strings.HasPrefix(f.parts[k+1], " = ") {
				said = arg // it is typed as it stands
			} else if name, ok := frenchStep(arg); ok && !strings.HasSuffix(f.parts[k], "#") && !strings.HasSuffix(f.parts[k], "# ") {
				said = name // but for a heading as it is, or should be, written
			}
			to = strings.Replace(to, "{}", strings.ReplaceAll(said, "{}", "{\x00}"), 1)
		}
		return strings.ReplaceAll(to, "{\x00}", "{}")
	}
	return frenchValue(text)
}

// match finds the words that stand for each {} of a frame, from the left, each as short as it
// can be.
func (f *frame) match(text string) (args []string, ok bool) {
	rest, ok := strings.CutPrefix(text, f.parts[0])
	if !ok {
		return nil, false
	}
	last := len(f.parts) - 1
	for _, p := range f.parts[1:last] {
		arg, after, found := strings.Cut(rest, p)
		if !found || arg == "" {
			return nil, false
		}
		args, rest = append(args, arg), after
	}
	arg, ok := strings.CutSuffix(rest, f.parts[last])
	return append(args, arg), ok && arg != ""
}

var decimal = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d+\.\d+$`) })

// frenchStep is the name in French of a step that an English lesson names.
func frenchStep(name string) (string, bool) {
	en, _ := curriculum.Headings(phrases.Fallback)
	fr, _ := curriculum.Headings("fr")
	i := slices.Index(en[:], name)
	if i < 0 {
		return "", false
	}
	return fr[i], true
}

// frenchValue is a figure with a comma, a quotation or a character between guillemets.
func frenchValue(s string) string {
	if decimal().MatchString(s) {
		return strings.Replace(s, ".", ",", 1)
	}
	if inner, err := strconv.Unquote(s); err == nil && strings.ContainsAny(s[:1], `"'`) {
		return "«\u00a0" + inner + "\u00a0»"
	}
	return s
}
