package notes_test

import (
	"bytes"
	"flag"
	"path/filepath"
	"testing"

	"binome/storage/document"
	"binome/storage/goldentest"
	"binome/storage/notes"
)

var update = flag.Bool("update", false, "write the goldens anew")

func export(t testing.TB, r notes.Request) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := notes.Write(&b, r); err != nil {
		t.Fatalf("%s %s: %v", r.Audience, r.Format, err)
	}
	return b.Bytes()
}

// TestGoldens: what each reader gets in each format, in both languages.
func TestGoldens(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		for _, a := range audiences() {
			for _, format := range notes.Formats(a) {
				if !document.Text(format) {
					continue // read back in TestOfficeReadBack and TestPDFReadBack
				}
				r := request(t, a, format, lang)
				goldentest.Same(t, *update, filepath.Join("testdata", string(a)+"."+lang+notes.Extension(format)), string(export(t, r)))
			}
		}
	}
}
