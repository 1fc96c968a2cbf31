package notes_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"binome/storage"
	"binome/storage/document/documenttest"
	"binome/storage/notes"
	"binome/storage/progress"
)

func schema(t *testing.T, a notes.Audience) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := notes.Schema(&b, a); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestSchema: what is written fits its schema, from a pair that has only met to one that is
// done; what would be another shape doesn't.
func TestSchema(t *testing.T) {
	first := &book{at: now, prefix: "N"}
	first.add(storage.Entry{Kind: storage.KindPair, Mentor: "Inès", Mentee: "Philippe", Code: "K7"})
	for _, who := range []string{"mentor", "mentee"} {
		first.agree(who)
	}
	for _, lang := range []string{"en", "fr"} {
		for name, entries := range map[string][]storage.Entry{"first": first.entries, "done": simulated(lang).entries} {
			for _, a := range []notes.Audience{notes.ForPair, notes.ForProgramme} {
				r := request(t, a, "json", lang)
				r.Progress, r.Journal = progress.Fold(r.Curriculum, entries), entries
				if err := documenttest.Against(schema(t, a), export(t, r)); err != nil {
					t.Errorf("%s, %s: %v", a, name, err)
				}
			}
		}
	}
	pair, given := export(t, request(t, notes.ForPair, "json", "en")), export(t, request(t, notes.ForProgramme, "json", "en"))
	for _, tt := range []struct {
		a        notes.Audience
		data     []byte
		is, made string
	}{
		{notes.ForPair, pair, `"format": 2`, `"format": 3`},
		{notes.ForPair, pair, `"rung": "unaided"`, `"rung": "superb"`},
		{notes.ForPair, pair, `"outcome": "adapted"`, `"outcome": "forgotten"`},
		{notes.ForPair, pair, `"sessions": [`, `"meetings": [`},
		{notes.ForPair, pair, `"minutes_spent": `, `"minutes_spent": -`},
		{notes.ForPair, pair, `"planned": "2026-`, `"planned": "26-`},
		{notes.ForProgramme, given, `"code": "`, `"kode": "`},
		{notes.ForProgramme, given, `"made": "2026-`, `"made": "on 2026-`},
	} {
		other := strings.Replace(string(tt.data), tt.is, tt.made, 1)
		if other == string(tt.data) {
			t.Fatalf("nothing reads %s", tt.is)
		}
		if documenttest.Against(schema(t, tt.a), []byte(other)) == nil {
			t.Errorf("%s is let through", tt.made)
		}
	}
	if err := notes.Schema(&bytes.Buffer{}, notes.ForLMS); err == nil {
		t.Error("a schema of statements")
	}
}

// TestIDs: every note, promise, gift and rung is known by the id of its entry, so that
// whoever reads a second export knows what is new.
func TestIDs(t *testing.T) {
	b := simulated("en")
	want := map[string]storage.Kind{}
	for _, e := range b.entries {
		switch e.Kind {
		case storage.KindNote, storage.KindPromise, storage.KindGift, storage.KindRung, storage.KindGoal, storage.KindWord, storage.KindMoved:
			want[e.ID] = e.Kind
		case storage.KindRetract:
			delete(want, e.Of)
		}
	}
	var rec notes.Record
	if err := json.Unmarshal(export(t, request(t, notes.ForPair, "json", "en")), &rec); err != nil {
		t.Fatal(err)
	}
	has := func(id string) {
		if _, known := want[id]; !known {
			t.Errorf("%q is no entry, or there twice", id)
		}
		delete(want, id)
	}
	said := func(all []notes.Saying) {
		for _, s := range all {
			has(s.ID)
		}
	}
	period := func(p *notes.Period) {
		if p == nil {
			return
		}
		said(p.Notes)
		said(p.Gifts)
		for _, g := range p.Rungs {
			has(g.ID)
		}
		for _, q := range p.Promises {
			has(q.ID)
		}
	}
	said(rec.Goals)
	said(rec.Words)
	said(rec.Moved)
	period(rec.Before)
	for i := range rec.Sessions {
		period(&rec.Sessions[i].Period)
		period(rec.Sessions[i].After)
	}
	for id, kind := range want {
		t.Errorf("%s %s isn't in it", kind, id)
	}
}

// TestSchemaSaysWhatEntriesSay: where the record repeats a word of an entry, its schema has all
// that an entry may say.
func TestSchemaSaysWhatEntriesSay(t *testing.T) {
	checked := 0
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(of reflect.Type) {
		for of.Kind() == reflect.Slice || of.Kind() == reflect.Pointer || of.Kind() == reflect.Map {
			of = of.Elem()
		}
		if of.Kind() != reflect.Struct || seen[of] || of == reflect.TypeFor[time.Time]() {
			return
		}
		seen[of] = true
		for f := range of.Fields() {
			key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			says := f.Tag.Get("values")
			if f.Type.Kind() == reflect.String && says != "" && slices.Contains([]string{"who", "by", "rung", "first_rung", "last_rung", "outcome", "topic", "step"}, key) {
				if want := storage.Values(key[strings.LastIndexByte(key, '_')+1:]); strings.TrimPrefix(says, ",") != strings.Join(want, ",") {
					t.Errorf("%s.%s says %s, an entry %v", of.Name(), f.Name, says, want)
				}
				checked++
			}
			walk(f.Type)
		}
	}
	walk(reflect.TypeFor[notes.Record]())
	if checked < 6 {
		t.Errorf("only %d fields were looked at", checked)
	}
}
