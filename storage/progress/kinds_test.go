package progress

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
	"time"

	"binome/curriculum"
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

// What has a way of its own to be changed (who the pair is, that they met, a consent) and a
// taking back can't be taken back; all else can.
func TestUndoable(t *testing.T) {
	own := map[storage.Kind]bool{storage.KindPair: true, storage.KindConsent: true, storage.KindSession: true, storage.KindRetract: true}
	for k := range kinds {
		if undoable(k) == own[k] {
			t.Errorf("%s can be taken back: %v", k, own[k])
		}
	}
	if undoable("unknown") {
		t.Error("nobody knows what taking that back would do")
	}
}

// How sure they were before and after is told once there are two answers.
func TestSure(t *testing.T) {
	at := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	p := &Progress{}
	for n, want := range [][2]int{{0, 0}, {0, 0}, {1, 3}, {1, 5}} {
		if n > 0 {
			p.Confidence = append(p.Confidence, Confidence{Who: Mentee, Topic: "alone-tomorrow", Value: []int{0, 5, 10}[n-1], At: at.Add(time.Duration(n))})
		}
		if before, after := p.sure(at.Add(time.Duration(n))); [2]int{before, after} != want {
			t.Errorf("%d answers: %d and %d", n, before, after)
		}
	}
	if before, after := p.sure(at.Add(1)); before != 0 || after != 0 {
		t.Error("what was said later counts")
	}
}

// A step that isn't one takes no time; the first of the five does.
func TestTookFirst(t *testing.T) {
	at := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	for step, want := range map[string]time.Duration{"discover": 9 * time.Minute, "gone": 0} {
		var all []storage.Entry
		for i, state := range []string{"begun", "done"} {
			all = append(all, storage.Entry{ID: strconv.Itoa(i + 1), Kind: storage.KindStep, Session: "0", Lesson: "a/b", Step: step, State: state, At: at.Add(time.Duration(i) * 9 * time.Minute)})
		}
		all = append(all, storage.Entry{ID: "0", Kind: storage.KindSession, At: at})
		if got := Fold(nil, all).Lessons["a/b"].Took[curriculum.StepID(step)]; got != want {
			t.Errorf("%s took %v", step, got)
		}
	}
}
