package notes_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"binome/curriculum"
	"binome/curriculum/block"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/storage/notes"
	"binome/storage/progress"
)

// Paris in winter, without a database of time zones.
func paris() *time.Location { return time.FixedZone("CET", 3600) }

// What people type, and what would be harm elsewhere.
const (
	formula   = `=cmd|' /C calc'!A0`
	markup    = `<script>alert(1)</script> [x](javascript:alert(1)) **gras** # titre`
	calendar  = "BEGIN:VEVENT\r\nSUMMARY:volé\r\nEND:VEVENT"
	control   = "cloche\a, retour\x1b]52;c;aGE=\a, \u009b31m rouge, \u202Eàl'envers"
	arabic    = "شكرا 👩🏽‍💻 اجتماع"
	severalOf = "Première ligne\n    quatre espaces\n\n1. pas une liste\n===\n- ni ici\n| a | b |\n<b>ni</b> </blockquote><script>là</script>\x1b[31m\u202E &amp;"
)

func long() string {
	s := "une ligne de trois cents signes ;,\\ "
	for len(s) < 300 {
		s += "été "
	}
	return s
}

// A book writes entries with ids that sort in the order they are made.
type book struct {
	entries []storage.Entry
	at      time.Time
	session string
	prefix  string
}

func (b *book) add(e storage.Entry) string {
	e.ID = fmt.Sprintf("01KAQ3%s%019d", b.prefix, len(b.entries))
	if e.At.IsZero() {
		e.At = b.at
	}
	switch e.Kind {
	case storage.KindPair, storage.KindConsent, storage.KindSession, storage.KindPostpone:
	default:
		e.Session = b.session
	}
	b.entries = append(b.entries, e)
	b.at = b.at.Add(time.Minute)
	return e.ID
}

func (b *book) begin(day string, minutes int) {
	at, err := time.ParseInLocation("2006-01-02 15:04", day, paris())
	if err != nil {
		panic(err)
	}
	b.at = at
	b.session = b.add(storage.Entry{Kind: storage.KindSession, Minutes: minutes})
}

func (b *book) close(next string) {
	b.add(storage.Entry{Kind: storage.KindClose, Next: next})
	b.session = ""
}

func (b *book) walk(lesson string, steps ...curriculum.StepID) {
	if steps == nil {
		all := curriculum.StepIDs()
		steps = all[:]
	}
	for _, s := range steps {
		b.add(storage.Entry{Kind: storage.KindStep, Lesson: lesson, Step: string(s), State: "done", Edition: 1})
	}
}

func (b *book) rung(lesson, rung, evidence string) {
	b.add(storage.Entry{Kind: storage.KindRung, Lesson: lesson, Rung: rung, Evidence: evidence})
}

func (b *book) sure(who, topic string, value int) {
	b.add(storage.Entry{Kind: storage.KindConfidence, Who: who, Topic: topic, Value: value})
}

// agree to everything that may leave the pair.
func (b *book) agree(who string) {
	for _, a := range notes.Shared() {
		b.add(storage.Entry{Kind: storage.KindConsent, Who: who, To: string(a), Given: true})
	}
}

// simulated is a pair that has met six times, and typed whatever one could.
func simulated(lang string) *book {
	b := &book{at: time.Date(2026, 9, 1, 9, 0, 0, 0, paris()), prefix: "P"}
	b.add(storage.Entry{Kind: storage.KindPair, Mentor: "Inès Martin", MentorLanguage: lang, Mentee: "Philippe Durand", MenteeLanguage: lang, Code: "K7-31"})
	b.begin("2026-09-02 10:00", 60)
	for _, who := range []string{"mentor", "mentee"} {
		b.add(storage.Entry{Kind: storage.KindCharter, By: who, Hash: "0123456789ab"})
		b.agree(who)
	}
	b.add(storage.Entry{Kind: storage.KindGoal, Text: "Faire vivre la page de l'entreprise", Lesson: "company-voice/company-page"})
	b.walk("presence/headline-photo")
	b.sure("mentee", "alone-tomorrow", 4)
	b.sure("mentor", "contradict", 3)
	b.sure("mentor", "dont-know", 5)
	b.sure("mentor", "no-jargon", 6)
	b.rung("presence/headline-photo", "with-hint", "Le titre et la photo sont en ligne depuis 10 h 40.")
	b.add(storage.Entry{Kind: storage.KindGift, Text: "Pourquoi une décision attend parfois lundi."})
	first := b.add(storage.Entry{Kind: storage.KindPromise, Who: "mentee", Text: "Lundi, demander à un client ce qu'il comprend de mon titre."})
	b.close("2026-09-16T10:00:00+02:00")

	b.at = time.Date(2026, 9, 14, 18, 0, 0, 0, paris())
	b.add(storage.Entry{Kind: storage.KindPostpone, Next: "2026-09-18"})
	b.begin("2026-09-18 09:30", 60)
	b.add(storage.Entry{Kind: storage.KindOutcome, Of: first, Outcome: "adapted"})
	b.walk("presence/first-post", "discover", "together")
	b.add(storage.Entry{Kind: storage.KindNote, Text: markup, Lesson: "presence/first-post", Step: "together"})
	b.add(storage.Entry{Kind: storage.KindNote, Text: severalOf})
	b.add(storage.Entry{Kind: storage.KindWord, Text: formula})
	b.add(storage.Entry{Kind: storage.KindPromise, Who: "mentor", Text: calendar})
	b.close("2026-10-02")

	b.begin("2026-10-02 09:00", 90)
	b.walk("presence/first-post", "alone", "talk", "remember")
	b.rung("presence/first-post", "unaided", long())
	b.walk("talk-meet/right-channel")
	b.rung("talk-meet/right-channel", "with-you", control)
	b.add(storage.Entry{Kind: storage.KindRecall, Question: "presence/headline-photo#rumour", Rating: "alone"})
	b.sure("mentee", "alone-tomorrow", 6)
	b.sure("mentor", "contradict", 5)
	b.sure("mentor", "dont-know", 7)
	b.sure("mentor", "no-jargon", 7)
	b.add(storage.Entry{Kind: storage.KindGift, Text: arabic})
	b.close("")

	b.at = time.Date(2026, 10, 10, 12, 0, 0, 0, paris())
	b.rung("presence/headline-photo", "again", "Refait seul pour la page du site de Lille.")
	b.begin("2026-10-16 09:00", 60)
	b.walk("build/sharing-rights")
	b.rung("build/sharing-rights", "unaided", "Trois accès retirés, deux donnés.")
	b.close("2026-10-30")
	b.begin("2026-10-30 09:00", 60)
	b.walk("ai/ai-check")
	b.rung("ai/ai-check", "with-hint", "@SUM(1+1)*cmd")
	b.add(storage.Entry{Kind: storage.KindMoved, Lesson: "ai/ai-check", Text: "Le bouton est à gauche."})
	b.close("2026-11-13")
	b.begin("2026-11-13 09:00", 60)
	b.walk("give-back/close")
	b.rung("presence/first-post", "passed-on", "Montré à Awa, qui a publié le jour même.")
	b.sure("mentee", "alone-tomorrow", 8)
	b.sure("mentee", "looking-back", 2)
	b.sure("mentor", "contradict", 7)
	b.sure("mentor", "dont-know", 8)
	b.sure("mentor", "no-jargon", 8)
	b.add(storage.Entry{Kind: storage.KindGift, Text: "Ce qui se décide avant la réunion."})
	b.add(storage.Entry{Kind: storage.KindPromise, Who: "mentee", Text: "Publier seul, une fois par mois."})
	b.close("2026-12-11T09:00:00+01:00")
	return b
}

var now = time.Date(2026, 11, 22, 10, 0, 0, 0, paris())

func words(t testing.TB, lang string) *phrases.Printer {
	t.Helper()
	c, errs := phrases.Load()
	for _, err := range errs {
		t.Fatal(err)
	}
	return c.For(lang)
}

func request(t testing.TB, a notes.Audience, format, lang string) notes.Request {
	t.Helper()
	c := taughtHere(t)
	entries := simulated(lang).entries
	return notes.Request{
		Audience: a, Format: format, PairID: "ines-philippe", Curriculum: c, Now: now,
		Progress: progress.Fold(c, entries), Journal: entries, Words: words(t, lang),
	}
}

func audiences() []notes.Audience {
	return []notes.Audience{notes.ForPair, notes.ForMentor, notes.ForMentee, notes.ForProgramme, notes.ForBallot, notes.ForLMS}
}

// TestAgreementIsNamed: what was agreed to stands above who agreed, as long as it is that text.
func TestAgreementIsNamed(t *testing.T) {
	c := curriculum.Load(curriculum.Builtin())
	l, _ := c.Lesson(progress.CharterLesson)
	text, err := l.Text("fr")
	if err != nil {
		t.Fatal(err)
	}
	r := request(t, notes.ForPair, "md", "fr")
	for i := range r.Journal {
		if r.Journal[i].Kind == storage.KindCharter {
			r.Journal[i].Hash = text.Sum()
		}
	}
	r.Progress = progress.Fold(c, r.Journal)
	r.Curriculum = c
	var out strings.Builder
	if err := notes.Write(&out, r); err != nil {
		t.Fatal(err)
	}
	for _, it := range text.Step(curriculum.Together).Items {
		word, _, _ := strings.Cut(block.Words(it.Spans), " :")
		if !strings.Contains(out.String(), "- "+word) {
			t.Errorf("%q isn't among what was agreed to", word)
		}
	}
}
