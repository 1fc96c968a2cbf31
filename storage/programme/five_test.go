package programme

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// one is a curriculum with nothing in it: the questions of confidence are its cells, and
// their values can tell every pair's every answer apart.
func one() *cells { return newCells(nil) }

// shown is what one report shows in one cell: the values in its sum. In these tests no
// two pairs ever have the same value, so that it says whose they are.
func shown(t interface {
	Helper()
	Fatalf(string, ...any)
}, reg *register, k *cells, cell int, now map[string]uint8) ([]uint8, *register) {
	t.Helper()
	var rows []row
	for _, code := range slices.Sorted(maps.Keys(now)) {
		rows = append(rows, row{code: code, learned: []value{{uint16(cell), now[code]}}})
	}
	sums, _ := reg.show(k, rows, dayOf("2026-11-22"))
	again := &register{lines: map[string]string{}, place: map[string]int{}, fresh: map[string][]entry{}}
	if err := again.parse(string(reg.write())); err != nil { // it goes through its file each time
		t.Fatalf("%v\n%s", err, reg.write())
	}
	for i, s := range sums {
		if i != cell && s != nil {
			t.Fatalf("cell %d shows %v", i, s.of)
		}
	}
	if sums[cell] == nil {
		return nil, again
	}
	var out []uint8
	for v, n := range sums[cell].of {
		if n != 1 {
			t.Fatalf("the value %d of one pair is there %d times", v, n)
		}
		out = append(out, v)
	}
	if len(out) != sums[cell].pairs {
		t.Fatalf("%d pairs with %d values", sums[cell].pairs, len(out))
	}
	slices.Sort(out)
	return out, again
}

func emptyRegister() *register {
	return &register{lines: map[string]string{}, place: map[string]int{}, fresh: map[string][]entry{}}
}

// TestShown is the rule, step by step. A pair's value is its number times ten and its
// version.
func TestShown(t *testing.T) {
	type step struct {
		name string
		now  string // pairs by letter, each with its version
		want string // what is shown; "" for nothing
	}
	for _, tt := range []struct {
		name  string
		steps []step
	}{
		{"four are too few", []step{{"first", "a0 b0 c0 d0", ""}, {"again", "a0 b0 c0 d0", ""}, {"and a fifth", "a0 b0 c0 d0 e0", "a0 b0 c0 d0 e0"}}},
		{"a month later, one is new", []step{
			{"june", "a0 b0 c0 d0 e0", "a0 b0 c0 d0 e0"},
			{"july", "a0 b0 c0 d0 e0 f0", "a0 b0 c0 d0 e0"},
			{"five are new", "a0 b0 c0 d0 e0 f0 g0 h0 i0 j0", "a0 b0 c0 d0 e0 f0 g0 h0 i0 j0"}}},
		{"four moved on", []step{
			{"june", "a0 b0 c0 d0 e0", "a0 b0 c0 d0 e0"},
			{"july", "a1 b1 c1 d1 e0", "a0 b0 c0 d0 e0"},
			{"the fifth too", "a1 b1 c1 d1 e1", "a1 b1 c1 d1 e1"},
			{"all go back", "a0 b0 c0 d0 e0", "a1 b1 c1 d1 e1"}}},
		{"moved on and new together", []step{
			{"june", "a0 b0 c0 d0 e0", "a0 b0 c0 d0 e0"},
			{"july", "a1 b1 c1 d0 e0 f0 g0", "a1 b1 c1 d0 e0 f0 g0"}}},
		{"one withdraws", []step{
			{"june", "a0 b0 c0 d0 e0 f0", "a0 b0 c0 d0 e0 f0"},
			{"july", "a0 b0 c0 d0 e0", ""},
			{"they move on", "a1 b1 c1 d1 e1", "a1 b1 c1 d1 e1"},
			{"the other is back", "a1 b1 c1 d1 e1 f0", "a1 b1 c1 d1 e1"}}},
		{"departments and the whole", []step{
			{"one", "a0 b0 c0 d0 e0", "a0 b0 c0 d0 e0"},
			{"another", "f0 g0 h0 i0 j0", "f0 g0 h0 i0 j0"},
			{"a third of two", "k0 l0", ""},
			{"all of them", "a0 b0 c0 d0 e0 f0 g0 h0 i0 j0 k0 l0", "a0 b0 c0 d0 e0 f0 g0 h0 i0 j0"}}},
		{"the whole, and then a department", []step{
			{"all", "a0 b0 c0 d0 e0 f0 g0", "a0 b0 c0 d0 e0 f0 g0"},
			{"five of them", "a0 b0 c0 d0 e0", ""},
			{"the whole again", "a0 b0 c0 d0 e0 f0 g0", "a0 b0 c0 d0 e0 f0 g0"}}},
		{"no pair twice in one sum", []step{
			{"some", "a0 b0 c0 d0 e0", "a0 b0 c0 d0 e0"},
			{"others", "d0 e0 f0 g0 h0 i0 j0", "d0 e0 f0 g0 h0 i0 j0"},
			{"all", "a0 b0 c0 d0 e0 f0 g0 h0 i0 j0", "d0 e0 f0 g0 h0 i0 j0"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k, reg := one(), emptyRegister()
			for _, s := range tt.steps {
				var got []uint8
				got, reg = shown(t, reg, k, 1, lettered(s.now))
				if diff := cmp.Diff(slices.Sorted(maps.Values(lettered(s.want))), got); diff != "" {
					t.Fatalf("%s (-want +got)\n%s", s.name, diff)
				}
			}
		})
	}
}

func lettered(s string) map[string]uint8 {
	out := map[string]uint8{}
	for i := 0; i+1 < len(s); i += 3 {
		out[s[i:i+1]] = (s[i]-'a')*10 + s[i+1] - '0'
	}
	return out
}

// TestNoFewerThanFive: whatever groups are reported on, however the pairs move on or go
// back in between, no sum and difference of what was shown speaks of fewer than five
// pairs. A combination that does would be zero at every value of all pairs but four: so
// for each four, the figures without these pairs' values must be as independent as with.
func TestNoFewerThanFive(t *testing.T) {
	const pairs, versions = 11, 10
	held, times := 0, 1
	if os.Getenv("BINOME_LONG") != "" {
		times = 50
	}
	for range times {
		rapid.Check(t, func(t *rapid.T) { held += months(t, pairs, versions) })
	}
	if held < 100 && !testing.Short() {
		t.Errorf("only %d figures were shown in all", held)
	}
}

// months is one run: some reports on some groups; how many figures they showed.
func months(t *rapid.T, pairs, versions int) int {
	k, reg := one(), emptyRegister()
	at := make([]int, pairs)
	var figures [][]int64
	group := rapid.IntRange(0, 1<<pairs-1)
	everybody := rapid.Bool()
	for range rapid.IntRange(2, 9).Draw(t, "reports") {
		moved := group.Draw(t, "moved")
		some := group.Draw(t, "group")
		if everybody.Draw(t, "nearly everybody") {
			some |= group.Draw(t, "more") | group.Draw(t, "still more")
		}
		now := map[string]uint8{}
		for p := range pairs {
			if moved>>p&1 == 1 {
				at[p] = min(versions-1, max(0, at[p]+rapid.IntRange(-1, 2).Draw(t, "step")))
			}
			if some>>p&1 == 1 {
				now[fmt.Sprint("P", p)] = uint8(p*versions + at[p])
			}
		}
		var got []uint8
		got, reg = shown(t, reg, k, 0, now)
		if got == nil {
			continue
		}
		f := make([]int64, pairs*versions)
		for _, v := range got {
			f[v] = 1
			if _, here := now[fmt.Sprint("P", int(v)/versions)]; !here {
				t.Fatalf("a pair that isn't there: %d", int(v)/versions)
			}
		}
		figures = append(figures, f)
	}
	whole := rank(figures, func(int) bool { return true })
	for four := range 1 << pairs {
		if ones(four) != 4 {
			continue
		}
		if rank(figures, func(v int) bool { return four>>(v/versions)&1 == 0 }) < whole {
			t.Fatalf("the figures tell of the pairs %011b alone:\n%v", four, figures)
		}
	}
	return len(figures)
}

func ones(n int) (c int) {
	for ; n > 0; n &= n - 1 {
		c++
	}
	return c
}

// rank of the rows over those columns, by elimination modulo a prime: it can only be
// smaller there than over the rationals by a chance of one in a thousand million.
func rank(rows [][]int64, keep func(int) bool) int {
	const p = 1_000_000_007
	var m [][]int64
	for _, r := range rows {
		var line []int64
		for i, v := range r {
			if keep(i) {
				line = append(line, v)
			}
		}
		m = append(m, line)
	}
	done := 0
	for col := 0; len(m) > 0 && col < len(m[0]) && done < len(m); col++ {
		at := slices.IndexFunc(m[done:], func(r []int64) bool { return r[col] != 0 })
		if at < 0 {
			continue
		}
		m[done], m[done+at] = m[done+at], m[done]
		inv := power(m[done][col], p-2, p)
		for i := done + 1; i < len(m); i++ {
			if f := m[i][col] * inv % p; f != 0 {
				for j := col; j < len(m[i]); j++ {
					m[i][j] = ((m[i][j]-f*m[done][j])%p + p) % p
				}
			}
		}
		done++
	}
	return done
}

func power(b, e, p int64) int64 {
	out := int64(1)
	for b %= p; e > 0; e >>= 1 {
		if e&1 == 1 {
			out = out * b % p
		}
		b = b * b % p
	}
	return out
}

// TestRankSees: the test above can fail.
func TestRankSees(t *testing.T) {
	a := []int64{1, 1, 1, 1, 1, 0}
	b := []int64{1, 1, 1, 1, 1, 1}
	all := func(int) bool { return true }
	for _, tt := range []struct {
		rows [][]int64
		keep func(int) bool
		want int
	}{
		{[][]int64{a, b}, all, 2}, {[][]int64{a, a}, all, 1}, {nil, all, 0},
		{[][]int64{a, b}, func(i int) bool { return i != 5 }, 1}, // their difference is the sixth alone
		{[][]int64{a, b}, func(i int) bool { return i != 0 }, 2},
	} {
		if got := rank(tt.rows, tt.keep); got != tt.want {
			t.Errorf("%v: %d, want %d", tt.rows, got, tt.want)
		}
	}
}

// TestRegisterRefused: a register that may have lost what was shown is no register.
func TestRegisterRefused(t *testing.T) {
	k, reg := one(), emptyRegister()
	_, reg = shown(t, reg, k, 0, lettered("a0 b0 c0 d0 e0"))
	good := string(reg.write())
	for name, text := range map[string]string{
		"cut off in a line": good[:len(good)-4],
		"cut off in cells":  good[:len(good)/3],
		"only its head":     registerNote + "\nformat = 1\n",
		"a newer one":       registerNote + "\nformat = 2\n",
		"something else":    "[pair]\nx\n",
		"no such figure":    good + "\"z\" = \"0:1:9=1\"\n",
		"no such cell":      good + "\"z\" = \"99:1:0=1\"\n",
		"no value":          good + "\"z\" = \"0::0=1\"\n",
		"no quotes":         good + "z = 0\n",
	} {
		path := filepath.Join(t.TempDir(), "register")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := readRegister(path); err == nil {
			t.Errorf("%s: it is read", name)
		}
	}
	if r, err := readRegister(filepath.Join(t.TempDir(), "none")); err != nil || len(r.lines) > 0 {
		t.Errorf("none yet: %v %v", r, err)
	}
}

// FuzzRegister: what is read and written again says the same.
func FuzzRegister(f *testing.F) {
	k, reg := one(), emptyRegister()
	_, reg = shown(f, reg, k, 0, lettered("a0 b0 c0 d0 e0"))
	_, reg = shown(f, reg, k, 0, lettered("a1 b1 c1 d1 e1 f0"))
	f.Add(string(reg.write()))
	f.Fuzz(func(t *testing.T, text string) {
		a := emptyRegister()
		if a.parse(text) != nil {
			return
		}
		b := emptyRegister()
		if err := b.parse(string(a.write())); err != nil {
			t.Fatalf("%v\n%s", err, a.write())
		}
		for code := range a.lines {
			a.fresh[code] = a.of(code)
		}
		c := emptyRegister()
		if err := c.parse(string(a.write())); err != nil {
			t.Fatalf("%v\n%s", err, a.write())
		}
		for code := range a.lines {
			if diff := cmp.Diff(b.of(code), c.of(code), cmp.AllowUnexported(entry{}, in{})); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}
