package notes

import (
	"bytes"
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"time"

	ics "github.com/arran4/golang-ical"

	"binome/storage"
	"binome/storage/clean"
	"binome/storage/progress"
)

// writeCalendar writes the sessions held, the next one and the after-care. A calendar
// is often open to colleagues, so nothing that anybody typed is in it but the names.
//
// An event's UID comes from the pair and from the session before it, so that the date
// agreed on, the date moved to and the session that was then held are one event to a
// calendar; one that was held before the day agreed on leaves that day's event what it is. SEQUENCE and DTSTAMP are when the journal last changed: they only grow, also
// when something is taken back, and the same journal gives the same file.
func (r Request) writeCalendar(b *bytes.Buffer) error {
	r.Now = r.Now.In(r.zone())
	p := r.Progress
	cal := ics.NewCalendarFor("Binome")
	cal.SetProductId("-//Binome//Binome//EN")
	cal.SetCalscale("GREGORIAN")
	// Without a METHOD it is a file to be imported. PUBLISH wants an organizer with an
	// address (RFC 5546, 3.2.1), and a pair has none.
	names := r.Words.T("export.pair", "Mentor", clean.Line(p.Mentor.Name), "Mentee", clean.Line(p.Mentee.Name))
	cal.SetXWRCalName(r.Words.T("export.ics.name", "Pair", names))
	head := ""
	for _, s := range LeftOut(r) {
		head += s + "\n"
	}
	cal.SetXWRCalDesc(head[:max(0, len(head)-1)])
	k := calendar{r: r, cal: cal, met: r.met(), names: names}
	k.appoint()
	k.sequence = int(max(0, min(p.Newest.Unix()-p.Since.Unix(), 1<<31-1)))
	if r.Format == FormatNext {
		k.next()
		if len(cal.Events()) == 0 {
			return ErrNoDate
		}
		return k.serialize(b)
	}
	k.sessions()
	k.next()
	for _, a := range afterCare(p) {
		day, err := time.Parse(time.DateOnly, a.Day)
		if err != nil {
			continue
		}
		e := k.event(fmt.Sprint("after-care ", a.Days), r.Words.N("export.ics.care", a.Days, "Pair", names))
		e.SetAllDayStartAt(day)
		e.SetAllDayEndAt(day.AddDate(0, 0, 1))
		e.SetTimeTransparency(ics.TransparencyTransparent)
	}
	return k.serialize(b)
}

// serialize writes it, its hours in the pair's zone.
func (k *calendar) serialize(b *bytes.Buffer) error {
	if err := inZone(k.cal, k.r.Now.Location()); err != nil {
		return err
	}
	return k.cal.SerializeTo(b, ics.WithNewLine("\r\n"), ics.WithLineLength(75))
}

type calendar struct {
	r        Request
	cal      *ics.Calendar
	met      []progress.Session
	keys     []string  // of the events of those
	ahead    string    // of the next one's
	since    time.Time // dates said from then on are that event's
	names    string
	sequence int
}

func (k *calendar) event(key, summary string) *ics.VEvent {
	e := k.cal.AddEvent(k.r.uuid("calendar", key))
	e.SetDtStampTime(k.r.Progress.Newest)
	e.SetModifiedAt(k.r.Progress.Newest)
	e.SetSequence(k.sequence)
	e.SetSummary(summary)
	e.SetStatus(ics.ObjectStatusConfirmed)
	return e
}

// appoint finds which event each session is: that of the date agreed on, unless it was held
// on an earlier day, and the date stands or was moved.
func (k *calendar) appoint() {
	k.ahead = "session after none"
	for i, s := range k.met {
		at, _, dated := progress.ParseDate(planned(k.r.Progress, k.met, i), k.r.Now.Location())
		if dated && s.At.In(at.Location()).Format(time.DateOnly) < at.Format(time.DateOnly) {
			k.keys = append(k.keys, "session "+s.ID)
			continue
		}
		k.keys = append(k.keys, k.ahead)
		k.ahead, k.since = "session after "+s.ID, s.At
	}
}

func (k *calendar) sessions() {
	for i, s := range k.met {
		e := k.event(k.keys[i], k.r.Words.T("export.ics.session", "N", i+1, "Pair", k.names))
		e.SetStartAt(s.At)
		e.SetEndAt(s.At.Add(time.Duration(s.Spent()) * time.Minute))
		titles := ""
		for _, id := range s.Lessons {
			titles += k.r.title(id) + "\n"
		}
		if titles != "" {
			e.SetDescription(titles[:len(titles)-1])
		}
	}
}

// next is the date agreed on; one that was put off until nobody knows when, or taken back,
// is cancelled, so that it leaves the calendars it is in.
func (k *calendar) next() {
	said := k.r.Progress.NextDate
	if said == "" {
		said = k.ghost()
	}
	at, whole, ok := progress.ParseDate(said, k.r.Now.Location())
	if !ok {
		return
	}
	i := len(k.met)
	e := k.event(k.ahead, k.r.Words.T("export.ics.session", "N", i+1, "Pair", k.names))
	if k.r.Progress.NextDate == "" {
		e.SetStatus(ics.ObjectStatusCancelled)
	} else if k.r.Alarm > 0 {
		a := e.AddAlarm()
		a.SetAction(ics.ActionDisplay)
		a.SetDescription(k.r.Words.T("export.ics.session", "N", i+1, "Pair", k.names))
		a.SetTrigger(fmt.Sprintf("-PT%dM", k.r.Alarm))
	}
	if whole {
		e.SetAllDayStartAt(at)
		e.SetAllDayEndAt(at.AddDate(0, 0, 1))
		e.SetTimeTransparency(ics.TransparencyTransparent)
		return
	}
	minutes := storage.DefaultMinutes
	if i > 0 && k.met[i-1].Minutes > 0 {
		minutes = k.met[i-1].Minutes
	}
	e.SetStartAt(at)
	e.SetEndAt(at.Add(time.Duration(minutes) * time.Minute))
}

// ghost is the last date that was ever agreed on for the session to come, "" for none.
func (k *calendar) ghost() (said string) {
	for _, e := range k.r.Journal {
		if (e.Kind == storage.KindClose || e.Kind == storage.KindPostpone) && e.Next != "" && !e.At.Before(k.since) {
			said = e.Next
		}
	}
	return said
}

// uuid derives a name-based UUID (RFC 9562, version 5) from what is named: the same
// thing has the same one in every export, so that a calendar updates and a learning
// platform adds nothing. Our own namespace is the first field.
func uuid(parts ...string) string {
	h := sha1.New()
	// The namespace of URLs (RFC 9562, appendix), with a URL nobody else names.
	ns, _ := hex.DecodeString("6ba7b8119dad11d180b400c04fd430c8")
	h.Write(ns)
	h.Write([]byte("urn:binome"))
	for _, p := range parts {
		h.Write([]byte{0})
		h.Write([]byte(p))
	}
	u := h.Sum(nil)[:16]
	u[6] = u[6]&0x0f | 0x50
	u[8] = u[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[0:4], u[4:6], u[6:8], u[8:10], u[10:16])
}
