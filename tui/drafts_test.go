package tui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"binome/curriculum"
	"binome/storage"
)

// written is a folder of lessons as it is now, and those that are its own.
func written(t *testing.T, dir string) (*curriculum.Curriculum, func(*curriculum.Curriculum) []string) {
	t.Helper()
	layer, err := curriculum.Dir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return curriculum.Load(layer), func(c *curriculum.Curriculum) (ids []string) {
		for _, m := range c.Modules {
			for _, l := range m.Lessons {
				ids = append(ids, l.ID)
			}
		}
		return ids
	}
}

// TestDrafts: an author walks their own lessons by the main button, each question with what
// its options lead to, and nothing else; while none can be walked it waits for one.
func TestDrafts(t *testing.T) {
	dir := t.TempDir()
	if _, err := curriculum.Scaffold(dir, opening); err != nil {
		t.Fatal(err)
	}
	about := filepath.Join(dir, "our-house", "module.toml")
	text, err := os.ReadFile(about)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(about, []byte("no = ["), 0o600); err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, now: opening}
	o := d.options(t.TempDir(), "en", "nobody")
	j, err := d.folder.Create("nobody", storage.Entry{Kind: storage.KindPair, Mentor: "Inès", MentorLanguage: "en", Mentee: "Philippe", MenteeLanguage: "en"})
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	broken, mine := written(t, dir)
	o.Curriculum, o.Drafts = func() *curriculum.Curriculum { return broken }, mine
	d.show(o, 100, 30)
	d.at("drafts")
	d.sees("No lesson of this folder can be walked yet.")
	d.send(lessonsMsg{Finding: "our-house/module.toml:1:1: bad-toml: it ends too soon"})
	d.sees("bad-toml")

	if err := os.WriteFile(about, text, 0o600); err != nil {
		t.Fatal(err)
	}
	mended, _ := written(t, dir)
	d.send(lessonsMsg{Curriculum: mended})
	var walked []string
	for range 30 {
		name := d.name()
		if lesson, ok := strings.CutSuffix(name, ":discover"); ok {
			walked = append(walked, strings.TrimPrefix(lesson, "lesson:"))
		}
		if strings.HasSuffix(name, ":remember:0") {
			drawn := strings.Join(d.m.shown.body.Lines, "\n")
			id := walked[len(walked)-1]
			l, _ := mended.Lesson(id)
			said, err := l.Text("en")
			if err != nil {
				t.Fatal(err)
			}
			for i, q := range said.Questions {
				for _, o := range q.Options {
					if len(o.Feedback) == 0 || !strings.Contains(drawn, strings.Fields(o.Spans[0].Text)[0]) {
						t.Errorf("%s: question %d isn't whole", id, i+1)
					}
				}
			}
			if n := strings.Count(drawn, "✓"); n != len(said.Questions) {
				t.Errorf("%s: %d right answers are shown of %d", id, n, len(said.Questions))
			}
		}
		if a := d.m.shown.page.Actions[d.m.shown.page.Main()]; a.ID == "back" {
			break
		}
		d.press("enter")
	}
	if got, want := strings.Join(walked, " "), strings.Join(mine(mended), " "); got != want {
		t.Errorf("walked %s, not %s", got, want)
	}
	d.press("b")
	d.at("drafts")
	d.press("m")
	for _, a := range d.m.shown.page.Actions {
		if id := strings.TrimPrefix(a.ID, "go:"); id != a.ID && id != "words" && id != "settings" && id != "leave" {
			t.Errorf("the menu has %s", id)
		}
	}
	if n := len(d.entries()); n != 1 {
		t.Errorf("%d entries are kept", n)
	}
}

// TestStatusKeepsItsWords: what is said below a page is read to its end in a window of any
// width; what is far too long says that it goes on.
func TestStatusKeepsItsWords(t *testing.T) {
	d := newDesk(t, "en", 80, 24).lesson(1)
	const said = "our-house/team-chat.en.md:46:1: wrong-step: the step in the fourth place is called by another name than it has → write ## Talk there, and nothing else"
	for w := leastWidth; w <= 140; w++ {
		d.m.notice = said
		d.m.w = w
		d.m.compose()
		got := strings.Join(strings.Fields(d.screen()), " ")
		if want := said; w >= 60 && !strings.Contains(got, want) {
			t.Fatalf("at %d columns:\n%s", w, d.screen())
		}
		d.m.notice = strings.Repeat(said+" ", 4)
		d.m.compose()
		if !strings.Contains(d.screen(), d.m.face.Theme.Sign.Ellipsis) {
			t.Fatalf("at %d columns nothing tells of the rest:\n%s", w, d.screen())
		}
	}
}
