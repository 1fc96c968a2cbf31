package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"binome/storage/memorytest"
	"binome/tui/command"
)

// TestMain lets scripts run the program with a clock of their own: BINOME_TEST_NOW is
// read here and nowhere in the program.
func TestMain(m *testing.M) {
	memorytest.Folders()
	testscript.Main(m, map[string]func(){
		"binome": func() {
			now, err := time.Parse(time.RFC3339, os.Getenv("BINOME_TEST_NOW"))
			if err != nil {
				panic(err)
			}
			os.Exit(command.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, func() time.Time { return now }))
		},
	})
}

// TestScripts: each command as people use it, and misuse it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"), UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(env *testscript.Env) error {
			for _, kv := range [][2]string{
				{"BINOME_TEST_NOW", "2026-11-22T10:00:00+01:00"},
				{"BINOME_DATA", filepath.Join(env.WorkDir, "data")},
				{"HOME", env.WorkDir}, {"XDG_DATA_HOME", filepath.Join(env.WorkDir, "xdg")},
				{"LANG", "en_US.UTF-8"}, {"LC_ALL", ""}, {"LC_MESSAGES", ""}, {"BINOME_LANG", ""},
				// What no script can hold as it is.
				{"ESC", "\x1b"}, {"C1", "\u009b"}, {"OVERRIDE", "\u202e"}, {"LONG", strings.Repeat("é", 300)},
			} {
				env.Setenv(kv[0], kv[1])
			}
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "mayall" { // permissions stop nobody here
				return os.Geteuid() == 0 || runtime.GOOS == "windows", nil
			}
			return false, os.ErrInvalid
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": scriptStatus, "tear": scriptTear, "append": scriptAppend, "replace": scriptReplace, "clean": scriptClean, "seal": scriptSeal,
			"waitfor": scriptWaitFor, "full": scriptFull,
		},
	})
}

// scriptStatus runs the program and holds its exit status: status 2 show nobody.
func scriptStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: status N [args]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec("binome", args[1:]...); err != nil {
		exit, ok := err.(interface{ ExitCode() int })
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// scriptTear cuts bytes off the end of a file: tear FILE N.
func scriptTear(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := ts.ReadFile(args[0])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text[:len(text)-n]), 0o600))
}

// scriptAppend adds a file to another: append FILE OTHER.
func scriptAppend(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(ts.ReadFile(args[0])+ts.ReadFile(args[1])), 0o600))
}

// scriptReplace changes text in a file: replace FILE OLD NEW.
func scriptReplace(ts *testscript.TestScript, neg bool, args []string) {
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s: no %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(text, args[1], args[2])), 0o600))
}

// scriptSeal gives each entry of journals its sum, so that a script can hold a journal
// as people read it: without one, the last entry would be half an append.
func scriptSeal(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		blocks := strings.Split("\n"+ts.ReadFile(name), "\n[[entry]]\n")
		for i, b := range blocks[1:] {
			block := "[[entry]]\n" + strings.TrimRight(b, "\n")
			sum := sha256.Sum256([]byte(block))
			blocks[i+1] = fmt.Sprintf("%s\nsum = %q\n", block, hex.EncodeToString(sum[:6]))
		}
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(strings.TrimPrefix(strings.Join(blocks, "\n"), "\n")), 0o600))
	}
}

// scriptClean holds that a stream or file has nothing in it that a terminal may act upon.
func scriptClean(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		for i, r := range ts.ReadFile(name) {
			if r < ' ' && r != '\n' || r >= 0x7f && r <= 0x9f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
				ts.Fatalf("%s: %U at %d", name, r, i)
			}
		}
	}
}

// scriptWaitFor waits until a file is there and holds a text: waitfor FILE [TEXT]. It is
// for what runs in the background.
func scriptWaitFor(ts *testscript.TestScript, neg bool, args []string) {
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		text, err := os.ReadFile(ts.MkAbs(args[0]))
		if err == nil && (len(args) == 1 || strings.Contains(string(text), args[1])) {
			return
		}
	}
	ts.Fatalf("not in time: %v", args)
}

// scriptFull runs a program whose output goes to a full disk, and holds that it fails and
// says so: full binome --help.
func scriptFull(ts *testscript.TestScript, neg bool, args []string) {
	err := ts.Exec("sh", append([]string{"-c", `exec "$@" >/dev/full`, "sh"}, args...)...)
	exit, ok := err.(interface{ ExitCode() int })
	if neg || !ok || exit.ExitCode() != 1 {
		ts.Fatalf("%v, want exit status 1", err)
	}
	if said := ts.ReadFile("stderr"); !strings.Contains(said, "full") {
		ts.Fatalf("not said: %q", said)
	}
}

// A source is a Go file that is part of the program.
type source struct {
	pkg, path string // of the package within the module ("." for main), of the file
	file      *ast.File
	set       *token.FileSet
}

func (s source) at(n ast.Node) string { return s.set.Position(n.Pos()).String() }

// imported gives the package a name stands for in this file, "" for no package.
func (s source) imported(e ast.Expr) string {
	id, ok := e.(*ast.Ident)
	if !ok || id.Obj != nil {
		return ""
	}
	for _, imp := range s.file.Imports {
		p, _ := strconv.Unquote(imp.Path.Value)
		name := path.Base(p)
		if v := strings.TrimLeft(name, "v"); v != name && strings.Trim(v, "0123456789") == "" {
			name = path.Base(path.Dir(p))
		}
		if imp.Name != nil {
			name = imp.Name.Name
		}
		if name == id.Name {
			return p
		}
	}
	return ""
}

func sources(t *testing.T) (all []source) {
	t.Helper()
	set := token.NewFileSet()
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && p != "." && (d.Name() == "testdata" || d.Name()[0] == '.' || strings.HasSuffix(d.Name(), "test")): // helpers of tests, too
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go"):
			return nil
		}
		f, err := parser.ParseFile(set, p, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		all = append(all, source{filepath.ToSlash(filepath.Dir(p)), p, f, set})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestTopLevel: the person who asked for Binome named these.
func TestTopLevel(t *testing.T) {
	want := []string{"README.md", "curriculum", "go.mod", "go.sum", "main.go", "main_test.go", "storage", "testdata", "tui"}
	list, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		name := d.Name()
		built := name == "binome" || strings.HasSuffix(name, ".exe") || strings.HasSuffix(name, ".test") || strings.HasSuffix(name, ".prof")
		if !slices.Contains(want, name) && name[0] != '.' && !built {
			t.Errorf("%s at the top level", name)
		}
	}
}

// mayKnow are the packages of ours that each may import; tui/** is judged apart.
var mayKnow = map[string][]string{
	"storage/clean":      {},
	"storage/tame":       {"storage/clean"},
	"curriculum/phrases": {"storage/tame"},
	"curriculum/block":   {"storage/clean"},
	"curriculum":         {"curriculum/block", "curriculum/phrases", "storage/clean", "storage/tame"},
	"storage":            {"curriculum/phrases", "storage/clean", "storage/tame"},
	"curriculum/intake":  {"curriculum", "curriculum/phrases"},
	"curriculum/check":   {"curriculum", "curriculum/block", "curriculum/phrases", "storage/clean"},
	"storage/progress":   {"curriculum", "curriculum/block", "storage", "curriculum/phrases", "storage/clean"},
	"storage/document":   {"storage/clean"},
	"storage/notes":      {"curriculum", "curriculum/block", "storage", "storage/document", "storage/progress", "curriculum/phrases", "storage/clean"},
	// The report reads what the notes write; the simulator writes what it reads.
	"storage/programme": {"curriculum", "storage", "storage/document", "storage/progress", "storage/notes", "curriculum/phrases", "storage/clean"},
	"storage/gitsync":   {"storage", "curriculum/phrases", "storage/clean"},
}

// knowsNoDomain may be used by anything that draws.
var knowsNoDomain = []string{"tui/widget", "tui/theme", "tui/ruler", "tui/keys"}

// TestImportsRunOneWay holds DESIGN's paragraph of that name.
func TestImportsRunOneWay(t *testing.T) {
	for _, s := range sources(t) {
		for _, fault := range s.imports() {
			t.Error(fault)
		}
	}
}

func (s source) imports() (faults []string) {
	for _, imp := range s.file.Imports {
		p, err := strconv.Unquote(imp.Path.Value)
		if err != nil {
			continue // it doesn't compile either
		}
		if ours, ok := strings.CutPrefix(p, "binome/"); ok && !allowed(s.pkg, ours) {
			faults = append(faults, fmt.Sprintf("%s: %s must not know %s", s.at(imp), s.pkg, ours))
		}
		if who := onlyFor(p); who != nil && !slices.Contains(who, s.pkg) {
			faults = append(faults, fmt.Sprintf("%s: only %v may import %s", s.at(imp), who, p))
		}
	}
	return faults
}

func allowed(pkg, ours string) bool {
	below := func(pkg string, roots []string) bool {
		return slices.ContainsFunc(roots, func(r string) bool { return pkg == r || strings.HasPrefix(pkg, r+"/") })
	}
	switch {
	case pkg == ".":
		return ours == "tui/command"
	case strings.HasSuffix(ours, "test"): // helpers of tests
		return false
	case below(pkg, knowsNoDomain):
		return below(ours, knowsNoDomain) || ours == "storage/clean" || ours == "curriculum/phrases" || ours == "curriculum/block"
	case strings.HasPrefix(pkg, "tui"):
		return true
	}
	list, known := mayKnow[pkg]
	return known && slices.Contains(list, ours)
}

// onlyFor are the packages that may import a library; nil for any.
func onlyFor(lib string) []string {
	switch {
	case strings.HasPrefix(lib, "charm.land/wish"), strings.HasPrefix(lib, "charm.land/ssh"), strings.HasPrefix(lib, "golang.org/x/crypto/ssh"):
		return []string{"tui/live"}
	case lib == "os/exec":
		return []string{"storage/gitsync", "tui"} // tui: $EDITOR and $PAGER
	case lib == "flag", strings.HasPrefix(lib, "github.com/spf13/pflag"):
		return []string{"tui/command"}
	case strings.HasPrefix(lib, "github.com/spf13/cobra"):
		return []string{"tui/command", "."} // main.go: cobra's word on double-clicks
	}
	return nil
}

// onlyBy are names of libraries that few may use.
var onlyBy = []struct {
	lib   string
	names []string
	who   []string
}{
	{"os", []string{"Getenv", "LookupEnv", "Environ", "Args", "ExpandEnv", "Setenv"}, []string{"tui/command", "."}},
	{"os", []string{"Exit"}, []string{"."}},
	{"log", []string{"Fatal", "Fatalf", "Fatalln"}, nil},
	// The local window is tui.Run, which command calls.
	{"charm.land/bubbletea/v2", []string{"NewProgram"}, []string{"tui", "tui/command", "tui/live"}},
	{"charm.land/lipgloss/v2", []string{"Color", "ANSIColor", "RGBColor", "LightDark", "Complete", "Red", "Green", "Blue", "Yellow",
		"Magenta", "Cyan", "White", "Black", "BrightBlack", "BrightRed", "BrightGreen", "BrightBlue", "BrightYellow",
		"BrightMagenta", "BrightCyan", "BrightWhite", "HasDarkBackground"}, []string{"tui/theme"}},
	{"time", []string{"Sleep"}, nil},
}

// TestOnlyBy: environment, exit, programs, colours each have one place.
func TestOnlyBy(t *testing.T) {
	for _, s := range sources(t) {
		for _, fault := range s.uses() {
			t.Error(fault)
		}
	}
}

func (s source) uses() (faults []string) {
	ast.Inspect(s.file, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		lib := s.imported(sel.X)
		for _, o := range onlyBy {
			if lib == o.lib && slices.Contains(o.names, sel.Sel.Name) && !slices.Contains(o.who, s.pkg) {
				faults = append(faults, fmt.Sprintf("%s: only %v may use %s.%s", s.at(sel), o.who, lib, sel.Sel.Name))
			}
		}
		return true
	})
	return faults
}

// TestPackageVariables: none is assigned after its declaration, neither one of ours nor
// a library's, for two people share the process in a hosted session; and no init function
// runs and no pattern is compiled before main, which every start would pay for. (What a method does to a variable isn't seen here: types with a lock of
// their own are for the eye.)
func TestPackageVariables(t *testing.T) {
	for _, fault := range variables(sources(t)) {
		t.Error(fault)
	}
}

func variables(all []source) (faults []string) {
	vars := map[string]map[string]bool{}
	for _, s := range all {
		if vars[s.pkg] == nil {
			vars[s.pkg] = map[string]bool{}
		}
		for _, d := range s.file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				for _, spec := range g.Specs {
					spec := spec.(*ast.ValueSpec)
					for _, name := range spec.Names {
						vars[s.pkg][name.Name] = true
					}
					for _, v := range spec.Values {
						if call, ok := v.(*ast.CallExpr); ok && s.patterns(call) {
							faults = append(faults, s.at(v)+": a pattern is compiled before main; sync.OnceValue does it when it is needed")
						}
					}
				}
			}
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				faults = append(faults, s.at(f)+": an init function")
			}
		}
	}
	for _, s := range all {
		for _, e := range changed(s.file) {
			if name := s.packageVariable(e, vars[s.pkg]); name != "" && s.path != "main.go" {
				faults = append(faults, fmt.Sprintf("%s: %s is assigned", s.at(e), name))
			}
		}
	}
	return faults
}

// patterns reports whether a call is one of package regexp.
func (s source) patterns(call *ast.CallExpr) bool {
	f, ok := call.Fun.(*ast.SelectorExpr)
	return ok && s.imported(f.X) == "regexp"
}

// changed are the expressions that a file assigns to, adds to, or takes the address of.
func changed(f *ast.File) (list []ast.Expr) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				list = append(list, n.Lhs...)
			}
		case *ast.IncDecStmt:
			list = append(list, n.X)
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				list = append(list, n.Key, n.Value)
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				list = append(list, n.X)
			}
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && (id.Name == "delete" || id.Name == "clear") && len(n.Args) > 0 {
				list = append(list, n.Args[0])
			}
		}
		return true
	})
	return list
}

// packageVariable names the package variable at the root of an expression; "" for none.
func (s source) packageVariable(e ast.Expr, ours map[string]bool) string {
	for {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.SliceExpr:
			e = x.X
		case *ast.SelectorExpr:
			if lib := s.imported(x.X); lib != "" {
				return lib + "." + x.Sel.Name
			}
			e = x.X
		case *ast.Ident:
			local := x.Obj != nil && !s.atTop(x.Obj)
			if ours[x.Name] && !local {
				return x.Name
			}
			return ""
		default:
			return ""
		}
	}
}

// atTop reports whether an object is declared at the top of the file.
//
//lint:ignore SA1019 the file alone is read, without the types of what it imports
func (s source) atTop(o *ast.Object) bool { return s.file.Scope.Lookup(o.Name) == o }

// TestDocComments: a comment over a declaration is that declaration's. When code is split
// or renamed, comments are left behind, pile up over one function, or go on naming what
// is gone.
func TestDocComments(t *testing.T) {
	for _, fault := range comments(sources(t)) {
		t.Error(fault)
	}
}

// comments are those that begin with another declaration's name, at their top or at a
// sentence that begins a line, or that name a member (type.member) which there isn't.
func comments(all []source) (faults []string) {
	named := map[string]map[string]bool{} // by package: what is declared in it
	members := map[string]map[string]bool{}
	add := func(to map[string]map[string]bool, of string, names ...*ast.Ident) {
		if to[of] == nil {
			to[of] = map[string]bool{}
		}
		for _, n := range names {
			to[of][n.Name] = true
		}
	}
	for _, s := range all {
		declarations(s.file, func(_ *ast.CommentGroup, of string, names ...*ast.Ident) {
			if of == "" {
				add(named, s.pkg, names...)
				add(members, s.file.Name.Name, names...)
			} else {
				add(members, of, names...)
			}
		})
	}
	sentence := regexp.MustCompile(`(?:^|\.\n+)([A-Za-z]\w*) (\w+)`)
	member := regexp.MustCompile(`(?:^|[\s(])([A-Za-z]\w*)\.([A-Za-z]\w*)\b`)
	for _, s := range all {
		declarations(s.file, func(doc *ast.CommentGroup, of string, names ...*ast.Ident) {
			own := func(word string) bool {
				return slices.ContainsFunc(names, func(n *ast.Ident) bool { return n.Name == word })
			}
			for _, m := range sentence.FindAllStringSubmatchIndex(doc.Text(), -1) {
				word, verb := doc.Text()[m[2]:m[3]], doc.Text()[m[4]:m[5]]
				lower := m[0] == 0 && word[0] >= 'a'
				if !own(word) && (lower || named[s.pkg][word] && strings.HasSuffix(verb, "s")) {
					faults = append(faults, fmt.Sprintf("%s: the comment over %v is about %s", s.at(doc), names, word))
				}
			}
		})
		for _, c := range s.file.Comments {
			for _, m := range member.FindAllStringSubmatch(c.Text(), -1) {
				ending := slices.Contains([]string{"go", "md", "toml", "tsv", "csv"}, m[2]) // of a file's name
				if of, ok := members[m[1]]; ok && !of[m[2]] && !ending {
					faults = append(faults, fmt.Sprintf("%s: there is no %s.%s", s.at(c), m[1], m[2]))
				}
			}
		}
	}
	return faults
}

// declarations gives each declaration at the top of a file and each field and method,
// with its comment and, for the latter two, its type.
func declarations(f *ast.File, each func(doc *ast.CommentGroup, of string, names ...*ast.Ident)) {
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			of := ""
			if d.Recv != nil {
				ast.Inspect(d.Recv.List[0].Type, func(n ast.Node) bool {
					if id, ok := n.(*ast.Ident); ok && of == "" {
						of = id.Name
					}
					return true
				})
			}
			each(d.Doc, of, d.Name)
		case *ast.GenDecl:
			var names []*ast.Ident
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.ValueSpec:
					each(spec.Doc, "", spec.Names...)
					names = append(names, spec.Names...)
				case *ast.TypeSpec:
					each(spec.Doc, "", spec.Name)
					names = append(names, spec.Name)
					ast.Inspect(spec.Type, func(n ast.Node) bool {
						if field, ok := n.(*ast.Field); ok {
							each(field.Doc, spec.Name.Name, field.Names...)
						}
						return true
					})
				}
			}
			each(d.Doc, "", names...)
		}
	}
}

// TestTheHouseSees: each of these is seen, and what is like it and right isn't.
func TestTheHouseSees(t *testing.T) {
	const head = "package p\nimport (\"os\"; \"regexp\"; \"sync\"; \"charm.land/lipgloss/v2\"; tea \"charm.land/bubbletea/v2\"; \"net/http\")\nvar v = 1; var m = map[string]int{}; type s struct{f []int}; var st s\n"
	for _, tt := range []struct {
		pkg, body string
		faults    int
	}{
		{"storage", "func f() { v = 2 }", 1},
		{"storage", "func f() { v++; m[`a`] = 1; st.f[0] = 3; delete(m, `a`); p := &v; (st).f = nil; _ = p }", 6},
		{"storage", "func f() { for v = range 3 {} }", 1},
		{"storage", "func f() { http.DefaultClient = nil }", 1},
		{"storage", "func init() {}", 1},
		{"storage", "func (s) init() {}", 0},
		{"storage", "var re = regexp.MustCompile(`a`); var (_, in = 1, regexp.MustCompile(`b`))", 2},
		{"storage", "var re = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`a`) })", 0},
		{"storage", "func f(v int) { v = 2; m := map[string]int{}; m[`a`] = 1; st := s{}; st.f = nil }", 0},
		{"storage", "func f() { os.Getenv(`X`) }", 1},
		{"tui/command", "func f() { os.Getenv(`X`) }", 0},
		{"tui/screen", "func f() { lipgloss.Color(`1`); tea.NewProgram(nil) }", 2},
		{"tui/theme", "func f() { lipgloss.Color(`1`) }", 0},
		{"tui/screen", "func f(os env) { os.Getenv(`X`) }", 0},
		{"storage", "// f does.\nfunc f() {}\n// A g does.\nfunc g() {}\n// Both do so.\nfunc h() {}", 0},
		{"storage", "// f does.\nfunc g() {}\nfunc f() {}\n// St gives.\ntype u struct {\n// F is.\nG int }\nfunc F() {}", 2},
		{"storage", "// f does that.\n//\n// g does this.\nfunc f() {}\nfunc g() {}", 1},
		{"storage", "// Says what s.f and s.g are, and p.v, and p.toml.\nfunc f() {}", 1},
	} {
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, "x.go", head+tt.body, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		s := source{tt.pkg, "x.go", f, set}
		if got := slices.Concat(variables([]source{s}), comments([]source{s}), s.uses()); len(got) != tt.faults {
			t.Errorf("%s: %s: %d faults, want %d: %q", tt.pkg, tt.body, len(got), tt.faults, got)
		}
	}
	for _, tt := range []struct {
		pkg, imp string
		ok       bool
	}{
		{"storage", "binome/curriculum", false}, {"storage", "binome/storage/clean", true}, {"storage", "binome/tui/theme", false},
		{"storage/clean", "binome/storage", false}, {"storage/progress", "binome/curriculum", true}, {"storage/notes", "binome/storage/progress", true},
		{"storage/progress", "binome/storage/notes", false}, {"tui/widget", "binome/curriculum", false}, {"tui/widget/frame", "binome/tui/theme", true},
		{"tui/screen", "binome/storage", true}, {"tui/screen", "charm.land/wish/v2", false}, {"tui/live", "charm.land/wish/v2", true},
		{"tui/screen", "os/exec", false}, {"tui/plain", "flag", false}, {".", "binome/tui/command", true}, {".", "binome/storage", false},
		{"storage/other", "binome/storage", false},
	} {
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, "x.go", "package p; import _ "+strconv.Quote(tt.imp), 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := (source{tt.pkg, "x.go", f, set}).imports(); (len(got) == 0) != tt.ok {
			t.Errorf("%s importing %s: %q", tt.pkg, tt.imp, got)
		}
	}
}

// TestThreats: each test that README's table for a security officer names is there.
func TestThreats(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(readme), "### For a security officer\n")
	table, _, _ = strings.Cut(table, "\n### ")
	named := regexp.MustCompile("`(Test[A-Za-z0-9]+)`").FindAllStringSubmatch(table, -1)
	if len(named) < 20 {
		t.Fatalf("%d tests are named", len(named))
	}
	there := map[string]bool{}
	err = filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, "_test.go") {
			return err
		}
		data, err := os.ReadFile(p)
		for _, m := range regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9]+)\(t \*testing`).FindAllSubmatch(data, -1) {
			there[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range named {
		if !there[n[1]] {
			t.Errorf("README names %s, which there is not", n[1])
		}
	}
}
