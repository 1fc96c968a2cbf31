package storage

import (
	"errors"
	"strings"
	"testing"
)

// sample has one entry of each kind with all that the kind may have.
func sample() []Entry {
	const lesson, of = "presence/headline-photo", "01KAQ3XV2C5M8N1P4R7T0W3Z6B"
	return []Entry{
		{Kind: KindPair, Mentor: "Inès Martin", MentorLanguage: "fr", Mentee: "Philippe Durand", MenteeLanguage: "fr-CA", Code: "K7"},
		{Kind: KindName, Who: "mentee", Name: "Philippe D.", Language: "en"},
		{Kind: KindCharter, By: "pair", Hash: "5f2a91c07b3e"},
		{Kind: KindGoal, Text: "Publier seul", Lesson: lesson},
		{Kind: KindRoute, Route: "company-voice"},
		{Kind: KindConsent, Who: "mentor", Given: true},
		{Kind: KindConsent, Who: "mentee", To: "ballot"},
		{Kind: KindSession, Minutes: 60},
		{Kind: KindSession},
		{Kind: KindClose, Session: of, Next: "2026-12-04", Text: "à bientôt"},
		{Kind: KindClose},
		{Kind: KindPostpone, Next: "2026-12-04T10:00:00+01:00"},
		{Kind: KindStep, Lesson: lesson, Step: "discover", State: "begun", Edition: 1},
		{Kind: KindTick, By: "pair", Session: of, Lesson: lesson, Step: "together", Item: 2, Edition: 1},
		{Kind: KindRung, Lesson: lesson, Rung: "with-hint", Evidence: "a changé son titre"},
		{Kind: KindConfidence, Who: "mentee", Topic: "alone-tomorrow", Value: 0},
		{Kind: KindConfidence, Who: "mentor", Topic: "no-jargon", Value: 10},
		{Kind: KindOpinion, Who: "mentor", Topic: "worth", Value: 8},
		{Kind: KindRecall, Question: lesson + "#first-words", Rating: "with-help"},
		{Kind: KindNote, By: "mentor", Lesson: lesson, Step: "talk", Text: "deux\nlignes\tet \"guillemets\" \\ 🙂"},
		{Kind: KindWord, Text: "hashtag"},
		{Kind: KindPromise, Who: "mentee", Text: "Si lundi, alors je publie", Lesson: lesson},
		{Kind: KindOutcome, Of: of, Outcome: "not-yet"},
		{Kind: KindGift, Text: "négocier"},
		{Kind: KindMoved, Lesson: lesson, Text: "le bouton a changé"},
		{Kind: KindRetract, Of: of},
	}
}

func TestCheckAcceptsEachKind(t *testing.T) {
	seen := map[Kind]bool{}
	for _, e := range sample() {
		seen[e.Kind] = true
		if err := e.Check(); err != nil {
			t.Errorf("%+v: %v", e, err)
		}
	}
	for k := range shapes {
		if !seen[k] {
			t.Errorf("no sample of %s", k)
		}
	}
}

// Whatever a kind needs is missed; whatever it doesn't use is refused.
func TestCheckKnowsWhatAKindNeeds(t *testing.T) {
	full := Entry{By: "pair", Mentor: "A", MentorLanguage: "fr", Mentee: "B", MenteeLanguage: "fr", Code: "c", Who: "mentor", Name: "A",
		Language: "fr", Lesson: "a/b", Step: "talk", State: "done", Item: 1, Edition: 1, Rung: "again", Evidence: "e", Question: "a/b#c",
		Rating: "alone", Topic: "no-jargon", Value: 1, Text: "t", Of: "01K", Outcome: "done", Hash: "0123456789ab", Given: true,
		Next: "2026-12-04", Minutes: 60, Route: "core", To: "lms"}
	for kind, sh := range shapes {
		e := Entry{Kind: kind}
		for i := range fields {
			if sh.has&^bits("id session kind")&fields[i].bit == 0 {
				continue
			}
			from, to := full.in(fields[i]), e.in(fields[i])
			switch {
			case from.str != nil:
				*to.str = *from.str
			case from.num != nil:
				*to.num = *from.num
			default:
				*to.flag = *from.flag
			}
		}
		if err := e.Check(); err != nil {
			t.Errorf("%s with all it may have: %v", kind, err)
		}
		for _, f := range fields {
			key := f.key
			if key == "at" || key == "id" || key == "kind" {
				continue
			}
			c := e
			s, bit := c.slot(key)
			switch {
			case sh.needs&bit != 0 && mayBeZero&bit == 0:
				clearSlot(s)
				if err := c.Check(); !errors.Is(err, ErrEntry) {
					t.Errorf("%s without %s: %v", kind, key, err)
				}
			case sh.has&bit == 0:
				from, _ := full.slot(key)
				copySlot(s, from)
				if err := c.Check(); !errors.Is(err, ErrEntry) {
					t.Errorf("%s with %s: %v", kind, key, err)
				}
			}
		}
	}
}

func clearSlot(s slot) { copySlot(s, slot{new(string), new(int), new(bool)}) }

func copySlot(to, from slot) {
	switch {
	case to.str != nil:
		*to.str = *from.str
	case to.num != nil:
		*to.num = *from.num
	case to.flag != nil:
		*to.flag = *from.flag
	}
}

func TestCheckRefuses(t *testing.T) {
	tick := func(change func(*Entry)) Entry { e := tick(1); change(&e); return e }
	for name, e := range map[string]Entry{
		"no kind":         {},
		"unknown kind":    {Kind: "poem", Text: "x"},
		"lesson":          tick(func(e *Entry) { e.Lesson = "../etc/passwd" }),
		"lesson case":     tick(func(e *Entry) { e.Lesson = "A/b" }),
		"step":            tick(func(e *Entry) { e.Step = "six" }),
		"item":            tick(func(e *Entry) { e.Item = -1 }),
		"item high":       tick(func(e *Entry) { e.Item = 1001 }),
		"by":              tick(func(e *Entry) { e.By = "anyone" }),
		"id":              tick(func(e *Entry) { e.ID = "a b" }),
		"session":         tick(func(e *Entry) { e.Session = "a\x1b[2Jb c" }),
		"year":            tick(func(e *Entry) { e.At = fixedNow().AddDate(9000, 0, 0) }),
		"name too long":   {Kind: KindName, Who: "mentor", Name: strings.Repeat("é", 81)},
		"name empty":      {Kind: KindName, Who: "mentor", Name: " \x1b \u202e"},
		"text too long":   {Kind: KindNote, Text: strings.Repeat("x", MaxText+1)},
		"evidence":        {Kind: KindRung, Lesson: "a/b", Rung: "again", Evidence: strings.Repeat("é", 401)},
		"value":           {Kind: KindConfidence, Who: "mentee", Topic: "no-jargon", Value: 11},
		"value low":       {Kind: KindConfidence, Who: "mentee", Topic: "no-jargon", Value: -1},
		"next":            {Kind: KindClose, Next: "soon"},
		"next impossible": {Kind: KindClose, Next: "2026-02-30"},
		"hash":            {Kind: KindCharter, Hash: "XYZ"},
		"minutes":         {Kind: KindSession, Minutes: 1441},
		"question":        {Kind: KindRecall, Question: "a/b", Rating: "alone"},
		"language":        {Kind: KindName, Who: "mentor", Name: "A", Language: "fr_FR"},
		"extra own":       {Kind: KindSession, Extra: []KeyValue{{"sum", `"x"`}}},
		"extra lines":     {Kind: KindSession, Extra: []KeyValue{{"x", "1\ny = 2"}}},
		"extra comment":   {Kind: KindSession, Extra: []KeyValue{{"x", "1 # y"}}},
		"extra deep":      {Kind: KindSession, Extra: []KeyValue{{"x", strings.Repeat("[", 9) + strings.Repeat("]", 9)}}},
		"extra huge":      {Kind: KindSession, Extra: []KeyValue{{"x", `"` + strings.Repeat("x", MaxEntry) + `"`}}},
	} {
		if err := e.Check(); !errors.Is(err, ErrEntry) {
			t.Errorf("%s: %v", name, err)
		} else if strings.ContainsAny(err.Error(), "\x1b\n") {
			t.Errorf("%s: the error is not clean: %q", name, err)
		}
	}
	if err := (Entry{Kind: KindSession, Extra: []KeyValue{{"x", `{a = 1, b = ["#", 2.5]}`}}}).Check(); err != nil {
		t.Error(err)
	}
}
