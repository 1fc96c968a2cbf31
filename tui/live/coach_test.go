package live

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"binome/curriculum"
	"binome/storage"
	"binome/tui"
)

// What must never be on a mentee's line. One letter each, that nothing else has: however
// a frame is cut into changes, a letter is sent whole or not at all.
const (
	guideCanary   = "☄"
	privateCanary = "⚘"
)

// guarded is the built-in curriculum with a canary in every guide.
var guarded = sync.OnceValue(func() *curriculum.Curriculum {
	from, to := curriculum.Builtin(), fstest.MapFS{}
	err := fs.WalkDir(from.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from.FS, path)
		if strings.HasSuffix(path, ".md") {
			data = []byte(strings.ReplaceAll(string(data), "> [!MENTOR]\n", "> [!MENTOR]\n> "+guideCanary+" "))
		}
		to[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		panic(err)
	}
	from.FS = to
	return curriculum.Load(from)
})

// twoOf is a host with its pair's two people on the line.
func twoOf(t *testing.T, mentorLang, menteeLang string) (h *testHost, mentor, mentee gossh.Signer) {
	t.Helper()
	mentor, mentee = newKey(t), newKey(t)
	folder := newFolder(t, pairID)
	j, err := folder.Private(pairID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := j.Append(t.Context(), storage.Entry{Kind: storage.KindNote, Text: privateCanary + " mine", By: "mentor"}); err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	h = serve(t, Options{Folder: folder, Curriculum: guarded(), Limits: Limits{Farewell: time.Second}})
	h.Admit(twoMembers(t, mentor, mentee))
	return h, mentor, mentee
}

// toTogether walks to the first lesson's second step, where boxes are ticked.
func toTogether(t *testing.T, r *remote) {
	t.Helper()
	for range 40 {
		was := r.view.String()
		switch {
		case strings.Contains(was, "[ ]"):
			return
		case strings.Contains(was, "by spring?"), strings.Contains(was, "printemps"):
			r.types("\tz") // out of the field, and the launch can wait
			settled(r, was, 2*time.Second)
			continue
		case strings.Contains(was, "► Discover"), strings.Contains(was, "► Découvrir"):
			r.types("\x1b[C")
			until(t, "the boxes", func() bool { return strings.Contains(r.view.String(), "[ ]") })
			return
		}
		r.types("\r")
		settled(r, was, 2*time.Second)
	}
	t.Fatalf("no box to tick:\n%s", r.view)
}

// settled waits that long for a key's effect, until the screen stands still; a key may
// have none.
func settled(r *remote, was string, patience time.Duration) {
	last, since := was, time.Now()
	for end := time.Now().Add(patience); time.Now().Before(end); {
		if now := r.view.String(); now != last {
			last, since = now, time.Now()
		}
		if last != was && time.Since(since) > 50*time.Millisecond {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// TestTwoTerminalsOneLesson: what one does is on the other's screen, each in their own
// language; a line that drops costs nothing, and comes back to the same place.
func TestTwoTerminalsOneLesson(t *testing.T) {
	h, mentor, mentee := twoOf(t, "en", "fr")
	a := h.join(mentor, 120, 40, "LANG=en_US.UTF-8")
	a.sees("Philippe")
	b := h.join(mentee, 80, 24)
	b.sees("Inès")
	toTogether(t, a)
	b.sees("[ ]")
	b.sees("Ensemble")
	a.sees("Together")
	a.types(" ")
	a.sees("[✓]")
	b.sees("[✓]")
	b.c.Close()
	until(t, "one session", func() bool { return h.sessions() == 1 })
	a.types("\x1b[B ") // the other goes on alone
	until(t, "two ticks", func() bool { return strings.Count(a.view.String(), "[✓]") == 2 })
	again := h.join(mentee, 80, 24)
	again.sees("Ensemble")
	until(t, "two ticks", func() bool { return strings.Count(again.view.String(), "[✓]") == 2 })
	a.c.Close()
	again.c.Close()
	until(t, "nobody", func() bool { return h.sessions() == 0 })
	// The place is in the journal, not in the room, once both are gone.
	last := h.join(mentee, 80, 24)
	last.sees("Ensemble")
}

// TestTheMenteeIsSentNoSecret: the guide and the owner's private notes are not among the
// bytes of the mentee's line, whatever both press, in both languages, whoever leads, and
// after reconnects. The mentor's line shows that there is something to leak.
func TestTheMenteeIsSentNoSecret(t *testing.T) {
	keys := []string{"\r", " ", "\x1b[C", "\x1b[D", "g", "l", "r", "a", "m", "\x1b", "\x1b[A", "\x1b[B", "\x1b[6~", "?", "n", "x", "h", "v", "o", "e", "p", "s", "d", "i", "\x1a", "t", "w", "k"}
	sung := false
	for run := range many(2, 12) {
		r := rand.New(rand.NewPCG(7, uint64(run)))
		lang := []string{"LANG=fr_FR.UTF-8", "LANG=en_US.UTF-8"}[run%2]
		h, mentor, mentee := twoOf(t, "en", "fr")
		a := h.join(mentor, 120, 40, lang)
		a.sees("Philippe")
		b := h.join(mentee, []int{80, 120, 300}[run%3], []int{24, 40, 100}[run%3], lang)
		b.sees("Inès")
		toTogether(t, a)
		b.sees("[ ]")
		was := a.view.String()
		a.types("g")
		settled(a, was, 150*time.Millisecond)
		var stream []byte
		for range many(30, 250) {
			who := b
			if r.IntN(3) == 0 {
				who = a
			}
			was := who.view.String()
			if _, err := io.WriteString(who.in, keys[r.IntN(len(keys))]); err != nil || gone(who) || r.IntN(20) == 0 {
				key, w, l := mentor, 120, 40
				if who == b {
					key, w, l = mentee, 80+r.IntN(60), 20+r.IntN(30)
					stream = append(stream, b.view.sent()...)
				}
				who.c.Close()
				next := h.join(key, w, l, lang)
				next.sees("Binome")
				if who == b {
					b = next
				} else {
					sung = sung || strings.Contains(string(a.view.sent()), guideCanary)
					a = next
				}
				continue
			}
			settled(who, was, 150*time.Millisecond)
		}
		stream = append(stream, b.view.sent()...)
		sung = sung || strings.Contains(string(a.view.sent()), guideCanary)
		for _, canary := range []string{guideCanary, privateCanary} {
			if strings.Contains(string(stream), canary) {
				t.Fatalf("run %d: %s on the mentee's line", run, canary)
			}
		}
		if strings.Contains(string(a.view.sent()), privateCanary) {
			t.Fatalf("run %d: the owner's private notes on a guest's line", run)
		}
		h.stop()
	}
	if !sung {
		t.Error("no guide on the mentor's line either: this shows nothing")
	}
}

func gone(r *remote) bool {
	select {
	case <-r.done:
		return true
	default:
		return false
	}
}

// TestChoosing: somebody with several pairs says which; names of others are not shown.
func TestChoosing(t *testing.T) {
	key := newKey(t)
	h := serve(t, Options{Folder: newFolder(t, "a-one", "b-two", "c-other"), run: hello})
	h.Admit(members(t, "[[member]]\nperson = \"I\"\nkey = %q\nrole = \"mentor\"\npairs = [\"a-one\", \"b-two\"]\n", authorized(key)))
	r := h.join(key, 80, 24, "LANG=en_US.UTF-8")
	r.sees("Which pair")
	if strings.Contains(r.view.String(), "c-other") {
		t.Error("somebody else's pair is shown")
	}
	r.types("\x1b[B\x1b[B\r") // the last one, however often
	r.sees("[mentor b-two en 80x24")
	r.c.Close()
	r = h.join(key, 40, 12)
	r.sees("?")
	r.types("q")
	r.ended()
}

// TestChurnOfTheCoach: the coach itself leaves nothing behind, and the one who stays
// goes on.
func TestChurnOfTheCoach(t *testing.T) {
	h, mentor, mentee := twoOf(t, "en", "fr")
	a := h.join(mentor, 80, 24)
	a.sees("Philippe")
	warm := h.join(mentee, 80, 24)
	warm.sees("Inès")
	warm.c.Close()
	until(t, "one session", func() bool { return h.sessions() == 1 })
	before := 0
	until(t, "quiet", func() bool { n := goroutines(); ok := n == before; before = n; return ok })
	for i := range many(12, 1000) {
		c, err := h.dial("x", gossh.PublicKeys(mentee))
		if err != nil {
			t.Fatal(err)
		}
		s, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		out, _ := s.StdoutPipe()
		s.RequestPty("xterm-256color", 24, 80, nil)
		if err := s.Shell(); err != nil {
			t.Fatal(err)
		}
		if i%2 == 0 {
			out.Read(make([]byte, 100))
			s.WindowChange(20, 70)
		}
		c.Close()
	}
	until(t, "one session", func() bool { return h.sessions() == 1 })
	until(t, "the goroutines of before", func() bool { return goroutines() <= before })
	was := a.view.String()
	a.types("m")
	until(t, "the menu", func() bool { return a.view.String() != was })
}

// TestAStalledTerminal: somebody's terminal takes nothing any more while the other goes
// on; it is cut off, and the other is not slowed.
func TestAStalledTerminal(t *testing.T) {
	mentor, mentee := newKey(t), newKey(t)
	h := serve(t, Options{Limits: Limits{Stall: 300 * time.Millisecond, Backlog: 1 << 30}, run: func(ctx context.Context, o tui.Options) error {
		if o.Role == "mentor" {
			return hello(ctx, o)
		}
		for ctx.Err() == nil { // a program that draws and draws
			if _, err := o.Out.Write(make([]byte, 64<<10)); err != nil {
				return nil
			}
			time.Sleep(time.Millisecond)
		}
		return nil
	}})
	h.Admit(twoMembers(t, mentor, mentee))
	a := h.join(mentor, 80, 24)
	a.sees("[mentor")
	c, err := h.dial("x", gossh.PublicKeys(mentee))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	ch, reqs, err := c.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	go gossh.DiscardRequests(reqs)
	ch.SendRequest("pty-req", true, ptyPayload("xterm-256color", 300, 100))
	ch.SendRequest("shell", true, nil) // and nobody reads what comes: two megabytes, then it waits
	for i := 0; !strings.Contains(h.log.String(), "ended (stalled)"); i++ {
		if i > 2000 {
			t.Fatal("a terminal that takes nothing is kept")
		}
		word := fmt.Sprintf("<%d>", i)
		began := time.Now()
		a.types("\r" + word)
		a.sees(word)
		if took := time.Since(began); took > 5*time.Second {
			t.Fatalf("a key took %v", took)
		}
	}
	until(t, "one session", func() bool { return h.sessions() == 1 })
}

// TestTickLatency: how long from a key on one terminal to its effect on the other.
func TestTickLatency(t *testing.T) {
	h, mentor, mentee := twoOf(t, "en", "fr")
	a := h.join(mentor, 120, 40)
	a.sees("Philippe")
	b := h.join(mentee, 80, 60)
	b.sees("Inès")
	toTogether(t, a)
	b.sees("[ ]")
	var took []time.Duration
	ticks := func(r *remote) int { return strings.Count(r.view.String(), "[✓]") }
	for range many(6, 400) {
		onA, onB := ticks(a), ticks(b)
		time.Sleep(time.Duration(110+rand.IntN(40)) * time.Millisecond) // at any moment of a frame, and sooner it is a key held down
		began := time.Now()
		a.types(" ") // the next box, or the last one once more
		until(t, "the tick", func() bool { return ticks(b) != onB })
		took = append(took, time.Since(began))
		until(t, "the tick", func() bool { return ticks(a) != onA })
	}
	slices.Sort(took)
	at := func(p float64) time.Duration {
		return took[int(p*float64(len(took)-1))].Round(100 * time.Microsecond)
	}
	t.Logf("from a tick to the other's screen, %d times: p50 %v, p95 %v, p99 %v", len(took), at(.5), at(.95), at(.99))
}

// TestTheLogIsBare: it holds no names, notes or commands, after all of it.
func TestTheLogIsBare(t *testing.T) {
	h, mentor, mentee := twoOf(t, "en", "fr")
	a := h.join(mentor, 80, 24)
	a.sees("Philippe")
	h.join(mentee, 80, 24).sees("Inès")
	c, err := h.dial("Inès", gossh.PublicKeys(mentor))
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	s.Run("cat /etc/passwd")
	a.types("q\r")
	h.stop()
	text := h.log.String()
	for _, no := range []string{"Inès", "Philippe", pairID, "cat", "passwd", "127.0.0.1", h.o.Folder.Dir} {
		if strings.Contains(text, no) {
			t.Errorf("%q in the log:\n%s", no, text)
		}
	}
	print := gossh.FingerprintSHA256(mentor.PublicKey())
	if !strings.Contains(text, print+" joined") || !strings.Contains(text, "refused (exec)") {
		t.Errorf("the log:\n%s", text)
	}
}
