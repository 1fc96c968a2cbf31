package curriculum

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// onDisk writes files (path, content, …) into a new folder.
func onDisk(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		path := filepath.Join(dir, filepath.FromSlash(files[i]))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(files[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func loadDir(t *testing.T, dir string) *Curriculum {
	t.Helper()
	l, err := Dir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return Load(l)
}

func TestDir(t *testing.T) {
	dir := onDisk(t, "m/module.toml", module("x"), "m/x.en.md", sound)
	c := loadDir(t, dir)
	x, ok := c.Lesson("m/x")
	if !ok || len(c.Problems) > 0 || x.Layer != dir {
		t.Fatalf("%v %+v", c.Problems, x)
	}
	if _, err := Dir(filepath.Join(dir, "nowhere")); err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Error(err)
	}
	if _, err := Dir(filepath.Join(dir, "m", "x.en.md")); err == nil {
		t.Error("a file is no folder")
	}
}

// TestLinks holds that links within the folder are followed, and none that leads out
// or round in circles.
func TestLinks(t *testing.T) {
	secret := onDisk(t, "secret.md", sound, "m/module.toml", module("x"), "m/x.en.md", sound)
	dir := onDisk(t, "m/module.toml", module("x", "y"), "m/x.en.md", sound, "shared/y.txt", sound)
	links := map[string]string{
		"m/y.en.md":    "../shared/y.txt",                  // within
		"m/out.en.md":  filepath.Join(secret, "secret.md"), // out
		"m/up.en.md":   "../../../../../../etc/passwd",     // out
		"m/self.en.md": "self.en.md",                       // round
		"m/gone.en.md": "nothing.md",
		"loop":         ".",
		"outside":      filepath.Join(secret, "m"),
	}
	for name, to := range links {
		if err := os.Symlink(to, filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	c := loadDir(t, dir)
	if _, ok := c.Lesson("m/y"); !ok {
		t.Error("a link within the folder isn't followed")
	}
	want := "unreadable m/gone.en.md; unreadable m/out.en.md; unreadable m/self.en.md; unreadable m/up.en.md"
	if got := codes(c); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if len(c.Modules) != 1 {
		t.Errorf("%d modules", len(c.Modules))
	}
}

func TestDirReadsNothingButFiles(t *testing.T) {
	dir := onDisk(t, "m/module.toml", module("x", "y"), "m/x.en.md", sound, "m/y.en.md/z", "x", "n/module.toml/z", "x", "curriculum.toml/z", "x")
	if got, want := codes(loadDir(t, dir)), "not-a-file curriculum.toml; not-a-file m/y.en.md; not-a-file n/module.toml; no-lesson-file m/module.toml:10:1"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// TestTooMany holds the counts of a layer.
func TestTooMany(t *testing.T) {
	files := []string{"m/module.toml", module("x"), "m/x.en.md", sound}
	for i := range maxEntries {
		files = append(files, "m/"+strings.Repeat("a", 1+i%50)+"-"+string(rune('a'+i%26))+"-"+strings.Repeat("b", i/50)+".txt", "")
	}
	c := loadDir(t, onDisk(t, files...))
	if got := codes(c); !strings.Contains(got, "too-many-files m") {
		t.Errorf("%.200s", got)
	}
}

// TestFileGoes opens a lesson whose file was replaced after it was
// listed: an error, and no waiting.
func TestFileGoes(t *testing.T) {
	dir := onDisk(t, "m/module.toml", module("x"), "m/x.en.md", sound)
	l, err := Dir(dir)
	if err != nil {
		t.Fatal(err)
	}
	l.Trusted = true
	c := Load(l)
	path := filepath.Join(dir, "m", "x.en.md")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	x, _ := c.Lesson("m/x")
	_, err = x.Text("en")
	if p, ok := err.(Problem); !ok || p.Code != "not-a-file" {
		t.Error(err)
	}
}
