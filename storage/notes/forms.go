package notes

import (
	"bytes"
	"slices"

	"binome/storage/document"
	"binome/storage/progress"
)

// A form is one format that one kind of reader can have. All there is to it is its row and
// what writes it.
type form struct {
	reader Audience
	format string
	write  func(Request, *bytes.Buffer) error
	ending string   // of its file, where that isn't the format's name
	left   []string // phrases: what it leaves out, where that isn't what its reader is told of all
}

// forms are all there are, each reader's usual one first.
func forms() []form {
	var all []form
	documents := func(of Audience) {
		for _, f := range document.Formats() {
			all = append(all, form{reader: of, format: f, write: func(r Request, b *bytes.Buffer) error { return r.page().Write(b, f) }})
		}
	}
	dates := []string{"export.left.calendar"}
	documents(ForPair)
	all = append(all,
		form{reader: ForPair, format: "json", write: func(r Request, b *bytes.Buffer) error { return document.WriteJSON(b, r.record()) }},
		form{reader: ForPair, format: "ics", write: Request.writeCalendar, left: dates},
		form{reader: ForPair, format: FormatNext, write: Request.writeCalendar, ending: ".next.ics", left: dates},
	)
	documents(ForMentor)
	documents(ForMentee)
	for _, f := range []string{"toml", "csv", "json", "md"} {
		all = append(all, form{reader: ForProgramme, format: f, write: Request.writeProgramme})
	}
	return append(all,
		form{reader: ForBallot, format: "toml", write: Request.writeBallot},
		form{reader: ForLMS, format: "xapi", write: Request.writeStatements, ending: ".xapi.json"},
		// A quiz bank is the plain text that Moodle's import asks for.
		form{reader: ForLMS, format: "gift", write: Request.writeGIFT, ending: ".gift.txt", left: []string{"export.left.pair"}},
		form{reader: ForLMS, format: "csv", write: Request.writeCompletion},
	)
}

// formOf finds a reader's format.
func formOf(reader Audience, format string) (form, bool) {
	all := forms()
	i := slices.IndexFunc(all, func(f form) bool { return f.reader == reader && f.format == format })
	if i < 0 {
		return form{}, false
	}
	return all[i], true
}

// Formats are what a reader can have, the usual one first; nil for an unknown reader.
func Formats(a Audience) (all []string) {
	for _, f := range forms() {
		if f.reader == a {
			all = append(all, f.format)
		}
	}
	return all
}

// Audiences are all kinds of readers, in the order in which they are offered.
func Audiences() (all []Audience) {
	for _, f := range forms() {
		if !slices.Contains(all, f.reader) {
			all = append(all, f.reader)
		}
	}
	return all
}

// AllFormats are those of any reader, each once.
func AllFormats() (all []string) {
	for _, f := range forms() {
		if !slices.Contains(all, f.format) {
			all = append(all, f.format)
		}
	}
	return all
}

// Extension of a format's file, with its dot.
func Extension(format string) string {
	if format == "" {
		return ""
	}
	for _, f := range forms() {
		if f.format == format && f.ending != "" {
			return f.ending
		}
	}
	return "." + format
}

// LeftOut is what the export leaves out and why, in the reader's language, a sentence
// each: what its head says.
func LeftOut(r Request) []string {
	f, _ := formOf(r.Audience, r.Format)
	keys := f.left
	if keys == nil {
		keys = r.leftOut()
	}
	var out []string
	for _, key := range keys {
		out = append(out, r.Words.T(key))
	}
	return out
}

// leftOut are the phrases of what a reader isn't given, in most formats.
func (r Request) leftOut() []string {
	switch r.Audience {
	case ForPair:
		return []string{"export.left.private", "export.left.guide"}
	case ForMentor, ForMentee:
		if r.Owner != string(r.Audience) {
			return []string{"export.left.private", "export.left.guide"}
		}
		return []string{"export.left.others", "export.left.guide"}
	case ForProgramme, ForBallot:
		to := progress.ToProgramme
		if r.Audience == ForBallot {
			to = progress.ToBallot
		}
		switch {
		case r.Progress != nil && !r.Progress.Agreed(to) && r.Progress.TakenBack(to):
			return []string{"export.left.back"}
		case r.Audience == ForBallot:
			return []string{"export.left.signed", "export.left.thrown"}
		}
		return []string{"export.left.names", "export.left.typed", "export.left.learned"}
	case ForLMS:
		return []string{"export.left.typed", "export.left.confidence"}
	}
	return nil
}
