//go:build unix

package command_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestNobodyWaitsForAPipe: wherever a person may name a file, a pipe that nobody writes to,
// or a link to one, is told and waited for by nobody.
func TestNobodyWaitsForAPipe(t *testing.T) {
	d := newDesk(t, build(t), english.lang)
	d.run("", "pair", "new", "--mentor", "Inès", "--mentee", "Philippe")
	pipe, link := filepath.Join(d.dir, "pipe"), filepath.Join(d.dir, "link")
	lessons := filepath.Join(d.dir, "lessons")
	d.run("", "curriculum", "new", lessons)
	for _, err := range []error{
		syscall.Mkfifo(pipe, 0o600), os.Symlink(pipe, link),
		os.Remove(filepath.Join(lessons, "curriculum.toml")), syscall.Mkfifo(filepath.Join(lessons, "curriculum.toml"), 0o600),
		os.Mkdir(filepath.Join(lessons, "phrases"), 0o700), syscall.Mkfifo(filepath.Join(lessons, "phrases", "fr.toml"), 0o600),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	// within ends a command that waits; it gives the command's status, -1 for one that had to be ended.
	within := func(cmd *exec.Cmd) (int, string) {
		t.Helper()
		var out bytes.Buffer
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		c := exec.CommandContext(ctx, cmd.Path, cmd.Args[1:]...)
		c.Env, c.Dir, c.Stdout, c.Stderr = cmd.Env, cmd.Dir, &out, &out
		c.Run() //nolint:errcheck // the status says it
		return c.ProcessState.ExitCode(), out.String()
	}
	for _, args := range [][]string{
		{"serve", "--listen", "127.0.0.1:0", "--members", pipe},
		{"serve", "--listen", "127.0.0.1:0", "--members", link},
		{"merge", "ines-philippe", pipe},
		{"merge", "ines-philippe", link},
		{"sync", "ines-philippe", "--remote", pipe},
		{"programme", "--journals", "--people", pipe},
		{"programme", "--journals", "--people", link},
		{"programme", "--journals", "--compare", pipe},
		{"programme", pipe},
		{"programme", "--journals", "--force", "-o", pipe},
		{"notes", "ines-philippe", "--for", "lms", "--accounts", pipe},
		{"notes", "ines-philippe", "--force", "-o", link},
		{"--curriculum", pipe, "curriculum", "list"},
		{"curriculum", "check", pipe},
		{"curriculum", "new", pipe},
		{"curriculum", "copy", "presence/about", pipe},
		{"--data", pipe, "show", "ines-philippe"},
	} {
		if status, out := within(d.command(args...)); status != 1 || strings.Contains(out, "regular file") {
			t.Errorf("%q: status %d\n%s", args, status, out)
		}
	}
	debug := d.command("--plain", "ines-philippe")
	debug.Env = append(debug.Env, "BINOME_DEBUG="+link)
	if status, out := within(debug); status != 1 {
		t.Errorf("BINOME_DEBUG: status %d\n%s", status, out)
	}
	for _, args := range [][]string{
		{"curriculum", "check", lessons}, {"--curriculum", lessons, "curriculum", "list"}, {"curriculum", "copy", "presence/about", lessons},
		{"--curriculum", lessons, "show", "ines-philippe"},
	} {
		if status, out := within(d.command(args...)); status < 0 {
			t.Errorf("%q waits\n%s", args, out)
		}
	}
	config := d.data("config.toml")
	os.Remove(config) //nolint:errcheck // it may not be there
	if err := syscall.Mkfifo(config, 0o600); err != nil {
		t.Fatal(err)
	}
	if status, out := within(d.command("doctor")); status != 1 {
		t.Errorf("settings: status %d\n%s", status, out)
	}
}

// TestAServerCanBeStopped at any moment of its start and after it: it is gone at once, and
// the next one starts.
func TestAServerCanBeStopped(t *testing.T) {
	d := newDesk(t, build(t), english.lang)
	d.run("", "pair", "new", "--mentor", "Inès", "--mentee", "Philippe")
	list := filepath.Join(d.dir, "members.toml")
	if err := os.WriteFile(list, []byte("[[member]]\nperson = \"Inès\"\nrole = \"mentor\"\npairs = [\"ines-philippe\"]\n"+
		"key = \"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	start := func(wait time.Duration, sig os.Signal) (stopped time.Duration, out string) {
		t.Helper()
		var b bytes.Buffer
		cmd := d.command("serve", "--members", list, "--listen", "127.0.0.1:0")
		cmd.Stdout, cmd.Stderr = &b, &b
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		hung := time.AfterFunc(time.Minute, func() { cmd.Process.Kill() }) //nolint:errcheck
		time.Sleep(wait)
		began := time.Now()
		cmd.Process.Signal(sig) //nolint:errcheck // it is there
		cmd.Wait()              //nolint:errcheck // however it ends
		if !hung.Stop() {
			t.Errorf("%v after %v: it had to be killed", sig, wait)
		}
		return time.Since(began), b.String()
	}
	// How long a start takes is found by starting; then it is stopped all along that time.
	whole := time.Duration(0)
	for wait := 20 * time.Millisecond; whole == 0; wait *= 2 {
		if _, out := start(wait, syscall.SIGTERM); strings.Contains(out, "stopped") {
			whole = wait
		}
		if wait > time.Minute {
			t.Fatal("it never starts")
		}
	}
	points := 8
	if os.Getenv("BINOME_LONG") == "1" {
		points = 200
	}
	var took []time.Duration
	early := 0
	for i := range points {
		sig := []os.Signal{syscall.SIGTERM, os.Interrupt}[i%2]
		d, out := start(whole*time.Duration(i)/time.Duration(points-1), sig)
		took = append(took, d)
		if !strings.Contains(out, "stopped") {
			early++
		}
	}
	if slices.Max(took) > 20*time.Second || early == 0 {
		t.Errorf("stopped %d times before it listened, at most %v after the signal", early, slices.Max(took))
	}
	t.Logf("a start of %v stopped at %d points, %d of them before it listened; gone after at most %v", whole, points, early, slices.Max(took))
	if _, out := start(4*whole, syscall.SIGTERM); !strings.Contains(out, "stopped") {
		t.Errorf("it doesn't start any more:\n%s", out)
	}
}

// build is the program as people have it, built once for all tests.
func build(t testing.TB) string {
	t.Helper()
	program, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return program
}

var built = sync.OnceValues(func() (string, error) {
	program := filepath.Join(builtIn(), "binome")
	out, err := exec.Command("go", "build", "-o", program, "../..").CombinedOutput()
	if err != nil {
		err = fmt.Errorf("%w\n%s", err, out)
	}
	return program, err
})
