package notes_test

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"binome/storage"
	"binome/storage/document/documenttest"
	"binome/storage/notes"
	"binome/storage/progress"
)

// Names that are written from the right, beside each other.
const (
	hebrew     = "דוד לוי"
	arabicName = "سلمى بن علي"
)

// documents are a pair's notes in an office format: as people type them, and with names
// from the right.
func documents(t *testing.T, format, lang string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, a := range []notes.Audience{notes.ForPair, notes.ForMentor, notes.ForMentee} {
		r := request(t, a, format, lang)
		b := simulated(lang)
		b.add(storage.Entry{Kind: storage.KindNote, Text: severalLines})
		b.add(storage.Entry{Kind: storage.KindNote, Text: "à l'envers, 5 €, un cœur"})
		if a == notes.ForMentee {
			b.entries[0].Mentor, b.entries[0].Mentee = hebrew, arabicName
		}
		r.Progress = progress.Fold(r.Curriculum, b.entries)
		out[string(a)+"."+lang] = export(t, r)
	}
	return out
}

// typedLines are what every reader of documents must find as it was typed.
func typedLines() []string {
	return slices.Concat([]string{markup, formula, "1. pas une liste", "===", "| a | b |", "Première ligne, de $5 à 6$ :", "Le titre et la photo sont en ligne depuis 10 h 40.", "à l'envers, 5 €, un cœur"}, addresses())
}

// readable is an export as text, whatever its format.
func readable(t testing.TB, data []byte) string {
	t.Helper()
	text, err := documenttest.Text(data)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestOfficeReadBack: what is in an office file is what was typed, its pictures are
// pictures, and the parts that programs look for are there.
func TestOfficeReadBack(t *testing.T) {
	for format, main := range map[string]string{"docx": "word/document.xml", "odt": "content.xml"} {
		for _, lang := range []string{"en", "fr"} {
			for name, data := range documents(t, format, lang) {
				p, err := documenttest.Parts(data)
				if err != nil {
					t.Fatal(err)
				}
				for _, want := range typedLines() {
					if !strings.Contains(p[main], want) {
						t.Errorf("%s %s: %q isn't read as it was typed", format, name, want)
					}
				}
				pictures := 0
				for part, raw := range p {
					if strings.HasSuffix(part, ".png") {
						if pic, err := png.Decode(strings.NewReader(raw)); err != nil || pic.Bounds().Dx() != 1280 {
							t.Errorf("%s: %v", part, err)
						}
						pictures++
					}
				}
				if pictures < 3 {
					t.Errorf("%s %s: %d pictures", format, name, pictures)
				}
				if strings.HasPrefix(name, "mentee") && !strings.Contains(p[main], "\u200e"+hebrew+"\u200e") {
					t.Errorf("%s %s: the name from the right may change its place", format, name)
				}
			}
		}
	}
	odt := documents(t, "odt", "fr")["pair.fr"]
	if !bytes.HasPrefix(odt[30:], []byte("mimetypeapplication/vnd.oasis.opendocument.text")) {
		t.Error("an odt doesn't begin with what it is") // OpenDocument 1.2, part 3, 3.3
	}
}

// TestPDFReadBack: the same of a PDF, line by line of print, with its tags and its fonts;
// a sign that its fonts lack is said at its head.
func TestPDFReadBack(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		for name, data := range documents(t, "pdf", lang) {
			text := readable(t, data)
			for _, want := range typedLines() {
				if !strings.Contains(squeeze(text), squeeze(want)) {
					t.Errorf("%s: %q isn't printed as it was typed", name, want)
				}
			}
			for _, want := range []string{"/MarkInfo<</Marked true>>", "/S/H2", "/S/LBody", "/S/TH", "/S/Figure", "/S/BlockQuote", "/Alt <FEFF", "/FontFile2"} {
				if !bytes.Contains(data, []byte(want)) {
					t.Errorf("%s: no %s", name, want)
				}
			}
			if boxes := words(t, lang).T("export.boxes"); !strings.Contains(squeeze(text), squeeze(boxes)) { // an emoji was typed
				t.Errorf("%s doesn't say what its boxes are", name)
			}
		}
	}
}

// TestOfficeElsewhere: Writer opens each and prints it with all that was typed, and
// pandoc reads it back with headings, lists, quotations and tables. BINOME_SHOTS names a
// folder that keeps the files.
func TestOfficeElsewhere(t *testing.T) {
	office, pandoc, pdftotext := needs(t, "soffice"), needs(t, "pandoc"), needs(t, "pdftotext")
	dir := t.TempDir()
	if shots := os.Getenv("BINOME_SHOTS"); shots != "" {
		dir = shots
	}
	for _, format := range []string{"docx", "odt"} {
		args := []string{"--headless", "--norestore", "-env:UserInstallation=file://" + filepath.Join(t.TempDir(), "profile"), "--convert-to", "pdf", "--outdir", dir}
		all := documents(t, format, "fr")
		for name, data := range all {
			put(t, filepath.Join(dir, name+"."+format+"."+format), data)
			args = append(args, filepath.Join(dir, name+"."+format+"."+format))
			back, _ := run(t, dir, pandoc, "-f", format, "-t", "html", "--wrap=none", filepath.Join(dir, name+"."+format+"."+format))
			words, elements := seen(t, back)
			for _, want := range typedLines() {
				if !strings.Contains(words, want) {
					t.Errorf("pandoc, %s %s: %q isn't read as it was typed", format, name, want)
				}
			}
			if elements["h2"]+elements["h1"] < 6 || elements["table"] < 4 || elements["li"] < 30 || format == "docx" && elements["blockquote"] < 1 || elements["img"] < 3 {
				t.Errorf("pandoc, %s %s: %d headings, %d tables, %d items, %d quotations, %d pictures", format, name, elements["h2"], elements["table"], elements["li"], elements["blockquote"], elements["img"])
			}
		}
		run(t, dir, office, args...)
		for name := range all {
			text, _ := run(t, dir, pdftotext, "-layout", filepath.Join(dir, name+"."+format+".pdf"), "-")
			flat := squeeze(text)
			for _, want := range typedLines() {
				if !strings.Contains(flat, squeeze(want)) {
					t.Errorf("Writer, %s %s: %q isn't printed as it was typed", format, name, want)
				}
			}
			for i, page := range strings.Split(strings.TrimSuffix(text, "\f"), "\f") {
				if n := len(strings.Fields(page)); n < 12 {
					t.Errorf("Writer, %s %s: page %d has %d words", format, name, i+1, n)
				}
			}
		}
	}
}

// TestPDFElsewhere: poppler prints all that was typed, qpdf finds no fault, every font is
// in the file with its letters, and no page has a word or two.
func TestPDFElsewhere(t *testing.T) {
	pdftotext, pdffonts, pdfinfo, qpdf := needs(t, "pdftotext"), needs(t, "pdffonts"), needs(t, "pdfinfo"), needs(t, "qpdf")
	dir := t.TempDir()
	if shots := os.Getenv("BINOME_SHOTS"); shots != "" {
		dir = shots
	}
	for name, data := range documents(t, "pdf", "fr") {
		file := filepath.Join(dir, name+".pdf")
		put(t, file, data)
		if said, errs := run(t, dir, qpdf, "--check", file); !strings.Contains(said, "No syntax or stream encoding errors") || errs != "" {
			t.Errorf("%s: %s%s", name, said, errs)
		}
		if said, _ := run(t, dir, pdfinfo, file); !strings.Contains(said, "Tagged:          yes") || !strings.Contains(said, "A4") {
			t.Errorf("%s: %s", name, said)
		}
		said, _ := run(t, dir, pdffonts, file)
		for _, font := range strings.Split(strings.TrimSpace(said), "\n")[2:] {
			if f := strings.Fields(font); !slices.Equal(f[len(f)-5:len(f)-2], []string{"yes", "no", "yes"}) {
				t.Errorf("%s: %s", name, font)
			}
		}
		text, _ := run(t, dir, pdftotext, "-layout", file, "-")
		for _, want := range append(typedLines(), "été") {
			if !strings.Contains(squeeze(text), squeeze(want)) {
				t.Errorf("%s: %q isn't printed as it was typed", name, want)
			}
		}
		if strings.HasPrefix(name, "mentee") && (!strings.Contains(text, hebrew) || !strings.Contains(text, arabicName)) {
			t.Errorf("%s: the names from the right are read as something else", name)
		}
		for i, page := range strings.Split(strings.TrimSuffix(text, "\f"), "\f") {
			if n := len(strings.Fields(page)); n < 12 {
				t.Errorf("%s: page %d has %d words", name, i+1, n)
			}
		}
	}
}
