//go:build unix

package command_test

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestHostEndToEnd is a lesson from two terminals as people have it: the coach here shows
// what to pass on; over there somebody types it into the real ssh, compares the
// fingerprint, types the code; both walk; the one who hosts leaves.
func TestHostEndToEnd(t *testing.T) {
	if _, err := exec.LookPath("ssh"); err != nil {
		t.Skip("SKIPPED: THERE IS NO ssh HERE. Nobody has joined the host as people do. Debian: apt-get install openssh-client")
	}
	program := build(t)
	d := newDesk(t, program, english.lang)
	d.run("", "pair", "new", "--mentor", "Inès", "--mentee", "Philippe", "--mentee-lang", "fr")
	here := d.openAt(100, 30, d.command("host", "ines-philippe", "--listen", "127.0.0.1:0"))
	here.sees("Philippe’s own terminal", "ssh -p", "join@localhost", "SHA256:")
	shown := here.now()
	find := func(pattern string) string {
		m := regexp.MustCompile(pattern).FindStringSubmatch(shown)
		if m == nil {
			t.Fatalf("no %s on\n%s", pattern, shown)
		}
		return m[1]
	}
	port, print := find(`ssh -p (\d+) join@localhost`), find(`(SHA256:\S+)`)
	code := find(`([0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}-[0-9A-Z]{6})`)

	ssh := func(args ...string) *window {
		cmd := exec.Command("ssh", append([]string{"-F", "/dev/null", "-o", "UserKnownHostsFile=" + filepath.Join(d.dir, "known"),
			"-o", "IdentityAgent=none", "-o", "PubkeyAuthentication=no", "-p", port, "join@127.0.0.1"}, args...)...)
		cmd.Env = []string{"HOME=" + d.dir, "TERM=xterm-256color"}
		return d.openAt(100, 40, cmd)
	}
	there := ssh()
	there.sees("fingerprint is", print)
	there.send("yes\r")
	there.sees("Code")
	there.send(strings.ToLower(strings.ReplaceAll(code, "-", " ")) + "\r")
	there.sees("Inès a la main", "Combien de temps avez-vous")
	here.sees("Nobody can come in by a code just now.")
	here.press("w") // another code, which is another
	if again := here.sees("It lets one person in"); strings.Contains(again, code) {
		t.Errorf("the same code again:\n%s", again)
	}
	here.press("enter")
	here.loses("SHA256:")
	there.press("n") // a note from over there
	there.sees("Une note")
	there.press("esc")
	here.press("q")
	here.sees("Quit Binome?")
	here.press("enter")
	here.end()
	there.end()
	if !strings.Contains(there.all(), "arrêté") {
		t.Errorf("over there they are not told:\n%s", there.now())
	}
	if code := there.cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("ssh ends with status %d", code)
	}
}
