package notes

import (
	"bytes"
	"strconv"
	"strings"

	"binome/curriculum"
	md "binome/curriculum/block"
	"binome/storage/clean"
)

// writeGIFT writes the curriculum's questions as a bank for Moodle, a category a
// language and module. Which of them the pair was asked, and how it went, is nobody's business.
func (r Request) writeGIFT(b *bytes.Buffer) error {
	b.WriteString("// " + oneLine(r.Words.T("export.gift-head")) + "\n")
	for _, s := range LeftOut(r) {
		b.WriteString("// " + oneLine(s) + "\n")
	}
	if r.Curriculum == nil {
		return nil
	}
	for _, m := range r.Curriculum.Modules {
		title := m.Called(r.Words.Lang)
		category := false
		for _, l := range m.Lessons {
			text, err := l.Text(r.Words.Lang)
			if err != nil || text.Lang != r.Words.Lang {
				continue // the curriculum's own check names it; another language has its own bank
			}
			for _, q := range text.Questions {
				if !askable(q) {
					continue
				}
				if !category {
					category = true
					b.WriteString("\n$CATEGORY: $course$/top/Binome/" + r.Words.Lang + "/" + strings.ReplaceAll(oneLine(title), "/", "//") + "\n")
				}
				giftQuestion(b, r.Words.Lang, l.ID+"#"+q.ID, q)
			}
		}
	}
	return nil
}

// askable: with a right answer and a wrong one. GIFT takes anything else for another
// type of question.
func askable(q curriculum.Question) bool {
	right := rights(q)
	return right > 0 && right < len(q.Options) && right <= 10
}

// rights is how many of its options are right.
func rights(q curriculum.Question) (n int) {
	for _, o := range q.Options {
		if o.Right {
			n++
		}
	}
	return n
}

// giftQuestion has the id that a platform knows it by when it is imported again.
func giftQuestion(b *bytes.Buffer, lang, name string, q curriculum.Question) {
	right := rights(q)
	b.WriteString("\n// [id:" + lang + " " + name + "]\n::" + giftText(name) + "::[plain]" + giftText(asked(q)) + " {\n")
	for _, o := range q.Options {
		switch {
		case o.Right && right == 1:
			b.WriteString("\t=")
		case o.Right:
			b.WriteString("\t~%" + strings.TrimRight(strings.TrimRight(strconv.FormatFloat(100/float64(right), 'f', 5, 64), "0"), ".") + "%")
		case right > 1:
			b.WriteString("\t~%-100%")
		default:
			b.WriteString("\t~")
		}
		b.WriteString("[plain]" + giftText(withCase(o.Spans, o.Blocks)))
		if f := giftText(md.Plain(o.Feedback, md.Phrases{})); f != "" {
			b.WriteString("#[plain]" + f)
		}
		b.WriteString("\n")
	}
	b.WriteString("}\n")
}

// asked is a question with the case it is asked of.
func asked(q curriculum.Question) string { return withCase(q.Spans, q.Blocks) }

func withCase(spans []md.Span, blocks []md.Block) string {
	s := md.Words(spans)
	if rest := md.Plain(blocks, md.Phrases{}); rest != "" {
		s += "\n\n" + rest
	}
	return s
}

// giftText escapes what means something in GIFT. An arrow can't be escaped, and makes
// any question with a right answer one of matching pairs, so it is drawn instead. Each
// text says that it is plain, or one that begins with [html] would be HTML.
func giftText(s string) string {
	s = strings.TrimSpace(clean.Text(s))
	s = strings.ReplaceAll(s, "->", "→")
	s = strings.ReplaceAll(s, "&&0", "& &0") // Moodle's own marks while it reads
	var b strings.Builder
	for _, r := range s {
		switch r {
		case '~', '=', '#', '{', '}', ':', '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '\n':
			b.WriteString("\\n")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
