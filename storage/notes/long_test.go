package notes_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"binome/storage/notes"
	"binome/storage/programme"
	"binome/storage/programme/programmetest"
)

// These need programs that few machines have. They are skipped aloud, so that a run
// that left them out says so.

// needs skips unless BINOME_LONG is set and one of the programs is there.
func needs(t *testing.T, programs ...string) string {
	t.Helper()
	if os.Getenv("BINOME_LONG") == "" {
		t.Skipf("NOT RUN: needs BINOME_LONG=1 and %s", strings.Join(programs, " or "))
	}
	for _, name := range programs {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skipf("NOT RUN: none of %s is installed", strings.Join(programs, ", "))
	return ""
}

// run runs a program with a time limit; what it said is returned.
func run(t *testing.T, dir, name string, args ...string) (stdout, stderr string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+dir)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", filepath.Base(name), err, errs.String())
	}
	return out.String(), errs.String()
}

func put(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// pages are every page that leaves the coach: a pair's notes, and the report of a
// programme of 120 pairs.
func pages(t *testing.T) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	r := request(t, notes.ForPair, "html", "en")
	if _, err := programmetest.New(9, r.Curriculum, r.Now).Folder(dir, 120); err != nil {
		t.Fatal(err)
	}
	rep, _, err := programme.Make(t.Context(), programme.Request{Dirs: []string{dir}, Journals: true, Curriculum: r.Curriculum, Now: r.Now})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, lang := range []string{"en", "fr"} {
		for _, a := range []notes.Audience{notes.ForPair, notes.ForMentor, notes.ForMentee} {
			out[string(a)+"."+lang] = export(t, request(t, a, "html", lang))
		}
		var b bytes.Buffer
		view := programme.View{Words: request(t, notes.ForPair, "html", lang).Words, Curriculum: r.Curriculum, Width: 80}
		if err := programme.Write(&b, rep, "html", view); err != nil {
			t.Fatal(err)
		}
		out["programme."+lang] = b.Bytes()
	}
	return out
}

func chromium(t *testing.T, path, dir string, args ...string) (stdout, stderr string) {
	t.Helper()
	fixed := []string{"--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--user-data-dir=" + filepath.Join(dir, "profile"), "--enable-logging=stderr"}
	return run(t, dir, path, append(fixed, args...)...)
}

// TestChromium: the page shows nothing it refuses itself, is drawn on a wide and a
// narrow screen, light and dark, and prints on A4. BINOME_SHOTS names a folder that
// keeps the pictures for somebody to look at.
func TestChromium(t *testing.T) {
	browser := needs(t, "chromium", "chromium-browser", "google-chrome")
	dir := t.TempDir()
	shots := os.Getenv("BINOME_SHOTS")
	if shots == "" {
		shots = t.TempDir()
	}
	for name, html := range pages(t) {
		page := filepath.Join(dir, name+".html")
		put(t, page, html)
		for shot, args := range map[string][]string{
			"light":  {"--window-size=1000,4200"},
			"dark":   {"--window-size=1000,4200", "--blink-settings=preferredColorScheme=0"},
			"narrow": {"--window-size=500,6000"},
		} {
			png := filepath.Join(shots, name+"."+shot+".png")
			_, said := chromium(t, browser, dir, append(args, "--screenshot="+png, "file://"+page)...)
			if strings.Contains(said, "Refused") || strings.Contains(said, "CONSOLE") {
				t.Errorf("%s: %s", name, said)
			}
			if info, err := os.Stat(png); err != nil || info.Size() < 20_000 {
				t.Errorf("%s %s: the picture is empty: %v", name, shot, err)
			}
		}
		pdf := filepath.Join(shots, name+".pdf")
		chromium(t, browser, dir, "--no-pdf-header-footer", "--print-to-pdf="+pdf, "file://"+page)
		raw, err := os.ReadFile(pdf)
		if err != nil {
			t.Fatal(err)
		}
		// A4 is 595 × 842 points; Chromium rounds.
		if boxes := regexp.MustCompile(`/MediaBox ?\[0 0 (59[4-6])[.0-9]* (84[1-3])`).FindAll(raw, -1); len(boxes) == 0 {
			t.Errorf("%s: it doesn't print on A4", name)
		}
	}
}

// TestAxe: axe-core, from npm, finds nothing against WCAG 2.2 A and AA, nor against its
// own good practices, light and dark.
func TestAxe(t *testing.T) {
	browser := needs(t, "chromium", "chromium-browser", "google-chrome")
	npm := needs(t, "npm")
	dir := t.TempDir()
	run(t, dir, npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", dir, "axe-core@4.10.3")
	axe, err := os.ReadFile(filepath.Join(dir, "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "axe.js"), axe)
	// The page forbids scripts; the copy that is looked at doesn't.
	policy := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`)
	const look = `<script src="axe.js"></script><script>
axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']}).then(r => {
  const pre = document.createElement('pre'); pre.id = 'axe';
  pre.textContent = JSON.stringify({passes: r.passes.length, violations: r.violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html).join(' | '))});
  document.body.append(pre);
});</script></body>`
	for name, html := range pages(t) {
		page := policy.ReplaceAll(html, nil)
		page = bytes.Replace(page, []byte("</body>"), []byte(look), 1)
		file := filepath.Join(dir, name+".html")
		put(t, file, page)
		for _, scheme := range []string{"1", "0"} { // light, dark
			dom, _ := chromium(t, browser, dir, "--virtual-time-budget=20000", "--blink-settings=preferredColorScheme="+scheme, "--dump-dom", "file://"+file)
			_, rest, ok := strings.Cut(dom, `<pre id="axe">`)
			found, _, closed := strings.Cut(rest, "</pre>")
			if !ok || !closed {
				t.Fatalf("%s: axe said nothing", name)
			}
			var r struct {
				Passes     int
				Violations []string
			}
			if err := json.Unmarshal([]byte(strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&", "&nbsp;", " ").Replace(found)), &r); err != nil {
				t.Fatal(err)
			}
			if r.Passes < 15 {
				t.Errorf("%s: only %d rules applied", name, r.Passes)
			}
			for _, v := range r.Violations {
				t.Errorf("%s, scheme %s: %s", name, scheme, v)
			}
		}
	}
}

// TestLibreOffice reads the spreadsheets as a spreadsheet does: every cell is text or a
// number, none is a formula, and there are as many as were written.
func TestLibreOffice(t *testing.T) {
	office := needs(t, "soffice", "libreoffice")
	dir := t.TempDir()
	for lang, comma := range map[string]string{"en": "44", "fr": "59"} {
		r := request(t, notes.ForProgramme, "csv", lang)
		raw := export(t, r)
		put(t, filepath.Join(dir, lang+".csv"), raw)
		// Separator, quotes, 76 is UTF-8 (LibreOffice, Filter Options for CSV).
		run(t, dir, office, "--headless", "--norestore", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
			"--infilter=Text - txt - csv (StarCalc):"+comma+",34,76", "--convert-to", "fods", "--outdir", dir, filepath.Join(dir, lang+".csv"))
		sheet, err := os.ReadFile(filepath.Join(dir, lang+".fods"))
		if err != nil {
			t.Fatal(err)
		}
		if i := bytes.Index(sheet, []byte("table:formula")); i >= 0 {
			t.Errorf("%s: a formula: %s", lang, sheet[i:min(len(sheet), i+120)])
		}
		want := readCSV(t, bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), []rune(map[string]string{"en": ",", "fr": ";"}[lang])[0])
		got := cells(t, sheet)
		for _, row := range want[1:] {
			if !got[row[0]] || !got[row[1]] {
				t.Errorf("%s: %q isn't in the spreadsheet", lang, row)
			}
		}
	}
}

// cells are the texts of a flat spreadsheet's cells.
func cells(t *testing.T, sheet []byte) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	d := xml.NewDecoder(bytes.NewReader(sheet))
	for {
		tok, err := d.Token()
		if tok == nil {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if s, ok := tok.(xml.StartElement); ok && s.Name.Local == "p" {
			var p struct {
				Text string `xml:",chardata"`
			}
			if err := d.DecodeElement(&p, &s); err != nil {
				t.Fatal(err)
			}
			out[p.Text] = true
		}
	}
	return out
}
