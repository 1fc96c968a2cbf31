package programme_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"binome/storage/programme"
	"binome/storage/progress"
)

// lingering keeps the journals of so many pairs that took twelve minutes over a step of eight.
func lingering(t *testing.T, pairs int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range pairs {
		body := fmt.Sprintf("format = 1\npair = \"pair-%d\"\n", i)
		for n, e := range []string{
			fmt.Sprintf("kind = \"pair\"\nmentor = \"A\"\nmentee = \"B\"\ncode = \"P%d\"", i),
			"kind = \"consent\"\nwho = \"mentor\"\ngiven = true",
			"kind = \"consent\"\nwho = \"mentee\"\ngiven = true",
			"kind = \"session\"\nminutes = 60",
			"kind = \"step\"\nlesson = \"presence/about\"\nstep = \"discover\"\nstate = \"begun\"",
			"kind = \"step\"\nlesson = \"presence/about\"\nstep = \"discover\"\nstate = \"done\"",
			"kind = \"step\"\nlesson = \"presence/about\"\nstep = \"alone\"\nstate = \"begun\"",
			"kind = \"note\"\ntext = \"x\"",
			"kind = \"note\"\ntext = \"y\"",
			"kind = \"step\"\nlesson = \"presence/about\"\nstep = \"alone\"\nstate = \"done\"",
			"kind = \"close\"",
		} {
			session := ""
			if n > 3 {
				session = fmt.Sprintf("session = \"%d-3\"\n", i)
			}
			body += fmt.Sprintf("\n[[entry]]\nid = \"%d-%d\"\nat = 2026-10-01T09:%02d:00Z\n%s%s\n", i, n, 4*n, session, e)
		}
		put(t, filepath.Join(dir, fmt.Sprintf("pair-%d.toml", i)), body)
	}
	return dir
}

// TestOver: where lessons take longer than planned is told of five pairs, of journals, and
// of the whole.
func TestOver(t *testing.T) {
	four, _ := report(t, programme.Request{Dirs: []string{lingering(t, 4)}, Journals: true})
	if four.Pairs.All != 4 || len(four.Over) > 0 {
		t.Errorf("of %d pairs: %+v", four.Pairs.All, four.Over)
	}
	dir := lingering(t, 5)
	five, _ := report(t, programme.Request{Dirs: []string{dir}, Journals: true})
	if diff := cmp.Diff([]progress.Pace{{Lesson: "presence/about", Step: "alone", Pairs: 5, Planned: 8, Spent: 12}}, five.Over); diff != "" {
		t.Error(diff)
	}
	part, _ := report(t, programme.Request{Dirs: []string{dir}, Journals: true, Filter: programme.Filter{From: "2026-01-01"}})
	if part.Pairs.All != 5 || len(part.Over) > 0 {
		t.Errorf("of a part of %d: %+v", part.Pairs.All, part.Over)
	}
	each(t, five, func(t *testing.T, format, lang, out string) {
		step := "Your turn"
		if lang == "fr" {
			step = "À vous"
		}
		if format == "json" {
			step = `"minutes_spent": 12`
		}
		if !strings.Contains(out, step) {
			t.Errorf("%s %s doesn't say %q\n%s", format, lang, step, out)
		}
	})
}
