//go:build unix

package command_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestACrowdOutside is the door as a crowd finds it: eighty connections say hello, then
// nothing, and are there again as soon as they are closed; from the same address a member
// comes with the real ssh, every ten seconds for ten minutes. It takes as long as that, so
// it runs in the long mode; TestACrowdByTheClock holds the rules behind it every time.
func TestACrowdOutside(t *testing.T) {
	if os.Getenv("BINOME_LONG") != "1" {
		t.Skip("ten minutes: BINOME_LONG=1")
	}
	if _, err := exec.LookPath("ssh"); err != nil {
		t.Skip("SKIPPED: THERE IS NO ssh HERE")
	}
	program := os.Getenv("BINOME_PROGRAM") // another build, to compare
	if program == "" {
		program = build(t)
	}
	d := newDesk(t, program, english.lang)
	d.run("", "pair", "new", "--mentor", "Inès", "--mentee", "Philippe")
	key := filepath.Join(d.dir, "key")
	if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	list := filepath.Join(d.dir, "members.toml")
	d.write(list, "[[member]]\nperson = \"Philippe\"\nrole = \"mentee\"\npairs = [\"ines-philippe\"]\nkey = \""+strings.TrimSpace(d.read(key+".pub"))+"\"\n")
	server := d.command("serve", "--members", list, "--listen", "127.0.0.1:0")
	said, err := server.StdoutPipe()
	if err != nil || server.Start() != nil {
		t.Fatal(err)
	}
	defer server.Wait()                       //nolint:errcheck
	defer server.Process.Signal(os.Interrupt) //nolint:errcheck
	first := make([]byte, 4096)
	n, _ := io.ReadAtLeast(said, first, 60)
	m := regexp.MustCompile(`ssh -p (\d+)`).FindSubmatch(first[:n])
	if m == nil {
		t.Fatalf("%s", first[:n])
	}
	port := string(m[1])

	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var knocks atomic.Int64
	var crowd sync.WaitGroup
	for range 80 {
		crowd.Go(func() {
			for ctx.Err() == nil {
				c, err := net.Dial("tcp", "127.0.0.1:"+port)
				if err != nil {
					continue
				}
				knocks.Add(1)
				stop := context.AfterFunc(ctx, func() { c.Close() })
				fmt.Fprint(c, "SSH-2.0-hello\r\n")
				io.Copy(io.Discard, c) //nolint:errcheck // until it is closed
				stop()
				c.Close()
			}
		})
	}
	time.Sleep(2 * time.Second) // the crowd is there
	var took []time.Duration
	missed := 0
	for began := time.Now(); time.Since(began) < 10*time.Minute; time.Sleep(10 * time.Second) {
		at := time.Now()
		var out, said bytes.Buffer
		one, end := context.WithTimeout(ctx, 30*time.Second)
		cmd := exec.CommandContext(one, "ssh", "-F", "/dev/null", "-tt", "-p", port, "-i", key, "-o", "StrictHostKeyChecking=no",
			"-o", "UserKnownHostsFile=/dev/null", "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "philippe@127.0.0.1")
		cmd.Env = append(os.Environ(), "TERM=xterm-256color")
		in, _ := cmd.StdinPipe()
		cmd.Stdout, cmd.Stderr = &watched{w: &out, want: "Inès", found: end}, &said
		cmd.WaitDelay = time.Second
		cmd.Run() //nolint:errcheck // ended when the coach is seen
		in.Close()
		end()
		if strings.Contains(out.String(), "Inès") {
			took = append(took, time.Since(at))
		} else {
			missed++
			t.Logf("kept out after %v: %s %q", time.Since(at), said.String(), out.String())
		}
	}
	cancel()
	crowd.Wait()
	slices.Sort(took)
	if len(took) > 0 {
		t.Logf("%d came in, %d did not; half within %v, the last after %v; the crowd knocked %d times", len(took), missed, took[len(took)/2], took[len(took)-1], knocks.Load())
	}
	if missed > 0 {
		t.Errorf("%d of %d were kept out", missed, missed+len(took))
	}
}

// watched is a writer that tells when something has been written to it.
type watched struct {
	w     *bytes.Buffer
	want  string
	found func()
}

func (w *watched) Write(p []byte) (int, error) {
	n, err := w.w.Write(p)
	if strings.Contains(w.w.String(), w.want) {
		w.found()
	}
	return n, err
}
