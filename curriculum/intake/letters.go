package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// A quiz is often written with letters: A. B. C., and which of them is right below them, in
// a key at the end, or by a mark. Such options become boxes, as the ones that quizzes are made
// of; the letters and the answer stay as a comment behind them.

var (
	optionLetter = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^( {0,4})(?:[-*+] +)?(\*\*)?\(?([A-Ha-h])(?:\)|[.:][)]?| ?[-–] )(\*\*)?[ \t]*(\S.*)$`)
	})
	answerLetter = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[^\pL]*(?:<summary>)?[^\pL]*(?i:(?:the )?(?:correct |right )?(?:answer|solution)s?(?: is)?|correct|(?:la )?(?:bonne )?r[ée]ponse(?: correcte)?(?: est)?|corrig[ée])[^\pL]*[\s*:>(]+(?:([A-H])|([a-h])(?:[).:*]|$))(?:[^\pL'’](.*)|)$`)
	})
	answerKey = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^[^\pL]*(?:answers?(?: key)?|correct answers|key|solutions?|r[ée]ponses?|bonnes r[ée]ponses|corrig[ée]s?)[^\pL]*$`)
	})
	keyed       = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(\d{1,2})\s*[.):–-]*\s*\**\(?([A-Ha-h])\b\)?\**`) })
	proseBehind = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\p{Ll}`) })
	rightMark   = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)\s*(?:✅|✔\x{FE0F}?|✓|[*_]*\((?:correct(?: answer)?|right|bonne réponse|juste)\)[*_]*|(?:<-|←)-* *(?:correct|right|bonne réponse))\s*$`)
	})
)

// A lettered is a run of options, and which is right.
type lettered struct {
	from, to int // its lines
	options  [][]line
	said     []string // what is no part of an option: letters, the answer
	right    int      // -1 when nothing says
	why      string   // what stands behind the answer
}

// unlettered makes boxes of options that are letters, where one of them is said to be right.
func unlettered(lines []line) []line {
	var runs []lettered
	for i := 0; i < len(lines); {
		run, ok := letters(lines, i)
		if !ok {
			i++
			continue
		}
		runs = append(runs, run)
		i = run.to
	}
	key, keyFrom, keyTo := keyOf(lines, runs)
	var out []line
	done := 0
	for k, r := range runs {
		if r.right < 0 && key != nil {
			r.right = key[k]
			r.said = append(r.said, strconv.Itoa(k+1)+" "+string(rune('A'+key[k])))
		}
		if r.right < 0 || r.right >= len(r.options) {
			continue
		}
		out = append(append(out, lines[done:r.from]...), line{n: lines[r.from].n})
		for o, opt := range r.options {
			mark := "- [ ] "
			if o == r.right {
				mark = "- [x] "
			}
			first := opt[0]
			in := first.text[:len(first.text)-len(strings.TrimLeft(first.text, " "))]
			first.text = in + mark + strings.TrimSpace(first.text)
			out = append(out, first)
			for _, l := range opt[1:] {
				l.text = in + "  " + strings.TrimSpace(l.text)
				out = append(out, l)
			}
			if o == r.right && r.why != "" {
				out = append(out, line{text: in + "  - " + r.why, n: first.n})
			}
		}
		out = append(out, line{n: lines[r.to-1].n}, line{text: was(strings.Join(r.said, " ")), n: lines[r.to-1].n}, line{n: lines[r.to-1].n})
		done = r.to
	}
	if key != nil && keyFrom >= done {
		out = append(append(out, lines[done:keyFrom]...), line{n: lines[keyFrom].n})
		for _, l := range lines[keyFrom:keyTo] {
			if !blank(l) {
				l.text = was(strings.TrimSpace(l.text))
				out = append(out, l, line{n: l.n})
			}
		}
		done = keyTo
	}
	return append(out, lines[done:]...)
}

// letters reads options from line i on, and the answer below them.
func letters(lines []line, i int) (r lettered, ok bool) {
	r = lettered{from: i, right: -1}
	bold, boldAt := 0, 0
	end := i
	for k := i; k < len(lines) && !lines[k].code; k++ {
		text := strings.TrimRight(lines[k].text, " \\")
		m := optionLetter().FindStringSubmatch(text)
		switch {
		case m != nil && unicode.ToUpper(rune(m[3][0])) == rune('A'+len(r.options)):
			words := m[5]
			if mark := rightMark().FindString(words); mark != "" || strings.HasPrefix(words, "✅") {
				if r.right >= 0 {
					return r, false
				}
				r.right = len(r.options)
				words = strings.TrimPrefix(strings.TrimSuffix(words, mark), "✅")
				r.said = append(r.said, strings.TrimSpace(mark))
			}
			if whole := m[2] != "" && m[4] == "" && strings.HasSuffix(words, "**"); whole || strings.HasPrefix(words, "**") && strings.HasSuffix(words, "**") && strings.Count(words, "**") == 2 {
				words = strings.Trim(words, "*")
				bold, boldAt = bold+1, len(r.options)
			}
			r.said = append(r.said, m[3])
			r.options = append(r.options, []line{{text: m[1] + words, n: lines[k].n}})
			end = k + 1
		case len(r.options) == 0:
			return r, false
		case blank(lines[k]):
		case m == nil && k == end && goesOn(line{text: strings.TrimSpace(text)}) && !answerLetter().MatchString(text) && !titles(text): // an option goes on
			last := &r.options[len(r.options)-1]
			*last = append(*last, line{text: text, n: lines[k].n})
			end = k + 1
		default:
			k = len(lines)
		}
	}
	if len(r.options) < 2 {
		return r, false
	}
	if r.right < 0 && bold == 1 {
		r.right = boldAt
	}
	r.to = end
	r.answer(lines)
	return r, true
}

// below is how far below options their answer may stand.
const below = 6

// answer finds what says which option is right: in the paragraph below, or within <details>.
func (r *lettered) answer(lines []line) {
	for k := r.to; k < min(r.to+below, len(lines)); k++ {
		text := strings.TrimSpace(lines[k].text)
		m := answerLetter().FindStringSubmatch(text)
		switch {
		case m != nil && m[1] == "A" && proseBehind().MatchString(m[3]):
			return // the answer is: A matter of taste
		case m != nil:
			if r.right >= 0 {
				return
			}
			r.right = int(unicode.ToUpper(rune((m[1] + m[2])[0])) - 'A')
			if r.right >= len(r.options) {
				r.right = -1
				return
			}
			r.why = strings.Trim(m[3], " .):*–—-_")
			if strings.EqualFold(r.why, strings.Trim(strings.TrimSpace(r.options[r.right][0].text), " .*")) {
				r.said, r.why = append(r.said, r.why), ""
			}
			for _, l := range lines[r.to:k] {
				r.said = append(r.said, strings.TrimSpace(l.text))
			}
			r.said = append(r.said, strings.TrimSuffix(text, m[3]))
			r.to = k + 1
			for shut := r.to; shut < min(r.to+3, len(lines)); shut++ {
				if strings.TrimSpace(lines[shut].text) == "</details>" {
					r.to = shut + 1
					r.said = append(r.said, "</details>")
				}
			}
			return
		case text == "" || strings.HasPrefix(text, "<details") || strings.HasPrefix(text, "<summary") || strings.HasPrefix(text, "<p"):
		default:
			return
		}
	}
}

// keyOf is which option is right of each run, as a list of them all says at the end, and
// where that list stands; nil when there is none of as many.
func keyOf(lines []line, runs []lettered) (key []int, from, to int) {
	if len(runs) == 0 || slices.ContainsFunc(runs, func(r lettered) bool { return r.right >= 0 }) {
		return nil, 0, 0
	}
	for from = runs[len(runs)-1].to; from < len(lines); from++ {
		if !lines[from].code && answerKey().MatchString(lines[from].text) {
			break
		}
	}
	for to = from; to < len(lines); to++ {
		if to > from && atx().MatchString(lines[to].text) {
			break
		}
		if to == from {
			continue
		}
		for _, m := range keyed().FindAllStringSubmatch(lines[to].text, -1) {
			n, _ := strconv.Atoi(m[1])
			if n != len(key)+1 {
				return nil, 0, 0
			}
			key = append(key, int(unicode.ToUpper(rune(m[2][0]))-'A'))
		}
	}
	if len(key) != len(runs) {
		return nil, 0, 0
	}
	return key, from, to
}
