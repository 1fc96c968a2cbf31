package curriculum_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"binome/curriculum"
	"binome/curriculum/block"
)

const guideCanary = "CANARY-guide"

// TestWithoutGuides: what the mentee's terminal is given holds no guide in any field,
// though it is the same lesson otherwise.
func TestWithoutGuides(t *testing.T) {
	for name, layer := range map[string]curriculum.Layer{"built in": curriculum.Builtin(), "seeded": guided(true), "a stranger's": guided(false)} {
		whole := curriculum.Load(layer)
		bare := whole.WithoutGuides()
		guides := 0
		for i, m := range whole.Modules {
			for j, l := range m.Lessons {
				b := bare.Modules[i].Lessons[j]
				if found, ok := bare.Lesson(l.ID); !ok || found != b || b == l {
					t.Fatalf("%s: %s isn't the one that is found by its name", name, l.ID)
				}
				for _, lang := range l.Languages() {
					with, errWith := l.Text(lang)
					without, errWithout := b.Text(lang)
					if errWith != nil || errWithout != nil {
						t.Fatal(errWith, errWithout)
					}
					if with.Sum() != without.Sum() {
						t.Errorf("%s: %s (%s): the sum differs", name, l.ID, lang)
					}
					if diff := cmp.Diff(with, without, cmpopts.IgnoreFields(curriculum.Step{}, "Guide"), cmpopts.IgnoreUnexported(curriculum.Text{})); diff != "" {
						t.Errorf("%s: %s (%s): more than the guide differs\n%s", name, l.ID, lang, diff)
					}
					all := fmt.Sprintf("%+v", *without)
					for _, st := range with.Steps {
						if first, _, _ := strings.Cut(block.Plain(st.Guide, block.Phrases{}), "\n"); first != "" {
							guides++
							if strings.Contains(all, first) {
								t.Errorf("%s: %s (%s): the guide %q is in what the mentee gets", name, l.ID, lang, first)
							}
						}
					}
					if strings.Contains(all, guideCanary) {
						t.Errorf("%s: the canary sings:\n%s", name, all)
					}
					if d, err := b.Draft(lang); err == nil {
						t.Errorf("%s: %s (%s) can be drafted: %v", name, l.ID, lang, d)
					}
				}
			}
		}
		if guides == 0 {
			t.Errorf("%s: no guide was there to be left out", name)
		}
	}
}

func guided(trusted bool) curriculum.Layer {
	var b strings.Builder
	b.WriteString("+++\ntitle = \"One\"\nobjective = \"o\"\ntask = \"t\"\nbring = \"b\"\n+++\n\n# One\n")
	h, _ := curriculum.Headings("en")
	for _, step := range h {
		b.WriteString("\n## " + step + "\n\nSome words.\n\n> [!MENTOR]\n> " + guideCanary + " says so.\n\nMore words.\n")
	}
	return curriculum.Layer{Trusted: trusted, Name: "x", FS: fstest.MapFS{
		"m/module.toml": {Data: []byte("[title]\nen = \"M\"\n\n[[lesson]]\nid = \"one\"\nminutes = 10\n")},
		"m/one.en.md":   {Data: []byte(b.String())},
	}}
}
