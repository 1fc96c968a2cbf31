package storage

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func configFolder(t interface {
	Helper()
	Fatal(...any)
}, dir, text string) *Folder {
	t.Helper()
	f, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if text != "" {
		if err := os.WriteFile(f.ConfigFile(), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func TestConfigReads(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want Config
	}{
		"nothing": {"", Config{Rhythm: 14, Minutes: 60}},
		"whose":   {"name = \"Inès Martin\"\nrole = \"mentor\"\nbackground = \"light\"\n", Config{Name: "Inès Martin", Role: "mentor", Background: "light", Rhythm: 14, Minutes: 60}},
		"all": {"language = \"fr\"\ntheme = 'dark'\nview = \"mentor\"\nrhythm = 7\nminutes = 90\n[owner]\nines-philippe = \"mentor\"\n",
			Config{Language: "fr", Theme: "dark", View: "mentor", Rhythm: 7, Minutes: 90, Owner: map[string]string{"ines-philippe": "mentor"}}},
		"windows": {"\uFEFFlanguage = \"en\"\r\nrhythm = 21\r\n", Config{Language: "en", Rhythm: 21, Minutes: 60}},
		"unknown": {"colour = 3\n[later]\nx = 1\n", Config{Rhythm: 14, Minutes: 60, Unknown: []string{"colour", "later"}}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := configFolder(t, t.TempDir(), tt.text).Config()
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestConfigErrorsSayWhere(t *testing.T) {
	for _, tt := range []struct{ text, place string }{
		{"language = \"fr\"\ntheme = \n", "config.toml:2:9: "},
		{"# é\nlanguage = \"fr\"\n  theme =  \"noir\" # non\n", "config.toml:3:12: settings that can't be read: theme: not one of auto, light, dark, contrast, plain"},
		{"role = \"chef\"\n", "config.toml:1:8: settings that can't be read: role: not one of mentor, mentee, nobody"},
		{"name = \"a\\tb\"\n", "config.toml:1:8: settings that can't be read: name: not a name"},
		{"rhythm = 0\n", "config.toml:1:10: settings that can't be read: rhythm: not a whole number from 1 to 365"},
		{"minutes = \"long\"\n", "config.toml:1:11: "},
		{"language = 3\n", "config.toml:1:12: settings that can't be read: language: not text in quotes"},
		{"language = \"\\u001b[31m\"\n", "config.toml:1:12: "},
		{"[owner]\na = \"mentor\"\nb = \"boss\"\n", "config.toml:3:5: settings that can't be read: b: not one of mentor, mentee, nobody"},
		{"[owner]\n\"../x\" = \"mentor\"\n", "config.toml:2:10: "},
		{"owner = 1\n", "config.toml:1:9: "},
		{strings.Repeat("[", 1_500_000), "config.toml:1:65537: "},
		{"x = " + strings.Repeat("{a=", 20_000), "config.toml:1:29: "},
	} {
		f := configFolder(t, t.TempDir(), tt.text)
		c, err := f.Config()
		if !errors.Is(err, ErrConfig) || !strings.Contains(err.Error(), tt.place) {
			t.Errorf("%.60q: %v, want %s", tt.text, err, tt.place)
		}
		if c.Rhythm != DefaultRhythm {
			t.Errorf("%.60q: no defaults beside the error", tt.text)
		}
		if err := f.SaveConfig(Config{Language: "en"}); err == nil {
			t.Errorf("%.60q: written over", tt.text)
		}
		if now, _ := os.ReadFile(f.ConfigFile()); string(now) != tt.text {
			t.Errorf("%.60q: changed", tt.text)
		}
	}
}

func TestSaveConfigKeepsComments(t *testing.T) {
	was := "# mine\nlanguage = \"fr\"   # at work\n# the room is bright\ntheme = \"light\"\nlater = [\n  1,\n]\n\n# whose\n[owner]\na = \"mentor\" # Inès\nb = \"mentee\"\n"
	want := "# mine\nlanguage = \"en\"   # at work\n# the room is bright\ntheme = \"light\"\nlater = [\n  1,\n]\nrhythm = 7\n\n# whose\n[owner]\na = \"nobody\" # Inès\nc = \"mentor\"\n"
	f := configFolder(t, t.TempDir(), was)
	c, err := f.Config()
	if err != nil {
		t.Fatal(err)
	}
	c.Language, c.Rhythm = "en", 7
	c.Owner = map[string]string{"a": "nobody", "c": "mentor"}
	if err := f.SaveConfig(c); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(f.ConfigFile())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}

// TestSaveConfigKeepsWhatItCantEdit: a file that lines can't change is kept as comments.
func TestSaveConfigKeepsWhatItCantEdit(t *testing.T) {
	f := configFolder(t, t.TempDir(), "owner.a = \"mentor\" # dotted\nowner.b = \"mentee\"\n")
	if err := f.SaveConfig(Config{Language: "fr", Owner: map[string]string{"a": "nobody"}}); err != nil {
		t.Fatal(err)
	}
	got, _ := os.ReadFile(f.ConfigFile())
	if !strings.Contains(string(got), "#   owner.a = \"mentor\" # dotted\n") {
		t.Errorf("lost what stood there:\n%s", got)
	}
	c, err := f.Config()
	if diff := cmp.Diff(Config{Language: "fr", Rhythm: 14, Minutes: 60, Owner: map[string]string{"a": "nobody"}}, c); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

func TestSaveConfigIsPrivate(t *testing.T) {
	f := configFolder(t, t.TempDir(), "")
	if err := f.SaveConfig(Config{Theme: "dark"}); err != nil {
		t.Fatal(err)
	}
	fi, err := os.Stat(f.ConfigFile())
	if err != nil {
		t.Fatal(err)
	}
	if fi.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", fi.Mode())
	}
	if list, _ := os.ReadDir(f.Dir); len(list) != 1 { // config.toml
		t.Errorf("strays: %v", list)
	}
	if err := f.SaveConfig(Config{Theme: "pink"}); !errors.Is(err, ErrConfig) {
		t.Errorf("a theme that is none: %v", err)
	}
}

// TestConfigComesBack: whatever is saved over whatever stood there is read back, and
// unknown keys survive.
func TestConfigComesBack(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOf(rapid.SampledFrom([]string{
			"# a comment", "", "  # another = one", "language = \"fr\" # x = y", "theme=\"dark\"", "view = 'shared'",
			"rhythm = 30", "minutes = 5 # short", "later = \"[owner]\"", "[owner]", "[more]", "x-1 = \"mentor\"", "list = [\n1,\n2]",
			"mine = '''\nrole = \"mentor\"\nlanguage = \"de\"\n[owner]\nz = \"mentee\"\n'''", "open = [\n\"theme = 'dark'\",\n]",
			"owner = {z = \"nobody\"}", "text = \"\"\"\n[owner]\nlanguage = \"de\"\n\"\"\"",
		})).Draw(t, "lines")
		f := configFolder(t, dir, strings.Join(lines, "\n")+"\n")
		before, err := f.Config()
		if err != nil {
			t.Skip("not settings")
		}
		choice := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
		want := Config{
			Language: choice("language", "", "fr", "en", "pt-BR"), Theme: choice("theme", "", "auto", "plain"), View: choice("view", "", "mentee"),
			Rhythm: rapid.IntRange(1, 365).Draw(t, "rhythm"), Minutes: rapid.IntRange(5, 480).Draw(t, "minutes"),
			Unknown: before.Unknown,
		}
		if who := rapid.MapOf(rapid.StringMatching(`[a-z][a-z0-9]{0,5}`).Filter(ValidID), rapid.SampledFrom(configChoices["owner"])).Draw(t, "owner"); len(who) > 0 {
			want.Owner = who
		}
		if err := f.SaveConfig(want); err != nil {
			t.Fatal(err)
		}
		got, err := f.Config()
		if err != nil {
			t.Fatal(err)
		}
		text, _ := os.ReadFile(f.ConfigFile())
		if got.Unknown == nil && strings.Contains(string(text), "as it stood before") {
			want.Unknown = nil // kept as comments
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s\n%s", diff, text)
		}
		was := unknownIn(strings.Join(lines, "\n"))
		if diff := cmp.Diff(was, unknownIn(string(text))); want.Unknown != nil && diff != "" {
			t.Fatalf("what this version doesn't know: %s\n%s", diff, text)
		}
	})
}

// TestSaveConfigLeavesOthersTexts: what stands within a text of several lines is no
// setting, though it looks like one: it was deleted by the next save.
func TestSaveConfigLeavesOthersTexts(t *testing.T) {
	const later = "later = \"\"\"\nrole = \"mentor\"\n[owner]\na = \"mentee\"\n\"\"\"\n"
	f := configFolder(t, t.TempDir(), "language = \"fr\"\n"+later)
	if err := f.SaveConfig(Config{Language: "en", Theme: "dark", Owner: map[string]string{"b": "mentor"}}); err != nil {
		t.Fatal(err)
	}
	got, _ := os.ReadFile(f.ConfigFile())
	if want := "language = \"en\"\n" + later + "theme = \"dark\"\n\n[owner]\nb = \"mentor\"\n"; string(got) != want {
		t.Errorf("%s", got)
	}
}
