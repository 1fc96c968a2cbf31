//go:build linux

package live

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// TestLoad measures a standing host, as a process of its own, with 2, 50 and 200 people
// connected, a tenth of them typing: what each costs, and how long a key takes. It
// prints figures; what it holds are PERFORMANCE's goals.
func TestLoad(t *testing.T) {
	if os.Getenv("BINOME_LONG") != "1" {
		t.Skip("figures, in the long mode only")
	}
	program := filepath.Join(t.TempDir(), "binome")
	if out, err := exec.Command("go", "build", "-o", program, "binome").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	const pairs = 100
	var ids []string
	for i := range pairs {
		ids = append(ids, fmt.Sprintf("pair-%d", i))
	}
	folder := newFolder(t, ids...)
	var list strings.Builder
	keys := make([]gossh.Signer, 2*pairs)
	for i := range keys {
		keys[i] = newKey(t)
		fmt.Fprintf(&list, "[[member]]\nperson = \"Person %d\"\nkey = %q\nrole = %q\npairs = [%q]\n",
			i, authorized(keys[i]), []string{"mentor", "mentee"}[i%2], ids[i/2])
	}
	file := writeFile(t, t.TempDir(), "members.toml", list.String())
	cmd := exec.Command(program, "serve", "--data", folder.Dir, "--members", file, "--listen", "127.0.0.1:0")
	var said book
	cmd.Stdout, cmd.Stderr = &said, io.Discard
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { cmd.Process.Signal(os.Interrupt); cmd.Wait() }()
	until(t, "the host", func() bool {
		return strings.Contains(said.String(), "keys may join") || strings.Contains(said.String(), "peuvent")
	})
	port := regexp.MustCompile(`-p (\d+)`).FindStringSubmatch(said.String())[1]
	signer, err := hostKey(folder.Dir)
	if err != nil {
		t.Fatal(err)
	}
	n, _ := strconv.Atoi(port)
	h := &testHost{t: t, Host: &Host{signer: signer, ln: at{net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: n}}}}

	base := memory(t, cmd.Process.Pid)
	t.Logf("nobody: %.1f MB", base)
	var all []*remote
	for _, people := range []int{2, 50, 200} {
		for len(all) < people {
			r := h.join(keys[len(all)], 80, 24)
			until(t, "the foot of a page", func() bool { // the mentor's in English, the follower's in French
				return strings.Contains(r.view.String(), "? keys") || strings.Contains(r.view.String(), "? touches")
			})
			if len(all)%2 == 0 {
				toTogether(t, r)
			}
			all = append(all, r)
		}
		typists := all[:max(2, people/10)]
		p50, p95, p99 := keyTimes(t, typists, 15*time.Second)
		mb := memory(t, cmd.Process.Pid)
		each := (mb - base) / float64(people)
		t.Logf("%3d connected, %2d typing: %.1f MB, %.2f MB each; key p50 %v, p95 %v, p99 %v", people, len(typists), mb, each, p50, p95, p99)
		if people == 200 && (each > 1.7 || p95 > 60*time.Millisecond) {
			t.Errorf("over the goals: 1.7 MB each, key p95 60 ms")
		}
	}
}

// at is a listener of another process.
type at struct{ addr net.TCPAddr }

func (a at) Addr() net.Addr            { return &a.addr }
func (a at) Accept() (net.Conn, error) { return nil, net.ErrClosed }
func (a at) Close() error              { return nil }

// memory is what a process has in memory, in MB.
func memory(t testing.TB, pid int) float64 {
	t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`VmRSS:\s+(\d+) kB`).FindSubmatch(data)
	kb, _ := strconv.Atoi(string(bytes.TrimSpace(m[1])))
	return float64(kb) / 1024
}

// keyTimes has people press four keys a second and times each until something of it
// comes back.
func keyTimes(t testing.TB, people []*remote, during time.Duration) (p50, p95, p99 time.Duration) {
	var mu sync.Mutex
	var took []time.Duration
	var wg sync.WaitGroup
	for _, r := range people {
		wg.Go(func() {
			for i, end := 0, time.Now().Add(during); time.Now().Before(end); i++ {
				time.Sleep(time.Duration(150+rand.IntN(200)) * time.Millisecond)
				was := len(r.view.sent())
				began := time.Now()
				if _, err := io.WriteString(r.in, []string{"?", "\x1b[27u"}[i%2]); err != nil { // help and back
					return
				}
				for len(r.view.sent()) == was {
					if time.Since(began) > 5*time.Second {
						return
					}
					time.Sleep(500 * time.Microsecond)
				}
				mu.Lock()
				took = append(took, time.Since(began))
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if len(took) < len(people) {
		t.Fatal("nothing comes back")
	}
	slices.Sort(took)
	of := func(p float64) time.Duration {
		return took[int(p*float64(len(took)-1))].Round(100 * time.Microsecond)
	}
	return of(.5), of(.95), of(.99)
}
