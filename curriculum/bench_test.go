package curriculum

import (
	"io/fs"
	"testing"
)

// BenchmarkLoad is what starting the program costs: the built-in curriculum, no lesson
// opened, the outline's titles read.
func BenchmarkLoad(b *testing.B) {
	b.Run("load", func(b *testing.B) {
		for b.Loop() {
			Load(Builtin())
		}
	})
	b.Run("heads", func(b *testing.B) {
		for b.Loop() {
			for _, m := range Load(Builtin()).Modules {
				for _, l := range m.Lessons {
					if _, err := l.Head("fr"); err != nil {
						b.Fatal(err)
					}
				}
			}
		}
	})
}

// BenchmarkText is what opening a lesson costs.
func BenchmarkText(b *testing.B) {
	raw, err := fs.ReadFile(Builtin().FS, "presence/headline-photo.fr.md")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if l := parseLesson("x.fr.md", "fr", string(raw)); len(l.problems) > 0 {
			b.Fatal(l.problems)
		}
	}
}
