package notes_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"binome/storage/document"
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

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-golden +written; -update writes it anew):\n%s", name, diff)
	}
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
				golden(t, string(a)+"."+lang+notes.Extension(format), export(t, r))
			}
		}
	}
}
