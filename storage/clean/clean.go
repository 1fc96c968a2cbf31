// Package clean makes text safe: at the door, where it comes in from a file, a
// person or the network, and at the last gate, on its way to a terminal.
//
// For most uses, call [Line] or [Text] once on what comes in and [Frame] on
// everything that goes out; [Writer] is the same gate for what is printed piece by
// piece. The last gate lets through printable text, line feeds, SGR (colours and
// styles, without blink or conceal) and OSC 8 links to http, https or mailto; nothing
// else, whatever it is fed, and at most 8 combining marks in a row.
//
// What is printable is decided once, in rune.go. In short: letters of every script
// stay, with the marks that their spelling needs (zero-width joiners, left-to-right
// and right-to-left marks); what reorders, hides or annotates other text goes.
package clean

import "strings"

// Line makes one line of text safe to keep and show: valid UTF-8 (U+FFFD for what
// isn't), no control characters (C0, DEL, C1), no escape sequences, no bidirectional
// overrides, embeddings or isolates, no line breaks (each becomes a space), outer
// blanks cut, inner blanks as they are. At most 8 combining marks in a row.
func Line(s string) string {
	s = door(s, " ", " ")
	return strings.TrimSpace(s)
}

// Text is Line for several lines: line feeds stay (CRLF and CR become LF), a tab
// becomes four spaces. Blanks stay as they are, outer ones too: they mean something
// in Markdown.
func Text(s string) string { return door(s, "\n", "    ") }

// titleRunes is the length some terminals cut a title at without harm; others have
// no limit and draw it over the whole bar.
const titleRunes = 200

// Title is the last gate for a window title: one line of printable text, no escapes,
// at most 200 characters.
func Title(s string) string {
	s = Line(s)
	n := 0
	for i := range s {
		if n == titleRunes {
			return strings.TrimSpace(s[:i])
		}
		n++
	}
	return s
}

// Ellipsis stands where a text was cut.
const Ellipsis = "…"

// Short is at most that many characters of a text, the last of them an ellipsis where it
// goes on: for what is quoted back to whoever wrote it.
func Short(s string, most int) string {
	n, cut := 0, 0
	for i := range s {
		if n++; n == most {
			cut = i
		}
		if n > most {
			return s[:cut] + Ellipsis
		}
	}
	return s
}

// Frame is the last gate: it filters a frame handed to the terminal. A frame that is
// clean already is returned as it is, without a copy. A link that is open where a
// line ends is closed there; a tab becomes four spaces (Bubble Tea would drop it).
func Frame(s string) string {
	g := gate{links: true, breakWith: "", tab: "    "}
	e := edit{s: s}
	n := g.filter(&e, true)
	g.finish(&e, n)
	return e.result(n)
}

// door filters with no escape sequence let through.
func door(s, lineBreak, tab string) string {
	g := gate{breakWith: lineBreak, tab: tab}
	e := edit{s: s}
	n := g.filter(&e, true)
	return e.result(n)
}

// An edit is a string in the course of being changed; it copies nothing until the
// first change.
type edit struct {
	s     string
	from  int // s[from:] has not been copied yet
	buf   []byte
	dirty bool
}

func (e *edit) replace(i, j int, with string) {
	if !e.dirty {
		e.dirty = true
		if e.buf == nil {
			e.buf = make([]byte, 0, len(e.s)+32)
		}
	}
	e.buf = append(e.buf, e.s[e.from:i]...)
	e.buf = append(e.buf, with...)
	e.from = j
}

func (e *edit) result(end int) string {
	if !e.dirty {
		return e.s[:end]
	}
	e.buf = append(e.buf, e.s[e.from:end]...)
	e.from = end
	return string(e.buf)
}
