package live

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/hinshun/vt10x"
	gossh "golang.org/x/crypto/ssh"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/tui"
)

// many is a count: the one that decides at once, or the plan's when BINOME_LONG is set.
func many(short, long int) int {
	if os.Getenv("BINOME_LONG") == "1" {
		return long
	}
	return short
}

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

// until waits for something to become true.
func until(t testing.TB, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !is(); {
		if time.Now().After(deadline) {
			t.Fatalf("not in %v: %s", patience, what)
		}
		runtime.Gosched()
		time.Sleep(2 * time.Millisecond)
	}
}

var words = sync.OnceValue(func() *phrases.Catalogues { c, _ := phrases.Load(); return c })

var lessons = sync.OnceValue(func() *curriculum.Curriculum { return curriculum.Load(curriculum.Builtin()) })

const pairID = "ines-philippe"

// newFolder is a data folder with some pairs in it.
func newFolder(t testing.TB, ids ...string) *storage.Folder {
	t.Helper()
	f, err := storage.Open(t.TempDir(), storage.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		j, err := f.Create(id, storage.Entry{Kind: storage.KindPair, Mentor: "Inès Martin", MentorLanguage: "en",
			Mentee: "Philippe Durand", MenteeLanguage: "fr"})
		if err != nil {
			t.Fatal(err)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// A testHost is a host that serves until the test ends.
type testHost struct {
	*Host
	t      testing.TB
	log    *book
	cancel context.CancelFunc
	served chan error
}

// book is a log that may be read while it is written.
type book struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *book) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *book) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// serve opens a host; o needs nothing but what the test is about.
func serve(t testing.TB, o Options) *testHost {
	t.Helper()
	if o.Folder == nil {
		o.Folder = newFolder(t, pairID)
	}
	th := &testHost{t: t, log: &book{}, served: make(chan error, 1)}
	if o.Curriculum == nil {
		o.Curriculum = lessons()
	}
	o.Phrases, o.Log, o.Listen = words(), th.log, "127.0.0.1:0"
	if o.Lang == "" {
		o.Lang = "en"
	}
	h, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	th.Host = h
	ctx, cancel := context.WithCancel(context.Background())
	th.cancel = cancel
	go func() { th.served <- h.Serve(ctx) }()
	t.Cleanup(th.stop)
	return th
}

func (h *testHost) stop() {
	h.cancel()
	select {
	case err := <-h.served:
		if err != nil {
			h.t.Error(err)
		}
		h.served <- nil
	case <-time.After(patience):
		h.t.Error("the host does not stop")
	}
}

// sessions is how many there are now.
func (h *testHost) sessions() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.sittings)
}

// hello is a program for tests that are not about the coach: it says who it is for,
// echoes what is typed, and ends at q or with its context.
func hello(ctx context.Context, o tui.Options) error {
	fmt.Fprintf(o.Out, "[%s %s %s %dx%d guest=%v]\n", o.Role, o.Pair, o.Lang, o.Size.Width, o.Size.Height, o.Guest)
	typed := make(chan []byte)
	go func() {
		p := make([]byte, 1024)
		for {
			n, err := o.In.Read(p)
			if err != nil {
				close(typed)
				return
			}
			select {
			case typed <- slices.Clone(p[:n]):
			case <-ctx.Done():
				return
			}
		}
	}()
	for {
		select {
		case <-ctx.Done():
			return nil
		case s := <-o.Sizes:
			fmt.Fprintf(o.Out, "<%dx%d>\n", s.Width, s.Height)
		case p, ok := <-typed:
			if !ok || bytes.ContainsRune(p, 'q') {
				return nil
			}
			o.Out.Write(p)
		}
	}
}

// newKey is somebody's key.
func newKey(t testing.TB) gossh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func authorized(s gossh.Signer) string {
	return strings.TrimSpace(string(gossh.MarshalAuthorizedKey(s.PublicKey())))
}

// members is a list of people, each with a key and a role in one pair.
func members(t testing.TB, text string, args ...any) *Members {
	t.Helper()
	m, err := parseMembers("members.toml", fmt.Sprintf(text, args...))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// twoMembers are the mentor and the mentee of the pair.
func twoMembers(t testing.TB, mentor, mentee gossh.Signer) *Members {
	return members(t, `
[[member]]
person = "Inès Martin"
key = %q
role = "mentor"
pairs = ["ines-philippe"]
[[member]]
person = "Philippe Durand"
key = %q
role = "mentee"
pairs = ["ines-philippe"]
`, authorized(mentor), authorized(mentee))
}

// A remote is one client with its session.
type remote struct {
	t    testing.TB
	c    *gossh.Client
	s    *gossh.Session
	in   io.WriteCloser
	view *viewer
	done chan struct{} // the output has ended
}

// config is a client's, which checks the host's key.
func (h *testHost) config(user string, auth ...gossh.AuthMethod) *gossh.ClientConfig {
	return &gossh.ClientConfig{User: user, Auth: auth, HostKeyCallback: gossh.FixedHostKey(h.signer.PublicKey()), Timeout: 30 * time.Second}
}

// typing answers what is asked with codes, one after the other.
func typing(codes ...string) gossh.AuthMethod {
	return gossh.RetryableAuthMethod(gossh.KeyboardInteractive(func(_, _ string, questions []string, _ []bool) ([]string, error) {
		if len(questions) == 0 {
			return nil, nil
		}
		if len(codes) == 0 {
			return nil, io.EOF
		}
		code := codes[0]
		codes = codes[1:]
		return []string{code}, nil
	}), 10)
}

func (h *testHost) dial(user string, auth ...gossh.AuthMethod) (*gossh.Client, error) {
	return gossh.Dial("tcp", h.Addr().String(), h.config(user, auth...))
}

// join connects with a key and asks for the coach.
func (h *testHost) join(key gossh.Signer, w, l int, env ...string) *remote {
	h.t.Helper()
	c, err := h.dial("anybody", gossh.PublicKeys(key))
	if err != nil {
		h.t.Fatal(err)
	}
	return h.sit(c, w, l, env...)
}

func (h *testHost) sit(c *gossh.Client, w, l int, env ...string) *remote {
	h.t.Helper()
	s, err := c.NewSession()
	if err != nil {
		h.t.Fatal(err)
	}
	r := &remote{t: h.t, c: c, s: s, view: newViewer(max(20, min(w, 300)), max(5, min(l, 100))), done: make(chan struct{})}
	if r.in, err = s.StdinPipe(); err != nil {
		h.t.Fatal(err)
	}
	out, err := s.StdoutPipe()
	if err != nil {
		h.t.Fatal(err)
	}
	for _, kv := range env {
		name, value, _ := strings.Cut(kv, "=")
		s.Setenv(name, value) // may be refused
	}
	if err := s.RequestPty("xterm-256color", l, w, nil); err != nil {
		h.t.Fatal(err)
	}
	if err := s.Shell(); err != nil {
		h.t.Fatal(err)
	}
	go func() {
		defer close(r.done)
		io.Copy(r.view, out)
	}()
	h.t.Cleanup(func() { c.Close() })
	return r
}

func (r *remote) sees(what string) {
	r.t.Helper()
	defer func() {
		if r.t.Failed() {
			r.t.Logf("on the screen:\n%s", r.view)
		}
	}()
	until(r.t, fmt.Sprintf("%q on the screen", what), func() bool {
		return strings.Contains(r.view.String(), what)
	})
}

func (r *remote) types(keys string) {
	r.t.Helper()
	if _, err := io.WriteString(r.in, keys); err != nil {
		r.t.Fatal(err)
	}
}

// ended waits until the host has closed the session.
func (r *remote) ended() {
	r.t.Helper()
	select {
	case <-r.done:
	case <-time.After(patience):
		r.t.Fatalf("the session goes on:\n%s", r.view)
	}
}

// A viewer shows what a program sends; what vt10x would misread is kept from it.
type viewer struct {
	mu   sync.Mutex
	vt   vt10x.Terminal
	raw  []byte
	part []byte
}

func newViewer(w, h int) *viewer { return &viewer{vt: vt10x.New(vt10x.WithSize(w, h))} }

func (s *viewer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.raw = append(s.raw, p...)
	rest := append(s.part, p...)
	for len(rest) > 0 {
		seq, _, n, state := ansi.DecodeSequence(rest, ansi.NormalState, nil)
		if state != ansi.NormalState || n == len(rest) && !bytes.Equal(bytes.ToValidUTF8(seq, nil), seq) {
			break
		}
		rest = rest[n:]
		switch {
		case bytes.HasPrefix(seq, []byte("\x1b[")) && bytes.ContainsAny(seq, "<=>$ "), bytes.HasSuffix(seq, []byte("m")) && seq[0] == 0x1b:
		case bytes.HasPrefix(seq, []byte("\x1b]")), bytes.HasPrefix(seq, []byte("\x1bP")):
		case bytes.HasPrefix(seq, []byte("\x1b[")) && seq[len(seq)-1] == 'b': // the last letter again
			c := s.vt.Cursor()
			var times int
			fmt.Sscanf(string(seq), "\x1b[%d", &times)
			if c.X > 0 {
				s.vt.Write([]byte(strings.Repeat(string(s.vt.Cell(c.X-1, c.Y).Char), max(1, times))))
			}
		default:
			s.vt.Write(seq)
		}
	}
	s.part = slices.Clone(rest)
	return len(p), nil
}

// String is what is on the screen.
func (s *viewer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.ReplaceAll(s.vt.String(), "\u00a0", " ")
}

// sent is every byte that has come.
func (s *viewer) sent() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.raw)
}

// knock opens raw connections, for those who don't speak the protocol.
func (h *testHost) knock() net.Conn {
	h.t.Helper()
	c, err := net.Dial("tcp", h.Addr().String())
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { c.Close() })
	return c
}

func writeFile(t testing.TB, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
