package phrases

import (
	"go/ast"
	goparser "go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestPhrasesUsedAndPresent: every key that the program says is in the catalogues, and
// every key in the catalogues is said. (TestBuiltin holds that both have the same.)
func TestPhrasesUsedAndPresent(t *testing.T) {
	src := builtin()["en"]
	have, errs := parse("en.toml", "en", src)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	used := scan(t, filepath.Join("..", ".."))
	for _, key := range slices.Sorted(maps.Keys(used.keys)) {
		if have[key] == nil {
			t.Errorf("%s: no phrase %q", used.keys[key], key)
		}
	}
	for _, say := range used.calls {
		p := have[say.key]
		if p == nil {
			continue
		}
		for _, name := range names(p) {
			if !slices.Contains(say.given, name) {
				t.Errorf("%s: %q wants {{.%s}}, which isn't given", say.place, say.key, name)
			}
		}
		if p.one == nil && !slices.Contains(say.given, "N") {
			t.Errorf("%s: %q has plural forms and is said without a count", say.place, say.key)
		}
	}
	for _, prefix := range slices.Sorted(maps.Keys(used.prefixes)) {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(have)), func(key string) bool { return strings.HasPrefix(key, prefix) }) {
			t.Errorf("%s: no phrase begins with %q", used.prefixes[prefix], prefix)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(have)) {
		if used.says(key) {
			continue
		}
		// A command's error is said with the hint of the same name, if there is one.
		if hint, ok := strings.CutPrefix(key, "cli.hint."); ok && used.says("cli.error."+hint) {
			continue
		}
		t.Errorf("%s is said nowhere", key)
	}
}

// uses are the keys said in the program, and the beginnings of those put together,
// each with one place.
type uses struct {
	keys, prefixes map[string]token.Position
	literals       map[string]bool // any string that looks like a key, in a table or a constant
	begun          map[string]bool // likewise, beginnings that something is added to
	calls          []spoken
}

// spoken is one call with a literal key and literal names.
type spoken struct {
	key   string
	given []string
	place token.Position
}

func (u *uses) says(key string) bool {
	if _, ok := u.keys[key]; ok || u.literals[key] {
		return true
	}
	for prefix := range u.prefixes {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	for prefix := range u.begun {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}

// scan reads the non-test Go files under root. A call of T, N or Has whose first
// argument is a literal says that key; "steps." + x says all of steps. A literal that
// looks like a key but stands elsewhere (in a table of keys) counts as said, and is
// not required: it may be something else.
func scan(t *testing.T, root string) uses {
	u := uses{keys: map[string]token.Position{}, prefixes: map[string]token.Position{}, literals: map[string]bool{}, begun: map[string]bool{}}
	set := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && d.Name() != ".."):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		f, err := goparser.ParseFile(set, path, nil, goparser.SkipObjectResolution)
		if err != nil {
			if os.IsNotExist(err) {
				return nil
			}
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if s, ok := literal(n); ok && strings.Contains(s, ".") {
					u.literals[s] = true
				}
			case *ast.BinaryExpr:
				// "pace." + x, in a variable that is said later
				if s, ok := literal(n.X); ok && n.Op == token.ADD && looksLikePrefix(s) {
					u.begun[s] = true
				}
			case *ast.CallExpr:
				u.call(set, n)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func (u *uses) call(set *token.FileSet, call *ast.CallExpr) {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) == 0 || sel.Sel.Name != "T" && sel.Sel.Name != "N" && sel.Sel.Name != "Has" {
		return
	}
	place := set.Position(call.Pos())
	arg := call.Args[0]
	if s, ok := literal(arg); ok {
		if strings.HasSuffix(s, ".toml") {
			return // a layer has a file, not a phrase
		}
		u.keys[s] = place
		if sel.Sel.Name != "Has" && !call.Ellipsis.IsValid() {
			u.calls = append(u.calls, spokenOf(s, sel.Sel.Name, call.Args[1:], place))
		}
		return
	}
	for { // the leftmost of "a." + b + ".c"
		sum, ok := arg.(*ast.BinaryExpr)
		if !ok || sum.Op != token.ADD {
			return
		}
		arg = sum.X
		if s, ok := literal(arg); ok && looksLikePrefix(s) {
			u.prefixes[s] = place
			return
		}
	}
}

func spokenOf(key, method string, args []ast.Expr, place token.Position) spoken {
	say := spoken{key: key, place: place}
	if method == "N" {
		say.given = append(say.given, "N")
		args = args[min(1, len(args)):]
	}
	for i := 0; i < len(args); i += 2 {
		if name, ok := literal(args[i]); ok {
			say.given = append(say.given, name)
		}
	}
	return say
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// looksLikePrefix: "steps.", "today.part_".
func looksLikePrefix(s string) bool {
	return strings.Contains(s, ".") && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_-.") == "" && !strings.HasPrefix(s, ".")
}
