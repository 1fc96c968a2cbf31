package storage

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadSent: the file is as large as it may be and no larger, and regular.
func TestReadSent(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "f")
	for _, tt := range []struct {
		size, limit int
		want        bool
	}{{0, 0, true}, {1, 0, false}, {10, 10, true}, {11, 10, false}, {70_000, 65_536, false}, {70_000, 1 << 20, true}} {
		if err := os.WriteFile(path, make([]byte, tt.size), 0o600); err != nil {
			t.Fatal(err)
		}
		data, err := ReadSent(path, tt.limit)
		if (err == nil) != tt.want || err == nil && len(data) != tt.size {
			t.Errorf("%d of %d: %d, %v", tt.size, tt.limit, len(data), err)
		}
	}
	if _, err := ReadSent(dir, 10); err == nil {
		t.Error("a folder is read")
	}
	if _, err := ReadSent(filepath.Join(dir, "none"), 10); !os.IsNotExist(err) {
		t.Errorf("nothing: %v", err)
	}
}

// TestDecodeTOML: what comes from others is read only when it is tame, and an error
// quotes nothing of it.
func TestDecodeTOML(t *testing.T) {
	for name, text := range map[string]string{
		"deep":      "a = " + strings.Repeat("[", 1_000_000),
		"large":     "a = '" + strings.Repeat("canary", 20_000) + "'",
		"no TOML":   "canary = canary",
		"a type":    "n = 'canary'",
		"dots":      strings.Repeat("canary.", 5000) + "x = 1",
		"not ended": "a = 'canary",
	} {
		var into struct{ N int }
		err := DecodeTOML(text, &into)
		if err == nil || strings.Contains(err.Error(), "canary") {
			t.Errorf("%s: %v", name, err)
		}
		if name == "no TOML" && LineOf(err) != 1 {
			t.Errorf("%s: line %d", name, LineOf(err))
		}
	}
}
