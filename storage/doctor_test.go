package storage

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// sick writes a journal of five entries after some accident.
func sick(t *testing.T, accident func(text string) string) (*Folder, string) {
	t.Helper()
	f := laid(t, t.TempDir(), Options{Now: func() time.Time { return fixedNow().AddDate(1, 0, 0) }})
	whole, ends := thirty()
	path := f.path("ines-philippe", false)
	if err := os.WriteFile(path, []byte(accident(string(whole[:ends[4]]))), 0o600); err != nil {
		t.Fatal(err)
	}
	return f, path
}

func codes(list []Trouble) (out []string) {
	for _, t := range list {
		out = append(out, t.Code)
	}
	return out
}

func TestDoctor(t *testing.T) {
	whole, ends := thirty()
	five := string(whole[:ends[4]])
	sixth := string(whole[ends[4]:ends[5]])
	conflict := five + "\n" + entryLine + "\n<<<<<<< HEAD\n" + sixth[len("\n"+entryLine+"\n"):] + "=======\n" +
		string(whole[ends[5]:ends[6]])[len("\n"+entryLine+"\n"):] + ">>>>>>> theirs\n"
	for _, c := range []struct {
		name    string
		text    string
		found   []string // before
		did     []string
		left    []string // after the repair
		entries int
	}{
		{"well", five, nil, nil, nil, 5},
		{"CRLF", strings.ReplaceAll(five, "\n", "\r\n"), nil, []string{TroubleLineEnds}, nil, 5},
		{"BOM", bom + five, nil, []string{TroubleLineEnds}, nil, 5},
		{"torn", five + sixth[:60], []string{TroubleTorn}, []string{TroubleTorn}, []string{TroubleTorn}, 5},
		{"torn at once", five + "\n[[en", []string{TroubleTorn}, []string{TroubleTorn}, []string{TroubleTorn}, 5},
		{"conflict", conflict, []string{TroubleConflict}, []string{TroubleConflict}, nil, 7},
		{"doubled", five + five[strings.Index(five, "\n"+entryLine):], nil, []string{TroubleTwice}, nil, 5},
		{"edited", strings.Replace(five, "Philippe D.", "Philippe", 1), []string{TroubleEdited}, nil, []string{TroubleEdited}, 5},
		{"unreadable", strings.Replace(five, "who = ", "who ", 1), []string{TroubleUnreadable}, nil, []string{TroubleUnreadable}, 4},
		{"head", strings.Replace(five, "format = 1", "fromat = 1", 1), []string{TroubleHead}, []string{TroubleHead}, nil, 5},
		{"emptied", "", []string{TroubleDamaged}, []string{TroubleHead}, nil, 0},
		{"zeroed", strings.Repeat("\x00", 500), []string{TroubleDamaged}, []string{TroubleHead}, nil, 0},
		{"another's", strings.Replace(five, `pair = "ines-philippe"`, `pair = "other"`, 1), []string{TroubleOtherName}, nil, []string{TroubleOtherName}, 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, path := sick(t, func(string) string { return c.text })
			reports, err := f.Doctor()
			if err != nil || len(reports) != 1 {
				t.Fatal(reports, err)
			}
			r := reports[0]
			if diff := cmp.Diff(c.found, codes(r.Troubles), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("found: %s", diff)
			}
			if well := len(c.found) == 0 || c.found[0] == TroubleEdited; r.Well() != well {
				t.Errorf("well: %v", r.Well())
			}
			if got := string(must(os.ReadFile(path))); got != c.text {
				t.Error("examining changed the file")
			}
			out, err := f.Repair("ines-philippe")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.did, codes(out.Did), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("did: %s", diff)
			}
			if diff := cmp.Diff(c.left, codes(out.Left), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("left: %s", diff)
			}
			d := mustLoad(t, must(os.ReadFile(path)))
			if len(d.entries) != c.entries {
				t.Errorf("%d entries", len(d.entries))
			}
			if changed := len(c.did) > 0; changed != (out.Kept != "") || changed && string(must(os.ReadFile(out.Kept))) != c.text {
				t.Errorf("the original is not beside it: %q", out.Kept)
			}
			again, err := f.Repair("ines-philippe")
			if err != nil || len(again.Did) > 0 || again.Kept != "" {
				t.Errorf("not done with once: %+v, %v", again, err)
			}
			if out, err := f.Erase("ines-philippe"); err != nil || len(out.Left) > 0 || len(must(os.ReadDir(filepath.Dir(path)))) > 0 {
				t.Errorf("%+v, %v", out, err)
			}
		})
	}
}

func TestRepairLeavesAlone(t *testing.T) {
	for name, text := range map[string]string{
		"a newer one":    "format = 2\npair = \"ines-philippe\"\n",
		"something else": "Dear diary\n",
	} {
		f, path := sick(t, func(string) string { return text })
		if out, err := f.Repair("ines-philippe"); err == nil {
			t.Errorf("%s: %+v", name, out)
		}
		if string(must(os.ReadFile(path))) != text {
			t.Errorf("%s was changed", name)
		}
	}
}

func TestDoctorSeesWhatLiesBeside(t *testing.T) {
	f, path := sick(t, func(s string) string { return s })
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(tempPrefix+"ines-philippe.toml-x", "half")
	write("ines-philippe (1).toml", header("ines-philippe", false))
	write("ghost.torn-20261122", "[[entry]]\n")
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	reports := must(f.Doctor())
	if len(reports) != 2 || reports[0].ID != "ghost" || reports[1].ID != "ines-philippe" {
		t.Fatalf("%+v", reports)
	}
	want := []string{TroubleOpen, TroubleStray, TroubleCopy}
	if runtime.GOOS == "windows" {
		want = want[1:]
	}
	if diff := cmp.Diff(want, codes(reports[1].Troubles)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{TroubleMissing, TroubleTorn}, codes(reports[0].Troubles)); diff != "" {
		t.Error(diff)
	}
	out := must(f.Repair("ines-philippe"))
	if diff := cmp.Diff([]string{TroubleCopy}, codes(out.Left)); diff != "" {
		t.Error(diff)
	}
	if _, err := f.Erase("ghost"); err != nil {
		t.Error(err)
	}
}

func TestTornTailIsSetAsideAndAdopted(t *testing.T) {
	for name, cutOff := range map[string]int{
		"within the sum": 5,
		"at a quote":     sumLine + 3,
		"in a value":     sumLine + 20,
	} {
		t.Run(name, func(t *testing.T) {
			f := open(t)
			e := Entry{Kind: KindNote, By: "mentor", Text: "une phrase assez longue", ID: "01TORN", At: fixedNow()}
			block := string(appendBlock([]byte("\n"), &e))
			j := create(t, f)
			j.Close()
			file := must(os.OpenFile(j.Path, os.O_APPEND|os.O_WRONLY, 0))
			must(file.WriteString(block[:len(block)-cutOff]))
			file.Close()
			if s := must(f.Read("ines-philippe")); len(s.Entries) != 1 || !hasTrouble(s.Troubles, TroubleTorn) {
				t.Errorf("%+v", s)
			}
			j = must(f.Journal("ines-philippe"))
			if _, err := j.Append(context.Background(), tick(1)); err != nil {
				t.Fatal(err)
			}
			if s := j.State(); len(s.Entries) != 2 || !hasTrouble(s.Troubles, TroubleTorn) {
				t.Errorf("%+v", s)
			}
			j.Close()
			tails := f.Torn("ines-philippe", false)
			if len(tails) != 1 {
				t.Fatalf("%+v", tails)
			}
			if usable := name == "within the sum"; tails[0].Usable != usable {
				t.Fatalf("%+v", tails[0])
			}
			err := f.Adopt("ines-philippe", false, tails[0])
			if !tails[0].Usable {
				if err == nil {
					t.Error("adopted what can't be read")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			s := must(f.Read("ines-philippe"))
			if len(s.Entries) != 3 || s.Entries[0].ID != "01TORN" && s.Entries[1].ID != "01TORN" && s.Entries[2].ID != "01TORN" {
				t.Errorf("%+v", s.Entries)
			}
			if r := must(f.Doctor("ines-philippe")); !r[0].Well() {
				t.Errorf("%+v", r)
			}
		})
	}
}

// Nothing of a pair is left after erasing, and an open window does not bring it back.
func TestErasedStaysErased(t *testing.T) {
	clock := newFakeClock()
	f := must(Open(t.TempDir(), Options{Now: clock.now, After: clock.after}))
	j := must(f.Create("p", firstEntry))
	private := must(f.Private("p"))
	must(private.Append(context.Background(), Entry{Kind: KindNote, Text: "canary"}))
	late := must(f.Private("p"))
	for i := range 3 { // temporary, kept and torn files with the pair's words
		name := []string{tempPrefix + "p.toml-1", "p.toml" + keptMark + "1", "p" + tornMark + "1"}[i]
		if err := os.WriteFile(filepath.Join(f.dir(false), name), []byte("canary"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.Erase("p"); err != nil {
		t.Fatal(err)
	}
	defer clock.running()()
	must(j.Submit(tick(1)))
	must(late.Submit(Entry{Kind: KindNote, Text: "canary"}))
	await(t, j, "unsaved", func(s *State) bool { return s.Unsaved == 1 })
	await(t, late, "unsaved", func(s *State) bool { return s.Unsaved == 1 })
	if err := j.Close(); err == nil {
		t.Error("saved to an erased pair")
	}
	private.Close()
	late.Close()
	for _, p := range []bool{false, true} {
		if list := must(os.ReadDir(f.dir(p))); len(list) > 0 {
			t.Errorf("left: %v", list)
		}
	}
}
