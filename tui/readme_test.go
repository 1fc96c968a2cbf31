package tui

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"binome/curriculum/phrases"
	"binome/tui/keys"
)

// TestReadmeKeys: the README's table is the key map's, word for word.
func TestReadmeKeys(t *testing.T) {
	words, _ := phrases.Load()
	p := words.For("en")
	var b strings.Builder
	b.WriteString("| key | does |\n| --- | --- |\n")
	for _, row := range keys.Default().Table() {
		var names []string
		for _, k := range row.Keys {
			if len([]rune(k)) > 1 {
				k = p.T(k)
			}
			names = append(names, "`"+k+"`")
		}
		b.WriteString("| " + strings.Join(names, " ") + " | " + p.T(row.Does) + " |\n")
	}
	if !strings.Contains(readme(t), b.String()) {
		t.Errorf("README should hold this table:\n%s", b.String())
	}
}

// TestReadmePictures: every picture it shows is there.
func TestReadmePictures(t *testing.T) {
	pictures := regexp.MustCompile(`[("](testdata/frames/[^)"]+)[)"]`).FindAllStringSubmatch(readme(t), -1)
	if len(pictures) == 0 {
		t.Fatal("no picture in README")
	}
	for _, m := range pictures {
		if _, err := os.Stat(filepath.Join("..", m[1])); err != nil {
			t.Error(err)
		}
	}
}

func readme(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
