package notes_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"binome/curriculum"
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
		"definition": only("definition", def, "name description type moreInfo extensions"),
		"type":       iri(def["type"]),
		"name":       langs(def["name"]),
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

// definitions may change under one id; nothing else may (xAPI 1.0.3, Data, 2.3.2).
func withoutDefinition(t *testing.T, s string) string {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal([]byte(s), &m); err != nil {
		t.Fatal(err)
	}
	delete(m["object"].(map[string]any), "definition")
	out, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
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
	again.Progress = progress.Fold(again.Curriculum, b.entries)
	for _, m := range again.Curriculum.Modules {
		m.Titles["fr"] += " (revu)"
	}
	second := statements(t, export(t, again))
	for id, s := range first {
		if second[id] == "" {
			t.Errorf("the second export has forgotten %s", id)
			continue
		}
		if withoutDefinition(t, s) != withoutDefinition(t, second[id]) {
			t.Errorf("%s says something else:\n%s\n%s", id, s, second[id])
		}
	}
	if got := len(second) - len(first); got != 3 { // a session, a rung, a module
		t.Errorf("%d new statements, want 3", got)
	}
}

// A giftQuestion as Moodle's format.php reads it (written from its documentation).
type giftQuestion struct {
	category, name, text string
	options              []giftOption
}

type giftOption struct {
	text, feedback string
	weight         float64
}

// readGIFT takes a bank apart: blocks by blank lines, escapes first put aside, then the
// name, the text before {, and the options by = and ~.
func readGIFT(src string) ([]giftQuestion, error) {
	var out []giftQuestion
	category := ""
	var lines []string
	for l := range strings.SplitSeq(src, "\n") {
		if !strings.HasPrefix(strings.TrimSpace(l), "//") {
			lines = append(lines, l)
		}
	}
	for block := range strings.SplitSeq(strings.Join(lines, "\n"), "\n\n") {
		block = strings.TrimSpace(block)
		if block == "" {
			continue
		}
		if c, ok := strings.CutPrefix(block, "$CATEGORY: "); ok {
			if strings.Contains(c, "\n") {
				return nil, fmt.Errorf("a category over two lines: %q", c)
			}
			category = c
			continue
		}
		q, err := readQuestion(aside(block))
		if err != nil {
			return nil, fmt.Errorf("%w in %q", err, block)
		}
		q.category = category
		out = append(out, q)
	}
	return out, nil
}

// aside puts each escaped character where nothing takes it for markup.
func aside(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			if j := strings.IndexByte(`~=#{}:\n`, s[i+1]); j >= 0 {
				b.WriteRune(rune(0xE000 + j))
				i++
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func backIn(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0xE000 && r < 0xE008 {
			return rune("~=#{}:\\\n"[r-0xE000])
		}
		return r
	}, strings.TrimSpace(s))
}

func plainText(s string) (string, error) {
	s, ok := strings.CutPrefix(strings.TrimSpace(s), "[plain]")
	if !ok {
		return "", fmt.Errorf("no [plain] before %q", s)
	}
	return backIn(s), nil
}

func readQuestion(s string) (q giftQuestion, err error) {
	rest, ok := strings.CutPrefix(s, "::")
	name, rest, closed := strings.Cut(rest, "::")
	if !ok || !closed {
		return q, fmt.Errorf("no name")
	}
	text, body, ok := strings.Cut(rest, "{")
	if !ok || !strings.HasSuffix(body, "}") || strings.Count(body, "{") > 0 || strings.Count(body, "}") > 1 {
		return q, fmt.Errorf("no answers in braces")
	}
	body = strings.TrimSuffix(body, "}")
	if strings.Contains(body, "->") {
		return q, fmt.Errorf("read as matching pairs")
	}
	q.name = backIn(name)
	if q.text, err = plainText(text); err != nil {
		return q, err
	}
	for body = strings.TrimSpace(body); body != ""; {
		mark := body[0]
		if mark != '=' && mark != '~' {
			return q, fmt.Errorf("an answer that begins with %q", body)
		}
		end := strings.IndexAny(body[1:], "=~") + 1
		if end == 0 {
			end = len(body)
		}
		o := giftOption{}
		answer := strings.TrimSpace(body[1:end])
		body = strings.TrimSpace(body[end:])
		if mark == '=' {
			o.weight = 100
		} else if m := regexp.MustCompile(`^%(-?[0-9]{1,3}\.?[0-9]*)%`).FindStringSubmatch(answer); m != nil {
			answer = answer[len(m[0]):]
			if o.weight, err = strconv.ParseFloat(m[1], 64); err != nil {
				return q, err
			}
		}
		answer, feedback, told := strings.Cut(answer, "#")
		if o.text, err = plainText(answer); err != nil {
			return q, err
		}
		if told {
			if o.feedback, err = plainText(feedback); err != nil {
				return q, err
			}
		}
		q.options = append(q.options, o)
	}
	return q, nil
}

func TestGIFTReadBack(t *testing.T) {
	r := request(t, notes.ForLMS, "gift", "en")
	all, err := readGIFT(string(export(t, r)))
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 10 {
		t.Fatalf("%d questions of ten lessons", len(all))
	}
	q := all[0]
	if q.name != "pair/charter#which" || q.text != "Which one {of these} = ~right~, # a or b: 50%?" || q.category != "$course$/top/Binome/Module pair" {
		t.Errorf("%+v", q)
	}
	want := []giftOption{
		{"%50% of {it} → nothing", "No = not ~this~ one: a#b.", 0},
		{"[html]<b>All</b> \\ of it", "Yes.", 100},
		{"// nothing", "No.", 0},
	}
	for i, o := range q.options {
		if o != want[i] {
			t.Errorf("%+v, want %+v", o, want[i])
		}
	}
}

// TestGIFTOfTheBuiltIn: every question that comes with the program gets to the bank.
func TestGIFTOfTheBuiltIn(t *testing.T) {
	c := curriculum.Load(curriculum.Builtin())
	for _, lang := range []string{"en", "fr"} {
		r := request(t, notes.ForLMS, "gift", lang)
		r.Curriculum = c
		raw := export(t, r)
		all, err := readGIFT(string(raw))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, m := range c.Modules {
			for _, l := range m.Lessons {
				if text, err := l.Text(lang); err == nil {
					n += len(text.Questions)
				}
			}
		}
		if len(all) != n || n < 100 {
			t.Errorf("%s: %d questions of %d", lang, len(all), n)
		}
		for _, q := range all {
			sum := 0.0
			for _, o := range q.options {
				sum += math.Max(o.weight, 0)
			}
			if math.Abs(sum-100) > .01 || len(q.options) < 2 {
				t.Errorf("%s: its right answers are worth %v", q.name, sum)
			}
		}
		if bytes.Contains(raw, []byte("[!MENTOR]")) {
			t.Error("a guide's mark is in it")
		}
	}
}
