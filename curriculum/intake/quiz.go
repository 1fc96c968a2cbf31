package intake

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"binome/curriculum"
)

var (
	ticked = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^( {0,4})(?:[-*+] +)?(?:\[([ xX])\]|\(( ?|[xX*•])\))[ \t]+(\S.*)$`)
	})
	numbered = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:#{1,6} +)?\**(?:\d{1,3} *[.):]|(?i:question|q) *\d{1,3}\b)`)
	})
	emphasised = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\*\*[^*]+\*\*\s*$`) })
	numberOnly = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d{1,3} *[.):]\s*`) })
)

// A quiz is what stands under Remember while questions are made of it: lists of which one
// option is marked, or letters and which of them is right, with what asks above, and GIFT.
type quiz struct {
	*page
	rest  []line // what comes before the questions: nothing there is taken for an option
	made  []line // the questions, each with what belongs to it
	spare []line // what no question has taken
	asked map[string]bool
	used  map[string]bool
}

// quiz makes questions of a step's lines. What looks like one and can't be made is told, and
// stands before them as it was.
func (p *page) quiz(lines []line) []line {
	q := &quiz{page: p, asked: map[string]bool{}, used: map[string]bool{}}
	lines = unlettered(lines)
	var lead []line // since the last question
	for i := 0; i < len(lines); {
		if made, end := q.gift(lines, i); end > i {
			q.between(lead)
			if made == nil {
				q.refuse(lines[i], "no-question-gift", lines[i].text)
				q.rest = append(append(q.rest, lines[i:end]...), line{n: lines[i].n})
			}
			q.made = append(q.made, made...)
			lead, i = nil, end
			continue
		}
		if end := options(lines, i); end > i {
			q.take(lead, lines[i:end])
			lead, i = nil, end
			continue
		}
		lead = append(lead, lines[i])
		i++
	}
	q.between(lead)
	q.open()
	return slices.CompactFunc(append(q.rest, q.made...), func(a, b line) bool { return !a.code && !b.code && blank(a) && blank(b) })
}

// between are lines that no question has taken: they stay behind the one above.
func (q *quiz) between(lines []line) {
	q.spare = append(q.spare, lines...)
	if len(q.made) == 0 {
		q.rest = append(q.rest, lines...)
		return
	}
	q.made = append(q.made, lines...)
}

func (q *quiz) refuse(l line, code, words string) {
	q.change(l.n, code, strings.Trim(strings.TrimSpace(strings.TrimLeft(words, "# ")), "*"))
}

// open tells of what asks and has no options.
func (q *quiz) open() {
	for _, l := range q.spare {
		if !l.code && titles(l.text) && asking(l.text) && !q.asked[wordsAsked([]line{l})] {
			q.refuse(l, "no-question-options", l.text)
		}
	}
}

// options is where the options end that begin at line i: with what is set in below them. It
// is i when there are none.
func options(lines []line, i int) int {
	end, in := i, -1
	for ; end < len(lines) && !lines[end].code; end++ {
		t := lines[end].text
		if m := ticked().FindStringSubmatch(t); m != nil && (in < 0 || len(m[1]) <= in+1) {
			if in < 0 {
				in = len(m[1])
			}
			continue
		}
		blank := strings.TrimSpace(t) == ""
		goesOn := end+1 < len(lines) && !lines[end+1].code && ticked().MatchString(lines[end+1].text)
		if in < 0 || blank && !goesOn || !blank && len(t)-len(strings.TrimLeft(t, " ")) < in+2 {
			break
		}
	}
	return end
}

// take makes a question of options and of what asks above them.
func (q *quiz) take(lead, opts []line) {
	n, right := 0, 0
	out := make([]line, 0, len(opts))
	in := len(ticked().FindStringSubmatch(opts[0].text)[1])
	for _, o := range opts {
		if m := ticked().FindStringSubmatch(o.text); m != nil && len(m[1]) <= in+1 {
			mark := "- [ ] "
			if n++; strings.TrimSpace(m[2]+m[3]) != "" {
				mark = "- [x] "
				right++
			}
			o.text = mark + m[4]
		} else if strings.TrimSpace(o.text) == "" {
			continue // options of one list
		} else {
			o.text = strings.TrimPrefix(o.text, strings.Repeat(" ", in))
		}
		out = append(out, o)
	}
	above, asks, under := asked(lead)
	words := ""
	if len(asks) > 0 {
		words = wordsAsked(asks)
		if over := trimmed(above); len(over) > 0 && wordsAsked(over[len(over)-1:]) == words { // said twice
			above, under = over[:len(over)-1], append(over[len(over)-1:len(over):len(over)], under...)
		}
	}
	code := ""
	switch {
	case words == "":
		code = "no-question-words"
	case n < 2:
		code = "no-question-options"
	case right == 0:
		code = "no-question-mark"
	case right > 1:
		code = "no-question-marks"
	}
	if code != "" {
		first := opts[0]
		if len(asks) > 0 {
			first = asks[0]
		} else {
			words = strings.TrimSpace(first.text)
		}
		q.between(above)
		q.refuse(first, code, words)
		q.rest = slices.Concat(q.rest, []line{{n: first.n}}, asks, []line{{n: first.n}}, under, []line{{n: first.n}}, opts, []line{{n: first.n}})
		return
	}
	q.between(above)
	q.asked[words] = true
	q.made = append(q.made, q.question(asks[0], words, q.used)...)
	q.made = append(q.made, own(under, words)...)
	q.made = append(append(q.made, out...), line{n: opts[0].n})
}

// own is what belongs to a question, set in no longer; the question said again is a comment.
func own(under []line, words string) (out []line) {
	in := 4
	for _, l := range under {
		if strings.TrimSpace(l.text) != "" {
			in = min(in, len(l.text)-len(strings.TrimLeft(l.text, " ")))
		}
	}
	for _, l := range under {
		l.text = l.text[min(in, len(l.text)):]
		if !l.code && wordsAsked([]line{l}) == words {
			l.text = was(strings.TrimSpace(l.text))
		}
		out = append(out, l)
	}
	if len(out) > 0 {
		out = append(out, line{n: out[0].n})
	}
	return out
}

// asked parts what stands above options: what is no part of the question, the lines that
// ask, and what belongs to the question besides. What asks is the last heading, or the last
// line that is numbered or bold; the paragraph below it, if that asks and the other doesn't.
func asked(lead []line) (above, asks, under []line) {
	from, to := paragraph(lead)
	at := len(lead) - 1
	for at >= 0 && (lead[at].code || !titles(lead[at].text)) {
		at--
	}
	switch {
	case at >= 0 && (asking(lead[at].text) || from <= at || !asking(lead[to-1].text)):
		end := at + 1
		for !atx().MatchString(lead[at].text) && end < len(lead) && goesOn(lead[end]) {
			end++
		}
		return lead[:at], lead[at:end], trimmed(lead[end:])
	case from == to:
		return lead, nil, nil
	case at >= 0 && (numbered().MatchString(lead[at].text) || !atx().MatchString(lead[at].text)):
		return lead[:at], lead[from:to], trimmed(slices.Concat(lead[at:from], lead[to:]))
	}
	return lead[:from], lead[from:to], trimmed(lead[to:])
}

// titles reports whether a line stands above others as their title does.
func titles(s string) bool {
	return atx().MatchString(s) && bareWords(s) != "" && (stepNamed(bareWords(s)) < 0 || asking(s)) || numbered().MatchString(s) || emphasised().MatchString(s)
}

// goesOn reports whether a line belongs to the paragraph above it.
func goesOn(l line) bool {
	return !l.code && strings.TrimSpace(l.text) != "" && !strings.ContainsAny(l.text[:1], ">|<-*+ ") && !atx().MatchString(l.text) && !titles(l.text)
}

// paragraph is where the last lines stand that may ask: a paragraph at the margin.
func paragraph(lines []line) (from, to int) {
	for to = len(lines); to > 0 && strings.TrimSpace(lines[to-1].text) == ""; to-- {
	}
	for from = to; from > 0 && goesOn(lines[from-1]); from-- {
	}
	if from > 0 && titles(lines[from-1].text) && !atx().MatchString(lines[from-1].text) {
		from--
	}
	return from, to
}

func asking(s string) bool {
	return strings.HasSuffix(strings.TrimRight(s, " *_#:\u00a0\u202f"), "?")
}

// bareWords is a line without the marks of a heading, of emphasis around all of it, its id.
func bareWords(s string) string {
	s = headingID().ReplaceAllString(strings.TrimSpace(strings.TrimLeft(s, "# ")), "")
	return strings.TrimSpace(strings.Trim(strings.TrimSpace(s), "*"))
}

// wordsAsked are a question's words in one line, without its number.
func wordsAsked(lines []line) string {
	all := make([]string, len(lines))
	for i, l := range lines {
		all[i] = strings.TrimRight(strings.TrimSpace(l.text), `\`)
	}
	words := bareWords(strings.Join(all, " "))
	if strings.Count(words, "**")%2 == 1 { // **1.** Which?  or  **Which?** Mind the hour.
		words = strings.Replace(words, "**", "", 1)
	}
	return strings.TrimSpace(numberOnly().ReplaceAllString(words, ""))
}

// trailing parts lines before the quiz that they end with, if they do: from the first options
// of which one is right, nothing but a few lines may stand between questions.
func trailing(lines []line) (before, asks []line) {
	const between = 12
	first, last := -1, 0
	for i := 0; i < len(lines); i++ {
		end := options(lines, i)
		if end == i {
			continue
		}
		right := 0
		for _, o := range lines[i:end] {
			if m := ticked().FindStringSubmatch(o.text); m != nil && strings.TrimSpace(m[2]+m[3]) != "" {
				right++
			}
		}
		if first >= 0 && i-last > between {
			first = -1
		}
		if above, q, _ := asked(lines[:i]); first < 0 && right == 1 && len(q) > 0 && asking(q[len(q)-1].text) {
			first = len(above)
		}
		i, last = end-1, end
	}
	if first < 0 || len(trimmed(lines[last:])) > between {
		return lines, nil
	}
	return lines[:first:first], lines[first:]
}

func (p *page) question(l line, words string, used map[string]bool) []line {
	id := curriculum.Slug(words, 4)
	for n := 2; used[id]; n++ {
		id = curriculum.Slug(words, 4) + "-" + string(rune('0'+n%10)) + strings.Repeat("0", n/10)
	}
	used[id] = true
	p.change(l.n, "question", words)
	return []line{{n: l.n}, {text: "### " + words + " {#" + id + "}", n: l.n}, {n: l.n}}
}
