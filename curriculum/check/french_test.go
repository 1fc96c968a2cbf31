package check

import (
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// findings are the words of findings and remedies in the sources, with {} for what is put
// in: arguments of those who tell a fault, and the fields Text and Fix of a fault itself.
func findings(t *testing.T) map[string]gotoken.Position {
	t.Helper()
	// Where fix and format stand among the arguments, from the left, or from the right.
	tells := map[string][2]int{"fault": {2, 3}, "add": {2, 3}, "addIn": {3, 4}, "note": {2, 3}, "mark": {2, 3}, "guessed": {4, 4}, "f": {1, 2}}
	said := map[string]gotoken.Position{}
	for _, dir := range []string{".", "..", "../block"} {
		files := gotoken.NewFileSet()
		parsed, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(parsed) == 0 {
			t.Fatal(err)
		}
		for _, name := range parsed {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(files, name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			take := func(e ast.Expr) {
				if p := pattern(e); strings.IndexFunc(strings.ReplaceAll(p, "{}", ""), isLetter) >= 0 {
					said[p] = files.Position(e.Pos())
				}
			}
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					places, ok := tells[called(n)]
					if called(n) == "fault" && len(n.Args) == 3 { // its code or key, then the two
						places = [2]int{1, 2}
					}
					for _, i := range places {
						if ok && i < len(n.Args) {
							take(n.Args[i])
						}
					}
				case *ast.AssignStmt:
					for i, left := range n.Lhs {
						if field, ok := left.(*ast.SelectorExpr); ok && (field.Sel.Name == "Text" || field.Sel.Name == "Fix") && i < len(n.Rhs) {
							take(n.Rhs[i])
						}
						if name, ok := left.(*ast.Ident); ok && (strings.HasSuffix(strings.ToLower(name.Name), "fix") || name.Name == "text" && len(n.Rhs) > 1 || name.Name == "what") && i < len(n.Rhs) {
							take(n.Rhs[i])
						}
					}
				case *ast.ValueSpec:
					for i, name := range n.Names {
						if low := strings.ToLower(name.Name); i < len(n.Values) && (strings.HasSuffix(low, "fix") || strings.HasPrefix(low, "toodeep") || strings.HasPrefix(low, "why")) {
							take(n.Values[i])
						}
					}
				case *ast.CompositeLit:
					if name, ok := n.Type.(*ast.Ident); ok && name.Name == "Fault" && len(n.Elts) == 4 {
						take(n.Elts[2])
						take(n.Elts[3])
					}
				case *ast.KeyValueExpr:
					if key, ok := n.Key.(*ast.Ident); ok && (key.Name == "Text" || key.Name == "Fix") {
						take(n.Value)
					}
				}
				return true
			})
		}
	}
	return said
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

var verb = regexp.MustCompile(`%[-+.0-9]*[a-z]`)

// pattern is what an expression of strings says.
func pattern(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		if err != nil || e.Kind != gotoken.STRING {
			return "{}"
		}
		return strings.ReplaceAll(verb.ReplaceAllString(s, "{}"), "%%", "%")
	case *ast.BinaryExpr:
		return pattern(e.X) + pattern(e.Y)
	case *ast.CallExpr:
		if called(e) == "Sprintf" {
			return pattern(e.Args[0])
		}
	}
	return "{}"
}

// TestFrench: whatever a finding, a remedy or a rule says is said in French, too, with as
// much put in.
func TestFrench(t *testing.T) {
	m := frenchMemory()
	known := map[string]string{}
	for _, w := range pairs(frenchTable) {
		if strings.Count(w[0], "{}") != strings.Count(w[1], "{}") {
			t.Errorf("%q has other places than %q", w[1], w[0])
		}
		if known[w[0]] != "" {
			t.Errorf("%q is there twice", w[0])
		}
		known[w[0]] = w[1]
	}
	said := findings(t)
	for _, c := range cues() {
		said[c.about], said[c.mend] = gotoken.Position{Filename: c.name}, gotoken.Position{Filename: c.name}
	}
	for _, r := range Rules() {
		said[r.About] = gotoken.Position{Filename: r.Name}
	}
	for _, g := range groups {
		said[g] = gotoken.Position{Filename: "groups"}
	}
	for _, p := range slices.Sorted(maps.Keys(said)) {
		if known[p] == "" {
			t.Errorf("%s: nothing says %q in French", said[p], p)
		}
	}
	for w := range known { // what nobody says any more goes
		if _, ok := said[w]; !ok && !m.usedElsewhere(w) {
			t.Errorf("nobody says %q", w)
		}
	}
}

// usedElsewhere are the entries that are put in, and those of rules' examples and of what
// is written around findings.
func (m *memory) usedElsewhere(w string) bool {
	for _, r := range rules {
		if r.Example == w {
			return true
		}
	}
	return slices.ContainsFunc(pairs(frenchTable)[:putIn()], func(have [2]string) bool { return have[0] == w }) ||
		slices.Contains([]string{
			"arrays or tables nested more than {} deep", "more than {} dots in a line", "longer than {} bytes", // of guardTOML
			"say what to find, not where to click", "leave the word out, or give the reason", "speak of what somebody does, not of their age",
			"nothing says {}", "{} asks for {}, which isn't given", "{} leaves out {}", "{} has {} words, and should have {}", "{} has one form, and should have {}",
			"{} has plural forms, and is said without a number", "{} lacks the form {}", // of phrases.Review
			"let the case decide, not the word", "leave out what changes, or date it", // of the lexicons
			"the mentor plays a part", "the mentor owns up to a failure",
			"has read the other lessons' questions and goes by their words (naive Bayes)", "let the words of right options stand in wrong ones, and the other way round",
		}, w)
}

// putIn is how many entries at the beginning are only put into others.
func putIn() int {
	return slices.IndexFunc(pairs(frenchTable), func(w [2]string) bool { return w[0] == "{} is not there in {}" })
}

// TestFrenchFindings reads some as they come.
func TestFrenchFindings(t *testing.T) {
	for text, want := range map[string]string{
		`our-house/badge is not there in "fr"`: "our-house/badge n’existe pas en français",
		"Your turn has 2 boxes to tick":        "l’étape À vous a 2 points à cocher",
		"Together has 0 boxes to tick":         "l’étape Ensemble n’a aucun point à cocher",
		"## Together is missing at the end":    "## Together manque à la fin",
		"late-supplier has 4 options":          "late-supplier a 4 réponses",
		"the fact a-law names no source":       "le fait a-law ne nomme pas sa source",
		"the reading ease of Discover is 48, below 55 (18.5 words a sentence, 2.10 syllables a word)":             "l’aisance de lecture de Découvrir est de 48, sous 55 (18,5 mots par phrase, 2,10 syllabes par mot)",
		`12 of 56 lessons in "fr" begin talk guide with "dites que"`:                                              "12 ateliers sur 56 en français commencent les repères d’Échanger par «\u00a0dites que\u00a0»",
		`the answers of the module ai can be guessed: in "en", who only takes the longest is right in 61 % of 18`: "les réponses du module ai se devinent : en anglais, qui se contente de ceci, prendre la plus longue, a raison dans 61 % des cas sur 18",
		"let a wrong option be the longest more often; --rule guessable lists the questions":                      "qu’une mauvaise réponse soit plus souvent la plus longue ; --rule guessable donne la liste des questions",
		`"cliquez"`: "«\u00a0cliquez\u00a0»",
		`"{} is"`:   "«\u00a0{} is\u00a0»",
		"":          "",
	} {
		got := In("fr", text)
		plain := strings.NewReplacer("\u00a0:", " :", "\u202f;", " ;")
		if plain.Replace(got) != want {
			t.Errorf("%q\nis  %q\nnot %q", text, got, want)
		}
		if In("en", text) != text || In("", text) != text {
			t.Errorf("English is changed: %q", text)
		}
	}
}

// TestFrenchKeeps: what is put in comes out, in its place, whatever it is.
func TestFrenchKeeps(t *testing.T) {
	name := rapid.StringMatching(`[a-z0-9{}é/-]{1,12}`)
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.SampledFrom(pairs(frenchTable)).Draw(t, "entry")
		text := w[0]
		var args []string
		for strings.Contains(text, "{}") {
			arg := strings.ReplaceAll(name.Draw(t, "arg"), "{}", "x")
			text = strings.Replace(text, "{}", arg, 1)
			args = append(args, arg)
		}
		got := In("fr", text)
		for _, arg := range args {
			if _, known := frenchMemory().whole[arg]; !known && frenchMemory().whole[text] == "" && !strings.Contains(got, arg) {
				t.Errorf("%q is lost of %q: %q", arg, text, got)
			}
		}
	})
}

// TestFrenchRemediesAreTyped: what is to be typed into module.toml is typed as it stands.
func TestFrenchRemediesAreTyped(t *testing.T) {
	for text, want := range map[string]string{
		`add [[lesson]] with id = "agenda" to our-house/module.toml`: `id = "agenda"`,
		"Together = [1, 3]   # minutes, one number a box":            "Together = [1, 3]",
	} {
		if got := In("fr", text); !strings.Contains(got, want) {
			t.Errorf("%q: %q", text, got)
		}
	}
}
