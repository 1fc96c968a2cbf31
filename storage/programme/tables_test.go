package programme_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"binome/storage/document/documenttest"
	"binome/storage/programme"
	"binome/storage/programme/programmetest"
	"binome/storage/progress"
)

func tables(t testing.TB, rep *programme.Report, lang string) map[string][][]string {
	t.Helper()
	out := map[string][][]string{}
	for _, s := range rep.Tables(programme.View{Words: words(t, lang), Curriculum: builtin()}) {
		var b bytes.Buffer
		if err := s.WriteCSV(&b); err != nil {
			t.Fatal(err)
		}
		raw, marked := bytes.CutPrefix(b.Bytes(), []byte("\ufeff"))
		rows, err := csv.NewReader(bytes.NewReader(raw)).ReadAll() // each row as long as the first
		if err != nil || !marked || out[s.Name] != nil {
			t.Fatal(s.Name, err, marked)
		}
		out[s.Name] = rows
	}
	return out
}

// column is what stands under a name.
func column(t *testing.T, table [][]string, name string) (cells []string) {
	t.Helper()
	i := slices.Index(table[0], name)
	if i < 0 {
		t.Fatalf("no column %q in %q", name, table[0])
	}
	for _, row := range table[1:] {
		cells = append(cells, row[i])
	}
	return cells
}

// TestTables: one table a file, with the same columns in every language and labels in the
// reader's beside; no cell is a formula; what programs read is the report.
func TestTables(t *testing.T) {
	named, _ := report(t, programme.Request{Dirs: []string{five(t)}, People: people(t, peopleTable), Names: true, Before: big(t)})
	over, _ := report(t, programme.Request{Dirs: []string{lingering(t, 5)}, Journals: true})
	for _, rep := range []*programme.Report{hostile(t), big(t), empty(t), named, over} {
		en, fr := tables(t, rep, "en"), tables(t, rep, "fr")
		for name, table := range en {
			if i := slices.Index(table[0], "label"); i >= 0 {
				for r, row := range table[1:] {
					if row[i] == "" || name == "figures" && row[i] == fr[name][r+1][i] && row[0] != "sessions_held" {
						t.Errorf("%s: %q is not in both languages", name, row)
					}
				}
			}
			if diff := cmp.Diff(table[0], fr[name][0]); diff != "" && name != "figures" {
				t.Errorf("%s (-en +fr)\n%s", name, diff)
			}
			for _, row := range table {
				for _, cell := range row {
					begin := strings.TrimLeft(cell, " \u00a0\u200b\"")
					if begin != "" && strings.ContainsRune("=+-@\t\r＝＋－＠%|", []rune(begin)[0]) {
						t.Errorf("%s: a cell reads %q", name, cell)
					}
				}
			}
		}
		if len(en) != 9 || len(en["pairs"]) != 1+rep.Pairs.All {
			t.Errorf("%d tables, %d pairs, want %d", len(en), len(en["pairs"])-1, rep.Pairs.All)
		}
		held := 0
		for _, cell := range column(t, en["pairs"], "held") {
			n := 0
			if _, err := fmt.Sscan(cell, &n); err != nil {
				t.Fatal(err)
			}
			held += n
		}
		if held != rep.Sessions.Held || !slices.Contains(column(t, en["figures"], "value"), fmt.Sprint(held)) {
			t.Errorf("%d sessions of all pairs, want %d", held, rep.Sessions.Held)
		}
		for _, row := range en["columns"][1:] {
			if !slices.Contains(en[row[0]][0], row[1]) {
				t.Errorf("%q tells of no column", row)
			}
		}
	}
	en := tables(t, named, "en")
	if got := column(t, en["care"], "name"); !slices.Contains(got, "Awa Diallo") {
		t.Errorf("whom to call: %q", got)
	}
	if got := en["figures"][0]; len(got) != 4 || got[3] != "before" {
		t.Errorf("compared: %q", got)
	}
	if got := column(t, tables(t, over, "en")["steps_over"], "step"); !slices.Contains(got, "alone") {
		t.Errorf("steps that took longer: %q", got)
	}
}

// TestWorkbook: what stands in it is what the report says, and no cell is a formula. What
// the types of its cells are, its readers say: TestTablesElsewhere.
func TestWorkbook(t *testing.T) {
	rep := hostile(t)
	var b bytes.Buffer
	if err := programme.Write(&b, rep, "xlsx", programme.View{Words: words(t, "fr"), Curriculum: builtin()}); err != nil {
		t.Fatal(err)
	}
	parts, err := documenttest.Parts(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for name, text := range parts {
		if strings.HasPrefix(name, "xl/worksheets/") {
			all += text
		}
	}
	for _, want := range []string{"=1+1", "en cours", "Binôme"} {
		if !strings.Contains(all, want) {
			t.Errorf("no cell reads %q", want)
		}
	}
	raw, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range raw.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(body), "<f>") || strings.Contains(string(body), `t="str"`) {
			t.Errorf("%s has a formula", f.Name)
		}
	}
}

// needs skips unless BINOME_LONG is set and the program is there.
func needs(t *testing.T, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if os.Getenv("BINOME_LONG") == "" || err != nil {
		t.Skipf("NOT RUN: needs BINOME_LONG=1 and %s", program)
	}
	return path
}

// numberLike are codes that a spreadsheet would take for a number, a day or a truth.
func numberLike() []string {
	return []string{"12345e67", "00123456", "1E5", "12-05", "3/4", "2026-11-02", "10:30", "1,5", "1.5", "50%", "12 345", "MARCH1", "1 mars", "sept-4", "jan 2026", "TRUE", "vrai", "5 pm", "5p", "+49", "-7", "$5", "5 €", "1e-5", "(12)"}
}

// TestTablesElsewhere: openpyxl and pandas read the workbook, pandas each table, with the
// types that they are; LibreOffice opens both, takes no code for a number and finds no
// formula.
func TestTablesElsewhere(t *testing.T) {
	office := needs(t, "soffice")
	const python = "/usr/bin/python3" // Debian's own, which has its packages
	if err := exec.Command(python, "-c", "import openpyxl, pandas").Run(); err != nil {
		t.Skip("NOT RUN: openpyxl or pandas is not installed")
	}
	sent, _ := contributions(t, programmetest.New(9, builtin(), today()), 40)
	for i, code := range numberLike() {
		put(t, filepath.Join(sent, fmt.Sprintf("n%d.toml", i)), contribution(func(c *progress.Contribution) { c.Code, c.Mark = code, fmt.Sprint(i) }))
	}
	rep, skipped := report(t, programme.Request{Dirs: []string{sent}})
	if len(skipped) > 0 {
		t.Fatal(skipped)
	}
	dir := t.TempDir()
	if shots := os.Getenv("BINOME_SHOTS"); shots != "" {
		dir = shots
	}
	view := programme.View{Words: words(t, "fr"), Curriculum: builtin()}
	var b bytes.Buffer
	if err := programme.Write(&b, rep, "xlsx", view); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "programme.xlsx"), b.String())
	for _, s := range rep.Tables(view) {
		b.Reset()
		if err := s.WriteCSV(&b); err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(dir, s.Name+".csv"), b.String())
	}
	const read = `
import sys, datetime, warnings, openpyxl, pandas
warnings.simplefilter("error")
dir = sys.argv[1] + "/"
book = openpyxl.load_workbook(dir + "programme.xlsx")
sheet = book["Binôme par binôme"]
head = [c.value for c in sheet[1]]
for row in sheet.iter_rows(min_row=2):
    v = dict(zip(head, row))
    assert all(c.data_type in "snd" for c in row), [c.data_type for c in row]
    assert v["Binôme"].data_type == "s" and v["Tenues"].data_type == "n", [c.value for c in row]
    assert isinstance(v["Depuis"].value, datetime.datetime), v["Depuis"].value
frames = pandas.read_excel(dir + "programme.xlsx", sheet_name=None)
assert list(frames) == book.sheetnames
pairs = pandas.read_csv(dir + "pairs.csv", parse_dates=["since", "last", "next", "made"])
assert pairs["code"].map(type).eq(str).all() and not pairs["code"].str.fullmatch(r"[\d.,eE+-]+").any(), list(pairs["code"])
assert str(pairs["held"].dtype) == "int64" and str(pairs["since"].dtype).startswith("datetime64"), pairs.dtypes
assert len(pairs) == len(frames["Binôme par binôme"]) and pairs["held"].sum() == frames["Binôme par binôme"]["Tenues"].sum()
alone = pandas.read_csv(dir + "pairs.csv", usecols=["code"])
for code in alone["code"]:
    one = pandas.read_csv(__import__("io").StringIO('code\n"' + code + '"\n'))["code"][0]
    assert isinstance(one, str), code
print(pandas.__version__, openpyxl.__version__, len(pairs))
`
	out, err := exec.Command(python, "-c", read, dir).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("pandas, openpyxl, pairs: %s", out)
	profile := "-env:UserInstallation=file://" + filepath.Join(t.TempDir(), "profile")
	for _, file := range []string{"programme.xlsx", "pairs.csv"} {
		// Comma, quotes, UTF-8, English; and that special numbers, days among them, be found
		// (LibreOffice, Filter Options for CSV).
		args := []string{"--headless", "--norestore", profile, "--convert-to", "fods", "--outdir", dir}
		if strings.HasSuffix(file, ".csv") {
			args = append(args, "--infilter=CSV:44,34,76,1,,1033,false,true")
		}
		if out, err := exec.Command(office, append(args, filepath.Join(dir, file))...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		raw, err := os.ReadFile(filepath.Join(dir, strings.TrimSuffix(strings.TrimSuffix(file, ".csv"), ".xlsx")+".fods"))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(raw, []byte("table:formula")) {
			t.Errorf("%s: a formula", file)
		}
		types := cellTypes(t, raw)
		for _, f := range rep.ByPair {
			if types[f.Code] != "string" {
				t.Errorf("%s: LibreOffice takes %q for %q", file, f.Code, types[f.Code])
			}
		}
	}
}

// cellTypes are what a flat spreadsheet's cells are, by the text they show.
func cellTypes(t *testing.T, raw []byte) map[string]string {
	t.Helper()
	out := map[string]string{}
	d, kind := xml.NewDecoder(bytes.NewReader(raw)), ""
	for {
		tok, err := d.Token()
		if tok == nil {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		s, ok := tok.(xml.StartElement)
		switch {
		case !ok:
		case s.Name.Local == "table-cell":
			kind = ""
			for _, a := range s.Attr {
				if a.Name.Local == "value-type" && strings.HasSuffix(a.Name.Space, "office:1.0") {
					kind = a.Value
				}
			}
		case s.Name.Local == "p":
			var p struct {
				Text string `xml:",chardata"`
			}
			if err := d.DecodeElement(&p, &s); err != nil {
				t.Fatal(err)
			}
			out[p.Text] = kind
		}
	}
}
