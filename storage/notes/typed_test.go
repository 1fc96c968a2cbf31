package notes_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"binome/storage"
	"binome/storage/clean"
	"binome/storage/notes"
	"binome/storage/progress"
)

// pieces are what markup, formulas and calendars are made of.
func pieces() []string {
	return []string{
		"a", "été", "1", ".", ")", " ", "  ", "#", "## ", "*", "**", "_", "`", "```", "~~", "[", "]", "(", ")", "![", "](http://a.b)", "<", ">", "<b>", "</script>", "<!--", "&", "&#27;", "&amp;",
		"|", "-", "- ", "---", "+", "=", "===", ":", ";", ",", "\\", "\\n", "\"", "'", "@", "%", "~", "{", "}", "$", "\t", "\r", "\n", "\x1b[31m", "\u009b", "\u202e", "\u00a0", "\ufeff", "👩🏽‍💻", "שלום", "BEGIN:VEVENT", "javascript:", "[^1]", "\x02", "\x03", "https://a.b/c_d*e", "www.a.b/c_d", "://", "www.",
	}
}

func drawTyped(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces()), 0, 14).Draw(t, "pieces"), "")
}

// typedPair is a pair in which everything that can be typed is that text.
func typedPair(s string) []storage.Entry {
	b := &book{at: now.AddDate(0, 0, -3), prefix: "T"}
	b.add(storage.Entry{Kind: storage.KindPair, Mentor: "Zz " + s, Mentee: "Yy " + s})
	b.session = b.add(storage.Entry{Kind: storage.KindSession, Minutes: 60})
	b.add(storage.Entry{Kind: storage.KindNote, Text: s})
	b.add(storage.Entry{Kind: storage.KindWord, Text: s})
	b.add(storage.Entry{Kind: storage.KindGift, Text: s})
	b.add(storage.Entry{Kind: storage.KindPromise, Who: "mentee", Text: s})
	b.rung("presence/first-post", "with-you", s)
	b.add(storage.Entry{Kind: storage.KindClose, Text: s})
	return b.entries
}

// seen is the text of a page, and its elements.
func seen(t interface{ Fatal(...any) }, page string) (words string, elements map[string]int) {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	elements = map[string]int{}
	var b strings.Builder
	for n := range doc.Descendants() {
		switch n.Type {
		case html.ElementNode:
			elements[n.Data]++
			for _, a := range n.Attr {
				elements[n.Data+" "+a.Key+"="+a.Val]++
			}
		case html.TextNode:
			b.WriteString(n.Data)
		case html.CommentNode:
			elements["a comment"]++
		}
	}
	return b.String(), elements
}

// TestTypedStaysTyped: whatever somebody typed is read as they typed it, and makes no
// element that a plain word in its place doesn't make.
func TestTypedStaysTyped(t *testing.T) {
	count := 150
	if os.Getenv("BINOME_LONG") != "" {
		count = 20_000
	}
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote, extension.DefinitionList))
	r := request(t, notes.ForPair, "md", "en")
	write := func(t interface{ Fatal(...any) }, format, s string) string {
		r.Format, r.Progress = format, progress.Fold(r.Curriculum, typedPair(s))
		var b bytes.Buffer
		if err := notes.Write(&b, r); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	render := func(t interface{ Fatal(...any) }, src string) string {
		var b bytes.Buffer
		if err := md.Convert([]byte(src), &b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	check := func(t interface {
		Fatalf(string, ...any)
		Fatal(...any)
	}, s string) {
		said := strings.TrimSpace(clean.Text(s))
		plain := "word"
		if strings.Contains(said, "\n") {
			plain = strings.Repeat("word\n", strings.Count(said, "\n")) + "word"
		}
		for _, format := range []string{"md", "html"} {
			page, same := write(t, format, s), write(t, format, plain)
			if format == "md" {
				page, same = render(t, page), render(t, same)
			}
			words, elements := seen(t, page)
			_, want := seen(t, same)
			for e, n := range elements {
				inQuote := strings.HasPrefix(e, "br") || strings.HasPrefix(e, "p") // as many as the text has paragraphs
				if n != want[e] && !inQuote && !(strings.HasPrefix(e, "bdi") || e == "strong" || e == "li" || e == "blockquote" || strings.HasPrefix(e, "blockquote")) {
					t.Fatalf("%s of %q: %d of <%s>, a plain word makes %d", format, s, n, e, want[e])
				}
			}
			if !strings.Contains(squeeze(words), squeeze(said)) {
				t.Fatalf("%s: %q isn't read as it was typed in\n%s", format, said, words)
			}
		}
	}
	check(t, "\\\r```") // a line's end behind a backslash
	rapidTimes(t, count, func(t *rapid.T) { check(t, drawTyped(t)) })
}

// squeeze takes out blanks, which Markdown and HTML don't promise to keep.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\n', '\u00a0', '\u202f':
			return -1
		}
		return r
	}, s)
}

// rapidTimes is rapid.Check with a count of ours: it draws, fails and shrinks the same.
func rapidTimes(t *testing.T, count int, f func(*rapid.T)) {
	t.Helper()
	for range (count + 99) / 100 {
		rapid.Check(t, f)
		if t.Failed() {
			return
		}
	}
}

// TestCalendarTyped: names are the only thing typed in a calendar.
func TestCalendarTyped(t *testing.T) {
	r := request(t, notes.ForPair, "ics", "en")
	rapid.Check(t, func(t *rapid.T) {
		s := drawTyped(t)
		r.Progress = progress.Fold(r.Curriculum, typedPair(s))
		var b bytes.Buffer
		if err := notes.Write(&b, r); err != nil {
			t.Fatal(err)
		}
		cal, err := ics.ParseCalendar(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if len(cal.Events()) != 1 || strings.Count("\r\n"+b.String(), "\r\nBEGIN:") != 4 { // with its zone, and the zone's one part
			t.Fatalf("%q makes another event:\n%s", s, b.String())
		}
		for line := range strings.SplitSeq(b.String(), "\r\n") {
			if len(line) > 75 {
				t.Fatalf("%d octets: %q", len(line), line)
			}
		}
		name := clean.Line("Zz " + s)
		if got := cal.Events()[0].GetProperty(ics.ComponentPropertySummary).Value; !strings.Contains(got, name) {
			t.Fatalf("%q is read as %q", name, got)
		}
	})
}

// TestCellsTyped: no cell can begin a formula, and each is read as one cell.
func TestCellsTyped(t *testing.T) {
	r := request(t, notes.ForProgramme, "csv", "fr")
	rapid.Check(t, func(t *rapid.T) {
		s := "K" + drawTyped(t)
		if rapid.Bool().Draw(t, "bare") {
			s = s[1:] + "K"
		}
		b := simulated("fr")
		b.entries[0].Code = s
		r.Progress = progress.Fold(r.Curriculum, b.entries)
		var out bytes.Buffer
		if err := notes.Write(&out, r); err != nil {
			t.Fatal(err)
		}
		c := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(out.Bytes(), []byte("\xef\xbb\xbf"))))
		c.Comma = ';'
		rows, err := c.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		code := rows[4][1]
		if typed := clean.Line(s); code != typed && code != "'"+typed {
			t.Fatalf("%q is read as %q", typed, code)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@\t\r", []rune(cell)[0]) {
					t.Fatalf("a cell begins %q", cell)
				}
			}
		}
	})
}
