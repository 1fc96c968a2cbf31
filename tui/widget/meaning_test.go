package widget

import (
	"bytes"
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark"
	emoji "github.com/yuin/goldmark-emoji"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	markup "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"binome/curriculum/block"
	"binome/tui/theme"
)

// examples are those of the CommonMark and GitHub specifications, of cmark-gfm and of goldmark,
// each once.
func examples(t *testing.T) (all []string) {
	t.Helper()
	b, err := os.ReadFile("../../curriculum/block/testdata/spec.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &all); err != nil || len(all) != 872 {
		t.Fatal(err, len(all))
	}
	return all
}

// TestWhatMarkdownMeansIsWhatIsShown: the words that a browser would show of goldmark's own
// rendering are those that are drawn, at any width, and those that are said.
func TestWhatMarkdownMeansIsWhatIsShown(t *testing.T) {
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList, emoji.Emoji),
		goldmark.WithParserOptions(parser.WithHeadingAttribute()),
		goldmark.WithRendererOptions(markup.WithUnsafe()))
	look, table := unsigned(), unsigned()
	table.LabelStyle = lipgloss.NewStyle() // the names of columns are words
	left := map[string]int{}
	for _, src := range examples(t) {
		doc := block.Parse(src)
		switch {
		case strings.HasPrefix(src, "<strong> <title> <style> <em>"):
			left["unclosed"]++
			continue
		case len(doc.Faults) > 0:
			left[doc.Faults[0].Code]++
			continue
		}
		var out bytes.Buffer
		if err := md.Convert([]byte(doc.Source()), &out); err != nil {
			t.Fatal(err)
		}
		want, cells := browsed(out.String())
		shown := map[string]string{"said": said2(doc.Blocks)}
		for _, width := range []int{20, 40, 76} {
			l := look
			if len(cells) > 0 {
				l = table
			}
			shown[strconv.Itoa(width)] = unsign(NewRenderer(l, width, block.Phrases{}).Draw(doc.Blocks))
		}
		for where, got := range shown {
			if len(cells) == 0 && got != want {
				t.Errorf("%s: %q\n got %q\nwant %q\nHTML %s", where, src, got, want, out.String())
			}
			for _, c := range cells {
				if !strings.Contains(got, c) {
					t.Errorf("%s: %q\n got %q, without %q", where, src, got, c)
				}
			}
		}
	}
	// Nothing is left out but, by name:
	for why, n := range map[string]int{
		"unclosed": 1, // HTML that a browser hides to the end of the page: we begin anew at the next block
	} {
		if left[why] != n {
			t.Errorf("%d are left out: %s", left[why], why)
		}
		delete(left, why)
	}
	if len(left) > 0 {
		t.Errorf("left out without a reason: %v", left)
	}
}

// mark is the colour of everything that is no word of the author's.
const mark = "\x1b[38;5;199m"

// unsigned is a look in which what isn't text can be told from it.
func unsigned() theme.Markdown {
	look := dark().Markdown
	sign := lipgloss.NewStyle().Foreground(lipgloss.ANSIColor(199))
	look.BulletStyle, look.QuoteStyle, look.RuleStyle, look.LabelStyle = sign, sign, sign, sign
	look.Link = sign
	look.BoxOpen, look.BoxTicked = sign.Render("[ ]"), sign.Render("[x]")
	return look
}

// unsign is the text of lines, without blanks and without what bears the mark.
func unsign(lines []string) string {
	s := strings.Join(lines, "\n")
	var out strings.Builder
	for {
		i := strings.Index(s, mark)
		if i < 0 {
			out.WriteString(s)
			break
		}
		out.WriteString(s[:i])
		j := strings.Index(s[i:], "\x1b[m")
		if j < 0 {
			break
		}
		s = s[i+j:]
	}
	return squeeze(ansi.Strip(out.String()))
}

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
}

// said2 is linear text without the marks before its lines, and without addresses.
func said2(blocks []block.Block) string {
	var b strings.Builder
	for _, l := range block.Linear(unlinked(blocks), block.Phrases{}) {
		b.WriteString(l.Text)
	}
	return squeeze(b.String())
}

func unlinked(blocks []block.Block) []block.Block {
	line := func(spans []block.Span) []block.Span {
		out := append([]block.Span(nil), spans...)
		for i := range out {
			out[i].Link = nil
		}
		return out
	}
	out := append([]block.Block(nil), blocks...)
	for i := range out {
		b := &out[i]
		b.Spans, b.Blocks = line(b.Spans), unlinked(b.Blocks)
		b.Items = append([]block.Item(nil), b.Items...)
		for j := range b.Items {
			b.Items[j].Term, b.Items[j].Blocks = line(b.Items[j].Term), unlinked(b.Items[j].Blocks)
		}
		b.Rows = append([][]block.Cell(nil), b.Rows...)
		for j := range b.Rows {
			b.Rows[j] = append([]block.Cell(nil), b.Rows[j]...)
			for k := range b.Rows[j] {
				b.Rows[j][k] = line(b.Rows[j][k])
			}
		}
	}
	return out
}

// browsed is the text of a page as it is read, without blanks, and of a page with tables
// its words too: they may stand in another order, and columns are named more than once.
func browsed(page string) (text string, words []string) {
	var b, part strings.Builder
	hidden, table, note := 0, false, false
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		t := z.Token()
		attr := map[string]string{}
		for _, a := range t.Attr {
			attr[a.Key] = a.Val
		}
		put := func(s string) { b.WriteString(s); part.WriteString(s) }
		switch t.Type {
		case html.TextToken:
			switch {
			case hidden > 0:
			case note:
				put("[" + t.Data + "]")
			default:
				put(t.Data)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			switch t.Data {
			case "script", "style":
				hidden++
			case "img":
				put(attr["alt"])
			case "table":
				table = true
			case "a":
				if attr["class"] == "footnote-backref" {
					hidden++
				}
				note = attr["class"] == "footnote-ref"
			}
		case html.EndTagToken:
			switch t.Data {
			case "script", "style":
				hidden--
			case "a":
				if hidden > 0 {
					hidden--
				}
				note = false
			}
		}
		switch t.Data {
		case "td", "th", "p", "li", "tr", "table", "br":
			part.WriteByte(' ')
		}
		if t.Type == html.StartTagToken && t.Data != "script" && t.Data != "style" {
			z.NextIsNotRawText()
		}
	}
	if table {
		words = strings.Fields(part.String())
	}
	return squeeze(b.String()), words
}
