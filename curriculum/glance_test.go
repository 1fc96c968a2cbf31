package curriculum

import (
	"slices"
	"testing"
)

// TestQuestionIDsAreTheTexts: looking a lesson over finds the questions that reading it
// finds, in the built-in lessons and in what may stand in one.
func TestQuestionIDsAreTheTexts(t *testing.T) {
	all := 0
	for _, m := range Load(Builtin()).Modules {
		for _, l := range m.Lessons {
			for _, lang := range l.Languages() {
				text, err := l.Text(lang)
				if err != nil {
					t.Fatal(err)
				}
				var want []string
				for _, q := range text.Questions {
					want = append(want, q.ID)
				}
				got, err := l.QuestionIDs(lang)
				if err != nil || !slices.Equal(got, want) {
					t.Errorf("%s.%s: %q, %v; want %q", l.ID, lang, got, err, want)
				}
				all += len(got)
			}
		}
	}
	if all < 150 {
		t.Errorf("only %d questions in all lessons", all)
	}
}

func TestQuestionIDs(t *testing.T) {
	const four = "## A\n## B\n## C\n## D\n"
	for _, tt := range []struct {
		name, src string
		want      []string
	}{
		{"none", four + "## E\n\nText.\n", nil},
		{"two", four + "## E\n\n### One? {#one}\n\n### Two {braces}? {#two}  \r\n", []string{"one", "two"}},
		{"in an earlier step", "## A\n### One? {#one}\n## B\n## C\n## D\n## E\n### Two? {#two}\n", []string{"two"}},
		{"in code", four + "## E\n````md\n### One? {#one}\n```\n````\n### Two? {#two}\n", []string{"two"}},
		{"deeper", four + "## E\n#### One? {#one}\n", nil},
	} {
		if got := questionIDs([]byte(tt.src)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
