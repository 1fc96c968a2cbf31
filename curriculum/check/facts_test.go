package check

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"binome/curriculum"
)

// TestFacts: what is said of a fact, by who cites it, from which layer, in which country.
func TestFacts(t *testing.T) {
	expired := strings.Replace(lawTOML, "2027-11-23", "2026-11-21", 1)
	for name, c := range map[string]struct {
		facts, cites, above, country string
		want                         string // rule: text, one a line
	}{
		"cited":              {lawTOML, `facts = ["a-law"]`, "", "", ""},
		"cited by its step":  {lawTOML + "as_of = true\n", `facts = ["alone:a-law"]`, "", "", ""},
		"cited by no step":   {lawTOML + "as_of = true\n", `facts = ["a-law"]`, "", "", "unused-fact: the fact a-law asks for its date at a step's foot, and no step cites it"},
		"expired":            {expired, `facts = ["a-law", "talk:a-law"]`, "", "", "fact-expired: the fact a-law was to be looked at again on 2026-11-21; it is cited by our-house/team-chat"},
		"overridden":         {expired, `facts = ["a-law"]`, lawTOML, "", ""},
		"dropped":            {expired, `facts = ["a-law"]`, "[a-law]\ndrop = true\n", "", ""},
		"of another country": {expired + "country = \"fr\"\n", `facts = ["a-law"]`, "", "be", ""},
		"of the Union":       {expired + "country = \"eu\"\n", `facts = ["a-law"]`, "", "be", "fact-expired: the fact a-law was to be looked at again on 2026-11-21; it is cited by our-house/team-chat"},
		"gone":               {"", `facts = ["a-law"]`, "", "", "unknown-fact: our-house/team-chat cites the fact a-law, which is not there"},
	} {
		t.Run(name, func(t *testing.T) {
			files := house(t)
			files["facts.toml"] = &fstest.MapFile{Data: []byte(c.facts)}
			files[about] = &fstest.MapFile{Data: []byte(strings.Replace(string(files[about].Data), "needs = []", c.cites, 1))}
			above := fstest.MapFS{"facts.toml": {Data: []byte(c.above)}, "curriculum.toml": {Data: []byte("country = \"" + c.country + "\"\n")}}
			layers := []curriculum.Layer{{FS: files, Name: "house"}, {FS: above, Name: "above"}}
			var got []string
			for _, f := range Run(context.Background(), layers, Options{Today: today}) {
				if f.Rule != "no-lessons" {
					got = append(got, f.Rule+": "+f.Text)
				}
			}
			if strings.Join(got, "\n") != c.want {
				t.Errorf("%q", got)
			}
		})
	}
}
