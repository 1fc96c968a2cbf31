package curriculum

import (
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// byTheLibrary is what BurntSushi/toml makes of a source, and whether there is nothing in
// it that it would have to tell an author.
func byTheLibrary(src string, into any) bool {
	unread, problem := decodeTOML("f", src, 1, maxModuleBytes, into)
	return problem == nil && len(unread) == 0
}

var sameDay = cmp.Comparer(func(a, b time.Time) bool { return day(a).Equal(day(b)) })

// FuzzCanonical holds that what the quick reader takes, the library takes, and that both
// make the same of it, at the same places.
func FuzzCanonical(f *testing.F) {
	f.Add("# a\n[title]\nen = \"A \\\"b\\\" \\\\\"\n\n[[lesson]]\nid = \"x\"\nminutes = 25\ndigcomp = [\"2.6\", \"3.1\"]\nneeds = []\nedition = 1\nreviewed = 2026-11-22\n")
	f.Add("fast = true\nroles = \"swapped\"\nreplace = false\r\n[[lesson]]\n[[lesson]]\n[title]\n")
	f.Add("title = \"A\"\nobjective = \"é\"\n")
	f.Add("fast = true\nfast = true\n[title]\n[title]\nx = \"\"\"\"\nminutes = 007\nreviewed = 2026-02-30\n")
	f.Add("[[lesson]]\nid = \"a\" # b\nneeds = [\"a\",\"b\"]\ndigcomp = [\"a\", ]\nminutes = -1\nedition = 99999999999999999999\n")
	f.Add("framework = \"A\"\nversion = \"1\"\nmodules = [\n  \"a\", \"b\",\n  \"c\",\n]\n[[session]]\nminutes = 60\nlaunch = true\nlessons = [\"a/b\"]\n")
	f.Add("modules = ]\n") // a list that was never opened
	f.Add("modules = [\n]\nmodules = [\n\"a\"\n]\n\r")
	f.Fuzz(func(t *testing.T, src string) {
		if strings.Contains(src, "\ufeff") || len(src) > maxFrontBytes {
			return // taken off before, and refused before
		}
		if file, places, ok := canonicalModule(src); ok {
			var want moduleFile
			if !byTheLibrary(src, &want) {
				t.Fatalf("the library would not take %q", src)
			}
			if diff := cmp.Diff(&want, file, sameDay, cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(keyPlaces(src), places); diff != "" {
				t.Error(diff)
			}
		}
		if file, places, ok := canonicalCurriculum(src); ok {
			var want curriculumFile
			if !byTheLibrary(src, &want) {
				t.Fatalf("the library would not take %q", src)
			}
			if diff := cmp.Diff(&want, file, cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(keyPlaces(src), places); diff != "" {
				t.Error(diff)
			}
		}
		if values, places, ok := canonicalTexts(src); ok {
			var want map[string]any
			if !byTheLibrary(src, &want) {
				t.Fatalf("the library would not take %q", src)
			}
			if diff := cmp.Diff(want, values, cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(keyPlaces(src), places); diff != "" {
				t.Error(diff)
			}
		}
	})
}

// TestOursIsCanonical: the built-in files are read the quick way, or the first frame
// would wait for the slow one.
func TestOursIsCanonical(t *testing.T) {
	layer := Builtin().FS
	modules, lessons := 0, 0
	err := fs.WalkDir(layer, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(layer, path)
		if err != nil {
			return err
		}
		switch {
		case e.Name() == "module.toml":
			modules++
			if _, _, ok := canonicalModule(string(raw)); !ok {
				t.Errorf("%s is not written as the others", path)
			}
		case path == "curriculum.toml":
			if _, _, ok := canonicalCurriculum(string(raw)); !ok {
				t.Errorf("%s is not written as modules are", path)
			}
		case strings.HasSuffix(path, ".md") && strings.HasPrefix(string(raw), fence+"\n"):
			lessons++
			front, _, _ := strings.Cut(string(raw)[len(fence)+1:], "\n"+fence)
			if _, _, ok := canonicalTexts(front); !ok {
				t.Errorf("the front matter of %s is not written as the others'", path)
			}
		}
		return nil
	})
	if err != nil || modules < 14 || lessons < 100 {
		t.Errorf("%d modules, %d lessons: %v", modules, lessons, err)
	}
}
