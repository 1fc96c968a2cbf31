package check

import (
	"context"
	"strings"
	"testing"

	"binome/curriculum"
)

// TestWording: words are judged with those around them.
func TestWording(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"fr", "Voici trois points à retenir.", ""}, {"fr", "Ouvrez les trois points du haut.", ""}, {"fr", "Touchez les trois points.", "click-path"},
		{"fr", "Relisez les anciens messages.", ""}, {"fr", "Demandez-le : les anciens savent.", "ageing"},
		{"fr", "Pour les jeunes pousses du site.", ""}, {"fr", "Même les jeunes lisent.", "ageing"}, {"fr", "Avec les jeunes, prudence.", "ageing"}, {"fr", "Les jeunes générations aussi.", "ageing"},
		{"fr", "Ce n'est pas facile.", ""}, {"fr", "C'est facile.", "belittling"}, {"fr", "Rien d'évident ici.", ""}, {"fr", "C'est tout simple.", "belittling"},
		{"fr", "Il n'y a qu'à demander.", "belittling"}, {"fr", "Vous n’avez qu’à demander.", "belittling"}, {"fr", "Il y a à faire.", ""},
		{"fr", "Double-cliquez dessus.", "click-path"}, {"fr", "Allez dans Paramètres >", "click-path"}, {"fr", "Les boomers aussi.", "ageing"}, {"fr", "Les personnes âgées aussi.", "ageing"},
		{"en", "The young colleague knows.", ""}, {"en", "The young know.", "ageing"}, {"en", "Old people know.", "ageing"}, {"en", "Ask the elderly.", "ageing"},
		{"en", "It is not easy.", ""}, {"en", "It isn't easy.", ""}, {"en", "It is easy.", "belittling"}, {"en", "It is for a just cause.", ""}, {"en", "You just ask.", "belittling"},
		{"en", "Try Click and Collect.", ""}, {"en", "Click it.", "click-path"}, {"en", "Right-click it.", "click-path"}, {"en", "Choose File > Save As.", "click-path"}, {"en", "It is 3 > 2 here.", ""},
		{"en", "Add 3 users to it.", ""}, {"en", "It has 300 users.", "passing-fact"}, {"en", "This is a piece of cake.", "belittling"},
	} {
		files := house(t)
		if c.lang == "fr" {
			plant(t, files, seed{file: chatFR, old: "À midi elle a une liste", new: c.text + " À midi elle a une liste"})
		} else {
			plant(t, files, seed{file: fileEN, old: "So the place", new: c.text + " So the place"})
		}
		found := Run(context.Background(), []curriculum.Layer{{FS: files, Name: "house"}}, Options{Rules: []string{"13"}})
		if got := strings.Join(rulesFound(found), " "); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
