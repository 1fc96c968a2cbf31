package widget

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"binome/curriculum/block"
	"binome/tui/ruler"
	"binome/tui/theme"
	"binome/tui/widget/frame"
)

const sample = `Un bon titre répond à une seule question : *que peut faire cette personne pour moi ?* Voici la même personne, **avant et après**. Tapez ` + "`@prénom`" + `, ou lisez [le guide de la maison](https://intranet.example.com/guide).

## Un sous-titre

| Avant | Après | Pourquoi |
| --- | --- | --- |
| Directrice régionale Nord | Pièces détachées livrées en 24 h aux hôpitaux du Nord | Un acheteur y lit ce qu'il gagne |
| Directrice régionale Nord | Je bâtis des équipes commerciales qui durent | Une recrue y lit pourquoi venir |

- Pourquoi votre premier titre ne pouvait-il pas rester tel quel ?
- Dans votre métier, comment juge-t-on quelqu'un avant le premier rendez-vous ?
  - au téléphone
  - en visio

> On ne peut pas ne pas communiquer.
`

// spaced does what the caller's typography does for French.
func spaced(s string) string {
	return strings.NewReplacer(" ?", "\u202f?", " :", "\u00a0:", "« ", "«\u00a0", " »", "\u00a0»", "24 h", "24\u00a0h").Replace(s)
}

// gallery is every widget on one page, to be looked at.
func gallery(t theme.Theme, width int) Block {
	r := NewRenderer(t.Markdown, width, said)
	var b Block
	b.Add(ruler.Whole.Spread(t.BarName.Render("Binome")+"  "+t.Bar.Render("Inès et Philippe"), t.Bar.Render("10:42"), width, t.Sign.Ellipsis))
	b.Gap(1)
	b.Add(ruler.Whole.Wrap(t.Title.Render("Un titre et une photo qui parlent pour vous"), width)...)
	b.Gap(1)
	b.Append(Lines(r.Draw(block.Parse(spaced(sample)).Blocks)...))
	b.Gap(1)
	b.Append(ButtonRow(t, width, Button{ID: "next", Label: "Étape suivante", Key: "entrée", Focused: true}, Button{ID: "guide", Label: "Repères", Key: "g"}, Button{ID: "no", Label: "Pas encore", Off: true}))
	b.Gap(1)
	b.Append(Map(t, width, []MapRow{
		{ID: "a", Name: "Votre présence en ligne", Rungs: []int{5, 4, 3, 0}},
		{ID: "b", Name: "Parler et se réunir", Rungs: []int{2, 1, 0, 0}, Words: "Choisir le bon canal : avec un coup de pouce"},
		{ID: "c", Name: "Images et vidéos courtes", Rungs: []int{0, 0, 0}},
	}, 1))
	b.Gap(1)
	b.Add(Legend(t, width, t.Sign.Rungs[:], []string{"pas encore", "à deux", "avec un coup de pouce", "sans aide", "refait sans aide", "transmis"})...)
	b.Gap(1)
	b.Add("Confiance   " + Slope(t, 16, 3, 7, 10) + "   " + t.Dim.Render("3 "+t.Sign.Arrow+" 7"))
	b.Gap(1)
	b.Append(Timeline(t, min(width, 60), []Moment{{"moment 1", 0, "5 oct.", false}, {"moment 2", 14, "19 oct.", false}, {"moment 3", 35, "9 nov.", false}, {"moment 4", 49, "23 nov.", true}}))
	b.Gap(1)
	f := NewField(false, 200)
	f.SetValue("Avant mon rendez-vous de lundi, je demanderai à une personne ce qu'elle comprend de mon titre.")
	field, _ := f.Draw(t, width-4, 1, 4, "")
	b.Append(Framed(t, "D'ici la prochaine séance", field, width-4, 1))
	b.Gap(1)
	var v Viewport
	b.Append(v.Draw(t, Lines("Reprendre l'atelier", "Déroulé", "ce qui est prévu aujourd'hui", "Lexique", "Réglages"), width, 4, Words{More: "la suite", Above: "le début"}))
	b.Gap(1)
	b.Append(Hints(t, width, []Hint{{Key: "espace", Does: "cocher"}, {Key: t.Sign.Up + t.Sign.Down, Does: "choisir"}, {Key: t.Sign.Left + t.Sign.Right, Does: "voir les étapes"}, {Key: "n", Does: "noter"}, {Key: "m", Does: "menu"}}, Hint{Key: "?", Does: "aide"}))
	return b
}

func TestGallery(t *testing.T) {
	dir := os.Getenv("BINOME_LOOK")
	if dir == "" {
		t.Skip("set BINOME_LOOK to a folder to get pictures of all widgets")
	}
	profiles := map[string]colorprofile.Profile{"true": colorprofile.TrueColor, "16": colorprofile.ANSI}
	for _, name := range []string{theme.Dark, theme.Light, theme.Contrast, theme.ContrastLight, theme.Plain} {
		for depth, p := range profiles {
			for _, w := range []int{40, 76} {
				th := theme.New(name, p)
				b := gallery(th, w)
				c := frame.LightColours()
				if th.Dark {
					c = frame.DarkColours()
				}
				lines := prefixed(b.Lines, "  ", "  ")
				svg := frame.SVG(strings.Join(lines, "\n"), w+4, len(lines), c)
				_ = os.WriteFile(filepath.Join(dir, name+"-"+depth+"-"+strconv.Itoa(w)+".svg"), svg, 0o644)
				d := Dialog{Title: "Revenir en arrière ?", Body: func(width int) Block {
					return Lines(ruler.Whole.Wrap("« Ouvrez le profil de trois personnes que vous estimez » ne sera plus coché.", width)...)
				}, Buttons: []Button{{ID: "y", Label: "Décocher", Key: "entrée", Focused: true}, {ID: "n", Label: "Laisser coché", Key: "échap"}}}
				v := &Viewport{}
				out := d.Draw(th, b, w+4, 24, v, Words{"suite", "début"})
				_ = os.WriteFile(filepath.Join(dir, "dialog-"+name+"-"+depth+"-"+strconv.Itoa(w)+".svg"), frame.SVG(out.String(), w+4, 24, c), 0o644)
			}
		}
	}
}
