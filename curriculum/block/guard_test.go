package block

import (
	"math/rand"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// TestGuardHolds: whatever opens or closes what, the parser is never given a paragraph of
// more marks than there may be.
func TestGuardHolds(t *testing.T) {
	many := strings.Repeat("*a **a ", 90) // 180 marks
	kinds := []string{"", "", "", many, many, "| " + many + "|", "| " + many + "|", "| a | b |", "|---|---|", "| a |", "|---|", "||---|", "~~~~", "~~~", "```", "``` x`", "~~~~ x",
		"  ~~~~", "~~~~\u00a0", "- a", "- ~~~~", "> ~~~~", "> a", "  b", "    c", "<!--", "-->", "<!-- -->", "<pre>", "</pre>", "<div>", "</div>", "<?", "?>", "<!A", "<![CDATA[", "]]>", "===", "---", ": a", "[^1]: a", "# a", "[a]: b", "a <!-- -->", "- <!--", "1. a", "* * *"}
	random, refused := rand.New(rand.NewSource(1)), 0
	for range 4000 {
		lines := make([]string, 4+random.Intn(16))
		for i := range lines {
			lines[i] = kinds[random.Intn(len(kinds))]
			if random.Intn(3) == 0 {
				lines[i] = []string{many, "| " + many + "|", ""}[random.Intn(3)]
			}
		}
		src := newSource(lines, 1)
		if len(guard(src)) > 0 {
			refused++
			continue
		}
		root := engine().Parser().Parse(text.NewReader(src.text))
		_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if !entering || n.Type() != ast.TypeBlock || n.Kind() == ast.KindCodeBlock || n.Kind() == ast.KindFencedCodeBlock || n.Kind() == ast.KindHTMLBlock {
				return ast.WalkContinue, nil
			}
			sum := 0
			for i := range n.Lines().Len() {
				at := n.Lines().At(i)
				sum += marks(string(at.Value(src.text)))
			}
			if sum > maxMarks {
				t.Fatalf("%d marks in a %v of\n%s", sum, n.Kind(), strings.ReplaceAll(strings.Join(lines, "\n"), many, "MANY "))
			}
			return ast.WalkContinue, nil
		})
	}
	if refused < 400 || refused > 3600 {
		t.Errorf("%d of 4,000 refused: that tests little", refused)
	}
}
