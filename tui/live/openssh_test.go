package live

import (
	"bytes"
	"context"
	"encoding/pem"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"crypto/ed25519"
	"crypto/rand"

	gossh "golang.org/x/crypto/ssh"
)

// An openssh is somebody's home with the real client.
type openssh struct {
	t    testing.TB
	h    *testHost
	home string
}

// newOpenSSH skips the test, and says so, where there is no client.
func newOpenSSH(t testing.TB, h *testHost) *openssh {
	t.Helper()
	if _, err := exec.LookPath("ssh"); err != nil {
		t.Skip("SKIPPED: THERE IS NO ssh HERE. What real clients get from the host is not tested. Debian: apt-get install openssh-client")
	}
	o := &openssh{t, h, t.TempDir()}
	at := h.Addr()
	writeFile(t, o.home, "known", fmt.Sprintf("[%s]:%d %s\n", at.IP, at.Port, authorized(h.signer)))
	return o
}

// key makes a key file and gives its name.
func (o *openssh) key(name string) (path string, signer gossh.Signer) {
	o.t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		o.t.Fatal(err)
	}
	block, err := gossh.MarshalPrivateKey(private, name)
	if err != nil {
		o.t.Fatal(err)
	}
	if signer, err = gossh.NewSignerFromKey(private); err != nil {
		o.t.Fatal(err)
	}
	return writeFile(o.t, o.home, name, string(pem.EncodeToMemory(block))), signer
}

// command is ssh with these arguments before the host, and these words after it. What it
// asks for is answered with code, when there is one.
func (o *openssh) command(ctx context.Context, user, code string, args []string, words ...string) *exec.Cmd {
	at := o.h.Addr()
	all := []string{"-F", "/dev/null", "-p", fmt.Sprint(at.Port), "-o", "UserKnownHostsFile=" + filepath.Join(o.home, "known"),
		"-o", "StrictHostKeyChecking=yes", "-o", "IdentityAgent=none", "-o", "IdentitiesOnly=yes", "-o", "ExitOnForwardFailure=yes",
		"-o", "ConnectTimeout=20", "-o", "NumberOfPasswordPrompts=2"}
	if code == "" {
		all = append(all, "-o", "BatchMode=yes")
	}
	all = append(append(all, args...), user+"@"+at.IP.String())
	cmd := exec.CommandContext(ctx, "ssh", append(all, words...)...)
	cmd.Env = []string{"HOME=" + o.home, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "LANG=en_US.UTF-8"}
	if code != "" {
		ask := filepath.Join(o.home, "ask")
		if err := os.WriteFile(ask, []byte("#!/bin/sh\necho \""+code+"\"\n"), 0o700); err != nil {
			o.t.Fatal(err)
		}
		cmd.Env = append(cmd.Env, "SSH_ASKPASS="+ask, "SSH_ASKPASS_REQUIRE=force", "DISPLAY=none")
	}
	return cmd
}

// keyboard is one on which nobody types.
func (o *openssh) keyboard() *os.File {
	r, w, err := os.Pipe()
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() { r.Close(); w.Close() })
	return r
}

// joins runs ssh until it shows something, and gives what it wrote. want "" waits for
// its end.
func (o *openssh) joins(user, code, want string, args ...string) (out string, in bool) {
	o.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := o.command(ctx, user, code, append(args, "-tt"))
	var seen, told book
	cmd.Stdin, cmd.Stdout, cmd.Stderr = o.keyboard(), &seen, &told
	cmd.WaitDelay = time.Second
	if err := cmd.Start(); err != nil {
		o.t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { cmd.Wait(); close(ended) }()
	for !strings.Contains(seen.String(), want) || want == "" {
		select {
		case <-ended:
			return seen.String() + told.String(), strings.Contains(seen.String(), want) && want != ""
		case <-time.After(5 * time.Millisecond):
		}
	}
	cancel()
	<-ended
	return seen.String() + told.String(), true
}

// TestOpenSSHRoles: the real client, two keys, two names, both orders.
func TestOpenSSHRoles(t *testing.T) {
	h := serve(t, Options{run: hello})
	o := newOpenSSH(t, h)
	mentorFile, mentor := o.key("mentor")
	menteeFile, mentee := o.key("mentee")
	strangerFile, _ := o.key("stranger")
	h.Admit(twoMembers(t, mentor, mentee))
	for _, user := range []string{"mentor", "mentee"} {
		for _, tt := range []struct {
			files []string
			want  string
		}{
			{[]string{mentorFile}, "[mentor "}, {[]string{menteeFile}, "[mentee "},
			{[]string{mentorFile, menteeFile}, "[mentor "}, {[]string{menteeFile, mentorFile}, "[mentee "},
			{[]string{strangerFile, menteeFile}, "[mentee "}, {[]string{strangerFile}, ""},
		} {
			var args []string
			for _, f := range tt.files {
				args = append(args, "-i", f)
			}
			out, in := o.joins(user, "", "[ment", args...)
			if in != (tt.want != "") || !strings.Contains(out, tt.want) {
				t.Errorf("%s with %v: in %v\n%s", user, tt.files, in, out)
			}
		}
	}
}

// TestOpenSSHByCode: the line and the code that the coach shows, as people use them.
func TestOpenSSHByCode(t *testing.T) {
	h := serve(t, Options{run: hello, Guest: guestPlace})
	o := newOpenSSH(t, h)
	file, _ := o.key("guest")
	other, _ := o.key("other")
	inv := h.Invite()
	if want := fmt.Sprintf("ssh -p %d join@localhost", h.Addr().Port); inv.Line != want {
		t.Errorf("the line is %q, want %q", inv.Line, want)
	}
	if out, in := o.joins("join", "WRONG-CODE", "[mentee", "-i", file); in {
		t.Errorf("in by a wrong code:\n%s", out)
	}
	if out, in := o.joins("join", inv.Code, "[mentee ines-philippe", "-i", file); !in {
		t.Fatalf("not in by the code:\n%s", out)
	}
	if out, in := o.joins("join", "", "[mentee", "-i", file); !in {
		t.Errorf("the key alone does not bring them back:\n%s", out)
	}
	if out, in := o.joins("join", inv.Code, "[mentee", "-i", other); in {
		t.Errorf("another key by the same code:\n%s", out)
	}
	inv = h.Invite()
	if out, in := o.joins("join", inv.Code, "[mentee", "-o", "PubkeyAuthentication=no"); !in {
		t.Errorf("without a key:\n%s", out)
	}
	if out, in := o.joins("join", inv.Code, "[mentee", "-o", "PubkeyAuthentication=no"); in {
		t.Errorf("without a key, by a used code:\n%s", out)
	}
}

// TestOpenSSHOnlyTheCoach: commands, files, forwarding and old algorithms are refused to
// the real client too.
func TestOpenSSHOnlyTheCoach(t *testing.T) {
	h := serve(t, Options{run: hello})
	o := newOpenSSH(t, h)
	file, key := o.key("mentee")
	h.Admit(twoMembers(t, newKey(t), key))
	for name, tt := range map[string]struct{ args, words []string }{
		"exec":            {nil, []string{"id"}},
		"sftp":            {[]string{"-s"}, []string{"sftp"}},
		"remote forward":  {[]string{"-N", "-R", "0:127.0.0.1:1"}, nil},
		"direct":          {[]string{"-W", "127.0.0.1:1"}, nil},
		"tunnel":          {[]string{"-N", "-w", "0:0"}, nil},
		"kex":             {[]string{"-o", "KexAlgorithms=diffie-hellman-group14-sha256"}, nil},
		"nist kex":        {[]string{"-o", "KexAlgorithms=ecdh-sha2-nistp256"}, nil},
		"mac":             {[]string{"-o", "Ciphers=aes256-ctr", "-o", "MACs=hmac-sha2-256"}, nil},
		"password":        {[]string{"-o", "PubkeyAuthentication=no"}, nil},
		"a host-key type": {[]string{"-o", "HostKeyAlgorithms=ssh-rsa,ecdsa-sha2-nistp256"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), patience)
			defer cancel()
			cmd := o.command(ctx, "x", "", append(tt.args, "-i", file), tt.words...)
			var out bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &out
			if err := cmd.Run(); err == nil || ctx.Err() != nil {
				t.Errorf("%v %v\n%s", err, ctx.Err(), &out)
			}
			if strings.Contains(out.String(), "uid=") || strings.Contains(out.String(), "[mentee") {
				t.Errorf("it got something:\n%s", &out)
			}
		})
	}
	for _, algorithm := range []string{"curve25519-sha256", "curve25519-sha256@libssh.org"} {
		if out, in := o.joins("x", "", "[mentee", "-i", file, "-o", "KexAlgorithms="+algorithm); !in {
			t.Errorf("%s:\n%s", algorithm, out)
		}
	}
	for _, cipher := range []string{"chacha20-poly1305@openssh.com", "aes256-gcm@openssh.com", "aes256-ctr"} {
		if out, in := o.joins("x", "", "[mentee", "-i", file, "-o", "Ciphers="+cipher); !in {
			t.Errorf("%s:\n%s", cipher, out)
		}
	}
	if out, in := o.joins("x", "", "[mentee", "-A", "-X", "-i", file); !in {
		t.Errorf("who asks for an agent or X11 is let in without:\n%s", out)
	}
}

// TestOpenSSHStops: the client ends by itself, is told why, and with status 0.
func TestOpenSSHStops(t *testing.T) {
	h := serve(t, Options{run: hello})
	o := newOpenSSH(t, h)
	file, key := o.key("mentee")
	h.Admit(twoMembers(t, newKey(t), key))
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := o.command(ctx, "x", "", []string{"-tt", "-i", file})
	var seen book
	cmd.Stdin, cmd.Stdout, cmd.WaitDelay = o.keyboard(), &seen, time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	until(t, "joined", func() bool { return strings.Contains(seen.String(), "[mentee") })
	h.stop()
	err := cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 0 || !strings.Contains(seen.String(), "arrêté") && !strings.Contains(seen.String(), "has stopped") {
		t.Errorf("status %d %v\n%s", code, err, seen.String())
	}
}
