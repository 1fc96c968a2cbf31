package check

import (
	"context"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"binome/curriculum"
)

// TestOverTime: a step of 25 minutes' plan against its boxes and what is read aloud. The
// sample's Together has 6 minutes, 3 boxes and 9 words; its Your turn 8, 3 and 17.
func TestOverTime(t *testing.T) {
	for name, c := range map[string]struct {
		estimate string
		words    int // more, read aloud in Together
		later    bool
		want     string
	}{
		"as it is":             {"", 0, false, ""},
		"within a tenth":       {"together = [2, 2, 2]", 60, false, ""},
		"over by words":        {"together = [2, 2, 2]", 80, false, "Together needs 6.7 minutes and has 6: 6.0 for the boxes, 0.7 for 89 words read aloud"},
		"over by boxes":        {"together = [2, 2, 3]", 0, false, "Together needs 7.1 minutes and has 6: 7.0 for the boxes, 0.1 for 9 words read aloud"},
		"a box for later":      {"together = [2, 2, 0]", 0, true, ""},
		"without estimates":    {"", 300, false, "Together needs 6.9 minutes and has 6: 4.5 for the boxes, 2.4 for 309 words read aloud"},
		"later, no estimates":  {"", 300, true, ""},
		"the other step's own": {"alone = [3, 3, 3]", 0, false, "Your turn needs 9.1 minutes and has 8: 9.0 for the boxes, 0.1 for 17 words read aloud"},
	} {
		t.Run(name, func(t *testing.T) {
			files := house(t)
			if c.estimate != "" {
				plant(t, files, seed{file: about, old: "needs = []", new: c.estimate})
			}
			if c.words > 0 {
				plant(t, files, seed{file: chatEN, old: "Your mentor looks on.", new: "Your mentor looks on. " + strings.Repeat("It is so. ", c.words/3) + strings.Repeat("so ", c.words%3)})
			}
			if c.later {
				plant(t, files, seed{file: chatEN, old: "so that they notice.", new: "so that they notice. {later}"})
			}
			var got []string
			for _, f := range Run(context.Background(), []curriculum.Layer{{FS: files, Name: "house"}}, Options{Rules: []string{"over-time"}}) {
				if f.Lang == "en" {
					got = append(got, f.Text)
				}
			}
			if strings.Join(got, "\n") != c.want {
				t.Errorf("%q", got)
			}
		})
	}
}

// TestBoxTime: a box costs its estimate, or the usual; one for later nothing, wherever it
// stands.
func TestBoxTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		minutes := rapid.SliceOfN(rapid.IntRange(0, 20), 0, 6).Draw(t, "minutes")
		s := curriculum.Step{ID: curriculum.Alone}
		want := 0.0
		for i := range rapid.IntRange(0, 6).Draw(t, "boxes") {
			it := curriculum.Item{N: i + 1, Later: rapid.Bool().Draw(t, "later")}
			s.Items = append(s.Items, it)
			switch {
			case it.Later:
			case i < len(minutes):
				want += float64(minutes[i])
			default:
				want += curriculum.UsualBox
			}
		}
		l := &curriculum.Lesson{BoxMinutes: map[curriculum.StepID][]int{curriculum.Alone: minutes}}
		if got := l.BoxTime(&s); math.Abs(got-want) > 1e-9 {
			t.Errorf("%f, want %f", got, want)
		}
	})
}
