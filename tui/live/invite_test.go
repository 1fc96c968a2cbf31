package live

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// A clock that tests turn.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func newInvitations(c *clock) *invitations {
	return &invitations{limits: Limits{}.filled(), now: c.now}
}

// TestAnInvitationIsGoodOnceForTenMinutes, and says why when it isn't.
func TestAnInvitationIsGoodOnceForTenMinutes(t *testing.T) {
	c := newClock()
	v := newInvitations(c)
	first, until := v.mint()
	if want := c.now().Add(10 * time.Minute); !until.Equal(want) {
		t.Errorf("good until %v, want %v", until, want)
	}
	if got := v.redeem("00000-00000-00000-00000-000000"); got != wrongCode {
		t.Errorf("a code nobody gave: %v", got)
	}
	if got := v.redeem(first); got != taken {
		t.Errorf("the code: %v", got)
	}
	if got := v.redeem(first); got != usedCode {
		t.Errorf("again: %v", got)
	}
	if _, _, ok := v.current(); ok {
		t.Error("a used one is still shown")
	}
	second, _ := v.mint()
	c.pass(10*time.Minute - 1)
	if _, _, ok := v.current(); !ok {
		t.Error("not shown before its ten minutes are over")
	}
	c.pass(1)
	if got := v.redeem(second); got != lateCode {
		t.Errorf("after ten minutes: %v", got)
	}
	third, _ := v.mint()
	fourth, _ := v.mint()
	if got := v.redeem(third); got != lateCode {
		t.Errorf("one that a newer one replaced: %v", got)
	}
	v.withdraw()
	if got := v.redeem(fourth); got != lateCode {
		t.Errorf("a withdrawn one: %v", got)
	}
	if got := v.redeem(first); got != usedCode {
		t.Errorf("long ago: %v", got)
	}
}

// TestACodeIsTakenAsPeopleTypeIt: small letters, blanks, letters for the digits they
// look like; and nothing else is.
func TestACodeIsTakenAsPeopleTypeIt(t *testing.T) {
	v := newInvitations(newClock())
	typings := []func(string) string{
		func(s string) string { return s },
		strings.ToLower,
		func(s string) string { return " " + strings.ReplaceAll(s, "-", " ") + " " },
		func(s string) string { return strings.ReplaceAll(s, "-", "") },
		func(s string) string { return strings.ReplaceAll(s, "-", "\u2011") },
		func(s string) string { return strings.ReplaceAll(strings.ReplaceAll(s, "0", "o"), "1", "l") },
		func(s string) string { return strings.ReplaceAll(s, "1", "i") },
	}
	for i, typed := range typings {
		code, _ := v.mint()
		if got := v.redeem(typed(code)); got != taken {
			t.Errorf("%d: %q for %q: %v", i, typed(code), code, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		code, _ := v.mint()
		digits := []byte(canonical(code))
		if len(digits) != codeLen {
			t.Fatalf("%q has %d digits", code, len(digits))
		}
		i := rapid.IntRange(0, codeLen-1).Draw(t, "place")
		other := rapid.SampledFrom([]byte("0123456789ABCDEFGHJKMNPQRSTVWXYZ")).Filter(func(b byte) bool { return b != digits[i] }).Draw(t, "digit")
		digits[i] = other
		if got := v.redeem(string(digits)); got == taken {
			t.Fatalf("one digit changed, and taken: %s for %s", digits, code)
		}
		if got := v.redeem(rapid.String().Draw(t, "anything")); got == taken {
			t.Fatal("anything was taken")
		}
	})
}

// TestCodesDiffer: 128 bits each, so none comes twice.
func TestCodesDiffer(t *testing.T) {
	v := newInvitations(newClock())
	seen := map[string]bool{}
	for range 2000 {
		code, _ := v.mint()
		if seen[code] {
			t.Fatal("one code twice")
		}
		seen[code] = true
	}
}

// TestGuessingShutsTheInvitation: after a hundred wrong codes the right one is refused.
func TestGuessingShutsTheInvitation(t *testing.T) {
	v := newInvitations(newClock())
	code, _ := v.mint()
	for i := range v.limits.Guesses {
		want := wrongCode
		if i == v.limits.Guesses-1 {
			want = shutCode
		}
		if got := v.redeem("guess"); got != want {
			t.Fatalf("guess %d: %v, want %v", i, got, want)
		}
	}
	if got := v.redeem(code); got != shutCode {
		t.Errorf("the right one afterwards: %v", got)
	}
	if _, _, ok := v.current(); ok {
		t.Error("it is still shown")
	}
	code, _ = v.mint()
	if got := v.redeem(code); got != taken {
		t.Errorf("the next invitation: %v", got)
	}
}

// TestOneOfManyWins: everybody types the code at once.
func TestOneOfManyWins(t *testing.T) {
	v := newInvitations(newClock())
	for range many(200, 5000) {
		code, _ := v.mint()
		var won atomic.Int32
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				if v.redeem(code) == taken {
					won.Add(1)
				}
			})
		}
		wg.Wait()
		if won.Load() != 1 {
			t.Fatalf("%d came in by one code", won.Load())
		}
	}
}
