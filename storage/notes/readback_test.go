package notes_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"binome/storage"
	"binome/storage/notes"
	"binome/storage/progress"
)

// TestNothingUnclean: no export has a control character, a bidirectional override or
// bytes that aren't UTF-8.
func TestNothingUnclean(t *testing.T) {
	every(t, "fr", func(t *testing.T, r notes.Request) {
		out := readable(t, export(t, r))
		if !utf8.ValidString(out) {
			t.Fatal("it isn't UTF-8")
		}
		for i, c := range out {
			switch {
			case c == '\n' || c == '\t' || c == 0xFEFF && i == 0:
			case c == '\r' && strings.HasPrefix(out[i:], "\r\n"):
			case unicode.IsControl(c), c >= 0x202A && c <= 0x202E, c >= 0x2066 && c <= 0x2069:
				t.Fatalf("%U at %d: %q", c, i, out[max(0, i-20):min(len(out), i+20)])
			}
		}
	})
}

func TestMarkdownReadBack(t *testing.T) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM))
	for _, a := range []notes.Audience{notes.ForPair, notes.ForMentor, notes.ForMentee, notes.ForProgramme} {
		src := export(t, request(t, a, "md", "fr"))
		words, headings, tables := "", 0, 0
		err := ast.Walk(md.Parser().Parse(text.NewReader(src)), func(n ast.Node, in bool) (ast.WalkStatus, error) {
			if !in {
				return ast.WalkContinue, nil
			}
			switch n := n.(type) {
			case *ast.RawHTML, *ast.HTMLBlock, *ast.Image, *ast.FencedCodeBlock, *ast.CodeBlock, *ast.ThematicBreak:
				t.Errorf("%s: %s came out of what somebody typed", a, n.Kind())
			case *ast.Link:
				if d := string(n.Destination); d != "https://example.org" { // a lesson's own
					t.Errorf("%s: a link to %q", a, d)
				}
			case *ast.Heading:
				headings++
			case *ast.Text:
				words += string(n.Value(src)) + "\n"
			case *ast.String:
				words += string(n.Value)
			}
			if n.Kind().String() == "Table" {
				tables++
			}
			return ast.WalkContinue, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if headings < 1 || tables < 3 && a != notes.ForProgramme {
			t.Errorf("%s: %d headings, %d tables", a, headings, tables)
		}
		if a == notes.ForProgramme {
			continue
		}
		flat := regexp.MustCompile(`\\([\\*_\[\]<>&|~#$^.\-+=:])`).ReplaceAllString(strings.ReplaceAll(words, "\n", ""), "$1")
		for _, typed := range []string{markup, formula, "1. pas une liste", "===", "- ni ici", "| a | b |", arabic} {
			if !strings.Contains(flat, typed) {
				t.Errorf("%s: %q isn't read as it was typed", a, typed)
			}
		}
	}
}

func TestHTMLReadBack(t *testing.T) {
	allowed := strings.Fields("html head meta title style body header main section h1 h2 h3 h4 div p ul ol li strong em code a bdi blockquote figure img table caption thead tbody tr th td br span")
	for _, lang := range []string{"en", "fr"} {
		for _, a := range []notes.Audience{notes.ForPair, notes.ForMentor, notes.ForMentee} {
			src := export(t, request(t, a, "html", lang))
			doc, err := html.Parse(bytes.NewReader(src))
			if err != nil {
				t.Fatal(err)
			}
			ids := map[string]bool{}
			var refs []string
			words, csp, depth := "", "", 1
			for n := range doc.Descendants() {
				if n.Type == html.TextNode && n.Parent.Data != "style" {
					words += n.Data
				}
				if n.Type != html.ElementNode {
					continue
				}
				known := false
				for _, e := range allowed {
					known = known || e == n.Data
				}
				if !known {
					t.Errorf("%s: <%s>", a, n.Data)
				}
				if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
					if d := int(n.Data[1] - '0'); d > depth+1 {
						t.Errorf("%s: a heading of level %d under one of %d", a, d, depth)
					} else {
						depth = d
					}
				}
				for _, at := range n.Attr {
					switch {
					case n.Data == "img" && at.Key == "src" && strings.HasPrefix(at.Val, "data:image/svg+xml;base64,"):
					case strings.HasPrefix(at.Key, "on"), at.Key == "src", at.Key == "srcset", at.Key == "style", at.Key == "xlink:href":
						t.Errorf("%s: <%s %s=%q>", a, n.Data, at.Key, at.Val)
					case at.Key == "href" && at.Val != "https://example.org":
						t.Errorf("%s: a link to %q", a, at.Val)
					case at.Key == "id":
						if ids[at.Val] {
							t.Errorf("%s: the id %q twice", a, at.Val)
						}
						ids[at.Val] = true
					case at.Key == "aria-labelledby":
						refs = append(refs, strings.Fields(at.Val)...)
					case at.Key == "content" && strings.HasPrefix(at.Val, "default-src"):
						csp = at.Val
					case n.Data == "html" && at.Key == "lang" && at.Val != lang:
						t.Errorf("%s: lang %q", a, at.Val)
					}
				}
			}
			for _, id := range refs {
				if !ids[id] {
					t.Errorf("%s: nothing has the id %q", a, id)
				}
			}
			if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") || strings.Contains(csp, "http") {
				t.Errorf("%s: policy %q", a, csp)
			}
			for _, typed := range []string{markup, formula, "    quatre espaces", "1. pas une liste", arabic} {
				if !strings.Contains(words, typed) {
					t.Errorf("%s: %q isn't read as it was typed", a, typed)
				}
			}
		}
	}
}

func TestJSONReadBack(t *testing.T) {
	r := request(t, notes.ForPair, "json", "fr")
	raw := export(t, r)
	var rec notes.Record
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&rec); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(raw, []byte(": null")) {
		t.Error("a list is null")
	}
	if rec.Format != 2 || len(rec.Sessions) != 6 || rec.Sessions[1].Planned != "2026-09-18" || rec.Sessions[1].Notes[0].Text != markup {
		t.Errorf("format %d, %d sessions, the second planned %q", rec.Format, len(rec.Sessions), rec.Sessions[1].Planned)
	}
	if after := rec.Sessions[2].After; after == nil || len(after.Rungs) != 1 || after.Rungs[0].Rung != "again" {
		t.Errorf("after the third: %+v", after)
	}
	if got := rec.Sessions[1].Promises[0].Text; got != "BEGIN:VEVENT\nSUMMARY:volé\nEND:VEVENT" {
		t.Errorf("the promise reads %q", got)
	}
	// The shape is kept: its keys at the top, in this order.
	var keys []string
	dec := json.NewDecoder(bytes.NewReader(raw))
	for depth := 0; ; {
		tok, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch tok := tok.(type) {
		case json.Delim:
			if tok == '{' || tok == '[' {
				depth++
			} else {
				depth--
			}
		case string:
			if depth == 1 && dec.More() {
				keys = append(keys, tok)
				if dec.More() {
					var skip json.RawMessage
					if err := dec.Decode(&skip); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
	want := strings.Fields("format for language left_out made pair since mentor mentee charter goals sessions postponed next lessons modules confidence words moved due after_care")
	if diff := cmp.Diff(want, keys); diff != "" {
		t.Errorf("keys (-want +got)\n%s", diff)
	}
}

func TestContributionReadBack(t *testing.T) {
	want := request(t, notes.ForProgramme, "toml", "fr")
	var fromTOML progress.Contribution
	meta, err := toml.Decode(string(export(t, want)), &fromTOML)
	if err != nil {
		t.Fatal(err)
	}
	if left := meta.Undecoded(); len(left) > 0 {
		t.Errorf("keys that a contribution doesn't have: %v", left)
	}
	var fromJSON struct {
		LeftOut []string `json:"left_out"`
		progress.Contribution
	}
	if err := json.Unmarshal(export(t, request(t, notes.ForProgramme, "json", "fr")), &fromJSON); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(fromTOML, fromJSON.Contribution); diff != "" {
		t.Errorf("TOML and JSON differ:\n%s", diff)
	}
	if diff := cmp.Diff(want.Progress.Contribution(now), fromTOML); diff != "" {
		t.Errorf("it isn't what was counted:\n%s", diff)
	}
}

func readCSV(t *testing.T, raw []byte, comma rune) [][]string {
	t.Helper()
	c := csv.NewReader(bytes.NewReader(raw))
	c.Comma = comma
	rows, err := c.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestCSVReadBack(t *testing.T) {
	fr, marked := bytes.CutPrefix(export(t, request(t, notes.ForProgramme, "csv", "fr")), []byte("\xef\xbb\xbf"))
	if !marked {
		t.Error("a French spreadsheet's file without its mark")
	}
	en, marked := bytes.CutPrefix(export(t, request(t, notes.ForProgramme, "csv", "en")), []byte("\xef\xbb\xbf"))
	if !marked {
		t.Error("an English spreadsheet's file without its mark")
	}
	a, b := readCSV(t, fr, ';'), readCSV(t, en, ',')
	if len(a) != len(b) || len(a) < 20 {
		t.Errorf("%d rows in French, %d in English", len(a), len(b))
	}
	rows := readCSV(t, export(t, request(t, notes.ForLMS, "csv", "fr")), ',')
	if diff := cmp.Diff([]string{"username", "shortname", "timecompleted", "timestarted"}, rows[0]); diff != "" {
		t.Error(diff)
	}
	for _, row := range rows[1:] {
		for _, day := range row[2:] {
			if _, err := time.Parse(time.DateOnly, day); err != nil {
				t.Error(err)
			}
		}
		if row[3] > row[2] {
			t.Errorf("%s: completed before it was begun: %v", row[1], row)
		}
	}
	if len(rows) < 3 {
		t.Errorf("%d rows", len(rows))
	}
}

// TestNoFormula: a code can be typed, and a module's title comes from a folder.
func TestNoFormula(t *testing.T) {
	for _, code := range []string{formula, "+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "\"=1", "＝1", "%0", "'=1"} {
		for _, lang := range []string{"en", "fr"} {
			r := request(t, notes.ForProgramme, "csv", lang)
			b := simulated(lang)
			b.entries[0].Code = code
			r.Progress = progress.Fold(r.Curriculum, b.entries)
			raw := bytes.TrimPrefix(export(t, r), []byte("\xef\xbb\xbf"))
			comma := ','
			if lang == "fr" {
				comma = ';'
			}
			for _, row := range readCSV(t, raw, comma) {
				for _, cell := range row {
					begin := strings.TrimLeft(cell, " \u00a0\"")
					if begin != "" && strings.ContainsRune("=+-@\t\r＝＋－＠%", []rune(begin)[0]) {
						t.Errorf("code %q: a cell reads %q", code, cell)
					}
				}
			}
		}
	}
}

// TestCalendarReadBack: by golang-ical's parser, which undoes the folding and escaping,
// and line by line for what it forgives.
func TestCalendarReadBack(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		r := request(t, notes.ForPair, "ics", lang)
		b := simulated(lang)
		b.entries[0].Mentor, b.entries[0].Mentee = calendar+";,\\n", long()+"👩🏽‍💻👩🏽‍💻👩🏽‍💻👩🏽‍💻"
		r.Progress = progress.Fold(r.Curriculum, b.entries)
		raw := export(t, r)
		for line := range strings.SplitSeq(strings.TrimSuffix(string(raw), "\r\n"), "\r\n") {
			if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
				t.Errorf("%d octets: %q", len(line), line)
			}
			if strings.TrimLeft(line, " ") == "BEGIN:VEVENT" && line != "BEGIN:VEVENT" {
				t.Errorf("%q", line)
			}
		}
		cal, err := ics.ParseCalendar(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		events := cal.Events()
		if len(events) != 6+1+2 {
			t.Fatalf("%d events: six sessions, one ahead, two of after-care", len(events))
		}
		ids := map[string]bool{}
		for _, e := range events {
			if ids[e.Id()] {
				t.Errorf("the UID %s twice", e.Id())
			}
			ids[e.Id()] = true
			if start, err := e.GetAllDayStartAt(); (err != nil || start.Year() < 2026) && startOf(e) < "2026" {
				t.Errorf("%s begins %v: %v", e.Id(), start, err)
			}
			if p := e.GetProperty(ics.ComponentPropertySummary); p == nil || p.Value == "" {
				t.Errorf("%s has no summary", e.Id())
			}
		}
		if first := startOf(events[0]); first != "20260902T090000Z" {
			t.Errorf("the first begins %s", first)
		}
	}
}

// TestCalendarUpdates: the date agreed on, the date it was moved to and the session that
// was then held are one event, each a later version of it.
func TestCalendarUpdates(t *testing.T) {
	r := request(t, notes.ForPair, "ics", "en")
	b := simulated("en")
	type version struct {
		id       string
		sequence string
		start    string
	}
	last := func(n int) version {
		r.Progress = progress.Fold(r.Curriculum, b.entries)
		cal, err := ics.ParseCalendar(bytes.NewReader(export(t, r)))
		if err != nil {
			t.Fatal(err)
		}
		e := cal.Events()[n]
		return version{e.Id(), e.GetProperty(ics.ComponentPropertySequence).Value, startOf(e)}
	}
	agreed := last(6)
	moved := b.add(storage.Entry{Kind: storage.KindPostpone, Next: "2026-12-18T09:00:00+01:00"})
	after := last(6)
	b.add(storage.Entry{Kind: storage.KindRetract, Of: moved})
	back := last(6)
	b.begin("2026-12-11 09:05", 60)
	b.walk("ai/ai-rules")
	held := last(6)
	for i, v := range []version{after, back, held} {
		if v.id != agreed.id {
			t.Errorf("version %d has another UID: %+v, %+v", i+1, v, agreed)
		}
	}
	if after.start != "20261218T080000Z" || back.start != agreed.start || held.start != "20261211T080500Z" {
		t.Errorf("%+v %+v %+v %+v", agreed, after, back, held)
	}
	for _, pair := range [][2]version{{agreed, after}, {after, back}, {back, held}} {
		if len(pair[0].sequence) > len(pair[1].sequence) || len(pair[0].sequence) == len(pair[1].sequence) && pair[0].sequence >= pair[1].sequence {
			t.Errorf("SEQUENCE doesn't grow: %s, %s", pair[0].sequence, pair[1].sequence)
		}
	}
}
