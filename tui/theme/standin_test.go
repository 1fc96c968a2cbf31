package theme

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"charm.land/glamour/v2"
	glamourstyles "charm.land/glamour/v2/styles"
	"github.com/charmbracelet/x/ansi"
	glamourstripper "github.com/microcosm-cc/bluemonday"
)

// TestStandInsStand: what the program links under each name is the stand-in, all of it.
// When nothing is, glamour has let go of the library, and the stand-in goes too.
func TestStandInsStand(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{.ImportPath}}\t{{.Dir}}", "binome").Output()
	if err != nil {
		t.Fatal(err)
	}
	for name, packages := range map[string]int{"chroma": 3, "bluemonday": 1} {
		ours, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for line := range strings.Lines(string(out)) {
			pkg, dir, _ := strings.Cut(strings.TrimSpace(line), "\t")
			if !strings.Contains(pkg, "/"+name) {
				continue
			}
			found = append(found, pkg)
			if dir != ours && filepath.Dir(dir) != ours {
				t.Errorf("%s comes from %s", pkg, dir)
			}
		}
		if len(found) != packages {
			t.Errorf("the program links %q of %s: not the %d packages of the stand-in", found, name, packages)
		}
	}
}

// TestBluemondayLeavesNoTag: HTML that is handed to glamour all the same is shown as it is
// written, its tags too.
func TestBluemondayLeavesNoTag(t *testing.T) {
	const html = `<script>alert(1)</script> & <b onclick="x">bold</b>`
	if got := glamourstripper.StrictPolicy().Sanitize(html); strings.ContainsAny(got, "<>") {
		t.Errorf("a tag is left: %q", got)
	}
	r, err := glamour.NewTermRenderer(glamour.WithStyles(glamourstyles.DarkStyleConfig), glamour.WithWordWrap(0))
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Render("<div>\n" + html + "\n</div>\n")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(ansi.Strip(got), html) {
		t.Errorf("%q", got)
	}
}

// TestChromaShowsCode: what glamour hands to chroma comes out as it went in, whatever
// style it asks for.
func TestChromaShowsCode(t *testing.T) {
	const code = "func main() { println(\"Inès & <you>\", 1 << 2) } // ça va"
	named := glamourstyles.DarkStyleConfig
	named.CodeBlock.Chroma, named.CodeBlock.Theme = nil, "monokai"
	for name, style := range map[string]glamour.TermRendererOption{
		"its own": glamour.WithStyles(glamourstyles.DarkStyleConfig), "a named one": glamour.WithStyles(named),
	} {
		r, err := glamour.NewTermRenderer(style, glamour.WithWordWrap(0), glamour.WithChromaFormatter("terminal16m"))
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // glamour registers its style once
			got, err := r.Render("```go\n" + code + "\n```\n")
			if err != nil {
				t.Fatal(err)
			}
			if strings.TrimSpace(ansi.Strip(got)) != code || strings.Count(got, code) != 1 {
				t.Errorf("%s: %q", name, got)
			}
		}
	}
}
