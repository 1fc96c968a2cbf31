package programme_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"binome/storage/document/documenttest"
	"binome/storage/programme"
	"binome/storage/programme/programmetest"
	"binome/storage/progress"
)

func written(t testing.TB, rep *programme.Report, format, lang string) string {
	t.Helper()
	var b bytes.Buffer
	view := programme.View{Words: words(t, lang), Curriculum: builtin(), Width: 80}
	if format == programme.FormatTables {
		for _, s := range rep.Tables(view) {
			if err := s.WriteCSV(&b); err != nil {
				t.Fatal(err)
			}
		}
		return strings.ReplaceAll(b.String(), "\ufeff", "")
	}
	if err := programme.Write(&b, rep, format, view); err != nil {
		t.Fatal(err)
	}
	text, err := documenttest.Text(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// each calls f with every format in both languages.
func each(t *testing.T, rep *programme.Report, f func(t *testing.T, format, lang, out string)) {
	for _, format := range programme.Formats() {
		for _, lang := range []string{"en", "fr"} {
			t.Run(format+" "+lang, func(t *testing.T) { f(t, format, lang, written(t, rep, format, lang)) })
		}
	}
}

// TestNothingTyped: whatever people type, and whatever a file claims, nothing of it is in
// a report but the codes; nor is a pair's id.
func TestNothingTyped(t *testing.T) {
	p := programmetest.New(8, builtin(), today())
	p.Typed = "canary"
	dir := journals(t, p, 60)
	for i := range 20 { // their ids are names
		if err := os.Rename(filepath.Join(dir, p.ID(i)+".toml"), filepath.Join(dir, "canary-"+p.ID(i)+".toml")); err != nil {
			t.Fatal(err)
		}
	}
	put(t, filepath.Join(dir, "canary-broken.toml"), "canary")
	rep, skipped := report(t, programme.Request{Dirs: []string{dir}, Journals: true})
	if len(skipped) != 1 || rep.Pairs.All < 40 {
		t.Fatalf("%v, %d pairs", skipped, rep.Pairs.All)
	}
	claims := t.TempDir()
	for i := range 6 {
		put(t, filepath.Join(claims, strings.Repeat("canary", i+1)+".toml"), contribution(func(c *progress.Contribution) {
			c.Code = strings.Repeat("P", i+1)
			c.Modules = append(c.Modules, progress.ModuleCount{Module: "canary", Of: 1})
			c.Mark = "canary"
		}))
		put(t, filepath.Join(claims, strings.Repeat("ballot", i+1)+".toml"), fmt.Sprintf("format = 2\nballot = \"canary%d\"\n[answers]\n\"canary/canary\" = 3\n", i))
	}
	claimed, skipped := report(t, programme.Request{Dirs: []string{claims}})
	if len(skipped) > 0 || claimed.Pairs.All != 6 || claimed.Strange != 6 {
		t.Fatalf("%v %+v", skipped, claimed)
	}
	for _, r := range []*programme.Report{rep, claimed} {
		each(t, r, func(t *testing.T, _, _, out string) {
			for _, typed := range []string{"canary", "Inès", "Diallo", "Awa", "pair-0000"} {
				if i := strings.Index(out, typed); i >= 0 {
					t.Errorf("%q is in it: …%s", typed, out[max(0, i-60):min(len(out), i+60)])
				}
			}
		})
	}
}

// hostile is a report on pairs whose codes are what nobody should call a pair.
func hostile(t *testing.T) *programme.Report {
	dir := t.TempDir()
	codes := []string{"=1+1", "@SUM(A1)", "<script>alert(1)</script>", "| a | b |", "# code", "[x](javascript:alert(1))", "1. x", "שלום", "👩🏽‍💻", strings.Repeat("long", 20),
		"\x1b]52;c;AAAA\x07evil", "a\u202eb", "\"quoted\", with; both", "-2+3", "\u200b=1", "`code`", "&lt;b&gt;", "+49", "été"}
	for i, code := range codes {
		put(t, filepath.Join(dir, strings.Repeat("f", i+1)+".toml"), contribution(func(c *progress.Contribution) {
			c.Code = code
			switch i % 4 {
			case 1:
				c.Next = ""
			case 2:
				c.Postponed, c.InARow = 2, 2
			case 3:
				c.Next, c.Made, c.Days, c.Since = "", "2026-10-01", nil, "2026-05-01"
			}
		}))
	}
	rep, skipped := report(t, programme.Request{Dirs: []string{dir}})
	if len(skipped) > 0 || rep.Pairs.All != len(codes) {
		t.Fatal(skipped)
	}
	return rep
}

func big(t *testing.T) *programme.Report {
	dir, _ := contributions(t, programmetest.New(9, builtin(), today()), 120)
	rep, _ := report(t, programme.Request{Dirs: []string{dir}})
	return rep
}

func empty(t *testing.T) *programme.Report {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a.csv"), "")
	rep, _ := report(t, programme.Request{Dirs: []string{dir}})
	return rep
}

// TestClean: no control characters, no overrides, no phrase that is missing; the head
// says what is left out.
func TestClean(t *testing.T) {
	for _, rep := range []*programme.Report{hostile(t), big(t), empty(t)} {
		each(t, rep, func(t *testing.T, format, lang, out string) {
			if !utf8.ValidString(out) {
				t.Fatal("not UTF-8")
			}
			for i, c := range out {
				switch {
				case c == '\n' || c == 0xFEFF && i == 0 || c == '\r' && format == "csv":
				case unicode.IsControl(c), c >= 0x202A && c <= 0x202E, c >= 0x2066 && c <= 0x2069:
					t.Fatalf("%U at %d", c, i)
				}
			}
			for _, bad := range []string{"[programme", "\\[programme", "[export", "{{", "%!", "[rungs", "[roles"} {
				if strings.Contains(out, bad) {
					t.Errorf("%q is in it", bad)
				}
			}
			head := words(t, lang).T("export.left.names")
			if format == "html" {
				head, out = strings.ReplaceAll(head, "'", "&#39;"), out[strings.Index(out, "<main>"):]
			}
			if format != "json" && !strings.Contains(out[:min(len(out), 6500)], head) {
				t.Error("its head doesn't say what it leaves out")
			}
		})
	}
	var b bytes.Buffer
	if err := programme.Write(&b, empty(t), "rtf", programme.View{Words: words(t, "en")}); !errors.Is(err, programme.ErrFormat) || b.Len() > 0 {
		t.Errorf("rtf: %v", err)
	}
}

// TestText: nothing is wider than the screen but a code that is; no word is cut.
func TestText(t *testing.T) {
	for _, width := range []int{80, 100} {
		for _, lang := range []string{"en", "fr"} {
			var b bytes.Buffer
			if err := programme.Write(&b, big(t), "text", programme.View{Words: words(t, lang), Curriculum: builtin(), Width: width}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				line = strings.TrimSuffix(line, "\n")
				if w := ansi.StringWidth(line); w > width {
					t.Errorf("%s at %d: %d wide: %s", lang, width, w, line)
				}
				if strings.HasSuffix(line, " ") {
					t.Errorf("%s: blanks at the end: %q", lang, line)
				}
			}
		}
	}
}

// TestJSON: read back by its own shape it is the same report, and no list is null. The
// keys at its top are kept.
func TestJSON(t *testing.T) {
	for _, rep := range []*programme.Report{hostile(t), big(t), empty(t)} {
		raw := written(t, rep, "json", "en")
		if strings.Contains(raw, "null") {
			t.Error("a list is null")
		}
		if other := written(t, rep, "json", "fr"); other != raw {
			t.Error("JSON speaks a language")
		}
		var got programme.Report
		d := json.NewDecoder(strings.NewReader(raw))
		d.DisallowUnknownFields()
		if err := d.Decode(&got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(*rep, got); diff != "" {
			t.Errorf("(-want +read)\n%s", diff)
		}
		var keys []string
		for _, m := range regexp.MustCompile(`(?m)^  "(\w+)":`).FindAllStringSubmatch(raw, -1) {
			keys = append(keys, m[1])
		}
		want := strings.Fields("format made source framework not_shared no_code skipped twice taken_back clash lost strange filter totals pairs sessions months modules modules_few over learning care by_pair")
		if diff := cmp.Diff(want, keys); diff != "" {
			t.Error(diff)
		}
	}
}

func TestMarkdown(t *testing.T) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM))
	for _, rep := range []*programme.Report{hostile(t), big(t)} {
		src := []byte(written(t, rep, "md", "fr"))
		tables, headings, lists, cells := 0, 0, 0, ""
		err := ast.Walk(md.Parser().Parse(text.NewReader(src)), func(n ast.Node, in bool) (ast.WalkStatus, error) {
			if !in {
				return ast.WalkContinue, nil
			}
			switch n.Kind().String() {
			case "RawHTML", "HTMLBlock", "Image", "Link", "FencedCodeBlock", "CodeBlock", "CodeSpan":
				t.Errorf("%s came out of a code", n.Kind())
			case "List": // the ticket's alone
				if lists++; lists > 1 {
					t.Error("a list came out of a code")
				}
			case "Heading":
				headings++
			case "Table":
				tables++
			case "TableRow":
				if n.ChildCount() != n.Parent().FirstChild().ChildCount() {
					t.Error("a row of another width")
				}
			}
			if txt, ok := n.(*ast.Text); ok {
				cells += string(txt.Value(src))
			}
			return ast.WalkContinue, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if headings != 8 || tables < 5 {
			t.Errorf("%d headings, %d tables", headings, tables)
		}
	}
}

// TestHTML: as the notes': nothing that runs, nothing that is fetched, pictures with
// their facts in a table, ids that are there once.
func TestHTML(t *testing.T) {
	allowed := strings.Fields("html head meta title style body header main section h1 h2 div p ul li strong bdi figure img table caption thead tbody tr th td")
	for _, rep := range []*programme.Report{hostile(t), big(t), empty(t)} {
		for _, lang := range []string{"en", "fr"} {
			doc, err := html.Parse(strings.NewReader(written(t, rep, "html", lang)))
			if err != nil {
				t.Fatal(err)
			}
			ids := map[string]bool{}
			var refs []string
			csp, all := "", ""
			for n := range doc.Descendants() {
				if n.Type == html.TextNode {
					all += n.Data + "\n"
				}
				if n.Type != html.ElementNode {
					continue
				}
				if !strings.Contains(" "+strings.Join(allowed, " ")+" ", " "+n.Data+" ") {
					t.Errorf("<%s>", n.Data)
				}
				for _, at := range n.Attr {
					picture, drawn := strings.CutPrefix(at.Val, "data:image/svg+xml;base64,")
					switch {
					case n.Data == "img" && at.Key == "src" && drawn:
						svg, err := base64.StdEncoding.DecodeString(picture)
						if outside := regexp.MustCompile(` (x|y|x1|y1|x2|y2|cx|cy|width|height)="(-|NaN|\+Inf)[^"]*"`).Find(svg); err != nil || outside != nil {
							t.Errorf("%v: %s: outside of the picture", err, outside)
						}
					case strings.HasPrefix(at.Key, "on"), at.Key == "src", at.Key == "href", at.Key == "style", at.Key == "srcset":
						t.Errorf("<%s %s=%q>", n.Data, at.Key, at.Val)
					case at.Key == "id":
						if ids[at.Val] {
							t.Errorf("the id %q twice", at.Val)
						}
						ids[at.Val] = true
					case at.Key == "aria-labelledby":
						refs = append(refs, strings.Fields(at.Val)...)
					case at.Key == "content" && strings.HasPrefix(at.Val, "default-src"):
						csp = at.Val
					case n.Data == "html" && at.Key == "lang" && at.Val != lang:
						t.Errorf("lang %q", at.Val)
					}
				}
			}
			for _, id := range refs {
				if !ids[id] {
					t.Errorf("nothing has the id %q", id)
				}
			}
			if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
				t.Errorf("policy %q", csp)
			}
			if rep.Pairs.All == 19 && !strings.Contains(all, "<script>alert(1)</script>") {
				t.Error("a code isn't read as it was given")
			}
		}
	}
}

// TestManyPairs: of many pairs, text and Markdown have the first fifty of each list, and say
// where the rest is; the page and what programs read have all.
func TestManyPairs(t *testing.T) {
	dir := journals(t, programmetest.New(1, builtin(), today()), 1250)
	rep, _, err := programme.Make(context.Background(), programme.Request{Dirs: []string{dir}, Journals: true, Curriculum: builtin(), Now: today()})
	if err != nil || rep.Pairs.All <= 1000 || len(rep.Care.Stalled) <= 50 {
		t.Fatal(err, rep.Pairs)
	}
	closed := func(from int) string { // one that nobody has to look after
		for _, p := range rep.ByPair[from:] {
			if p.Status == progress.Closed {
				return p.Code
			}
		}
		return ""
	}
	for _, format := range programme.Formats() {
		out := written(t, rep, format, "en")
		brief := !slices.Contains([]string{"html", "xlsx", "csv", "json"}, format)
		if !strings.Contains(out, closed(0)) || strings.Contains(out, closed(60)) == brief {
			t.Errorf("%s: the first pairs %v, the others %v", format, strings.Contains(out, closed(0)), strings.Contains(out, closed(60)))
		}
		last := rep.Care.Stalled[len(rep.Care.Stalled)-1].Code
		if strings.Contains(out, last) == brief {
			t.Errorf("%s has the last stalled pair: %v", format, !brief)
		}
		said := strings.Contains(strings.ReplaceAll(out, "\n", " "), fmt.Sprintf("These are the first 50 of %d pairs: xlsx, csv and json have all of them.", rep.Pairs.All)) &&
			strings.Contains(strings.ReplaceAll(strings.ReplaceAll(out, "\n", " "), "   ", " "), "more, in xlsx, csv and json")
		if said != brief {
			t.Errorf("%s says where the rest is: %v", format, said)
		}
	}
}
