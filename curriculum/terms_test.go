package curriculum

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFindTerms(t *testing.T) {
	finder := FindTerms([]Term{
		{ID: "story", Name: "story"}, {ID: "network", Name: "réseau"}, {ID: "channel", Name: "canal"}, {ID: "private", Name: "message privé"},
		{ID: "two-step", Name: "two-step login", Also: []string{"second lock"}}, {ID: "gif", Name: "GIF"}, {ID: "at", Name: "@mention"}, {ID: "proof", Name: "preuve"},
		{ID: "report", Name: "report (a post)"},
	})
	for text, want := range map[string]string{
		"Two stories a week.":                      "story",
		"A STORY":                                  "story",
		"storyteller, history":                     "",
		"Les réseaux":                              "network",
		"l'réseau’s":                               "network",
		"dans les canaux, un canal":                "channel",
		"des messages privés":                      "private",
		"un message, privé":                        "private", // a comma is no word
		"un message très privé":                    "",
		"une messagerie privée":                    "",
		"a two step login and its second  locks":   "two-step",
		"a GIF, two gifs":                          "gif",
		"@mention them; a mention":                 "at",
		"Des preuves, puis une story et un réseau": "proof story network",
		"Report it.":                               "report",
		"A post":                                   "",
		"":                                         "",
		"…!?":                                      "",
	} {
		if got := strings.Join(finder.In(text), " "); got != want {
			t.Errorf("%q has %q, want %q", text, got, want)
		}
	}
}

// TestTermsAreFound: a name is found in any text it stands in, whatever stands around it.
func TestTermsAreFound(t *testing.T) {
	word := rapid.StringMatching(`[a-zéàœ]{1,8}(s|e|x|es|aux|ies)?`)
	rapid.Check(t, func(t *rapid.T) {
		name := strings.Join(rapid.SliceOfN(word, 1, 3).Draw(t, "name"), rapid.SampledFrom([]string{" ", "-", "’"}).Draw(t, "join"))
		before, after := rapid.SampledFrom([]string{"", "L'", "The ", "(", "x. "}).Draw(t, "before"), rapid.SampledFrom([]string{"", ".", " a", ", and", "’s"}).Draw(t, "after")
		said := name
		if rapid.Bool().Draw(t, "capitals") {
			said = strings.ToUpper(name)
		}
		if got := FindTerms([]Term{{ID: "it", Name: name}}).In(before + said + after); !slices.Equal(got, []string{"it"}) {
			t.Errorf("%q isn't found in %q", name, before+said+after)
		}
	})
}
