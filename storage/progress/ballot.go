package progress

import (
	"encoding/binary"
	"slices"
	"strconv"
	"time"

	"binome/curriculum"
)

// A Ballot is what a pair tells its programme of what was learned: no name, no code, no
// date, and the same questions for every pair. Each answer is a randomised response
// (Warner, JASA 60, 1965; with several choices: Kairouz, Bonawitz, Ramage, ICML 2016):
// a die says whether it is the truth, four times in six, or one of the Choices at random.
// So whatever an answer says, it is at most Odds times as likely under one truth as under
// another: differential privacy with a budget of ln 13, and whatever is made of it, sums,
// differences, reports of any folder, spends no more. The throw is a function of the
// pair's journal and not made again: more ballots of one pair tell no more than one.
type Ballot struct {
	Format  int            `toml:"format" json:"format" says:"-"`
	ID      string         `toml:"ballot" json:"ballot" says:"ballot-id"`
	Answers map[string]int `toml:"answers" json:"answers" says:"questions"` // by question; 0 is none
}

// The choices of an answer are none and five steps: the rungs, or 0 to 10 in five.
const (
	Choices = 6
	True    = 4.0 / 6
	Odds    = 13 // (True + (1-True)/Choices) / ((1-True)/Choices)
)

// A Question of the ballot.
type Question struct {
	Name  string // a lesson's, or words with a blank
	Says  string // names the phrase under which the pair is asked for it
	truth func(p *Progress, until time.Time) int
}

const (
	saysRungs    = "rungs"
	saysSure     = "sure"
	saysOpinions = "opinions"
)

// Asked are the phrases that name the questions, whatever the curriculum.
func Asked() []string { return []string{saysRungs, saysSure, saysOpinions} }

// The questions that aren't lessons.
const (
	AskBefore      = Tomorrow + " before"    // the mentee's first answer, of several
	AskAfter       = Tomorrow + " after"     // the last of them
	AskLookingBack = LookingBack + " mentee" // where they really were, said at the end
)

// Topics of an opinion, which either may give at the end.
const (
	Worth     = "worth"
	Recommend = "recommend"
)

// An Opinion is one of the two questions that each is asked at the end.
type Opinion struct{ Topic, Who string }

// OpinionsToAsk are those that nobody has answered yet, of these roles, in the order they
// are asked.
func (p *Progress) OpinionsToAsk(roles ...string) []Opinion {
	var out []Opinion
	for _, who := range roles {
		for _, topic := range [...]string{Worth, Recommend} {
			if !slices.ContainsFunc(p.Opinions, func(c Confidence) bool { return c.Who == who && c.Topic == topic }) {
				out = append(out, Opinion{topic, who})
			}
		}
	}
	return out
}

// Questions of a ballot: every lesson that can have a rung, how sure the mentee was, and
// what either thinks of the whole. What the mentor says of their own confidence is
// private, and never asked for here.
func Questions(c *curriculum.Curriculum) []Question {
	var all []Question
	if c != nil {
		for _, m := range c.Modules {
			for _, l := range m.Lessons {
				if id := l.ID; id != CharterLesson {
					all = append(all, Question{id, saysRungs, func(p *Progress, until time.Time) int { return p.Lessons[id].rungBy(until) }})
				}
			}
		}
	}
	all = append(all,
		Question{AskBefore, saysSure, func(p *Progress, until time.Time) int { before, _ := p.sure(until); return before }},
		Question{AskAfter, saysSure, func(p *Progress, until time.Time) int { _, after := p.sure(until); return after }},
		Question{AskLookingBack, saysSure, func(p *Progress, until time.Time) int {
			return last(p.Confidence, Mentee, LookingBack, until)
		}})
	for _, topic := range [...]string{Worth, Recommend} {
		for _, who := range [...]string{Mentee, Mentor} {
			all = append(all, Question{topic + " " + who, saysOpinions, func(p *Progress, until time.Time) int {
				return last(p.Opinions, who, topic, until)
			}})
		}
	}
	return all
}

// Ballot is the pair's, once what they learned is settled; ok is false before.
func (p *Progress) Ballot(now time.Time) (b Ballot, ok bool) {
	until, settled := p.Settled(now)
	if !settled || !p.Root.Secret() {
		return b, false
	}
	b = Ballot{Format: ContributionFormat, ID: p.Root.Pseudonym("ballot"), Answers: map[string]int{}}
	mac := p.Root.Mac()
	for _, q := range Questions(p.cur) {
		b.Answers[q.Name] = respond(mac, q.Name, q.truth(p, until))
	}
	return b, true
}

// respond throws twice. Another truth (an entry taken back later) has
// a throw of its own, lest the two together tell which was thrown.
func respond(mac func(...string) []byte, question string, truth int) int {
	h := mac("answer", question, strconv.Itoa(truth))
	if binary.BigEndian.Uint64(h)%6 < 4 {
		return truth
	}
	return int(binary.BigEndian.Uint64(h[8:]) % Choices)
}

// Settled is when what a pair learned was settled, so that it is told once and no trail
// of changes is: at the end of the session by which their route was done, of the
// sixth, or of the last one before six weeks without any.
func (p *Progress) Settled(now time.Time) (time.Time, bool) {
	held := p.Held("")
	for i, s := range held {
		next, last := now, i == len(held)-1
		if !last {
			next = held[i+1].At
		}
		done, all := p.routeDone(func(lesson string) bool { return p.finishedBy(lesson, s.Last) })
		switch {
		case DaysBetween(s.Last, next) > StalledDays:
			return s.Last, true
		case last && !s.Over(now):
		case i+1 >= settledSessions || all > 0 && done == all:
			return s.Last, true
		}
	}
	return time.Time{}, false
}

const settledSessions = 6

// Over reports whether no entry of the session is to be expected any more.
func (s Session) Over(now time.Time) bool { return s.Closed || now.Sub(s.At) >= 24*time.Hour }

// rungBy is the highest level agreed on by then, 0 for none.
func (l *Lesson) rungBy(until time.Time) (level int) {
	if l == nil {
		return 0
	}
	for _, r := range l.Rungs {
		if !r.At.After(until) {
			level = max(level, r.Rung.Level())
		}
	}
	return level
}

// sure is the mentee's first answer and the last, if there are two.
func (p *Progress) sure(until time.Time) (before, after int) {
	n := 0
	for _, a := range p.Confidence {
		if a.Who == Mentee && a.Topic == Tomorrow && !a.At.After(until) {
			if n++; n == 1 {
				before = step(a.Value)
			}
			after = step(a.Value)
		}
	}
	if n < 2 {
		return 0, 0
	}
	return before, after
}

func last(all []Confidence, who, topic string, until time.Time) (answer int) {
	for _, a := range all {
		if a.Who == who && a.Topic == topic && !a.At.After(until) {
			answer = step(a.Value)
		}
	}
	return answer
}

// step puts 0 to 10 into five steps: 0-1, 2-3, 4-6, 7-8, 9-10.
func step(v int) int { return 1 + (2*v+2)/5 }
