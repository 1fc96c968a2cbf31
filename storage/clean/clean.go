// Package clean makes text safe: at the door, where it comes in from a file, a
// person or the network, and at the last gate, on its way to a terminal.
//
// For most uses, call [Line] or [Text] once on what comes in and [Frame] on
// everything that goes out. The last gate lets through printable text, line feeds,
// SGR (colours and styles, without blink or conceal) and OSC 8 links to http, https
// or mailto; nothing else, whatever it is fed, and at most 8 combining marks in a row.
package clean

// Line makes one line of text safe to keep and show: valid UTF-8 (U+FFFD for what
// isn't), no control characters (C0, DEL, C1), no bidirectional overrides or isolates
// left open, no line breaks (each becomes a space), outer blanks cut, inner blanks as
// they are. At most 8 combining marks in a row.
func Line(s string) string { panic("being written") }

// Text is Line for several lines: line feeds stay (CRLF and CR become LF), a tab
// becomes four spaces.
func Text(s string) string { panic("being written") }

// Frame is the last gate: it filters a frame handed to the terminal.
func Frame(s string) string { panic("being written") }

// Title is the last gate for a window title: one line of printable text, no escapes.
func Title(s string) string { panic("being written") }
