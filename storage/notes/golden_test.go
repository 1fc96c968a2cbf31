package notes_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"flag"
	"path/filepath"
	"strings"
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
				got := string(export(t, r))
				if format == "html" {
					got = unstyled(t, got)
				}
				goldentest.Same(t, *update, filepath.Join("testdata", string(a)+"."+lang+notes.Extension(format)), got)
			}
		}
	}
}

// unstyled is a page without its style sheet, which all have alike; its policy must name
// that one, or no browser takes it.
func unstyled(t *testing.T, page string) string {
	t.Helper()
	before, rest, _ := strings.Cut(page, "<style>")
	css, after, ok := strings.Cut(rest, "</style>")
	sum := sha256.Sum256([]byte(css))
	name := "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
	if !ok || css == "" || !strings.Contains(before, name) {
		t.Errorf("the policy doesn't name the page's style, %s", name)
	}
	return strings.Replace(before, name, "sha256-…", 1) + "<style>…</style>" + after
}
