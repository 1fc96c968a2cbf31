package notes_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"binome/storage"
	"binome/storage/notes"
	"binome/storage/progress"
)

// checkStatement holds a statement to the rules of xAPI 1.0.3 (Data, 2.2 to 2.4 and 4).
func checkStatement(raw json.RawMessage) error {
	var s map[string]any
	if err := json.Unmarshal(raw, &s); err != nil {
		return err
	}
	only := func(where string, o map[string]any, keys string) error {
		for k, v := range o {
			if v == nil {
				return fmt.Errorf("%s.%s is null", where, k)
			}
			found := false
			for _, want := range strings.Fields(keys) {
				found = found || want == k
			}
			if !found {
				return fmt.Errorf("%s.%s is no property", where, k)
			}
		}
		return nil
	}
	object := func(o map[string]any, key string) map[string]any {
		m, _ := o[key].(map[string]any)
		return m
	}
	iri := func(v any) error {
		str, _ := v.(string)
		u, err := url.Parse(str)
		if err != nil || u.Scheme == "" || u.Host == "" {
			return fmt.Errorf("%q is no IRI", str)
		}
		return nil
	}
	langs := func(v any) error {
		m, _ := v.(map[string]any)
		if len(m) == 0 {
			return fmt.Errorf("%v is no language map", v)
		}
		for k, text := range m {
			if !regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]+)*$`).MatchString(k) || text == "" {
				return fmt.Errorf("%q: %v", k, text)
			}
		}
		return nil
	}
	extensions := func(v any) error {
		if v == nil {
			return nil
		}
		for k := range v.(map[string]any) {
			if err := iri(k); err != nil {
				return err
			}
		}
		return nil
	}
	person := func(o map[string]any) error {
		a := object(o, "account")
		name, _ := a["name"].(string)
		if o["objectType"] != "Agent" || name == "" || len(a) != 2 {
			return fmt.Errorf("%v is no agent with an account", o)
		}
		if err := only("agent", o, "objectType account name"); err != nil {
			return err
		}
		return iri(a["homePage"])
	}
	verb, obj, ctx, res := object(s, "verb"), object(s, "object"), object(s, "context"), object(s, "result")
	def := object(obj, "definition")
	id, _ := s["id"].(string)
	if !regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`).MatchString(id) {
		return fmt.Errorf("id %q is no UUID", id)
	}
	stamp, _ := s["timestamp"].(string)
	if _, err := time.Parse(time.RFC3339, stamp); err != nil || strings.HasSuffix(stamp, "-00:00") {
		return fmt.Errorf("timestamp %q: %v", stamp, err)
	}
	if obj["objectType"] == "StatementRef" {
		if ref, _ := obj["id"].(string); len(ref) != 36 || verb["id"] != "http://adlnet.gov/expapi/verbs/voided" || def != nil {
			return fmt.Errorf("%v takes back nothing", obj)
		}
		return nil
	}
	if obj["objectType"] != "Activity" {
		return fmt.Errorf("object %v", obj["objectType"])
	}
	for where, err := range map[string]error{
		"statement":  only("statement", s, "id actor verb object result context timestamp stored authority version attachments"),
		"actor":      person(object(s, "actor")),
		"instructor": person(object(ctx, "instructor")),
		"verb":       only("verb", verb, "id display"),
		"verb id":    iri(verb["id"]),
		"display":    langs(verb["display"]),
		"object":     only("object", obj, "objectType id definition"),
		"object id":  iri(obj["id"]),
		"definition": only("definition", def, "type"),
		"type":       iri(def["type"]),
		"extensions": extensions(def["extensions"]),
		"result":     only("result", res, "score success completion response duration extensions"),
		"result ext": extensions(res["extensions"]),
		"context":    only("context", ctx, "registration instructor team contextActivities revision platform language statement extensions"),
	} {
		if err != nil {
			return fmt.Errorf("%s: %w", where, err)
		}
	}
	if d, ok := res["duration"]; ok && !regexp.MustCompile(`^PT\d+M$`).MatchString(d.(string)) {
		return fmt.Errorf("duration %v", d)
	}
	for kind, list := range object(ctx, "contextActivities") {
		if !strings.Contains("parent grouping category other", kind) {
			return fmt.Errorf("contextActivities.%s", kind)
		}
		for _, a := range list.([]any) {
			if err := iri(a.(map[string]any)["id"]); err != nil {
				return err
			}
		}
	}
	return nil
}

func statements(t *testing.T, raw []byte) map[string]string {
	t.Helper()
	var all []json.RawMessage
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	byID := map[string]string{}
	for _, s := range all {
		if err := checkStatement(s); err != nil {
			t.Errorf("%v\n%s", err, s)
		}
		var k struct {
			ID     string
			Object map[string]any
		}
		if err := json.Unmarshal(s, &k); err != nil {
			t.Fatal(err)
		}
		if _, twice := byID[k.ID]; twice {
			t.Errorf("the id %s twice", k.ID)
		}
		byID[k.ID] = string(s)
	}
	return byID
}

// TestStatements: they keep the specification's rules, and exporting again, in another
// language, later, after more was done, with a lesson's title changed or a name, adds
// only what is new and contradicts nothing.
func TestStatements(t *testing.T) {
	r := request(t, notes.ForLMS, "xapi", "fr")
	first := statements(t, export(t, r))
	counts := map[string]int{}
	for _, s := range first {
		for _, v := range []string{"attended", "completed", "progressed"} {
			if strings.Contains(s, "/verbs/"+v) {
				counts[v]++
			}
		}
	}
	if want := map[string]int{"attended": 6, "completed": 4, "progressed": 7}; fmt.Sprint(counts) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", counts, want)
	}
	b := simulated("fr")
	b.begin("2026-12-11 09:00", 60)
	b.walk("ai/ai-rules")
	b.rung("ai/ai-rules", "unaided", "x")
	b.add(storage.Entry{Kind: storage.KindName, Who: "mentee", Name: "Philippe D."})
	again := request(t, notes.ForLMS, "xapi", "en")
	again.Now = now.AddDate(0, 2, 0)
	again.Progress, again.Journal = progress.Fold(again.Curriculum, b.entries), b.entries
	for _, m := range again.Curriculum.Modules {
		m.Titles["fr"] += " (revu)"
	}
	second := statements(t, export(t, again))
	for id, s := range first {
		if second[id] == "" {
			t.Errorf("the second export has forgotten %s", id)
			continue
		}
		if s != second[id] {
			t.Errorf("%s says something else:\n%s\n%s", id, s, second[id])
		}
	}
	if got := len(second) - len(first); got != 3 { // a session, a rung, a module
		t.Errorf("%d new statements, want 3", got)
	}
}

// TestPlatform: with the platform's own address every id of ours is below it, an account that was
// given is the platform's, and no statement has the id of one without.
func TestPlatform(t *testing.T) {
	r := request(t, notes.ForLMS, "xapi", "en")
	without := statements(t, export(t, r))
	r.Accounts = map[string]string{progress.Mentee: "pdurand"}
	r.Platform, _ = notes.Platform("https://learn.example.com/moodle")
	raw := export(t, r)
	if bytes.Contains(raw, []byte("binome.invalid")) {
		t.Error("an address that is nobody's")
	}
	for _, want := range []string{`"homePage": "https://learn.example.com/moodle",\s+"name": "pdurand"`,
		`"homePage": "https://learn.example.com/moodle/binome/pairs"`, `"id": "https://learn.example.com/moodle/binome/lessons/`} {
		if !regexp.MustCompile(want).Match(raw) {
			t.Errorf("no %s", want)
		}
	}
	with := statements(t, raw)
	for id := range with {
		if without[id] != "" {
			t.Errorf("two statements under %s", id)
		}
	}
	r.Accounts = nil
	for id := range statements(t, export(t, r)) {
		if without[id] != "" || with[id] != "" {
			t.Errorf("two statements under %s", id)
		}
	}
	for address, ok := range map[string]bool{"https://a.example": true, "http://a.example:8080/x/": true, "a.example": false, "": false, "mailto:a@b.example": false,
		"https://u:p@a.example": false, "https://a.example/?x": false, "https://a.example/#x": false, "https://": false, "javascript:alert(1)": false} {
		if _, got := notes.Platform(address); got != ok {
			t.Errorf("%q: %v", address, got)
		}
	}
}

// A store knows what it was sent: it refuses another statement under an id it has, as
// Learning Locker does, and forgets what is voided.
type store struct{ said, gone map[string]string }

func (s *store) take(t *testing.T, raw []byte) {
	t.Helper()
	for id, k := range statements(t, raw) {
		if had, known := s.said[id]; known && had != k {
			t.Errorf("another statement under %s:\n%s\n%s", id, had, k)
		}
		s.said[id] = k
		var v struct {
			Verb   struct{ ID string }
			Object struct{ ID string }
		}
		if err := json.Unmarshal([]byte(k), &v); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(v.Verb.ID, "/voided") {
			s.gone[v.Object.ID] = id
		}
	}
}

// stands is what the store holds to be so.
func (s *store) stands() map[string]bool {
	out := map[string]bool{}
	for id := range s.said {
		if s.gone[id] == "" && !strings.Contains(s.said[id], "/verbs/voided") {
			out[id] = true
		}
	}
	return out
}

// laterExports are a pair's statements, exported again and again: in the other language, after
// an undo, after a session that was over got longer, with lessons that have other titles, and
// after the consent was taken back; and how many statements stand after each.
func laterExports(t *testing.T) (files [][]byte, stand []int) {
	t.Helper()
	r := request(t, notes.ForLMS, "xapi", "fr")
	b := simulated("fr")
	export := func(want int) {
		t.Helper()
		r.Progress, r.Journal = progress.Fold(r.Curriculum, b.entries), b.entries
		for _, lang := range []string{"fr", "en"} {
			r.Words = words(t, lang)
			files, stand = append(files, export(t, r)), append(stand, want)
		}
	}
	all := 6 + 4 + 7
	export(all)
	var rung, last string
	for _, e := range b.entries {
		if e.Kind == storage.KindRung {
			rung = e.ID
		}
		if e.Kind == storage.KindSession {
			last = e.ID
		}
	}
	b.at = now.Add(-time.Hour)
	b.add(storage.Entry{Kind: storage.KindRetract, Of: rung})
	export(all - 1)
	b.session = last // a note that came late
	b.at = time.Date(2026, 11, 13, 9, 40, 0, 0, paris())
	b.add(storage.Entry{Kind: storage.KindNote, Text: "x"})
	export(all - 1)
	for _, m := range r.Curriculum.Modules {
		m.Titles["fr"] += " (revu)"
	}
	export(all - 1)
	b.session, b.at = "", now.Add(-time.Minute)
	b.add(storage.Entry{Kind: storage.KindConsent, Who: "mentee", To: string(notes.ForLMS)})
	export(0)
	return files, stand
}

// TestVoided: after each export a store holds what the journal says, and was never told two
// things under one id.
func TestVoided(t *testing.T) {
	s := &store{map[string]string{}, map[string]string{}}
	files, stand := laterExports(t)
	for i, raw := range files {
		s.take(t, raw)
		if got := len(s.stands()); got != stand[i] {
			t.Errorf("%d: %d statements stand, want %d", i, got, stand[i])
		}
	}
}

// TestRecordStore: Learning Locker's own store, from npm, takes every export whole, holds after
// each what stands, and refuses one that says something else under an id it has.
func TestRecordStore(t *testing.T) {
	node, npm := needs(t, "node"), needs(t, "npm")
	dir := t.TempDir()
	run(t, dir, npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", dir, "@learninglocker/xapi-statements@7.8.0")
	files, stand := laterExports(t)
	args := []string{"-e", storing, "--"}
	want := ""
	for i, raw := range files {
		args = append(args, fmt.Sprintf("%d.json", i))
		put(t, filepath.Join(dir, fmt.Sprintf("%d.json", i)), raw)
		want += fmt.Sprintf("%d.json stored, %d stand\n", i, stand[i])
	}
	other := bytes.Replace(files[0], []byte(`"level": 3`), []byte(`"level": 4`), 1)
	if bytes.Equal(other, files[0]) {
		t.Fatal("nothing to contradict")
	}
	put(t, filepath.Join(dir, "other.json"), other)
	out, _ := run(t, dir, node, append(args, "other.json")...)
	if want += "other.json refused\n"; out != want {
		t.Errorf("want\n%sgot\n%s", want, out)
	}
}

// storing sends files to the store, one after another, and counts what it gives back: the
// statements that are not voided, without those that void.
const storing = `
process.env.MODELS_REPO = "memory"; process.env.WINSTON_CONSOLE_LEVEL = "error";
const fs = require("fs"), service = require("@learninglocker/xapi-statements/dist/serviceFactory").default();
const client = {_id: "c", title: "c", lrs_id: "l", organisation: "o", isTrusted: true, scopes: ["all"], authority: {objectType: "Agent", mbox: "mailto:a@example.org"}};
(async () => {
  for (const f of process.argv.slice(1)) {
    try { await service.storeStatements({client, models: JSON.parse(fs.readFileSync(f)), attachments: []}); }
    catch (e) { console.log(f, "refused"); continue; }
    const all = (await service.getStatements({client, limit: 1000})).statements.filter(s => !s.verb.id.endsWith("/voided"));
    console.log(f, "stored,", all.length, "stand");
  }
  process.exit(0);
})();`
