package progress

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"binome/storage"
)

// Every kind that can be written is folded; none is that can't.
func TestKindsAreThoseOfTheJournal(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../kinds.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	written := map[storage.Kind]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok && strings.HasPrefix(v.Names[0].Name, "Kind") {
			name, _ := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
			written[storage.Kind(name)] = true
		}
		return true
	})
	if len(written) < 20 {
		t.Fatalf("only %d kinds in the table", len(written))
	}
	for k := range written {
		if kinds[k] == nil || kinds[k].fold == nil {
			t.Errorf("nothing becomes of %s", k)
		}
	}
	for k := range kinds {
		if !written[k] {
			t.Errorf("%s is never written", k)
		}
	}
}
