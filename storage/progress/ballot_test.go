package progress_test

import (
	"fmt"
	"math"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"binome/storage"
	"binome/storage/progress"
)

// rooted gives the pair another root: another pair that did the same.
func rooted(entries []storage.Entry, n int) []storage.Entry {
	out := append([]storage.Entry(nil), entries...)
	out[0].ID = fmt.Sprintf("01KAQ2%020d", n)
	return out
}

// learned is a pair of six sessions, in which what is given happened.
func learned(add func(b *book, session string, n int)) *book {
	b := newBook()
	for n := range 6 {
		s := b.session(60)
		add(b, s, n)
		b.add(storage.Entry{Kind: storage.KindClose, Session: s, Next: "2027-09-01"})
		b.days(14)
	}
	return b
}

// TestResponse: whatever the truth, an answer is it four times in six and else any of
// the choices, none likelier; so no answer speaks for one truth against another with more
// than the odds that are published. Measured over many pairs, by chi-squared.
func TestResponse(t *testing.T) {
	c := builtin(t)
	const pairs = 2400
	for level := range progress.Choices {
		b := learned(func(b *book, s string, n int) {
			if n == 0 && level > 0 {
				b.add(storage.Entry{Kind: storage.KindRung, Session: s, Lesson: photo, Rung: string(progress.Rungs()[level-1])})
			}
		})
		var seen [progress.Choices]float64
		for n := range pairs {
			ballot, ok := progress.Fold(c, rooted(b.entries, n)).Ballot(b.at)
			if !ok {
				t.Fatal("no ballot")
			}
			seen[ballot.Answers[photo]]++
		}
		chi := 0.0
		for choice, n := range seen {
			want := pairs / 18.0
			if choice == level {
				want += pairs * 4.0 / 6
			}
			chi += (n - want) * (n - want) / want
		}
		if chi > 20.5 { // five degrees of freedom: one time in a thousand
			t.Errorf("truth %d: %v, chi-squared %.1f", level, seen, chi)
		}
	}
	if odds := (2.0/3 + 1.0/3/progress.Choices) / (1.0 / 3 / progress.Choices); math.Abs(odds-progress.Odds) > 1e-9 {
		t.Errorf("the odds are %v", odds)
	}
}

// TestThrowsAreApart: the throws of a pair's questions, of two pairs, and of two truths have
// nothing to do with one another: they agree as often as chance has it.
func TestThrowsAreApart(t *testing.T) {
	c := builtin(t)
	blank := learned(func(*book, string, int) {})
	some := learned(func(b *book, s string, n int) {
		if n == 0 {
			b.add(storage.Entry{Kind: storage.KindRung, Session: s, Lesson: photo, Rung: "unaided"})
		}
	})
	const pairs = 2400
	same := map[string]int{}
	last := 0
	for n := range pairs {
		one, _ := progress.Fold(c, rooted(blank.entries, n)).Ballot(blank.at)
		two, _ := progress.Fold(c, rooted(some.entries, n)).Ballot(some.at)
		here := one.Answers["presence/about"]
		same["two questions"] += equal(here, one.Answers[progress.AskBefore])
		same["two pairs"] += equal(here, last)
		// Of the truths 0 and 3: given that the first says 5, which is dice, the second
		// must be true as often as ever.
		if one.Answers[photo] == 5 {
			same["dice"]++
			same["dice and truth"] += equal(two.Answers[photo], 3)
		}
		last = here
	}
	// Both 0 with (13/18)², both another with five times (1/18)².
	chance := (13.0*13 + 5) / (18 * 18)
	for _, what := range []string{"two questions", "two pairs"} {
		if got := float64(same[what]) / pairs; math.Abs(got-chance) > 0.04 {
			t.Errorf("%s agree %.3f of the time, want %.3f", what, got, chance)
		}
	}
	if got := float64(same["dice and truth"]) / float64(same["dice"]); math.Abs(got-13.0/18) > 0.12 {
		t.Errorf("where one truth's throw was dice, the other's is true %.2f of the time", got)
	}
}

func equal(a, b int) int {
	if a == b {
		return 1
	}
	return 0
}

// TestBallotOnce: from when it is settled, a ballot says the same for ever, whatever the
// pair does after, whatever is agreed to and taken back, whoever writes it how often.
func TestBallotOnce(t *testing.T) {
	c := builtin(t)
	b := learned(func(b *book, s string, n int) {
		b.add(storage.Entry{Kind: storage.KindRung, Session: s, Lesson: photo, Rung: string(progress.Rungs()[min(n, 2)])})
		b.add(storage.Entry{Kind: storage.KindConfidence, Session: s, Who: "mentee", Topic: "alone-tomorrow", Value: n})
	})
	first, ok := b.fold(c).Ballot(b.at)
	if !ok {
		t.Fatal("six sessions, and nothing is settled")
	}
	for n := range 40 {
		s := b.session(60)
		b.add(storage.Entry{Kind: storage.KindRung, Session: s, Lesson: photo, Rung: "passed-on"})
		b.add(storage.Entry{Kind: storage.KindConfidence, Session: s, Who: "mentee", Topic: "alone-tomorrow", Value: 10})
		b.add(storage.Entry{Kind: storage.KindOpinion, Session: s, Who: "mentee", Topic: "worth", Value: 10})
		b.add(storage.Entry{Kind: storage.KindConsent, Who: "mentee", To: "ballot", Given: n%2 == 0})
		b.days(n)
		if got, _ := b.fold(c).Ballot(b.at); gocmp.Diff(first, got) != "" {
			t.Fatalf("after %d more sessions: %s", n+1, gocmp.Diff(first, got))
		}
	}
}

// TestSettled: when what was learned is settled, and as of when.
func TestSettled(t *testing.T) {
	c := builtin(t)
	session := func(b *book, close bool) string {
		s := b.session(60)
		b.add(storage.Entry{Kind: storage.KindGift, Session: s, Text: "x"})
		if close {
			b.add(storage.Entry{Kind: storage.KindClose, Session: s})
		}
		return s
	}
	for _, tt := range []struct {
		name string
		make func(b *book)
		want int // the session, from 1; 0 for not yet
	}{
		{"never met", func(b *book) { b.days(100) }, 0},
		{"five sessions", func(b *book) {
			for range 5 {
				session(b, true)
				b.days(7)
			}
		}, 0},
		{"six", func(b *book) {
			for range 6 {
				session(b, true)
				b.days(7)
			}
		}, 6},
		{"the sixth goes on", func(b *book) {
			for range 5 {
				session(b, true)
				b.days(7)
			}
			session(b, false)
		}, 0},
		{"the sixth was left open", func(b *book) {
			for range 6 {
				session(b, false)
				b.days(7)
			}
		}, 6},
		{"eight are as of the sixth", func(b *book) {
			for range 8 {
				session(b, true)
				b.days(7)
			}
		}, 6},
		{"42 days of silence", func(b *book) { session(b, true); b.days(42) }, 0},
		{"43", func(b *book) { session(b, true); b.days(43) }, 1},
		{"and on again", func(b *book) { session(b, true); b.days(43); session(b, true); b.days(3) }, 1},
		{"the route is done in two", func(b *book) {
			session(b, true)
			b.days(7)
			s := b.session(90)
			for _, r := range c.Route {
				for _, l := range r.Lessons {
					b.walk(s, l)
				}
			}
			b.agree()
			b.add(storage.Entry{Kind: storage.KindClose, Session: s})
			b.days(7)
			session(b, true)
			b.days(1)
		}, 2},
		{"done again later, it stays", func(b *book) {
			s := b.session(90)
			for _, r := range c.Route {
				for _, l := range r.Lessons {
					b.walk(s, l)
				}
			}
			b.add(storage.Entry{Kind: storage.KindClose, Session: s})
			b.days(7)
			s = b.session(60)
			b.walk(s, photo)
			b.add(storage.Entry{Kind: storage.KindClose, Session: s})
			b.days(1)
		}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := newBook()
			tt.make(b)
			p := b.fold(c)
			until, ok := p.Settled(b.at)
			if ok != (tt.want > 0) {
				t.Fatalf("settled: %v", ok)
			}
			if ok && !until.Equal(p.Held("")[tt.want-1].Last) {
				t.Errorf("as of %v", until)
			}
			if _, has := p.Ballot(b.at); has != ok {
				t.Errorf("a ballot: %v", has)
			}
		})
	}
}

// TestQuestions: the same for every pair, each named to it; nothing of the mentor's own
// confidence, which is private, and no rung of the working agreement.
func TestQuestions(t *testing.T) {
	c := builtin(t)
	seen := map[string]bool{}
	for _, q := range progress.Questions(c) {
		if seen[q.Name] || q.Says == "" {
			t.Errorf("%q twice, or not named", q.Name)
		}
		seen[q.Name] = true
	}
	for _, m := range c.Modules {
		for _, l := range m.Lessons {
			if seen[l.ID] != (l.ID != progress.CharterLesson) {
				t.Errorf("%s is asked: %v", l.ID, seen[l.ID])
			}
		}
	}
	for _, topic := range []string{"contradict", "dont-know", "no-jargon"} {
		if seen[topic] || seen[topic+" mentor"] {
			t.Errorf("%s is asked", topic)
		}
	}
	b := learned(func(*book, string, int) {})
	ballot, _ := b.fold(c).Ballot(b.at)
	if len(ballot.Answers) != len(seen) {
		t.Errorf("%d answers to %d questions", len(ballot.Answers), len(seen))
	}
}

// TestAnswers: of what the truths are, by how often each is said over many pairs.
func TestAnswers(t *testing.T) {
	c := builtin(t)
	sure := func(who, topic string, v int) storage.Entry {
		return storage.Entry{Kind: storage.KindConfidence, Who: who, Topic: topic, Value: v}
	}
	opinion := func(who, topic string, v int) storage.Entry {
		return storage.Entry{Kind: storage.KindOpinion, Who: who, Topic: topic, Value: v}
	}
	rung := func(rung string) storage.Entry {
		return storage.Entry{Kind: storage.KindRung, Lesson: photo, Rung: rung}
	}
	for _, tt := range []struct {
		name    string
		entries []storage.Entry
		want    map[string]int
	}{
		{"nothing", nil, map[string]int{photo: 0, progress.AskBefore: 0, progress.AskAfter: 0, "worth mentee": 0}},
		{"the highest rung", []storage.Entry{rung("again"), rung("with-hint")}, map[string]int{photo: 4, "presence/about": 0}},
		{"asked once", []storage.Entry{sure("mentee", "alone-tomorrow", 3)}, map[string]int{progress.AskBefore: 0, progress.AskAfter: 0}},
		{"first and last", []storage.Entry{sure("mentee", "alone-tomorrow", 3), sure("mentee", "alone-tomorrow", 0), sure("mentee", "alone-tomorrow", 7)},
			map[string]int{progress.AskBefore: 2, progress.AskAfter: 4}},
		{"the mentor's is theirs", []storage.Entry{sure("mentor", "alone-tomorrow", 3), sure("mentor", "alone-tomorrow", 7)}, map[string]int{progress.AskBefore: 0, progress.AskAfter: 0}},
		{"looking back", []storage.Entry{sure("mentee", "looking-back", 0)}, map[string]int{progress.AskLookingBack: 1}},
		{"opinions", []storage.Entry{opinion("mentee", "worth", 10), opinion("mentor", "recommend", 5)},
			map[string]int{"worth mentee": 5, "recommend mentor": 3, "worth mentor": 0, "recommend mentee": 0}},
	} {
		b := learned(func(b *book, s string, n int) {
			for i, e := range tt.entries {
				if i%6 == n {
					e.Session = s
					b.add(e)
				}
			}
		})
		said := map[string]int{}
		const pairs = 150
		for n := range pairs {
			ballot, _ := progress.Fold(c, rooted(b.entries, n)).Ballot(b.at)
			for q, want := range tt.want {
				said[q] += equal(ballot.Answers[q], want)
			}
		}
		for q, want := range tt.want {
			if said[q] < pairs*4/10 { // 13 in 18; another truth's would be 1 in 18
				t.Errorf("%s: %s is %d in %d of %d", tt.name, q, want, said[q], pairs)
			}
		}
	}
}

// TestNoRoot: a journal made by hand, whose first id is no secret, has no ballot, for its
// throws could be guessed.
func TestNoRoot(t *testing.T) {
	b := learned(func(*book, string, int) {})
	b.entries[0].ID = "1"
	p := b.fold(builtin(t))
	if _, ok := p.Ballot(b.at); ok || p.Root.Pseudonym("ballot") != "" {
		t.Error("it has one")
	}
}

// TestPseudonyms: one purpose's says nothing of another's, nor of the code.
func TestPseudonyms(t *testing.T) {
	b := newBook()
	b.session(60)
	p := b.fold(nil)
	seen := map[string]bool{p.PairCode(): true}
	for _, purpose := range []string{"ballot", "contribution", "lms"} {
		s := p.Root.Pseudonym(purpose)
		if len(s) != 16 || seen[s] || seen[s[:8]] || s != b.fold(nil).Root.Pseudonym(purpose) {
			t.Errorf("%s: %q", purpose, s)
		}
		seen[s] = true
	}
}

// TestConsents: each thing that may leave has a consent of its own; an entry that says
// nothing of which is an old one, to the programme.
func TestConsents(t *testing.T) {
	b := newBook()
	say := func(who, to string, given bool) {
		b.add(storage.Entry{Kind: storage.KindConsent, Who: who, To: to, Given: given})
	}
	check := func(want string) {
		t.Helper()
		got := ""
		p := b.fold(nil)
		for _, to := range []string{progress.ToProgramme, progress.ToBallot, progress.ToPlatform} {
			got += fmt.Sprint(to, " ", p.Agreed(to), " ", p.TakenBack(to), "; ")
		}
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	check("programme false false; ballot false false; lms false false; ")
	say("mentor", "", true)
	say("mentee", "programme", true)
	check("programme true false; ballot false false; lms false false; ")
	say("mentor", "ballot", true)
	check("programme true false; ballot false false; lms false false; ")
	say("mentee", "ballot", true)
	say("mentee", "lms", true)
	check("programme true false; ballot true false; lms false false; ")
	say("mentor", "programme", false)
	check("programme false true; ballot true false; lms false false; ")
}
