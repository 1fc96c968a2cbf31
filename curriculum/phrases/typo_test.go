package phrases

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// plainly writes the no-break spaces so that one can see them: ~ for U+00A0, ^ for U+202F.
var plainly = strings.NewReplacer("\u00a0", "~", "\u202f", "^")

func TestTypo(t *testing.T) {
	fr, en := load(t).For("fr"), load(t).For("en")
	for _, c := range []struct{ in, want string }{
		{"Bonjour !", "Bonjour^!"},
		{"Bonjour!", "Bonjour^!"},
		{"Vraiment ? Oui ; non : « peut-être ».", "Vraiment^? Oui^; non~: «~peut-être~»."},
		{"Vraiment?Oui", "Vraiment?Oui"},
		{"«peut-être»", "«~peut-être~»"},
		{"Quoi ?! Non !!", "Quoi^?! Non^!!"},
		{"l'atelier d'aujourd'hui", "l’atelier d’aujourd’hui"},
		{"l'**atelier**, l'« œuvre », d'`ls`", "l’**atelier**, l’«~œuvre~», d’`ls`"},
		{"'mot' et 'autre'", "'mot' et 'autre'"},
		{"à 10:30, ratio 16:9", "à 10:30, ratio 16:9"},
		{"voir https://e.org/?a=b;c!d:e !", "voir https://e.org/?a=b;c!d:e^!"},
		{"voir https://e.org.", "voir https://e.org."},
		{"mailto:a@b.fr: oui", "mailto:a@b.fr~: oui"},
		{"[le site : voir](https://e.org/a:b;c?d)!", "[le site~: voir](https://e.org/a:b;c?d)^!"},
		{"<https://e.org/?x> ; <b>gras</b> !", "<https://e.org/?x>^; <b>gras</b>^!"},
		{"[1]: https://e.org 'titre'", "[1]: https://e.org 'titre'"},
		{"`a ? b : c` : oui", "`a ? b : c`~: oui"},
		{"``a ` ? b`` ?", "``a ` ? b``^?"},
		{"**Prochain pas :** si", "**Prochain pas~:** si"},
		{"**Prochain pas** : si", "**Prochain pas**~: si"},
		{"**Prochain pas:** si", "**Prochain pas~:** si"},
		{"- [ ] Ouvrir : le menu", "- [ ] Ouvrir~: le menu"},
		{"- [x] Fait !", "- [x] Fait^!"},
		{"> [!MENTOR]\n> Attendez : rien.", "> [!MENTOR]\n> Attendez~: rien."},
		{"![image : une](a.png)", "![image~: une](a.png)"},
		{"### Que dire d'abord ? {#first-words}", "### Que dire d’abord^? {#first-words}"},
		{"| a : b | c |\n|:---|---:|\n| :-: | d |", "| a~: b | c |\n|:---|---:|\n| :-: | d |"},
		{"```text\nsi x ? y : z !\n```\nOui !", "```text\nsi x ? y : z !\n```\nOui^!"},
		{"~~~\nl'a !\n~~~\n", "~~~\nl'a !\n~~~\n"},
		{"&amp; &#233; fin ;", "&amp; &#233; fin^;"},
		{"{{.Name}} ! l'{{.Name}}: {{.N}}", "{{.Name}}^! l’{{.Name}}~: {{.N}}"},
		{":) :smile: a::b key:value", ":) :smile: a::b key:value"},
		{"!", "!"},
		{"\n\n", "\n\n"},
		{"fin :\n- un", "fin~:\n- un"},
		{"déjà\u00a0: posé\u202f! «\u00a0oui\u00a0»", "déjà~: posé^! «~oui~»"},
		{"«\nseul", "«\nseul"},
		{"« a » ; « b » !", "«~a~»^; «~b~»^!"},
		{"(vraiment ?) [oui !]", "(vraiment^?) [oui^!]"},
		{"50 % : la moitié", "50 %~: la moitié"},
		{"mot  : deux blancs", "mot  : deux blancs"},
		{"", ""},
	} {
		if got := plainly.Replace(fr.Typo(c.in)); got != c.want {
			t.Errorf("Typo(%q)\n got %s\nwant %s", c.in, got, c.want)
		}
		if got := en.Typo(c.in); got != c.in {
			t.Errorf("English is changed: %q", got)
		}
	}
}

// TestTypoProperties: doing it twice changes nothing, and all it ever does is to turn
// blanks into no-break spaces, to add some, and to curl apostrophes.
func TestTypoProperties(t *testing.T) {
	pieces := []string{"mot", "é", " ", "  ", ":", ";", "!", "?", "«", "»", "'", "`", "``", "*", "_", "[", "](", ")", "{{.N}}", "{#id}", "<b>", "https://e.org", "&amp;", "\n", "- [ ] ", "> [!NOTE]", "10:30", "```", "\u00a0", "\u202f", "😀", "\"", "|", "\t"}
	flat := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "’", "'")
	rapid.Check(t, func(t *rapid.T) {
		in := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 20).Draw(t, "pieces"), "")
		out := frenchSpaces(in)
		if again := frenchSpaces(out); again != out {
			t.Fatalf("%q\nonce  %s\ntwice %s", in, plainly.Replace(out), plainly.Replace(again))
		}
		if flat.Replace(out) != flat.Replace(in) {
			t.Fatalf("%q: more than spaces is changed: %q", in, out)
		}
		if strings.Count(out, "\n") != strings.Count(in, "\n") {
			t.Fatalf("%q: lines are changed", in)
		}
	})
}

func FuzzTypo(f *testing.F) {
	f.Add("« l'été » : `a ?` !")
	f.Fuzz(func(t *testing.T, in string) {
		out := frenchSpaces(in)
		if again := frenchSpaces(out); again != out {
			t.Fatalf("%q\nonce  %q\ntwice %q", in, out, again)
		}
	})
}
