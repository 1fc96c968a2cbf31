package programme

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/oklog/ulid/v2"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/progress"
)

// A target is a small programme of which an attacker wants one pair's answers. Each answer
// is as likely as any other, so that nobody guesses better than one in six without help.
type target struct {
	k     *places
	truth map[string]int // by question
	dir   string         // all pairs, with the target
	rest  string         // another folder, of another computer: all but the target
	all   []tally        // of dir
	file  string         // the target's ballot
}

const others = 4

// attacked makes a programme whose pairs all sent their ballots, through files.
func attacked(t *testing.T, c *curriculum.Curriculum, seed uint64, lie func(*progress.Ballot, map[string]int)) *target {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 7))
	a := &target{k: newPlaces(c), dir: t.TempDir(), rest: t.TempDir()}
	for n := range others + 1 {
		entries, truth := sixSessions(c, r)
		p := progress.Fold(c, entries)
		b, ok := p.Ballot(entries[len(entries)-1].At)
		if !ok {
			t.Fatal("no ballot")
		}
		if lie != nil {
			lie(&b, truth)
		}
		path := filepath.Join(a.dir, "ballot-"+b.ID+".toml")
		if n == 0 {
			a.truth, a.file = truth, path
		}
		var text bytes.Buffer
		if err := toml.NewEncoder(&text).Encode(b); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		if n > 0 {
			if err := os.WriteFile(filepath.Join(a.rest, filepath.Base(path)), text.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	a.all = a.tallies(t, []string{a.dir}, attackDay())
	return a
}

func attackDay() time.Time { return time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC) }

// sixSessions is a pair's journal in which each lesson has any rung or none.
func sixSessions(c *curriculum.Curriculum, r *rand.Rand) (entries []storage.Entry, truth map[string]int) {
	at := time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)
	session := ""
	add := func(e storage.Entry) string {
		var id ulid.ULID
		id.SetTime(uint64(at.UnixMilli()))
		for i := 6; i < len(id); i++ {
			id[i] = byte(r.Uint32())
		}
		at = at.Add(time.Minute)
		e.ID, e.At, e.Session = id.String(), at, session
		entries = append(entries, e)
		return e.ID
	}
	add(storage.Entry{Kind: storage.KindPair, Mentor: "Inès", Mentee: "Philippe"})
	truth = map[string]int{}
	for s := range 6 {
		session = ""
		session = add(storage.Entry{Kind: storage.KindSession, Minutes: 60})
		for _, q := range progress.Questions(c) {
			if _, isLesson := c.Lesson(q.Name); isLesson && s == 0 {
				truth[q.Name] = r.IntN(progress.Choices)
				if v := truth[q.Name]; v > 0 {
					add(storage.Entry{Kind: storage.KindRung, Lesson: q.Name, Rung: string(progress.Rungs()[v-1])})
				}
			}
		}
		add(storage.Entry{Kind: storage.KindClose})
		at = at.AddDate(0, 0, 14)
	}
	return entries, truth
}

// tallies is more than a report says: the exact counts behind its means, of the pairs in a
// folder, as it is made that day.
func (a *target) tallies(t *testing.T, dirs []string, now time.Time) []tally {
	t.Helper()
	r := Request{Dirs: dirs, Now: now}
	files, _, err := list(r)
	if err != nil {
		t.Fatal(err)
	}
	got, err := read(context.Background(), r, a.k, files)
	if err != nil {
		t.Fatal(err)
	}
	got.settle()
	out := make([]tally, len(a.k.names))
	for _, b := range got.ballots {
		for _, x := range b.answers {
			out[x.question][x.choice]++
		}
	}
	return out
}

// difference is what two folders' tallies differ by: the choice that is one more.
func difference(with, without tally) int {
	for v := range with {
		if with[v] > without[v] {
			return v
		}
	}
	return -1
}

// TestAttack: somebody who has every file, every report of any folder, any month, before
// and after a withdrawal, and subtracts them at will, guesses an answer no better than the
// construction lets them: right 13 times in 18, where each was as likely as any other. Over
// 200 programmes; and the same attackers are right always where no die was thrown.
func TestAttack(t *testing.T) {
	c := curriculum.Load(curriculum.Builtin())
	programmes := 200
	if testing.Short() {
		programmes = 30
	}
	now := attackDay()
	attacks := map[string]func(t *testing.T, a *target) func(question int) int{
		// Two reports, of all and of all but one: another folder, another computer.
		"another folder": func(t *testing.T, a *target) func(int) int {
			without := a.tallies(t, []string{a.rest}, now)
			return func(q int) int { return difference(a.all[q], without[q]) }
		},
		// Two reports, before and after the pair takes its ballot back.
		"a withdrawal": func(t *testing.T, a *target) func(int) int {
			var b progress.Ballot
			if _, err := toml.DecodeFile(a.file, &b); err != nil {
				t.Fatal(err)
			}
			back := filepath.Join(a.dir, "back.toml")
			if err := os.WriteFile(back, fmt.Appendf(nil, "format = 2\nballot = %q\nwithdrawn = \"2026-11-20\"\n", b.ID), 0o600); err != nil {
				t.Fatal(err)
			}
			without := a.tallies(t, []string{a.dir}, now)
			if err := os.Remove(back); err != nil {
				t.Fatal(err)
			}
			return func(q int) int { return difference(a.all[q], without[q]) }
		},
		// Month after month, of both folders together and of one.
		"month after month": func(t *testing.T, a *target) func(int) int {
			votes := make([][progress.Choices]int, len(a.k.names))
			for month := range 2 {
				day := now.AddDate(0, month, 0)
				with, without := a.tallies(t, []string{a.dir, a.rest}, day), a.tallies(t, []string{a.rest}, day)
				for q := range votes {
					votes[q][difference(with[q], without[q])]++
				}
			}
			return func(q int) int { return most(votes[q]) }
		},
		// Within one report: some questions less others, for who is in one and not in another.
		"one report": func(t *testing.T, a *target) func(int) int {
			return func(q int) int {
				other := (q + 1) % len(a.all)
				if a.all[q].ballots() != a.all[other].ballots() {
					return difference(a.all[q], a.all[other])
				}
				return most(a.all[q]) // the likeliest of all
			}
		},
		// The file itself.
		"the ballot": func(t *testing.T, a *target) func(int) int {
			var b progress.Ballot
			if _, err := toml.DecodeFile(a.file, &b); err != nil {
				t.Fatal(err)
			}
			return func(q int) int { return b.Answers[a.k.names[q]] }
		},
	}
	const bound = float64(progress.Odds) / (progress.Odds + progress.Choices - 1)
	right, guesses := map[string]int{}, 0
	for seed := range programmes {
		a := attacked(t, c, uint64(seed), nil)
		guesses += len(a.truth)
		for name, attack := range attacks {
			right[name] += a.score(attack(t, a))
		}
	}
	for name, n := range right {
		share := float64(n) / float64(guesses)
		t.Logf("%-18s %.3f of %d, bound %.3f, by chance %.3f", name, share, guesses, bound, 1.0/progress.Choices)
		if share > bound+0.02 {
			t.Errorf("%s: right %.3f of the time, more than %.3f", name, share, bound)
		}
		if name != "one report" && share < bound-0.05 {
			t.Errorf("%s is no attack: right %.3f of the time", name, share)
		}
	}
	// The attackers know their trade: without the dice they have it all.
	a := attacked(t, c, 1, func(b *progress.Ballot, truth map[string]int) {
		for q, v := range truth {
			b.Answers[q] = v
		}
	})
	for _, name := range []string{"another folder", "a withdrawal", "month after month", "the ballot"} {
		if got := a.score(attacks[name](t, a)); got != len(a.truth) {
			t.Errorf("%s: %d of %d without dice", name, got, len(a.truth))
		}
	}
}

func (a *target) score(guess func(question int) int) (right int) {
	for q, name := range a.k.names {
		if v, asked := a.truth[name]; asked && guess(q) == v {
			right++
		}
	}
	return right
}

func most(counts [progress.Choices]int) (at int) {
	for v, n := range counts {
		if n > counts[at] {
			at = v
		}
	}
	return at
}

// TestMeans: over many pairs the means come out as they are in truth: right on average,
// within their margins nineteen times in twenty or so, told only when the margin is narrow,
// and never of a handful.
func TestMeans(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, tt := range []struct {
		pairs int
		none  float64 // share without an answer
		told  bool
	}{{5, 0, false}, {60, 0, true}, {400, 0, true}, {400, 0.5, true}, {2000, 0.9, true}, {100, 0.9, false}, {400, 1, false}} {
		const runs = 400
		told, within, off := 0, 0, 0.0
		for range runs {
			var truth, seen tally
			for range tt.pairs {
				v := 0
				if r.Float64() >= tt.none {
					v = 1 + min(4, r.IntN(3)+r.IntN(3))
				}
				truth[v]++
				if r.IntN(6) >= 4 {
					v = r.IntN(progress.Choices)
				}
				seen[v]++
			}
			m := meanOf([]tally{seen}, asRung, Widest)
			if m == nil {
				continue
			}
			told++
			n, sum := 0, 0
			for v := 1; v < progress.Choices; v++ {
				n, sum = n+truth[v], sum+v*truth[v]
			}
			diff := m.Mean - float64(sum)/float64(n)
			off += diff
			if diff >= -m.Margin && diff <= m.Margin {
				within++
			}
		}
		if tt.told && told < runs*9/10 || !tt.told && told > runs/10 {
			t.Errorf("%d pairs, %.0f %% without: told %d times in %d", tt.pairs, 100*tt.none, told, runs)
		}
		if tt.told && (within < told*91/100 || off/float64(told) > 0.06 || off/float64(told) < -0.06) {
			t.Errorf("%d pairs, %.0f %% without: within the margin %d times in %d, off by %.3f on average", tt.pairs, 100*tt.none, within, told, off/float64(told))
		}
	}
	for n := range 6 { // five who all say the same, and no fewer
		var same tally
		same[4] = n
		if m := meanOf([]tally{same}, asRung, Widest); m != nil {
			t.Errorf("%d pairs are told of: %+v", n, m)
		}
	}
}
