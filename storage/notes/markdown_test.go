package notes_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"

	"binome/storage"
	"binome/storage/notes"
	"binome/storage/progress"
)

// addresses that people type, with what Markdown escapes in them.
func addresses() []string {
	return []string{
		"https://example.org/a_b_c?d=e&f=*g*", "http://example.org/~ines/[1]", "www.example.org/a_b#c_d", "HTTPS://Example.org/#_x",
		"ines_martin@example.org", "ftp://example.org/a_b|c",
	}
}

// severalLines is a note whose lines must stay apart, and its address whole.
var severalLines = "Première ligne, de $5 à 6$ :\n- pas une liste\n1. ni ici\n\n" + strings.Join(addresses(), "\n")

// readMarkdown holds what a parser made of the notes: every line of a note is read as it
// was typed and stands in a quotation, and whatever is made a link leads where it says.
func readMarkdown(t *testing.T, parser string, convert func(src []byte) []byte) {
	t.Helper()
	for _, a := range []notes.Audience{notes.ForPair, notes.ForMentor, notes.ForMentee} {
		r := request(t, a, "md", "fr")
		b := simulated("fr")
		b.add(storage.Entry{Kind: storage.KindNote, Text: severalLines})
		for _, line := range addresses() {
			b.add(storage.Entry{Kind: storage.KindNote, Text: "Voir " + line})
		}
		r.Progress = progress.Fold(r.Curriculum, b.entries)
		doc, err := html.Parse(bytes.NewReader(convert(export(t, r))))
		if err != nil {
			t.Fatal(err)
		}
		quoted, all := "", ""
		for n := range doc.Descendants() {
			text := ""
			for d := range n.Descendants() {
				if d.Type == html.TextNode {
					text += d.Data
				}
			}
			if n.Type == html.ElementNode && n.Data == "body" {
				all = text
			}
			if n.Type == html.ElementNode && n.Data == "blockquote" {
				quoted += text + "\n"
			}
			if n.Type == html.ElementNode && n.Data == "a" {
				to := ""
				for _, at := range n.Attr {
					if at.Key == "href" {
						to = at.Val
					}
				}
				if to != "https://example.org" && strings.TrimPrefix(to, "mailto:") != text && strings.TrimPrefix(to, "http://") != text {
					t.Errorf("%s, %s: %q leads to %q", parser, a, text, to)
				}
			}
		}
		for _, line := range slices.Concat(strings.Split(severalLines, "\n"), strings.Split("Première ligne\n1. pas une liste\n===\n- ni ici\n| a | b |", "\n")) {
			if !strings.Contains(quoted, line) {
				t.Errorf("%s, %s: no quotation has %q", parser, a, line)
			}
		}
		all = strings.ReplaceAll(all, "’", "'") // as pandoc sets them
		for _, s := range append(addresses(), markup, formula, arabic, "de $5 à 6$") {
			if !strings.Contains(all, s) {
				t.Errorf("%s, %s: %q isn't read as it was typed", parser, a, s)
			}
		}
	}
}

// TestMarkdownParsers: of three kinds, each with what it makes of text by itself.
func TestMarkdownParsers(t *testing.T) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList))
	readMarkdown(t, "goldmark", func(src []byte) []byte {
		var b bytes.Buffer
		if err := md.Convert(src, &b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	})
}

// TestMarkdownElsewhere: GitHub's own parser, and pandoc's default reader.
func TestMarkdownElsewhere(t *testing.T) {
	for name, args := range map[string][]string{
		"cmark-gfm": {"-e", "table", "-e", "autolink", "-e", "strikethrough", "-e", "tasklist", "-e", "footnotes"},
		"pandoc":    {"--wrap=none", "-f", "markdown", "-t", "html"},
	} {
		t.Run(name, func(t *testing.T) {
			program := needs(t, name)
			readMarkdown(t, name, func(src []byte) []byte {
				dir := t.TempDir()
				put(t, dir+"/notes.md", src)
				out, _ := run(t, dir, program, append(args, dir+"/notes.md")...)
				return []byte(out)
			})
		})
	}
}
