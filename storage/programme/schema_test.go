package programme_test

import (
	"bytes"
	"strings"
	"testing"

	"binome/storage/document/documenttest"
	"binome/storage/programme"
)

// TestSchema: every report fits the schema: of hostile codes, of nothing, of journals, of
// some pairs with names beside an earlier report. What would be another shape doesn't.
func TestSchema(t *testing.T) {
	var schema bytes.Buffer
	if err := programme.Schema(&schema); err != nil {
		t.Fatal(err)
	}
	earlier := big(t)
	named, _ := report(t, programme.Request{Dirs: []string{five(t)}, People: people(t, peopleTable), Names: true, Before: earlier, Filter: programme.Filter{From: "2026-01-01", Site: "Lille"}})
	over, _ := report(t, programme.Request{Dirs: []string{lingering(t, 5)}, Journals: true})
	if named.Invited == nil || named.Before == nil || len(named.Names) == 0 || len(over.Over) == 0 {
		t.Fatal("the reports have less than they could")
	}
	for i, rep := range []*programme.Report{hostile(t), earlier, empty(t), named, over} {
		if err := documenttest.Against(schema.Bytes(), []byte(written(t, rep, "json", "en"))); err != nil {
			t.Errorf("%d: %v", i, err)
		}
	}
	raw := written(t, earlier, "json", "en")
	for is, made := range map[string]string{
		`"format": 2`: `"format": 1`, `"status": "active"`: `"status": "asleep"`, `"made": "2026-`: `"made": "20x6-`,
		`"by_pair": [`: `"pairs_all": [`, `"held": `: `"held": -`, `"answers": `: `"answers": [], "was": `,
	} {
		other := strings.Replace(raw, is, made, 1)
		if other == raw {
			t.Fatalf("nothing reads %s", is)
		}
		if documenttest.Against(schema.Bytes(), []byte(other)) == nil {
			t.Errorf("%s is let through", made)
		}
	}
}
