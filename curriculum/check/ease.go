package check

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A count is what the formulas of reading ease are fed.
type count struct{ sentences, words, syllables int }

func (c count) plus(d count) count {
	return count{c.sentences + d.sentences, c.words + d.words, c.syllables + d.syllables}
}

// A language is what the rules about words know of one. Each has a file of its own, and
// reading ease is measured in these alone.
type language struct {
	syllables  func(string) int
	base, slow float64 // score = base − 1.015·words/sentence − slow·syllables/word
	lesson     float64 // a lesson's least score
	step       float64 // a step's
	longest    int     // words in a sentence

	opening   string                // of an objective, with its blank
	unwatched func() *regexp.Regexp // what stands behind the opening and nobody can watch
	figures   func() *figures
	habits    func() habits
	small     func() map[string]bool // words that say nothing of what a text is about
	elides    bool                   // l'âge is two words
}

// languages are those whose words are known. Lessons that are meant for everybody are in all
// of them, whatever other languages the coach speaks.
var languages = map[string]language{"en": inEnglish, "fr": inFrench}

func known() []string { return slices.Sorted(maps.Keys(languages)) }

func (l language) ease(c count) float64 {
	if c.words == 0 || c.sentences == 0 {
		return 0
	}
	return l.base - 1.015*float64(c.words)/float64(c.sentences) - l.slow*float64(c.syllables)/float64(c.words)
}

// A reading is a text cut into its sentences and words, once for all rules.
type reading struct {
	sentences []sentence
	words     []extent
}

func read(text string) reading {
	r := reading{sentences: sentences(text), words: wordExtents(text)}
	next := 0
	for i := range r.sentences {
		s := &r.sentences[i]
		for next < len(r.words) && r.words[next].start < s.off {
			next++ // a number's unit between sentences: none of theirs
		}
		for next < len(r.words) && r.words[next].end <= s.off+len(s.text) {
			next++
			s.words++
		}
	}
	return r
}

// measure counts what the formulas need; syllables may be nil.
func (r reading) measure(text string, syllables func(string) int) count {
	var c count
	for _, s := range r.sentences {
		if s.words > 0 {
			c.sentences++
			c.words += s.words
		}
	}
	for _, w := range r.words {
		if syllables != nil {
			c.syllables += syllables(text[w.start:w.end])
		}
	}
	return c
}

// spoken counts a word's parts between hyphens; two to four capitals alone are said
// letter by letter.
func spoken(word string, syllables func(string) int) int {
	n := 0
	for part := range strings.SplitSeq(strings.ReplaceAll(word, "’", "'"), "-") {
		part = letterless(part)
		last := part[strings.LastIndexByte(part, '\'')+1:] // the IA of l'IA
		letters := utf8.RuneCountInString(last)
		switch {
		case letters == 0 || strings.IndexFunc(part, unicode.IsLetter) < 0:
		case letters > 1 && letters <= 4 && strings.ToUpper(last) == last && !strings.ContainsAny(last, "0123456789"):
			n += letters + 2*strings.Count(last, "W")
		default:
			n += syllables(part)
		}
	}
	return max(n, 1)
}

// letterless takes the s off what is said letter by letter: PDFs, the URL's.
func letterless(part string) string {
	stem, plural := strings.CutSuffix(part, "s")
	stem = strings.TrimSuffix(stem, "'")
	if first := stem[strings.LastIndexByte(stem, '\'')+1:]; plural && utf8.RuneCountInString(first) > 1 && strings.ToUpper(first) == first {
		return stem
	}
	return part
}

// An extent is a stretch of a text, in bytes.
type extent struct{ start, end int }

// wordsOf are the runs of letters, digits, apostrophes and hyphens that have a letter
// in them. An elided word belongs to the one that follows, as word processors count.
func wordsOf(s string) []string {
	var found []string
	for _, e := range wordExtents(s) {
		found = append(found, s[e.start:e.end])
	}
	return found
}

// lettersClose is how many letters of a script that has no blanks between words are one.
const lettersClose = 2

func wordExtents(s string) []extent {
	found := make([]extent, 0, len(s)/6+1)
	start, letter := -1, false
	flush := func(end int) {
		if start >= 0 && letter {
			word := strings.TrimLeft(s[start:end], "'’-")
			start = end - len(word)
			found = append(found, extent{start, start + len(strings.TrimRight(word, "'’-"))})
		}
		start, letter = -1, false
	}
	close := 0 // letters of a script without blanks
	for i, r := range s {
		if r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
			if close++; close > lettersClose {
				flush(i)
				close = 1
			}
		}
		switch {
		case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.Is(unicode.M, r)):
			letter = true
		case '0' <= r && r <= '9' || r == '\'' || r == '’' || r == '-' || r >= utf8.RuneSelf && unicode.IsDigit(r):
		default:
			if start >= 0 {
				flush(i)
			}
			continue
		}
		if start < 0 {
			start = i
		}
	}
	flush(len(s))
	return found
}

// A sentence, where it begins, in bytes, and how many words it has (if read).
type sentence struct {
	text  string
	off   int
	words int
}

var abbreviations = words("m mr mrs ms dr st vs e.g i.e cf p ex art mme mlle mm av env no")

// sentences are cut after . ! ? … where what follows doesn't go on in small letters.
func sentences(s string) []sentence {
	var found []sentence
	start := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if r != '.' && r != '!' && r != '?' && r != '…' {
			continue
		}
		end, next := closing(s, i)
		if next < len(s) && (end == next && !unicode.IsSpace(lastRune(s[:next])) || goesOn(s, next) || r == '.' && abbreviated(s[:i-size])) {
			continue
		}
		found = appendSentence(found, s, start, end)
		start, i = next, next
	}
	return appendSentence(found, s, start, len(s))
}

func appendSentence(found []sentence, s string, start, end int) []sentence {
	text := s[start:end]
	trimmed := strings.TrimLeftFunc(text, unicode.IsSpace)
	if strings.IndexFunc(trimmed, unicode.IsLetter) < 0 {
		return found
	}
	return append(found, sentence{text: strings.TrimRightFunc(trimmed, unicode.IsSpace), off: start + len(text) - len(trimmed)})
}

// closing skips what closes a sentence (more stops, quotes, brackets) and the blanks
// behind it: where the sentence ends, and where the next may begin.
func closing(s string, i int) (end, next int) {
	end = i
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case strings.ContainsRune(".!?…”’»)]", r), r == '"' && i == end: // after a blank it opens the next
			i += size
			end = i
		case unicode.IsSpace(r) || r == '\u00a0' || r == '\u202f':
			i += size
		default:
			return end, i
		}
	}
	return end, i
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// goesOn reports whether the sentence continues: small letters after a quotation's
// question mark, or a stop in the middle of a number or a name.
func goesOn(s string, next int) bool {
	r, _ := utf8.DecodeRuneInString(s[next:])
	return unicode.IsLower(r) || strings.ContainsRune(",;:", r)
}

func abbreviated(before string) bool {
	i := strings.LastIndexFunc(before, func(r rune) bool { return unicode.IsSpace(r) || r == '(' })
	word := strings.ToLower(before[i+1:])
	return abbreviations[word]
}
