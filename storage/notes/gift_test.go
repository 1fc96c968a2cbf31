package notes_test

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"binome/curriculum"
	"binome/storage/notes"
)

// A giftQuestion as Moodle's format.php reads it (written from its documentation).
type giftQuestion struct {
	category, name, text string
	options              []giftOption
}

type giftOption struct {
	text, feedback string
	weight         float64
}

// readGIFT takes a bank apart: blocks by blank lines, escapes first put aside, then the
// name, the text before {, and the options by = and ~.
func readGIFT(src string) ([]giftQuestion, error) {
	var out []giftQuestion
	category := ""
	var lines []string
	for l := range strings.SplitSeq(src, "\n") {
		if !strings.HasPrefix(strings.TrimSpace(l), "//") {
			lines = append(lines, l)
		}
	}
	for block := range strings.SplitSeq(strings.Join(lines, "\n"), "\n\n") {
		block = strings.TrimSpace(block)
		if block == "" {
			continue
		}
		if c, ok := strings.CutPrefix(block, "$CATEGORY: "); ok {
			if strings.Contains(c, "\n") {
				return nil, fmt.Errorf("a category over two lines: %q", c)
			}
			category = c
			continue
		}
		q, err := readQuestion(aside(block))
		if err != nil {
			return nil, fmt.Errorf("%w in %q", err, block)
		}
		q.category = category
		out = append(out, q)
	}
	return out, nil
}

// aside puts each escaped character where nothing takes it for markup.
func aside(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			if j := strings.IndexByte(`~=#{}:\n`, s[i+1]); j >= 0 {
				b.WriteRune(rune(0xE000 + j))
				i++
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func backIn(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0xE000 && r < 0xE008 {
			return rune("~=#{}:\\\n"[r-0xE000])
		}
		return r
	}, strings.TrimSpace(s))
}

func plainText(s string) (string, error) {
	s, ok := strings.CutPrefix(strings.TrimSpace(s), "[plain]")
	if !ok {
		return "", fmt.Errorf("no [plain] before %q", s)
	}
	return backIn(s), nil
}

func readQuestion(s string) (q giftQuestion, err error) {
	rest, ok := strings.CutPrefix(s, "::")
	name, rest, closed := strings.Cut(rest, "::")
	if !ok || !closed {
		return q, fmt.Errorf("no name")
	}
	text, body, ok := strings.Cut(rest, "{")
	if !ok || !strings.HasSuffix(body, "}") || strings.Count(body, "{") > 0 || strings.Count(body, "}") > 1 {
		return q, fmt.Errorf("no answers in braces")
	}
	body = strings.TrimSuffix(body, "}")
	if strings.Contains(body, "->") {
		return q, fmt.Errorf("read as matching pairs")
	}
	q.name = backIn(name)
	if q.text, err = plainText(text); err != nil {
		return q, err
	}
	for body = strings.TrimSpace(body); body != ""; {
		mark := body[0]
		if mark != '=' && mark != '~' {
			return q, fmt.Errorf("an answer that begins with %q", body)
		}
		end := strings.IndexAny(body[1:], "=~") + 1
		if end == 0 {
			end = len(body)
		}
		o := giftOption{}
		answer := strings.TrimSpace(body[1:end])
		body = strings.TrimSpace(body[end:])
		if mark == '=' {
			o.weight = 100
		} else if m := regexp.MustCompile(`^%(-?[0-9]{1,3}\.?[0-9]*)%`).FindStringSubmatch(answer); m != nil {
			answer = answer[len(m[0]):]
			if o.weight, err = strconv.ParseFloat(m[1], 64); err != nil {
				return q, err
			}
		}
		answer, feedback, told := strings.Cut(answer, "#")
		if o.text, err = plainText(answer); err != nil {
			return q, err
		}
		if told {
			if o.feedback, err = plainText(feedback); err != nil {
				return q, err
			}
		}
		q.options = append(q.options, o)
	}
	return q, nil
}

func TestGIFTReadBack(t *testing.T) {
	r := request(t, notes.ForLMS, "gift", "en")
	all, err := readGIFT(string(export(t, r)))
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 10 {
		t.Fatalf("%d questions of ten lessons", len(all))
	}
	q := all[0]
	if q.name != "pair/charter#which" || q.text != "Which one {of these} = ~right~, # a or b: 50%?" || q.category != "$course$/top/Binome/en/Module pair" {
		t.Errorf("%+v", q)
	}
	want := []giftOption{
		{"%50% of {it} → nothing", "No = not ~this~ one: a#b.", 0},
		{"[html]<b>All</b> \\ of it", "Yes.", 100},
		{"// nothing", "No.", 0},
	}
	for i, o := range q.options {
		if o != want[i] {
			t.Errorf("%+v, want %+v", o, want[i])
		}
	}
}

// TestGIFTOfTheBuiltIn: every question that comes with the program gets to the bank.
func TestGIFTOfTheBuiltIn(t *testing.T) {
	c := curriculum.Load(curriculum.Builtin())
	for _, lang := range []string{"en", "fr"} {
		r := request(t, notes.ForLMS, "gift", lang)
		r.Curriculum = c
		raw := export(t, r)
		all, err := readGIFT(string(raw))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, m := range c.Modules {
			for _, l := range m.Lessons {
				if text, err := l.Text(lang); err == nil {
					n += len(text.Questions)
				}
			}
		}
		if len(all) != n || n < 100 {
			t.Errorf("%s: %d questions of %d", lang, len(all), n)
		}
		for _, q := range all {
			sum := 0.0
			for _, o := range q.options {
				sum += math.Max(o.weight, 0)
			}
			if math.Abs(sum-100) > .01 || len(q.options) < 2 {
				t.Errorf("%s: its right answers are worth %v", q.name, sum)
			}
		}
		if bytes.Contains(raw, []byte("[!MENTOR]")) {
			t.Error("a guide's mark is in it")
		}
	}
}
