package progress_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"binome/curriculum"
	"binome/storage"
)

// TestRenamed: what was done, answered and noted under a lesson's old name counts under
// the one it has today, and the journal's own entries stay as they are.
func TestRenamed(t *testing.T) {
	const lesson = "+++\ntitle = \"A\"\ntask = \"t\"\nbring = \"b\"\n+++\n\n# A\n\n## Discover\n\nx\n\n## Together\n\n- [ ] One.\n\n## Your turn\n\n- [ ] Two.\n\n## Talk\n\nx\n\n## Remember\n\n### Which? {#which}\n\n- [x] This\n- [ ] That\n"
	cur := curriculum.Load(curriculum.Layer{FS: fstest.MapFS{
		"new/module.toml": {Data: []byte("[title]\nen = \"N\"\n[[lesson]]\nid = \"a\"\nminutes = 25\nwas = [\"old/a\", \"old/b\"]\n")},
		"new/a.en.md":     {Data: []byte(lesson)},
	}})
	if len(cur.Problems) > 0 {
		t.Fatal(cur.Problems)
	}
	write := func(names ...string) *book {
		b := newBook()
		s := b.session(60)
		for i, name := range names {
			b.add(storage.Entry{Kind: storage.KindTick, Session: s, Lesson: name, Step: "alone", Item: i + 1, Edition: 1})
			b.add(storage.Entry{Kind: storage.KindNote, Session: s, Lesson: name, Text: "x"})
			b.walk(s, name)
			b.add(storage.Entry{Kind: storage.KindRecall, Session: s, Question: name + "#which", Rating: "alone"})
		}
		return b
	}
	old, today := write("old/a", "old/b", "gone/c"), write("new/a", "new/a", "gone/c")
	kept := slices.Clone(old.entries)
	got, want := old.fold(cur), today.fold(cur)
	if diff := cmp.Diff(want.Lessons, got.Lessons); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want.Reviews, got.Reviews); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want.Notes, got.Notes); diff != "" {
		t.Error(diff)
	}
	later := old.at.AddDate(0, 2, 0)
	if a, b := got.Due(later, 3, ""), want.Due(later, 3, ""); len(a) != 1 || !cmp.Equal(a, b) {
		t.Errorf("due are %v, want %v", a, b)
	}
	if diff := cmp.Diff(kept, old.entries); diff != "" {
		t.Error("the journal's entries were changed:", diff)
	}
	if untouched := old.fold(nil).Lessons; untouched["old/a"] == nil || untouched["new/a"] != nil {
		t.Error("without a curriculum nobody knows another name")
	}
}
