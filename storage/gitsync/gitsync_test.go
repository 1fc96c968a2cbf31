package gitsync

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"binome/storage"
	"binome/storage/memorytest"
)

// TestMain lets the test binary be the merge driver that git runs.
func TestMain(m *testing.M) {
	if len(os.Args) == 4 && os.Args[1] == "unite" {
		if err := Unite(os.Args[2], os.Args[3]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	memorytest.Folders()
	os.Exit(m.Run())
}

const pair = "ines-philippe"

// side is one of two computers.
type side struct {
	t      testing.TB
	folder *storage.Folder
	sync   *Syncer
	now    *time.Time
}

func needGit(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("GIT IS NOT INSTALLED: sync is not tested")
	}
}

func newSide(t testing.TB, now *time.Time) *side {
	t.Helper()
	needGit(t)
	dir := filepath.Join(t.TempDir(), "data é")
	f, err := storage.Open(dir, storage.Options{Now: func() time.Time { return *now }})
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir() // nobody's settings of git
	env := append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+home, "GIT_CONFIG_NOSYSTEM=1")
	return &side{t, f, &Syncer{Folder: f, Driver: []string{self, "unite"}, Env: env}, now}
}

func (s *side) begin() *side {
	s.t.Helper()
	j, err := s.folder.Create(pair, storage.Entry{
		At: *s.now, Kind: storage.KindPair, Mentor: "Inès", MentorLanguage: "fr", Mentee: "Philippe", MenteeLanguage: "fr",
	})
	if err != nil {
		s.t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		s.t.Fatal(err)
	}
	return s
}

// note adds an entry, on the disk when it returns.
func (s *side) note(text string) string {
	s.t.Helper()
	j, err := s.folder.Journal(pair)
	if err != nil {
		s.t.Fatal(err)
	}
	defer j.Close()
	kept, err := j.Append(context.Background(), storage.Entry{At: *s.now, Kind: storage.KindNote, Text: text})
	if err != nil {
		s.t.Fatal(err)
	}
	return kept[0].ID
}

func (s *side) do(remote string) Report {
	s.t.Helper()
	r, err := s.sync.Sync(context.Background(), pair, remote)
	if err != nil {
		s.t.Fatal(err)
	}
	return r
}

// holds are the ids of the journal here.
func (s *side) holds() []string {
	s.t.Helper()
	st, err := s.folder.Read(pair)
	if err != nil {
		s.t.Fatal(err)
	}
	var all []string
	for _, e := range st.Entries {
		all = append(all, e.ID)
	}
	slices.Sort(all)
	return all
}

func bare(t testing.TB) string {
	t.Helper()
	needGit(t)
	dir := filepath.Join(t.TempDir(), "remote.git")
	if out, err := exec.Command("git", "init", "-q", "--bare", "-b", "main", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return dir
}

// server is an ssh by which every host is this computer.
func server(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ssh")
	if err := os.WriteFile(path, []byte("#!/bin/sh\nfor last; do :; done\nexec sh -c \"$last\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func clock() *time.Time {
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	return &now
}

func TestTwoComputers(t *testing.T) {
	now, remote := clock(), bare(t)
	a, b := newSide(t, now).begin(), newSide(t, now)
	first := a.note("one")
	if r := a.do(remote); r.Sent != 2 || r.Received != 0 || r.Remote != remote {
		t.Errorf("the first sync: %+v", r)
	}
	if r := b.do(remote); !r.New || r.Received != 2 {
		t.Errorf("the other computer: %+v", r)
	}
	if got := b.holds(); !slices.Contains(got, first) {
		t.Errorf("the pair did not come whole: %v", got)
	}
	// Both work apart, one of them with another order of days.
	x := a.note("from a")
	*now = now.Add(-48 * time.Hour)
	y := b.note("from b")
	*now = now.Add(96 * time.Hour)
	if r := b.do(""); r.Sent != 1 {
		t.Errorf("b sends: %+v", r)
	}
	if r := a.do(""); r.Sent != 1 || r.Received != 1 {
		t.Errorf("a sends and receives: %+v", r)
	}
	b.do("")
	for _, s := range []*side{a, b} {
		if got := s.holds(); !slices.Contains(got, x) || !slices.Contains(got, y) || len(got) != 4 {
			t.Errorf("not the union: %v", got)
		}
	}
	if r := a.do(""); r.Sent+r.Received != 0 {
		t.Errorf("nothing new, and yet: %+v", r)
	}
	log, _ := exec.Command("git", "-C", remote, "log", "--oneline", "main").Output()
	if n := strings.Count(string(log), "\n"); n > 6 {
		t.Errorf("%d commits for four entries:\n%s", n, log)
	}
}

// TestRounds: two clones and a remote, rounds of edits on either side, each sync possibly
// dying between two of its steps. In the end both sides hold the union.
func TestRounds(t *testing.T) {
	rounds := 12
	if os.Getenv("BINOME_LONG") != "" {
		rounds = 200
	}
	now, remote := clock(), bare(t)
	a, b := newSide(t, now).begin(), newSide(t, now)
	a.do(remote)
	b.do(remote)
	r := rand.New(rand.NewPCG(20261122, 11))
	var all []string
	died, git := 0, 0
	errDied := errors.New("the computer went off")
	for n := range rounds {
		for i, s := range []*side{a, b} {
			for range r.IntN(3) {
				*now = now.Add(time.Duration(r.IntN(1000)) * time.Minute)
				all = append(all, s.note(fmt.Sprintf("round %d, side %d", n, i)))
			}
		}
		for _, s := range []*side{a, b} {
			if r.IntN(3) == 0 {
				continue // offline
			}
			left := -1
			if r.IntN(2) == 0 {
				left = r.IntN(12)
			}
			at := ""
			s.sync.between = func(step string) error {
				at = step
				if left--; left == -1 {
					return errDied
				}
				return nil
			}
			_, err := s.sync.Sync(context.Background(), pair, "")
			switch {
			case errors.Is(err, errDied):
				died++
				if at != "begin" && r.IntN(2) == 0 { // git died with it, its locks stay
					git++
					for _, name := range []string{"index.lock", "HEAD.lock", "refs/heads/main.lock"} {
						path := filepath.Join(s.sync.Dir(pair), ".git", filepath.FromSlash(name))
						if err := os.WriteFile(path, nil, 0o600); err != nil {
							t.Fatal(err)
						}
					}
				}
			case err != nil:
				t.Fatalf("round %d: %v", n, err)
			}
		}
	}
	if died == 0 || git == 0 {
		t.Fatalf("%d syncs died, %d with git's locks left: the test tests nothing", died, git)
	}
	for _, s := range []*side{a, b, a, b} {
		s.sync.between = nil
		s.do("")
	}
	slices.Sort(all)
	for name, s := range map[string]*side{"a": a, "b": b} {
		got := s.holds()
		for _, id := range all {
			if _, ok := slices.BinarySearch(got, id); !ok {
				t.Errorf("%s lost %s", name, id)
			}
		}
		if len(got) != len(all)+1 {
			t.Errorf("%s holds %d entries, not %d", name, len(got), len(all)+1)
		}
	}
	t.Logf("%d rounds, %d entries, %d syncs died, %d with git's locks left", rounds, len(all), died, git)
}

// TestOnlyTheJournal: private notes, other pairs and settings are in no object of the
// clone or the remote.
func TestOnlyTheJournal(t *testing.T) {
	now, remote := clock(), bare(t)
	a := newSide(t, now).begin()
	p, err := a.folder.Private(pair)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Append(context.Background(), storage.Entry{At: *now, Kind: storage.KindNote, Text: "canary-private", By: "mentor"}); err != nil {
		t.Fatal(err)
	}
	p.Close()
	other, err := a.folder.Create("canary-pair", storage.Entry{At: *now, Kind: storage.KindPair, Mentor: "canary-other", MentorLanguage: "fr", Mentee: "X", MenteeLanguage: "fr"})
	if err != nil {
		t.Fatal(err)
	}
	other.Close()
	if err := os.WriteFile(a.folder.ConfigFile(), []byte("# canary-config\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	a.do(remote)
	for _, dir := range []string{remote, a.sync.Dir(pair)} {
		out, err := exec.Command("git", "-C", dir, "ls-tree", "-r", "--name-only", "main").Output()
		if err != nil || strings.TrimSpace(string(out)) != pair+".toml" {
			t.Errorf("%s holds %q (%v)", dir, out, err)
		}
		out, err = exec.Command("git", "-C", dir, "cat-file", "--batch", "--batch-all-objects").Output()
		if err != nil || strings.Contains(string(out), "canary") || !strings.Contains(string(out), "Philippe") {
			t.Errorf("%s: a canary, or no journal, in its objects (%v)", dir, err)
		}
	}
	fi, err := os.Stat(a.sync.Dir(pair))
	if err != nil || fi.Mode().Perm() != 0o700 {
		t.Errorf("the clone is open to others: %v %v", fi.Mode(), err)
	}
}

// TestPulledByHand: a plain git pull in the clone unites, too.
func TestPulledByHand(t *testing.T) {
	now, remote := clock(), bare(t)
	a, b := newSide(t, now).begin(), newSide(t, now)
	a.do(remote)
	b.do(remote)
	x, y := a.note("a"), b.note("b")
	a.do("")
	// b: commit what is new, then pull as anybody would.
	b.sync.between = func(step string) error {
		if step == "fetch" {
			return errors.New("enough")
		}
		return nil
	}
	b.sync.Sync(context.Background(), pair, "") //nolint:errcheck // it stops where we want
	cmd := exec.Command("git", "-C", b.sync.Dir(pair), "-c", "user.name=b", "-c", "user.email=b@localhost", "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
	cmd.Env = b.sync.Env
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(b.sync.Dir(pair), pair+".toml"))
	if err != nil || !strings.Contains(string(data), x) || !strings.Contains(string(data), y) || strings.Contains(string(data), "<<<<") {
		t.Fatalf("not the union (%v):\n%s", err, data)
	}
	b.sync.between = nil
	b.do("")
	if got := b.holds(); !slices.Contains(got, x) || !slices.Contains(got, y) {
		t.Errorf("not the union: %v", got)
	}
}

// TestWithoutDriver: where git can't run the driver, the union is made all the same.
func TestWithoutDriver(t *testing.T) {
	now, remote := clock(), bare(t)
	a, b := newSide(t, now).begin(), newSide(t, now)
	a.do(remote)
	b.do(remote)
	b.sync.Driver = []string{filepath.Join(t.TempDir(), "moved away")}
	x, y := a.note("a"), b.note("b")
	a.do("")
	b.do("")
	a.do("")
	for _, s := range []*side{a, b} {
		if got := s.holds(); !slices.Contains(got, x) || !slices.Contains(got, y) {
			t.Errorf("not the union: %v", got)
		}
	}
}

// TestInTheWay: what can't be done is said, changes nothing, and works once the cause is
// gone.
func TestInTheWay(t *testing.T) {
	now, remote := clock(), bare(t)
	a := newSide(t, now).begin()
	ctx := context.Background()
	if _, err := a.sync.Sync(ctx, pair, ""); !errors.Is(err, ErrNoRemote) {
		t.Errorf("no remote: %v", err)
	}
	for _, url := range []string{"--upload-pack=touch", "ext::sh -c x", "a\nb"} {
		if _, err := a.sync.Sync(ctx, pair, url); !errors.Is(err, ErrBadRemote) {
			t.Errorf("%q: %v", url, err)
		}
	}
	if _, err := a.sync.Sync(ctx, "../x", remote); !errors.Is(err, storage.ErrBadID) {
		t.Errorf("a bad pair: %v", err)
	}
	if _, err := a.sync.Sync(ctx, pair, filepath.Join(t.TempDir(), "nowhere")); !errors.Is(err, ErrUnreachable) {
		t.Errorf("nowhere: %v", err)
	}
	if a.sync.Ready(pair) {
		t.Error("an address that led nowhere is kept")
	}
	if _, err := a.sync.Sync(ctx, "somebody-else", remote); !errors.Is(err, ErrNotThere) {
		t.Errorf("a pair that is nowhere: %v", err)
	}
	a.do(remote) // the right one heals it
	if _, err := a.sync.Sync(ctx, "somebody-else", remote); !errors.Is(err, ErrNotThere) || !strings.Contains(err.Error(), pair) {
		t.Errorf("a pair the remote hasn't: %v", err)
	}

	// A server that refuses says why; what was to be sent is sent later.
	a.sync.Env = append(a.sync.Env, "GIT_SSH_COMMAND="+server(t))
	a.do("ssh://server" + remote)
	hook := filepath.Join(remote, "hooks", "pre-receive")
	if err := os.WriteFile(hook, []byte("#!/bin/sh\necho 'closed for the night' >&2\nexit 1\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	x := a.note("late")
	_, err := a.sync.Sync(ctx, pair, "")
	var f *Failure
	if !errors.Is(err, ErrRefused) || !errors.As(err, &f) || f.Why() != "closed for the night" {
		t.Errorf("refused: %v", err)
	}
	if err := os.Remove(hook); err != nil {
		t.Fatal(err)
	}
	if r := a.do(""); r.Sent != 1 {
		t.Errorf("after the night: %+v", r)
	}
	if !slices.Contains(a.holds(), x) {
		t.Error("the entry is gone")
	}
	a.do(remote)

	// Another's file under our name: refused before anything changes.
	evil := newSide(t, now)
	for name, text := range map[string]string{
		"other":    "format = 1\npair = \"somebody-else\"\n",
		"newer":    "format = 9\npair = \"" + pair + "\"\n",
		"nonsense": "a letter",
	} {
		bad := bare(t)
		work := t.TempDir()
		script := fmt.Sprintf("git init -q -b main %[1]q && cd %[1]q && printf '%%s' %[2]q > %[3]s.toml && git add . && git -c user.name=x -c user.email=x@x commit -q -m x && git push -q %[4]q main", work, strings.ReplaceAll(text, "\n", "\n"), pair, bad)
		cmd := exec.Command("sh", "-c", script)
		cmd.Env = evil.sync.Env
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		before := a.holds()
		if _, err := a.sync.Sync(ctx, pair, bad); err == nil {
			t.Errorf("%s was taken", name)
		}
		if !slices.Equal(before, a.holds()) {
			t.Errorf("%s changed the journal", name)
		}
	}
	a.do(remote)

	// No git at all.
	t.Setenv("PATH", t.TempDir())
	if _, err := a.sync.Sync(ctx, pair, ""); !errors.Is(err, ErrNoGit) {
		t.Errorf("no git: %v", err)
	}
}

// Two computers gave two pairs one id, as two first names do: nothing is mixed, and the
// other pair can be had under another name, both ways.
func TestTwoPairsOfOneName(t *testing.T) {
	now := clock()
	remote := bare(t)
	a, b := newSide(t, now).begin(), newSide(t, now).begin()
	a.note("of the one")
	a.do(remote)
	mine := b.note("of the other")
	before := b.holds()
	var other *storage.OtherPairError
	if _, err := b.sync.Sync(context.Background(), pair, remote); !errors.As(err, &other) || other.Theirs.Mentor != "Inès" {
		t.Fatal(err)
	}
	if err := Unite(b.path(), a.path()); !errors.Is(err, storage.ErrOtherPair) {
		t.Errorf("the merge driver: %v", err)
	}
	if !slices.Equal(before, b.holds()) {
		t.Error("the journal changed")
	}
	b.sync.There = pair
	if r, err := b.sync.Sync(context.Background(), "the-other", remote); err != nil || !r.New {
		t.Fatalf("%+v, %v", r, err)
	}
	b.sync.There = "" // it is known from then on
	j, err := b.folder.Journal("the-other")
	if err != nil {
		t.Fatal(err)
	}
	kept, err := j.Append(context.Background(), storage.Entry{At: *now, Kind: storage.KindNote, Text: "from the other desk"})
	if err != nil {
		t.Fatal(err)
	}
	j.Close()
	if _, err := b.sync.Sync(context.Background(), "the-other", ""); err != nil {
		t.Fatal(err)
	}
	a.do("")
	if got := a.holds(); !slices.Contains(got, kept[0].ID) || slices.Contains(got, mine) {
		t.Errorf("%v", got)
	}
	if !slices.Equal(before, b.holds()) {
		t.Error("the journal of that name changed")
	}
}

func (s *side) path() string { return filepath.Join(s.folder.Dir, "pairs", pair+".toml") }
