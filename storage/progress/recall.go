package progress

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/open-spaced-repetition/go-fsrs/v3"

	"binome/curriculum"
)

// RecallMost is how many questions a session opens with at most.
const RecallMost = 3

// A Card is a question that can be asked again, and how well it is likely remembered.
type Card struct {
	Question string // module/lesson#id
	Lesson   string
	Due      time.Time
	// Retrievability is the chance of remembering now, 0 to 1, by FSRS's forgetting curve.
	// It orders the questions; it is never shown.
	Retrievability float64
}

// Due are the questions to ask now, at most most of them: from lessons walked to their
// end, lowest retrievability first, no two of one lesson while another lesson has one
// due. session names the present one: what was asked in it is not asked again. What is
// due on a day is due all day, in now's zone: nobody's week ends at five to four.
//
// A question counts as first answered when its lesson ended; each recall after that is
// a review: alone is FSRS's good, with help its hard, forgotten its again.
func (p *Progress) Due(now time.Time, most int, session string) []Card {
	var due []Card
	tomorrow := time.Date(now.Year(), now.Month(), now.Day()+1, 0, 0, 0, 0, now.Location())
	for _, c := range p.Cards(now) {
		if c.Due.Before(tomorrow) && !p.askedIn(c.Question, session) {
			due = append(due, c)
		}
	}
	return spread(due, most)
}

func (p *Progress) askedIn(question, session string) bool {
	if session == "" {
		return false
	}
	for _, r := range p.Reviews[question] {
		if r.Session == session {
			return true
		}
	}
	return false
}

// spread takes the first of each lesson, then the second, and so on.
func spread(cards []Card, most int) []Card {
	var out []Card
	taken := make([]bool, len(cards))
	for len(out) < most && len(out) < len(cards) {
		round := map[string]bool{}
		for i, c := range cards {
			if taken[i] || round[c.Lesson] || len(out) >= most {
				continue
			}
			round[c.Lesson], taken[i] = true, true
			out = append(out, c)
		}
	}
	return out
}

// Cards are all questions that may be asked, lowest retrievability first.
func (p *Progress) Cards(now time.Time) []Card {
	if p.cur == nil {
		return nil
	}
	s := scheduler()
	replayed := p.replayed()
	out := make([]Card, len(replayed))
	for i, r := range replayed {
		out[i] = Card{
			Question: r.question, Lesson: r.lesson, Due: r.card.Due,
			Retrievability: s.GetRetrievability(r.card, later(now, r.card.LastReview)),
		}
	}
	slices.SortStableFunc(out, func(a, b Card) int {
		return cmp.Or(cmp.Compare(a.Retrievability, b.Retrievability), a.Due.Compare(b.Due), cmp.Compare(a.Question, b.Question))
	})
	return out
}

// A replayed question is what FSRS knows of it after its reviews, which no clock changes.
type replayed struct {
	question, lesson string
	card             fsrs.Card
}

// replay goes through the questions of all lessons walked to their end. Today asks for
// them at every key: Fold has it done once.
func (p *Progress) replay() []replayed {
	r := replayer{FSRS: scheduler(), known: map[answered]fsrs.Card{}}
	first := r.Next(fsrs.NewCard(), time.Time{}, fsrs.Good).Card
	var out []replayed
	for _, id := range slices.Sorted(maps.Keys(p.Lessons)) {
		ended, ok := p.Lessons[id].Done[curriculum.Remember]
		if !ok {
			continue
		}
		l, ok := p.cur.Lesson(id)
		if !ok {
			continue
		}
		questions, err := l.QuestionIDs(p.Mentee.Language)
		if err != nil {
			continue
		}
		for _, q := range questions {
			name := id + "#" + q
			out = append(out, replayed{name, id, r.replay(startedAt(first, ended), p.Reviews[name])})
		}
	}
	return out
}

// startedAt is a card answered at another time: nothing of it but its times depends on
// when that was.
func startedAt(c fsrs.Card, at time.Time) fsrs.Card {
	c.Due, c.LastReview = at.Add(c.Due.Sub(c.LastReview)), at
	return c
}

// scheduler without short-term steps: with them "good" is due again in ten minutes.
func scheduler() *fsrs.FSRS {
	param := fsrs.DefaultParam()
	param.EnableShortTerm = false
	return fsrs.NewFSRS(param)
}

// A replayer is the scheduler and what it has said: two people meet every so many days,
// so that most answers are ones it has been told before.
type replayer struct {
	*fsrs.FSRS
	known map[answered]fsrs.Card
}

// answered is all that what follows from an answer depends on, its time aside.
type answered struct {
	stability, difficulty float64
	days                  uint64 // since the last one, whole
	reps, lapses          uint64
	rating                fsrs.Rating
}

// replay gives the card after its reviews, which come in order of time. The first may have
// been before the lesson ended; FSRS computes with unsigned days, so that would underflow.
func (r *replayer) replay(card fsrs.Card, reviews []Review) fsrs.Card {
	for _, review := range reviews {
		card = r.next(card, later(review.At, card.LastReview), rating(review.Rating))
	}
	return card
}

func (r *replayer) next(card fsrs.Card, at time.Time, rating fsrs.Rating) fsrs.Card {
	days := uint64(at.Sub(card.LastReview).Hours() / 24)
	key := answered{card.Stability, card.Difficulty, days, card.Reps, card.Lapses, rating}
	known, ok := r.known[key]
	if !ok {
		known = r.Next(card, at, rating).Card
		r.known[key] = known
	}
	return startedAt(known, at)
}

func rating(r string) fsrs.Rating {
	switch r {
	case Forgotten:
		return fsrs.Again
	case WithHelp:
		return fsrs.Hard
	}
	return fsrs.Good
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
