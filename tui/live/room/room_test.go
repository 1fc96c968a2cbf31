package room

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func lesson(step string) Place { return Place{Screen: "lesson", Lesson: "m/one", Step: step} }

// seen is a state in a line: who is here, the leader starred, those away with their place.
func seen(s *Seat) string {
	st := s.State()
	var who []string
	for _, p := range st.People {
		w := p.Name
		if p.Leads {
			w += "*"
		}
		if p.Away {
			w += "@" + p.Place.Step
		}
		who = append(who, w)
	}
	out := strings.Join(who, " ") + " at " + st.Place.Step
	if len(st.Asides) > 0 {
		out += " asides " + strings.Join(st.Asides, ";")
	}
	if st.Over != "" {
		out += " over " + st.Over
	}
	return out
}

// TestStory: what is done, and what each of the two then sees.
func TestStory(t *testing.T) {
	r := New()
	var i, p *Seat
	for _, step := range []struct {
		what string
		do   func()
		i, p string // "" for what isn't looked at
	}{
		{"Inès comes", func() { i = r.Sit(Mentor, "Inès") }, "Inès* at ", ""},
		{"she moves", func() { i.Move(lesson("discover")) }, "Inès* at discover", ""},
		{"Philippe comes", func() { p = r.Sit(Mentee, "Philippe") }, "Inès* Philippe at discover", "Inès* Philippe at discover"},
		{"she goes on", func() { i.Move(lesson("together")) }, "Inès* Philippe at together", "Inès* Philippe at together"},
		{"he looks ahead", func() { p.Move(lesson("talk")) }, "Inès* Philippe@talk at together", "Inès* Philippe@talk at together"},
		{"she goes on", func() { i.Move(lesson("alone")) }, "Inès* Philippe@talk at alone", ""},
		{"he walks back to her", func() { p.Move(lesson("alone")) }, "Inès* Philippe at alone", ""},
		{"as many parts left as may be, it is the same place", func() { q := lesson("alone"); q.Left = 3; p.Move(q) }, "Inès* Philippe at alone", ""},
		{"he looks ahead", func() { p.Move(lesson("talk")) }, "Inès* Philippe@talk at alone", ""},
		{"and comes back", func() { p.Away(false) }, "Inès* Philippe at alone", ""},
		{"she can't be away", func() { i.Away(true) }, "Inès* Philippe at alone", ""},
		{"he can't hand over what he hasn't", func() { p.Hand(p.State().Me) }, "Inès* Philippe at alone", ""},
		{"he takes the lead", func() { p.Lead() }, "Inès Philippe* at alone", "Inès Philippe* at alone"},
		{"he goes on", func() { p.Move(lesson("talk")) }, "Inès Philippe* at talk", ""},
		{"and hands over", func() { p.Hand(i.State().Me) }, "Inès* Philippe at talk", ""},
		{"to nobody that is here", func() { i.Hand(99) }, "Inès* Philippe at talk", ""},
		{"he looks back", func() { p.Move(lesson("discover")) }, "Inès* Philippe@discover at talk", ""},
		{"and takes the lead there", func() { p.Lead() }, "Inès Philippe* at discover", ""},
		{"he asks, aside", func() { p.Ask(" why\nso? ") }, "Inès Philippe* at discover asides why so?", "Inès Philippe* at discover"},
		{"she can't ask aside", func() { i.Ask("me too") }, "Inès Philippe* at discover asides why so?", "Inès Philippe* at discover"},
		{"he can't cover it", func() { p.Cover("why so?") }, "Inès Philippe* at discover asides why so?", ""},
		{"she covers it", func() { i.Cover("why so?") }, "Inès Philippe* at discover", ""},
		{"nothing is not asked", func() { p.Ask(" \x1b[2J ") }, "Inès Philippe* at discover", ""},
		{"his line drops", func() { p.Leave() }, "Inès* at discover", ""},
		{"and what he says then is heard by nobody", func() { p.Move(lesson("talk")); p.Lead(); p.Ask("hm"); p.Leave() }, "Inès* at discover", ""},
		{"he is back", func() { p = r.Sit(Mentee, "Philippe") }, "Inès* Philippe at discover", "Inès* Philippe at discover"},
		{"both drop", func() { i.Leave(); p.Leave() }, "", ""},
		{"he comes first", func() { p = r.Sit(Mentee, "Philippe") }, "", "Philippe* at discover"},
		{"a question waits for her", func() { p.Ask("later") }, "", "Philippe* at discover"},
		{"she comes", func() { i = r.Sit(Mentor, "Inès") }, "Philippe* Inès at discover asides later", "Philippe* Inès at discover"},
		{"it is over", func() { r.Close(OverStop) }, "Philippe* Inès at discover over stop", "Philippe* Inès at discover over stop"},
		{"for good", func() { p.Move(lesson("talk")); r.Close(OverIdle) }, "Philippe* Inès at discover over stop", ""},
	} {
		step.do()
		if step.i != "" && seen(i) != step.i {
			t.Fatalf("%s: Inès sees %q, want %q", step.what, seen(i), step.i)
		}
		if step.p != "" && seen(p) != step.p {
			t.Fatalf("%s: Philippe sees %q, want %q", step.what, seen(p), step.p)
		}
	}
	if late := r.Sit(Mentor, "x").State(); late.Over != OverStop || len(late.People) != 0 || late.Mine() {
		t.Errorf("who comes late sees %+v", late)
	}
}

// TestLeaderLeaves: whoever is with the leader comes before one who looks elsewhere.
func TestLeaderLeaves(t *testing.T) {
	r := New()
	a, b, c := r.Sit(Mentor, "a"), r.Sit(Mentee, "b"), r.Sit("", "c")
	a.Move(lesson("alone"))
	b.Move(lesson("discover"))
	a.Leave()
	if got := seen(c); got != "b@discover c* at alone" {
		t.Errorf("the room is %q", got)
	}
	c.Leave()
	if got := seen(b); got != "b* at discover" {
		t.Errorf("the room is %q", got)
	}
	if b.Leave(); !r.Empty() {
		t.Error("nobody is left, and it isn't empty")
	}
}

// TestAtTheDoor: what comes in is clean and no longer than it may be.
func TestAtTheDoor(t *testing.T) {
	r := New()
	m := r.Sit(Mentor, "In\x1b]52;c;aGk=\x07ès\n"+strings.Repeat("n", 1000))
	p := r.Sit("root", "x")
	if st := m.State(); len([]rune(st.People[0].Name)) > mostName || strings.ContainsAny(st.People[0].Name, "\x1b\x07\n") || st.People[1].Role != "" {
		t.Errorf("people are %+v", st.People)
	}
	m.Move(Place{Screen: strings.Repeat("s", 1<<20), Lesson: "a\u202eb", Step: "\x9bx", Question: -1, Left: -4})
	if at := m.State().Place; len(at.Screen) > mostWord || at.Lesson != "ab" || strings.Contains(at.Step, "\x9b") || at.Question != 0 || at.Left != 0 {
		t.Errorf("the place is %+v", at)
	}
	p.Ask("not a mentee")
	q := r.Sit(Mentee, "q")
	for range 3 * mostAsides {
		q.Ask(strings.Repeat("é", 10*mostAside))
	}
	got := m.State().Asides
	if len(got) != mostAsides || len([]rune(got[0])) != mostAside {
		t.Errorf("%d questions, the first of %d", len(got), len([]rune(got[0])))
	}
}

// TestNobodyWaits: seats that never look cost the others nothing, and when they do look
// they see the latest, once.
func TestNobodyWaits(t *testing.T) {
	before := runtime.NumGoroutine()
	r := New()
	a, stalled := r.Sit(Mentor, "a"), r.Sit(Mentee, "b")
	for i := range 10_000 {
		a.Move(Place{Screen: "lesson", Question: i})
	}
	<-stalled.News()
	if got := stalled.State().Place.Question; got != 9_999 {
		t.Errorf("the latest is %d", got)
	}
	select {
	case <-stalled.News():
		t.Error("there is more news than there is")
	default:
	}
	r.Close(OverEnded)
	if <-stalled.News(); stalled.State().Over != OverEnded {
		t.Error("it wasn't told of the end")
	}
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines, %d before", after, before)
	}
}

// TestRoomProperties: whatever is done in whatever order, exactly one leads while anybody
// sits, the room is where they are, snapshots grow, and questions reach mentors alone.
func TestRoomProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := New()
		var seats []*Seat
		last := map[*Seat]uint64{}
		over := false
		pick := func() *Seat {
			if len(seats) == 0 {
				t.Skip("nobody has sat down")
			}
			return rapid.SampledFrom(seats).Draw(t, "seat")
		}
		if rapid.Bool().Draw(t, "begun") {
			seats = append(seats, r.Sit(Mentor, "m"), r.Sit(Mentee, "e"))
		}
		acts := map[string]func(*rapid.T){
			"sit": func(t *rapid.T) {
				role := rapid.SampledFrom([]string{Mentor, Mentee, "", "x"}).Draw(t, "role")
				seats = append(seats, r.Sit(role, rapid.String().Draw(t, "name")))
			},
			"": func(t *rapid.T) {
				if !over {
					hold(t, r, seats)
				}
				for _, s := range seats {
					st := s.State()
					if st.N < last[s] {
						t.Fatalf("N went from %d to %d", last[s], st.N)
					}
					last[s] = st.N
					if s.role != Mentor && st.Asides != nil {
						t.Fatalf("%q is told %q", s.role, st.Asides)
					}
					if over && st.Over == "" && !s.gone {
						t.Fatal("one wasn't told that it is over")
					}
				}
			},
			"move": func(t *rapid.T) {
				pick().Move(Place{Screen: "lesson", Step: rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "step"), Left: rapid.IntRange(0, 2).Draw(t, "left")})
			},
			"lead":  func(*rapid.T) { pick().Lead() },
			"hand":  func(t *rapid.T) { pick().Hand(rapid.Uint64Range(0, 12).Draw(t, "to")) },
			"away":  func(t *rapid.T) { pick().Away(rapid.Bool().Draw(t, "away")) },
			"ask":   func(t *rapid.T) { pick().Ask(rapid.SampledFrom([]string{"p", "q", ""}).Draw(t, "what")) },
			"cover": func(t *rapid.T) { pick().Cover(rapid.SampledFrom([]string{"p", "q"}).Draw(t, "what")) },
			"leave": func(*rapid.T) { pick().Leave() },
			"look": func(*rapid.T) {
				select {
				case <-pick().News():
				default:
				}
			},
			"close": func(t *rapid.T) {
				if rapid.IntRange(0, 20).Draw(t, "really") == 0 {
					over = true
					r.Close("")
				}
			},
		}
		for range 5 { // long enough for some to come and go
			t.Repeat(acts)
		}
	})
}

// hold is what is true of an open room.
func hold(t *rapid.T, r *Room, seats []*Seat) {
	sitting := slices.DeleteFunc(slices.Clone(seats), func(s *Seat) bool { return s.gone })
	var first State
	for i, s := range sitting {
		st := s.State()
		leads := 0
		for _, p := range st.People {
			if p.Leads {
				leads++
				if p.Seat != st.Lead || p.Away || p.Place != st.Place {
					t.Fatalf("the leader is %+v in %+v", p, st)
				}
			} else if !p.Away && p.Place != st.Place {
				t.Fatalf("%+v is with the leader and elsewhere: %+v", p, st)
			}
		}
		if leads != 1 || len(st.People) != len(sitting) {
			t.Fatalf("%d lead of %d, %d sit", leads, len(st.People), len(sitting))
		}
		if _, here := st.Person(st.Me); !here || st.Me != s.id {
			t.Fatalf("%d isn't in its own room: %+v", s.id, st)
		}
		st.Me, st.Asides = 0, nil
		if i == 0 {
			first = st
		} else if !reflect.DeepEqual(first, st) { // nearly always equal, and a diff takes ten times as long
			t.Fatalf("two see different rooms:\n%s", cmp.Diff(first, st))
		}
	}
	if st := r.State(); !reflect.DeepEqual(Of(st).State(), st) {
		t.Fatalf("made again it is another:\n%s", cmp.Diff(st, Of(st).State()))
	}
	if r.Empty() != (len(sitting) == 0) {
		t.Fatal("empty, or not")
	}
}

// TestManyAtOnce is for the race detector: everybody does everything.
func TestManyAtOnce(t *testing.T) {
	r := New()
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			s := r.Sit([]string{Mentor, Mentee}[n%2], fmt.Sprint(n))
			for i := range 200 {
				s.Move(Place{Screen: "lesson", Question: i})
				s.Lead()
				s.Ask("q")
				s.Cover("q")
				st := s.State()
				s.Hand(st.People[0].Seat)
				st.People[0].Name = "mine to change"
				select {
				case <-s.News():
				default:
				}
			}
			s.Leave()
		})
	}
	wg.Wait()
	if !r.Empty() {
		t.Error("somebody is left")
	}
}
