// Package programmetest makes up programmes of any size for tests and benchmarks: pairs
// that never were, with the journals they would have. Only tests may import it.
//
// For most uses: [New], then [Programme.Folder]. The same seed gives the same bytes, and
// the nth pair is the same in a programme of ten and of a million.
//
// A pair has its launch, a session a fortnight or so, dates that are moved, rungs that
// grow, confidence in sessions one, three and six, something in return; some never agree
// to share, some stall, some go through the whole route. The journals are written as
// Binome writes them; what stands in them is not meant to be read.
package programmetest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"github.com/oklog/ulid/v2"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/progress"
)

// A Programme is one seed's pairs.
type Programme struct {
	Seed       uint64
	Curriculum *curriculum.Curriculum
	From       time.Time // when the first pair begins
	Until      time.Time // nothing is later
	Typed      string    // put into everything that a person would type; for canaries
}

// New is a programme that ran for nine months before until.
func New(seed uint64, c *curriculum.Curriculum, until time.Time) *Programme {
	return &Programme{Seed: seed, Curriculum: c, From: until.AddDate(0, -9, 0), Until: until}
}

// ID of the nth pair.
func (p *Programme) ID(n int) string { return fmt.Sprintf("pair-%06d", n) }

// Folder writes the journals of the first n pairs into dir, and gives their size.
func (p *Programme) Folder(dir string, n int) (size int64, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return 0, err
	}
	var b []byte
	for i := range n {
		b = storage.AppendJournal(b[:0], p.ID(i), p.Pair(i))
		if err := os.WriteFile(filepath.Join(dir, p.ID(i)+".toml"), b, 0o600); err != nil {
			return size, err
		}
		size += int64(len(b))
	}
	return size, nil
}

// Pair is the nth pair's entries, in order.
func (p *Programme) Pair(n int) []storage.Entry {
	w := &writer{p: p, r: rand.New(rand.NewPCG(p.Seed, uint64(n)))}
	span := max(1, int(p.Until.Sub(p.From).Hours()/24)-10)
	y, m, d := p.From.AddDate(0, 0, w.r.IntN(span)).Date()
	w.at = time.Date(y, m, d, 8, w.r.IntN(9*60), 0, 0, p.From.Location())
	w.launch(n)
	w.sessions()
	return w.entries
}

// A writer lives one pair's life.
type writer struct {
	p       *Programme
	r       *rand.Rand
	at      time.Time
	session string
	entries []storage.Entry
	route   []string // lessons still to come
	rungs   map[string]int
	sure    int
}

// add an entry some seconds after the one before; nothing is later than Until.
func (w *writer) add(e storage.Entry) string {
	w.at = w.at.Add(time.Duration(5+w.r.IntN(90)) * time.Second)
	if w.at.After(w.p.Until) {
		return ""
	}
	var id ulid.ULID
	id.SetTime(uint64(w.at.UnixMilli()))
	for i := 6; i < len(id); i++ {
		id[i] = byte(w.r.Uint32())
	}
	e.ID, e.At, e.Session = id.String(), w.at.Truncate(time.Second), w.session
	if e.By == "" && e.Kind != storage.KindPair {
		e.By = "pair"
	}
	w.entries = append(w.entries, e)
	return e.ID
}

func (w *writer) chance(percent int) bool { return w.r.IntN(100) < percent }

func (w *writer) one(list []string) string { return list[w.r.IntN(len(list))] }

// text is a line of what people type.
func (w *writer) text() string { return w.p.Typed + w.one(lines) }

func (w *writer) name() string { return w.p.Typed + w.one(firsts) + " " + w.one(lasts) }

func (w *writer) launch(n int) {
	first := storage.Entry{Kind: storage.KindPair, Mentor: w.name(), Mentee: w.name(), MentorLanguage: "fr", MenteeLanguage: "fr"}
	if w.chance(80) {
		first.Code = fmt.Sprintf("P%06d", n)
	}
	w.add(first)
	w.add(storage.Entry{Kind: storage.KindCharter, Hash: "0123456789ab"})
	w.add(storage.Entry{Kind: storage.KindGoal, Text: w.text()})
	both := w.chance(88)
	for i, who := range []string{progress.Mentor, progress.Mentee} {
		if both || i == 0 && w.chance(50) {
			for _, to := range []string{progress.ToProgramme, progress.ToBallot} {
				w.add(storage.Entry{Kind: storage.KindConsent, Who: who, To: to, Given: true, By: who})
			}
		}
	}
	w.rungs = map[string]int{}
	w.sure = w.r.IntN(5)
	for _, s := range w.p.Curriculum.Route {
		for _, l := range s.Lessons {
			if l != progress.CharterLesson {
				w.route = append(w.route, l)
			}
		}
	}
	for range w.r.IntN(3) { // what they choose besides
		m := w.p.Curriculum.Modules[w.r.IntN(len(w.p.Curriculum.Modules))]
		if len(m.Lessons) > 0 {
			w.route = append(w.route, m.Lessons[w.r.IntN(len(m.Lessons))].ID)
		}
	}
}

// sessions until the route is done, the pair stalls, or time is up.
func (w *writer) sessions() {
	begun := w.at
	for n := 1; len(w.route) > 0 && n <= 12; n++ {
		if n > 1 && w.chance(20) {
			return // stalled
		}
		w.hour(n)
		next := begun.AddDate(0, 0, 10+w.r.IntN(9))
		for moved := 0; moved < 3 && w.chance(22); moved++ {
			w.session = ""
			w.at = next.AddDate(0, 0, -1)
			next = next.AddDate(0, 0, 5+w.r.IntN(8))
			w.add(storage.Entry{Kind: storage.KindPostpone, Next: next.Format(time.DateOnly)})
		}
		if begun = next; begun.After(w.p.Until) {
			return
		}
		w.at = begun
	}
}

// hour is one session.
func (w *writer) hour(n int) {
	w.session = ""
	id := w.add(storage.Entry{Kind: storage.KindSession, Minutes: 60})
	w.session = id
	if n > 1 {
		for range 1 + w.r.IntN(3) {
			w.add(storage.Entry{Kind: storage.KindRecall, Question: w.route[0] + "#first-words", Rating: w.one([]string{"alone", "alone", "with-help", "forgotten"})})
		}
	}
	lessons := 1
	if w.chance(25) {
		lessons = 2
	}
	for range lessons {
		if len(w.route) > 0 {
			w.lesson(w.route[0])
			w.route = w.route[1:]
		}
	}
	w.again()
	if n == 1 || n == 3 || n == 6 {
		w.confidence(n)
	}
	if w.chance(75) {
		w.add(storage.Entry{Kind: storage.KindGift, Text: w.text(), By: "mentor"})
	}
	if w.chance(85) {
		promise := w.add(storage.Entry{Kind: storage.KindPromise, Who: "mentee", Text: w.text()})
		if promise != "" && w.chance(10) {
			w.add(storage.Entry{Kind: storage.KindRetract, Of: promise})
		}
	}
	end := storage.Entry{Kind: storage.KindClose}
	if len(w.route) > 0 && w.chance(88) {
		end.Next = w.at.AddDate(0, 0, 14).Format(time.DateOnly)
	}
	if w.chance(30) {
		end.Text = w.text()
	}
	w.add(end)
}

func (w *writer) lesson(id string) {
	for _, step := range curriculum.StepIDs() {
		if step == curriculum.Discover {
			w.add(storage.Entry{Kind: storage.KindStep, Lesson: id, Step: string(step), State: "begun", Edition: 1})
		}
		if step == curriculum.Together || step == curriculum.Alone {
			for i := range 1 + w.r.IntN(3) {
				w.add(storage.Entry{Kind: storage.KindTick, Lesson: id, Step: string(step), Item: i + 1, Edition: 1})
			}
		}
		if w.chance(12) {
			w.add(storage.Entry{Kind: storage.KindNote, Lesson: id, Step: string(step), Text: w.text(), By: w.one([]string{"mentor", "mentee", "pair"})})
		}
		w.add(storage.Entry{Kind: storage.KindStep, Lesson: id, Step: string(step), State: "done", Edition: 1})
	}
	if w.chance(92) {
		w.rungs[id] = 1 + w.r.IntN(3)
		w.rung(id)
	}
}

func (w *writer) rung(id string) {
	w.add(storage.Entry{Kind: storage.KindRung, Lesson: id, Rung: string(progress.Rungs()[w.rungs[id]-1]), Evidence: w.text()})
}

// again raises a rung of an earlier lesson.
func (w *writer) again() {
	for i := range w.entries {
		e := &w.entries[i]
		if e.Kind == storage.KindRung && e.Session != w.session && w.rungs[e.Lesson] < 5 && w.chance(30) {
			w.rungs[e.Lesson] = max(w.rungs[e.Lesson]+1, 4)
			w.rung(e.Lesson)
			return
		}
	}
}

func (w *writer) confidence(n int) {
	w.sure = min(10, w.sure+w.r.IntN(3))
	answer := func(who, topic string, v int) {
		w.add(storage.Entry{Kind: storage.KindConfidence, Who: who, Topic: topic, Value: min(10, max(0, v)), By: who})
	}
	answer(progress.Mentee, "alone-tomorrow", w.sure)
	if n == 6 {
		answer(progress.Mentee, "looking-back", w.sure-4)
		for _, who := range []string{progress.Mentor, progress.Mentee} {
			for _, topic := range []string{progress.Worth, progress.Recommend} {
				if w.chance(80) {
					w.add(storage.Entry{Kind: storage.KindOpinion, Who: who, Topic: topic, Value: 5 + w.r.IntN(6), By: who})
				}
			}
		}
	}
}

var (
	firsts = []string{"Inès", "Philippe", "Awa", "Léa", "Hugo", "Zoé", "Noël", "François", "Maëlle", "Jean-Loup", "Ngozi", "Siân"}
	lasts  = []string{"Martin", "Durand", "Diallo", "Lefèvre", "Œhler", "Nguyễn", "O’Brien", "de La Tour"}
	lines  = []string{
		"A retrouvé seul où régler l'audience, et l'a montré à Awa.",
		"Publier l'annonce du salon vendredi, sans la faire relire.",
		"« Ce qui compte, c'est la première phrase. »",
		"How to say no to a client without closing the door.",
		"The agenda first, the slides never.",
		"Partager le dossier au lieu d'envoyer la pièce jointe.",
		"Ask who decides before asking what to decide.",
		"Trois posts relus à voix haute, un gardé.",
	}
)
