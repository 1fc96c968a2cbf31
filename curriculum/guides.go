package curriculum

// WithoutGuides is the same curriculum with no mentor's guide anywhere in it: for the
// mentee's own terminal, which is never sent one. Its texts are read when they are asked
// for, as everywhere, and what they then hold is what the mentee may see; their sums are
// those of the whole files, so that a charter agreed to on either side is the same one.
// It is for walking only: it can't be drafted ([Lesson.Draft]), for an author's
// file holds the guide.
func (c *Curriculum) WithoutGuides() *Curriculum {
	bare := *c
	bare.Problems, bare.Notes = nil, nil // they quote files, and are for authors
	bare.Modules = make([]*Module, len(c.Modules))
	bare.lessons = make(map[string]*Lesson, len(c.lessons))
	for i, m := range c.Modules {
		mod := *m
		mod.Lessons = make([]*Lesson, len(m.Lessons))
		for j, l := range m.Lessons {
			mod.Lessons[j] = l.withoutGuides(&mod)
			bare.lessons[l.ID] = mod.Lessons[j]
		}
		bare.Modules[i] = &mod
	}
	return &bare
}

func (l *Lesson) withoutGuides(m *Module) *Lesson {
	bare := *l
	bare.Module, bare.sources = m, make(map[string]*source, len(l.sources))
	for lang, s := range l.sources {
		bare.sources[lang] = &source{layer: Layer{Name: s.layer.Name}, file: s.file, lang: lang, lesson: &bare, guided: s}
	}
	return &bare
}

// withoutGuides is a copy that shares nothing in which a guide stands: neither the
// file's own words nor the steps.
func (t *Text) withoutGuides() *Text {
	bare := *t
	bare.sum, bare.body = t.Sum(), ""
	bare.Steps = make([]Step, len(t.Steps))
	for i, s := range t.Steps {
		s.Guide = nil
		bare.Steps[i] = s
	}
	return &bare
}
