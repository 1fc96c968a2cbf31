package curriculum

import "io/fs"

// A Layer is a folder of lessons. Later layers win over earlier ones.
type Layer struct {
	FS   fs.FS
	Name string // shown to authors: the folder's path; "" for the built-in one
	// Trusted layers are parsed when a lesson is opened; others at once, so that
	// a broken lesson is known before the outline offers it.
	Trusted bool
}

// source is one file of one language, parsed when first asked for.
type source struct{}

// Builtin is the layer that comes with the program.
func Builtin() Layer { panic("being written") }

// Load reads the layers, lowest first. It always returns a Curriculum, if an empty
// one; what could not be used is in its Problems.
func Load(layers ...Layer) *Curriculum { panic("being written") }

// Languages a lesson is written in, sorted.
func (l *Lesson) Languages() []string { panic("being written") }

// Head reads the lesson's front matter in that language, or in English, or in
// whichever there is; Head.Lang says which.
func (l *Lesson) Head(lang string) (Head, error) { panic("being written") }

// Text reads the whole lesson, with the same fallback as Head.
// The result is shared: it must not be changed.
func (l *Lesson) Text(lang string) (*Text, error) { panic("being written") }

// Glossary is the words explained in that language, in the file's order.
func (c *Curriculum) Glossary(lang string) []Term { panic("being written") }
