package progress_test

import (
	"testing"
	"testing/fstest"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/progress"
)

// TestPropose is a truth table: what was answered by yes, and the route that speaks for.
func TestPropose(t *testing.T) {
	cur := curriculum.Load(curriculum.Builtin())
	for _, c := range []struct {
		yes        []int
		route      string
		speak, all int
	}{
		{nil, "core", 0, 0},
		{[]int{0}, "company-voice", 1, 1},
		{[]int{0, 1, 2}, "company-voice", 2, 3},
		{[]int{2, 3, 4}, "collaboration", 2, 3},
		{[]int{0, 2}, "core", 0, 2},
		{[]int{0, 1, 2, 3}, "core", 0, 4},
		{[]int{4}, "core", 1, 1},
		{[]int{0, 1, 2, 3, 4}, "core", 1, 5},
		{[]int{40}, "core", 0, 0},
	} {
		var yes progress.Yes
		for _, i := range c.yes {
			yes = yes.Turn(i)
		}
		r, speak, all := progress.Propose(cur, yes)
		if r == nil || r.ID != c.route || speak != c.speak || all != c.all {
			t.Errorf("%v: %v, %d of %d", c.yes, r, speak, all)
		}
	}
	if r, _, _ := progress.Propose(curriculum.Load(curriculum.Layer{FS: fstest.MapFS{}}), 1); r != nil {
		t.Errorf("%v is proposed where there is no route", r)
	}
}

// TestTold: a wish ticks what it speaks of, whatever the number of its words, and nothing
// that it doesn't.
func TestTold(t *testing.T) {
	cur := curriculum.Load(curriculum.Builtin())
	for _, c := range []struct {
		lang, wish string
		want       []int
	}{
		{"fr", "", nil},
		{"fr", "Faire quelque chose de nouveau, sans aide, avec mon équipe.", nil},
		{"fr", "Publier moi-même des nouvelles de nos sites, et répondre aux commentaires.", []int{0, 1}},
		{"fr", "Savoir qui peut ouvrir un fichier", []int{2}},
		{"fr", "déjouer un piège", []int{4}},
		{"en", "Share a file with the board", []int{2}},
		{"en", "Post news about our sites, and answer comments.", []int{0, 1}},
		{"en", "I want to do more with my team", nil},
	} {
		var want progress.Yes
		for _, i := range c.want {
			want = want.Turn(i)
		}
		if got := progress.Told(cur, c.wish, c.lang); got != want {
			t.Errorf("%s: %q ticks %b, not %b", c.lang, c.wish, got, want)
		}
	}
}

// TestRouteChosen: what comes next, how far they are and the stops follow the route that
// they chose; what was done on another counts; a route that is gone is the core route.
func TestRouteChosen(t *testing.T) {
	cur := curriculum.Load(curriculum.Builtin())
	b := newBook()
	b.add(storage.Entry{Kind: storage.KindStep, Lesson: "give-back/close", Step: "remember", State: "done", Edition: 1})
	for _, c := range []struct{ route, next string }{
		{"company-voice", "company-voice/company-page"},
		{"collaboration", "talk-meet/right-channel"},
		{"gone", "presence/headline-photo"},
		{"core", "presence/headline-photo"},
	} {
		b.add(storage.Entry{Kind: storage.KindRoute, Route: c.route})
		p := b.fold(cur)
		done, all := p.RouteDone()
		if n := p.Next(); n.Lesson == nil || n.Lesson.ID != c.next || n.Why != progress.WhyRoute || done != 1 || all != 6 || p.Stops()[0].Lessons[0] != c.next {
			t.Errorf("%s: %+v, %d of %d, %v", c.route, n, done, all, p.Stops())
		}
		if first := p.FirstLessons("en"); len(first) != 3 || first[0].Lesson.ID != c.next || first[0].Why != progress.FirstRoute {
			t.Errorf("%s: first %v", c.route, first)
		}
	}
}
