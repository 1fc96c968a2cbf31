package storage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// A mutant is one small fault put into the code: would any test notice?
type mutant struct {
	pkg, file string // relative to this folder
	line, col int
	from, to  int // offsets in the file
	was, now  string
	text      string // of its line
}

func (m mutant) String() string {
	return fmt.Sprintf("%s:%d:%d: %.60q for %.60q", m.file, m.line, m.col, m.now, m.was)
}

// mutants lists every fault we know how to put into a package.
func mutants(t *testing.T, pkg string) (all []mutant) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(pkg, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		dir, base := filepath.Split(name)
		if ok, err := build.Default.MatchFile(dir, base); err != nil || !ok || strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		src := must(os.ReadFile(name))
		tree, err := parser.ParseFile(set, name, src, 0)
		if err != nil {
			t.Fatal(err)
		}
		f := &faults{pkg: pkg, file: name, set: set, src: src}
		for _, d := range tree.Decls {
			ast.Inspect(d, f.visit)
		}
		all = append(all, f.list...)
	}
	return all
}

type faults struct {
	pkg, file string
	set       *token.FileSet
	src       []byte
	list      []mutant
}

func (f *faults) add(from, to token.Pos, now string) {
	p := f.set.Position(from)
	a, b := p.Offset, f.set.Position(to).Offset
	start := bytes.LastIndexByte(f.src[:a], '\n') + 1
	text, _, _ := bytes.Cut(f.src[start:], []byte{'\n'})
	f.list = append(f.list, mutant{f.pkg, f.file, p.Line, p.Column, a, b, string(f.src[a:b]), now, strings.TrimSpace(string(text))})
}

// others are what each operator is mistaken for.
var others = map[token.Token][]string{
	token.LSS: {"<="}, token.LEQ: {"<"}, token.GTR: {">="}, token.GEQ: {">"}, token.EQL: {"!="}, token.NEQ: {"=="},
	token.LAND: {"||"}, token.LOR: {"&&"}, token.ADD: {"-"}, token.SUB: {"+"}, token.MUL: {"/"}, token.QUO: {"*"},
	token.AND: {"|"}, token.OR: {"&"},
}

func (f *faults) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ImportSpec:
		return false
	case *ast.CallExpr:
		// How much room is made beforehand is nobody's business.
		if fun, ok := n.Fun.(*ast.Ident); ok && fun.Name == "make" {
			return false
		}
		if fun, ok := n.Fun.(*ast.SelectorExpr); ok && fun.Sel.Name == "Grow" {
			return false
		}
	case *ast.BinaryExpr:
		for _, op := range others[n.Op] {
			f.add(n.OpPos, n.OpPos+token.Pos(len(n.Op.String())), op)
		}
	case *ast.BasicLit:
		if v, err := strconv.ParseInt(n.Value, 0, 64); n.Kind == token.INT && err == nil {
			f.add(n.Pos(), n.End(), strconv.FormatInt(v+1, 10))
		}
	case *ast.Ident:
		if n.Name == "true" || n.Name == "false" {
			f.add(n.Pos(), n.End(), map[string]string{"true": "false", "false": "true"}[n.Name])
		}
	case *ast.IfStmt:
		f.add(n.Cond.Pos(), n.Cond.Pos(), "!(")
		f.list[len(f.list)-1].to = f.set.Position(n.Cond.End()).Offset
		m := &f.list[len(f.list)-1]
		m.was = string(f.src[m.from:m.to])
		m.now = "!(" + m.was + ")"
	case *ast.ExprStmt, *ast.IncDecStmt, *ast.DeferStmt, *ast.GoStmt:
		f.add(n.Pos(), n.End(), "")
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			f.add(n.Pos(), n.End(), "")
		}
	case *ast.BranchStmt:
		if n.Label == nil && n.Tok == token.CONTINUE {
			f.add(n.Pos(), n.End(), "break")
		}
	case *ast.ReturnStmt:
		if last := len(n.Results) - 1; last >= 0 {
			if id, ok := n.Results[last].(*ast.Ident); ok && id.Name == "err" {
				f.add(id.Pos(), id.End(), "nil")
			}
		}
	}
	return true
}

// equal are faults that change nothing anybody could see, and why: none counts. A line
// here that fits no fault any more is a fault of this test.
var equal = []struct{ file, line, now, why string }{
	{"fold.go", "if pl.n > latest.n && !p.Lessons[lesson].Finished() {", ">=", "no two places have one number"},
	{"progress.go", "if inOrder(&entries[i], &entries[i+1]) > 0 {", ">=", "of two that are equal either may come first; a copy is sorted"},
	{"recall.go", "r.known[key] = known", "", "it is worked out again"},
	{"load.go", "minBlock  = 100", "101", "it is only the room made beforehand, which grows as needed"},
	{"load.go", "n := min(countBlocks(text), len(text)/minBlock) + 16", "17", "it is only the room made beforehand"},
	{"load.go", "if !plain {", "!(!plain)", "the slow way reads the same"},
}

// TestEqualMutants: each of them is a fault that can still be made.
func TestEqualMutants(t *testing.T) {
	all := slices.Concat(mutants(t, "."), mutants(t, "progress"))
	for _, e := range equal {
		if !slices.ContainsFunc(all, func(m mutant) bool { return filepath.Base(m.file) == e.file && m.text == e.line && m.now == e.now }) {
			t.Errorf("%s: nothing makes %q of %q", e.file, e.now, e.line)
		}
	}
}

// TestMutants puts small faults, drawn from all the code of this package, of progress and of
// curriculum, one at a time into the code, and runs the tests of the package and of those
// that use it: at least nine of ten must be noticed. BINOME_MUTANTS says how many,
// BINOME_SEED draws others, BINOME_MUTANTS_OF leaves those whose "file:line:col: …" it matches.
func TestMutants(t *testing.T) {
	if os.Getenv("BINOME_MUTANTS") == "" {
		t.Skip("BINOME_MUTANTS=100 and -timeout 3h: a hundred times the tests")
	}
	if os.Getenv("BINOME_MUTANT") != "" {
		t.Skip("this is a mutant")
	}
	seed, count := uint64(20261122), must(strconv.Atoi(os.Getenv("BINOME_MUTANTS")))
	if n, err := strconv.ParseUint(os.Getenv("BINOME_SEED"), 10, 64); err == nil {
		seed = n
	}
	all := slices.Concat(mutants(t, "."), mutants(t, "progress"), mutants(t, filepath.Join("..", "curriculum")))
	if only := os.Getenv("BINOME_MUTANTS_OF"); only != "" {
		wanted := regexp.MustCompile(only)
		all = slices.DeleteFunc(all, func(m mutant) bool { return !wanted.MatchString(m.String()) })
	}
	rand.New(rand.NewPCG(seed, 1)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	using := map[string][]string{}
	for _, m := range all {
		if using[m.pkg] == nil {
			using[m.pkg] = users(t, m.pkg)
		}
	}
	var mu sync.Mutex
	var lived []string
	killed, next := 0, 0
	take := func() (m mutant, ok bool) {
		mu.Lock()
		defer mu.Unlock()
		if killed+len(lived) >= count || next == len(all) {
			return m, false
		}
		next++
		return all[next-1], true
	}
	var group sync.WaitGroup
	for range max(1, runtime.NumCPU()/2) {
		group.Go(func() {
			for m, ok := take(); ok; m, ok = take() {
				fate := m.try(t.TempDir(), using[m.pkg])
				mu.Lock()
				switch fate {
				case "lives":
					lived = append(lived, m.String())
					t.Logf("lives: %v", m)
				case "dead":
					killed++
					t.Logf("dead: %v", m)
				}
				mu.Unlock()
			}
		})
	}
	group.Wait()
	t.Logf("seed %d: %d of %d killed, of %d possible faults", seed, killed, killed+len(lived), len(all))
	if killed*10 < 9*(killed+len(lived)) {
		t.Errorf("fewer than nine of ten: these lived:\n%s", strings.Join(lived, "\n"))
	}
}

// try runs on the mutant the package's own tests, then, should it live, those of the packages
// that use it; not the screens' nor gitsync's, whose tests come by everything and take minutes.
func (m mutant) try(dir string, users []string) string {
	for _, e := range equal {
		if filepath.Base(m.file) == e.file && m.text == e.line && m.now == e.now {
			return "equal"
		}
	}
	src := must(os.ReadFile(m.file))
	changed := filepath.Join(dir, "mutant.go")
	overlay := filepath.Join(dir, "overlay.json")
	text := string(src[:m.from]) + m.now + string(src[m.to:])
	replace := map[string]map[string]string{"Replace": {must(filepath.Abs(m.file)): changed}}
	for path, data := range map[string][]byte{changed: []byte(text), overlay: must(json.Marshal(replace))} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			panic(err)
		}
	}
	run := func(name string, args ...string) (out string, err error) {
		cmd := exec.Command(name, args...)
		cmd.Dir = m.pkg
		cmd.Env = append(os.Environ(), "BINOME_LONG=", "BINOME_MUTANTS=", "BINOME_MUTANT=1", "RAPID_SEED=1", "RAPID_NOFAILFILE=1")
		if fi, err := os.Stat("/dev/shm"); err == nil && fi.IsDir() {
			cmd.Env = append(cmd.Env, "TMPDIR=/dev/shm") // a disk of memory: what is flushed costs nothing there
		}
		b, err := cmd.CombinedOutput()
		return string(b), err
	}
	tests := filepath.Join(dir, "tests")
	if _, err := run("go", "test", "-c", "-overlay", overlay, "-vet=off", "-ldflags=-w", "-o", tests, "."); err != nil {
		return "no Go"
	}
	// Most die in the tests that take no time.
	for _, which := range []string{"-test.skip", "-test.run"} {
		if _, err := run(tests, "-test.failfast", "-test.timeout", "2m", which, slow); err != nil {
			return "dead"
		}
	}
	for _, user := range users {
		if _, err := run("go", "test", "-overlay", overlay, "-vet=off", "-ldflags=-w", "-failfast", "-timeout", "5m", user); err != nil {
			return "dead"
		}
	}
	return "lives"
}

// users are the packages whose code or tests import this one, the screens aside, and gitsync,
// whose tests run git some hundred times.
func users(t *testing.T, pkg string) (all []string) {
	t.Helper()
	list := func(dir string, args ...string) string {
		cmd := exec.Command("go", append([]string{"list"}, args...)...)
		cmd.Dir = dir
		return string(must(cmd.Output()))
	}
	own := strings.TrimSpace(list(pkg, "."))
	for line := range strings.Lines(list("..", "-f", "{{.ImportPath}} {{join .Imports \" \"}} {{join .TestImports \" \"}} {{join .XTestImports \" \"}}", "./storage/...", "./curriculum/...")) {
		if words := strings.Fields(line); words[0] != own && !strings.HasSuffix(words[0], "/gitsync") && slices.Contains(words[1:], own) {
			all = append(all, words[0])
		}
	}
	return all
}

// slow are tests that start programs, fill disks, fail every call or turn every bit there is.
const slow = "Killed|EveryCall|EveryBit|EveryPrefix|MergeLaws|NoLocks|FullDisk|TwoWriters|EditsFromOutside|Response|Bombs"
