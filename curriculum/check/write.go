package check

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"binome/storage/clean"
)

// shown makes a line of a file safe to print, with its tabs as one blank each, so that
// columns stay where they are.
func shown(line string) string {
	return strings.TrimRight(clean.Text(strings.ReplaceAll(line, "\t", " ")), " \n")
}

// TextOptions say how WriteText writes.
type TextOptions struct {
	Quiet bool   // errors only
	Width int    // of the screen, for cutting quoted lines; 0 means 100
	Lang  string // of who reads them; "" is English
}

// WriteText writes findings for people, grouped by lesson, each with its place, what
// is wrong, the line with a caret below, and what would satisfy the rule.
func WriteText(out io.Writer, findings []Finding, o TextOptions) error {
	if o.Width <= 0 {
		o.Width = 100
	}
	var b strings.Builder
	group, errors, warnings := "\x00", 0, 0
	for _, f := range findings {
		if f.Severity == Error {
			errors++
		} else {
			warnings++
			if o.Quiet {
				continue
			}
		}
		if name := heading(f, o.Lang); name != group {
			if group != "\x00" {
				b.WriteByte('\n')
			}
			group = name
			fmt.Fprintf(&b, "%s\n", clean.Line(name))
		}
		writeFinding(&b, f, o)
	}
	if errors+warnings > 0 {
		if group != "\x00" {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s, %s\n", In(o.Lang, plural(errors, "error")), In(o.Lang, plural(warnings, "warning")))
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func heading(f Finding, lang string) string {
	if f.Lesson == "" {
		if f.Layer != "" {
			return f.Layer
		}
		return In(lang, "the curriculum")
	}
	return f.Lesson
}

func writeFinding(b *strings.Builder, f Finding, o TextOptions) {
	place := f.Pos
	if f.Layer != "" {
		place.File = strings.TrimSuffix(f.Layer, "/") + "/" + place.File
	}
	fmt.Fprintf(b, "  %s: %s: %s [%s]\n", clean.Line(place.String()), In(o.Lang, f.Severity.String()), clean.Line(In(o.Lang, f.Text)), f.Rule)
	if f.Quote != "" && f.Pos.Col > 0 {
		line, caret := window(f, o.Width-8)
		fmt.Fprintf(b, "      │ %s\n      │ %s\n", line, caret)
	}
	if f.Fix != "" {
		fmt.Fprintf(b, "      → %s\n", clean.Line(In(o.Lang, f.Fix)))
	}
}

// window cuts a line to what fits around the fault, and draws the caret under it.
func window(f Finding, width int) (line, caret string) {
	runes := []rune(f.Quote)
	from := min(max(f.Pos.Col-1, 0), len(runes))
	to := from + 1
	if f.End.Line == f.Pos.Line && f.End.Col > f.Pos.Col {
		to = min(f.End.Col-1, len(runes))
	} else if f.End.Line > f.Pos.Line {
		to = len(runes)
	}
	start := 0
	for start < from && ansi.StringWidth(string(runes[start:min(from+20, len(runes))])) > width-2 {
		start++
	}
	prefix := ""
	if start > 0 {
		prefix = clean.Ellipsis
		start++
	}
	start = min(start, from)
	body := ansi.Truncate(prefix+string(runes[start:]), width, clean.Ellipsis)
	indent := ansi.StringWidth(prefix + string(runes[start:from]))
	marks := min(max(ansi.StringWidth(string(runes[from:max(to, from)])), 1), max(ansi.StringWidth(body)-indent, 1))
	return body, strings.Repeat(" ", indent) + strings.Repeat("^", marks)
}

// jsonFinding is the documented shape; keys are only ever added.
type jsonFinding struct {
	Layer    string `json:"layer"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	EndLine  int    `json:"end_line,omitempty"`
	EndCol   int    `json:"end_column,omitempty"`
	Severity string `json:"severity"`
	Rule     string `json:"rule"`
	Group    int    `json:"group"`
	Lesson   string `json:"lesson,omitempty"`
	Language string `json:"language,omitempty"`
	Message  string `json:"message"`
	Fix      string `json:"fix,omitempty"`
	Quote    string `json:"quote,omitempty"`
}

// WriteJSON writes one object:
//
//	{"format": 1, "errors": 1, "warnings": 0, "findings": [
//	  {"layer": "", "file": "presence/first-post.fr.md", "line": 12, "column": 3,
//	   "end_line": 12, "end_column": 9, "severity": "error", "rule": "dead-link",
//	   "group": 12, "lesson": "presence/first-post", "language": "fr",
//	   "message": "…", "fix": "…", "quote": "…"}]}
//
// Lines and columns count from 1, columns in characters; 0 means the file as a whole.
// layer is the folder that file is in, "" for the built-in curriculum. message and fix are
// in the language given.
func WriteJSON(out io.Writer, findings []Finding, lang string) error {
	doc := struct {
		Format   int           `json:"format"`
		Errors   int           `json:"errors"`
		Warnings int           `json:"warnings"`
		Findings []jsonFinding `json:"findings"`
	}{Format: 1, Findings: []jsonFinding{}}
	for _, f := range findings {
		if f.Severity == Error {
			doc.Errors++
		} else {
			doc.Warnings++
		}
		doc.Findings = append(doc.Findings, jsonFinding{
			Layer: clean.Line(f.Layer), File: clean.Line(f.Pos.File), Line: f.Pos.Line, Column: f.Pos.Col, EndLine: f.End.Line, EndCol: f.End.Col,
			Severity: f.Severity.String(), Rule: f.Rule, Group: f.Group, Lesson: f.Lesson, Language: f.Lang,
			Message: clean.Line(In(lang, f.Text)), Fix: clean.Line(In(lang, f.Fix)), Quote: f.Quote,
		})
	}
	return encode(out, doc)
}

// WriteRules writes every rule with what it asks for and what breaks it, by group, in a
// reader's language. Severities are those of a company's folder.
func WriteRules(out io.Writer, lang string, width int) error {
	var b strings.Builder
	group := 0
	for _, r := range Rules() {
		if r.Group != group {
			if group > 0 {
				b.WriteByte('\n')
			}
			group = r.Group
			fmt.Fprintf(&b, "%d. %s\n", group, In(lang, groups[group-1]))
		}
		fmt.Fprintf(&b, "  %s (%s)\n", r.Name, In(lang, r.Company.String()))
		for _, s := range []string{In(lang, r.About), In(lang, "for example: "+r.Example)} {
			for line := range strings.SplitSeq(ansi.Wordwrap(s, max(width-6, 20), " "), "\n") {
				fmt.Fprintf(&b, "      %s\n", line)
			}
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// jsonRule is the documented shape of a rule.
type jsonRule struct {
	Name     string `json:"name"`
	Group    int    `json:"group"`
	Severity string `json:"severity"` // in a company's folder
	Own      string `json:"own"`      // in the built-in lessons
	About    string `json:"about"`
	Example  string `json:"example"`
}

// WriteRulesJSON writes the same as {"format": 1, "rules": [{"name": "dead-link", …}]}.
func WriteRulesJSON(out io.Writer, lang string) error {
	doc := struct {
		Format int        `json:"format"`
		Rules  []jsonRule `json:"rules"`
	}{Format: 1}
	for _, r := range Rules() {
		doc.Rules = append(doc.Rules, jsonRule{r.Name, r.Group, r.Company.String(), r.Own.String(), In(lang, r.About), In(lang, r.Example)})
	}
	return encode(out, doc)
}

func encode(out io.Writer, doc any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(doc)
}

// Errors reports how many findings keep a lesson from being used.
func Errors(findings []Finding) int {
	n := 0
	for _, f := range findings {
		if f.Severity == Error {
			n++
		}
	}
	return n
}
