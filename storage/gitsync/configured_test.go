//go:build unix

package gitsync

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// shell runs lines of sh in a folder, with the settings of one side.
func (s *side) shell(dir, script string) {
	s.t.Helper()
	cmd := exec.Command("sh", "-ec", script)
	cmd.Dir, cmd.Env = dir, append(s.sync.Env, "GIT_AUTHOR_NAME=x", "GIT_AUTHOR_EMAIL=x@x", "GIT_COMMITTER_NAME=x", "GIT_COMMITTER_EMAIL=x@x")
	if out, err := cmd.CombinedOutput(); err != nil {
		s.t.Fatalf("%v: %s", err, out)
	}
}

// both works apart on two sides, brings them together and holds that both have all.
func both(t *testing.T, a, b *side, remote string) {
	t.Helper()
	a.do(remote)
	b.do(remote)
	rounds := 1
	if os.Getenv("BINOME_LONG") == "1" {
		rounds = 2
	}
	for range rounds {
		x, y := a.note("from a"), b.note("from b")
		a.do("")
		b.do("")
		a.do("")
		for _, s := range []*side{a, b} {
			if got := s.holds(); !slices.Contains(got, x) || !slices.Contains(got, y) {
				t.Errorf("not the union: %v", got)
			}
		}
	}
}

// TestGitAsItIsConfigured: whatever git is told elsewhere, the journal goes both ways, and
// nothing that a setting, a template or an environment brings is run. All of it at once; in
// the long mode each by itself, too.
func TestGitAsItIsConfigured(t *testing.T) {
	type told struct {
		config string // ~/.gitconfig; HOME stands for the folder it is in
		env    []string
	}
	cases := map[string]told{
		"fast-forwards alone":      {config: "[merge]\nff = only\n[pull]\nff = only\n"},
		"no fast-forwards":         {config: "[merge]\nff = false\n"},
		"pulls rebase":             {config: "[pull]\nrebase = true\n[branch]\nautoSetupRebase = always\n[rebase]\nautoStash = true\n"},
		"commits are signed":       {config: "[commit]\ngpgSign = true\n[tag]\ngpgSign = true\n[push]\ngpgSign = true\n[gpg]\nprogram = HOME/canary\n[user]\nsigningKey = x\n"},
		"merges are verified":      {config: "[merge]\nverifySignatures = true\n"},
		"hooks of the company's":   {config: "[core]\nhooksPath = HOME/hooks\n"},
		"line ends are changed":    {config: "[core]\nautocrlf = true\neol = crlf\nsafecrlf = true\n"},
		"a template":               {config: "[init]\ntemplateDir = HOME/template\ndefaultBranch = trunk\n"},
		"attributes":               {config: "[core]\nattributesFile = HOME/attributes\n[filter \"canary\"]\nclean = HOME/canary\nsmudge = HOME/canary\nrequired = true\n[diff \"canary\"]\ncommand = HOME/canary\ntextconv = HOME/canary\n[merge \"canary\"]\ndriver = HOME/canary\n"},
		"a watcher":                {config: "[core]\nfsmonitor = HOME/canary\n"},
		"a pager, an editor":       {config: "[core]\npager = HOME/canary\neditor = HOME/canary\n[pager]\nconfig = HOME/canary\n"},
		"aliases":                  {config: "[alias]\nfetch = !HOME/canary\ncommit-tree = !HOME/canary\nconfig = !HOME/canary\n"},
		"submodules":               {config: "[submodule]\nrecurse = true\n[fetch]\nrecurseSubmodules = true\n[push]\nrecurseSubmodules = check\nfollowTags = true\npushOption = x\ndefault = nothing\n"},
		"nobody":                   {config: "[user]\nuseConfigOnly = true\n"},
		"an address without name":  {config: "[user]\nuseConfigOnly = true\nemail = x@x\n"},
		"another hash":             {env: []string{"GIT_DEFAULT_HASH=sha1", "GIT_DIR=/nowhere", "GIT_WORK_TREE=/nowhere", "GIT_OBJECT_DIRECTORY=/nowhere", "GIT_INDEX_FILE=/nowhere", "GIT_NAMESPACE=x", "GIT_TEMPLATE_DIR=HOME/template", "GIT_CONFIG=/nowhere"}},
		"an environment of config": {env: []string{"GIT_CONFIG_COUNT=2", "GIT_CONFIG_KEY_0=core.hooksPath", "GIT_CONFIG_VALUE_0=HOME/hooks", "GIT_CONFIG_KEY_1=core.autocrlf", "GIT_CONFIG_VALUE_1=true", "GIT_TRACE=1", "GIT_EXTERNAL_DIFF=HOME/canary"}},
		"a language":               {env: []string{"LANGUAGE=fr", "LC_ALL=fr_FR.UTF-8"}},
	}
	var all told
	for name, c := range cases {
		all.config += c.config
		all.env = append(all.env, c.env...)
		if os.Getenv("BINOME_LONG") != "1" {
			delete(cases, name)
		}
	}
	cases["all of it"] = all
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now, remote := clock(), bare(t)
			a, b := newSide(t, now).begin(), newSide(t, now)
			home := a.home()
			a.shell(home, `
mkdir -p hooks template/hooks
printf '#!/bin/sh\\necho "$0 $*" >>"%s/ran"\\ncat\\n' "$HOME" >canary; chmod +x canary
for h in applypatch-msg pre-commit prepare-commit-msg commit-msg post-commit post-checkout post-merge pre-push pre-rebase post-rewrite reference-transaction post-index-change fsmonitor-watchman; do
	cp canary hooks/$h; cp canary template/hooks/$h
done
printf '[core]\\n\\tautocrlf = true\\n[filter "canary"]\\n\\tclean = %s/canary\\n' "$HOME" >template/config
printf '* filter=canary diff=canary merge=canary text eol=crlf ident working-tree-encoding=UTF-16\\n' >attributes
mkdir -p template/info; cp attributes template/info/attributes
`)
			for _, s := range []*side{a, b} {
				if err := os.WriteFile(filepath.Join(s.home(), ".gitconfig"), []byte(strings.ReplaceAll(c.config, "HOME", home)), 0o600); err != nil {
					t.Fatal(err)
				}
				for _, kv := range c.env {
					s.sync.Env = append(s.sync.Env, strings.ReplaceAll(kv, "HOME", home))
				}
			}
			both(t, a, b, remote)
			if ran, err := os.ReadFile(filepath.Join(home, "ran")); err == nil {
				t.Errorf("these ran:\n%s", ran)
			}
		})
	}
}

// home is where this side's settings of git are.
func (s *side) home() string {
	for _, kv := range slices.Backward(s.sync.Env) {
		if home, ok := strings.CutPrefix(kv, "HOME="); ok {
			return home
		}
	}
	return ""
}

// TestWhatTheRemoteBrings: attributes, filters, links, odd names, submodules and hooks of a
// remote do nothing, and what else is there stays there.
func TestWhatTheRemoteBrings(t *testing.T) {
	now, remote := clock(), bare(t)
	a, b := newSide(t, now).begin(), newSide(t, now)
	ran := filepath.Join(t.TempDir(), "ran")
	config := fmt.Sprintf("[filter \"lfs\"]\nclean = touch %[1]s; cat\nsmudge = touch %[1]s; cat\nrequired = true\n[merge \"theirs\"]\ndriver = touch %[1]s\n", ran)
	for _, s := range []*side{a, b} {
		if err := os.WriteFile(filepath.Join(s.home(), ".gitconfig"), []byte(config), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	a.shell(t.TempDir(), `
git init -q -b main .
git config core.symlinks true
echo 'ours $Id$' >README.md; ln -s /etc/passwd link.toml; mkdir -p con; echo x >"con/nul"; echo x >"a:b?.txt"; echo x >"$(printf 'new\nline')"
printf '[submodule "x"]\n\tpath = x\n\turl = /nowhere\n' >.gitmodules
git add .
blob=$(printf '* text eol=crlf ident filter=lfs merge=theirs working-tree-encoding=UTF-16LE-BOM\n' | git hash-object -w --stdin)
git update-index --add --cacheinfo 100644,$blob,.gitattributes
git update-index --add --cacheinfo 160000,1111111111111111111111111111111111111111,x
git commit -q --no-verify -m x
git push -q `+remote+` main
for h in pre-receive update post-receive post-update reference-transaction proc-receive push-to-checkout; do
	printf '#!/bin/sh\ntouch `+ran+`\n' >`+remote+`/hooks/$h; chmod +x `+remote+`/hooks/$h
done
rm -f `+ran+`
`)
	both(t, a, b, remote)
	if _, err := os.Lstat(ran); !errors.Is(err, fs.ErrNotExist) {
		t.Error("something of the remote's ran here")
	}
	out, err := exec.Command("git", "-C", remote, "ls-tree", "-r", "--name-only", "main").Output()
	for _, name := range []string{"README.md", ".gitattributes", "link.toml", pair + ".toml"} {
		if err != nil || !strings.Contains(string(out), name) {
			t.Errorf("%s is gone from the remote: %s (%v)", name, out, err)
		}
	}
	list, err := os.ReadDir(a.sync.Dir(pair))
	if err != nil || len(list) != 2 {
		t.Errorf("something of the remote's is checked out: %v (%v)", list, err)
	}
}

// TestALinkForAJournal: a remote whose journal is a link, a folder or too large is refused
// or passed over; nothing here is read or written by it.
func TestALinkForAJournal(t *testing.T) {
	now := clock()
	a := newSide(t, now).begin()
	before := a.holds()
	for name, script := range map[string]string{
		"a link":   "ln -s /etc/passwd " + pair + ".toml",
		"a folder": "mkdir " + pair + ".toml; echo x >" + pair + ".toml/x",
		"large":    "head -c 40000000 /dev/zero >" + pair + ".toml",
	} {
		remote := bare(t)
		a.shell(t.TempDir(), "git init -q -b main .; "+script+"; git add .; git commit -q -m x; git push -q "+remote+" main")
		_, err := a.sync.Sync(context.Background(), pair, remote)
		if name != "a folder" && err == nil {
			t.Errorf("%s was taken", name)
		}
		if !slices.Equal(before, a.holds()) {
			t.Errorf("%s changed the journal", name)
		}
	}
}

// TestASilentServer: whatever is at the other end and says nothing, or goes on for ever, a
// sync ends with a reason, and tells all the while that it is under way.
func TestASilentServer(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			defer c.Close() // held until the end
		}
	}()
	sleeper := filepath.Join(t.TempDir(), "ssh")
	if err := os.WriteFile(sleeper, []byte("#!/bin/sh\nsleep 600 & wait\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	at := ln.Addr().String()
	// All three at once: each waits for its second of silence.
	t.Run("servers", func(t *testing.T) {
		for _, remote := range []string{"git://" + at + "/x.git", "http://" + at + "/x.git", "ssh://server/x.git"} {
			t.Run(strings.ReplaceAll(remote[:4], ":", ""), func(t *testing.T) {
				t.Parallel()
				a := newSide(t, clock()).begin()
				a.sync.Env = append(a.sync.Env, "GIT_SSH_COMMAND="+sleeper)
				a.sync.Silence = time.Second
				var told atomic.Int64
				a.sync.Alive = func(string) { told.Add(1) }
				began := time.Now()
				_, err := a.sync.Sync(context.Background(), pair, remote)
				if !errors.Is(err, ErrSilent) || !errors.Is(err, ErrUnreachable) {
					t.Errorf("%s: %v", remote, err)
				}
				if took := time.Since(began); took > 30*time.Second || told.Load() == 0 {
					t.Errorf("%s: after %v, told %d times", remote, took, told.Load())
				}
			})
		}
	})
	if out, err := exec.Command("pgrep", "-f", sleeper).Output(); err == nil {
		t.Errorf("what it started still runs: %s", out)
	}
}

// TestTheUsersOwnSSH holds in the background, from the environment and from git's settings,
// and can ask nobody; what it says when it fails is what is told.
func TestTheUsersOwnSSH(t *testing.T) {
	now, remote := clock(), bare(t)
	mark := filepath.Join(t.TempDir(), "used")
	ssh := filepath.Join(t.TempDir(), "my ssh")
	script := "#!/bin/sh\n(: </dev/tty) 2>/dev/null && echo terminal >>'" + mark + "'\necho \"$1 $SSH_ASKPASS_REQUIRE\" >>'" + mark + "'\nfor last; do :; done\nexec sh -c \"$last\"\n"
	if err := os.WriteFile(ssh, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, way := range []string{"environment", "settings"} {
		os.Remove(mark) //nolint:errcheck // it may not be there
		a := newSide(t, now)
		if way == "environment" {
			a.begin()
			a.sync.Env = append(a.sync.Env, "GIT_SSH_COMMAND='"+ssh+"' -mine")
		} else {
			a.shell(a.home(), "git config --global core.sshCommand \"'"+ssh+"' -mine\"")
		}
		a.do("ssh://server" + remote)
		if used, err := os.ReadFile(mark); err != nil || !strings.HasPrefix(string(used), "-mine never\n") || strings.Contains(string(used), "terminal") {
			t.Errorf("%s: %q %v", way, used, err)
		}
	}
	for said, want := range map[string]string{
		"ssh: connect to host server port 22: Connection refused":                                                               "ssh: connect to host server port 22: Connection refused",
		"Warning: Permanently added 'server' (ED25519) to the list of known hosts.\ngit@server: Permission denied (publickey).": "git@server: Permission denied (publickey).",
		"Host key verification failed.": "Host key verification failed.",
	} {
		a := newSide(t, now).begin()
		broken := filepath.Join(t.TempDir(), "ssh")
		if err := os.WriteFile(broken, []byte("#!/bin/sh\necho \""+said+"\" >&2\nexit 255\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		a.sync.Env = append(a.sync.Env, "GIT_SSH_COMMAND="+broken)
		_, err := a.sync.Sync(context.Background(), pair, "ssh://server/x.git")
		var f *Failure
		if !errors.Is(err, ErrUnreachable) || !errors.As(err, &f) || f.Why() != want {
			t.Errorf("%q is told as %v", said, err)
		}
	}
}

// TestAnothersRemote: one that holds another pair's journal is refused with its name, and
// nothing is sent there. Files that are no journal are nobody's.
func TestAnothersRemote(t *testing.T) {
	now, remote := clock(), bare(t)
	a, b := newSide(t, now).begin(), newSide(t, now)
	a.do(remote)
	b.shell(b.home(), "git clone -q "+remote+" r; cd r; git mv "+pair+".toml zoe-paul.toml; sed -i s/"+pair+"/zoe-paul/ zoe-paul.toml; echo x >pyproject.toml; git add .; git commit -q -m x; git push -q origin main")
	before, _ := exec.Command("git", "-C", remote, "rev-parse", "main").Output()
	c := newSide(t, now).begin()
	if _, err := c.sync.Sync(context.Background(), pair, remote); !errors.Is(err, ErrTaken) || !strings.HasSuffix(err.Error(), ": zoe-paul") {
		t.Errorf("%v", err)
	}
	if after, _ := exec.Command("git", "-C", remote, "rev-parse", "main").Output(); string(after) != string(before) {
		t.Error("something was sent")
	}
	b.shell(b.home(), "cd r; git rm -q zoe-paul.toml; git commit -q -m y; git push -q origin main")
	c.do(remote)
}

// TestLogins: what gets somebody in is used, handed to git's helper, and in no file of the
// clone, nor in what is told; an older clone's is taken out.
func TestLogins(t *testing.T) {
	now := clock()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := ln.Addr().String()
	ln.Close()
	a := newSide(t, now).begin()
	const secret = "hunter2-and-more-of-it"
	_, err = a.sync.Sync(context.Background(), pair, "http://philippe:"+secret+"@"+at+"/x.git")
	if !errors.Is(err, ErrUnreachable) || strings.Contains(err.Error(), secret) {
		t.Errorf("%v", err)
	}
	a.nowhere(secret)
	a.do(bare(t))
	a.note("One more.")
	a.shell(a.sync.Dir(pair), "git config remote.origin.url http://"+secret+"@"+at+"/x.git")
	a.sync.between = func(step string) error { // cut off before it could look at the address
		if step == "prepare" {
			return errors.New("the computer went off")
		}
		return nil
	}
	a.sync.Sync(context.Background(), pair, "") //nolint:errcheck // it is cut off
	a.sync.between = nil
	if st, ok, err := a.sync.Look(context.Background(), pair); !ok || err != nil || !st.Login || st.Unsent != 1 || !st.Died || strings.Contains(st.Remote, secret) {
		t.Errorf("%+v %v %v", st, ok, err)
	}
	a.sync.Sync(context.Background(), pair, "") //nolint:errcheck // nobody is there
	a.nowhere(secret)
	for remote, want := range map[string]bool{"ssh://git@[2001:db8::1]:22/x.git": true, "git@[::1]:x.git": true, "ext::sh -c x": false, "a-b::x/y": false} {
		if usable(remote) != want {
			t.Errorf("%s: usable is %v", remote, !want)
		}
	}
	for remote, want := range map[string]string{
		"https://philippe:s3cret@host/x.git":          "https://host/x.git",
		"https://ghp_0123456789abcdefghij@host/x.git": "https://host/x.git",
		"https://philippe@host/x.git":                 "https://philippe@host/x.git",
		"ssh://git:s3cret@host:22/x.git":              "ssh://git@host:22/x.git",
		"git@host:x.git":                              "git@host:x.git",
		"/srv/a@b:c/x.git":                            "/srv/a@b:c/x.git",
		"https://a:b:c@d@host/x":                      "https://host/x",
	} {
		if got, _ := part(remote); got != want {
			t.Errorf("%s becomes %s", remote, got)
		}
	}
}

// nowhere holds that a text is in no file of the data folder.
func (s *side) nowhere(text string) {
	s.t.Helper()
	err := filepath.WalkDir(s.folder.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if strings.Contains(string(data), text) {
			s.t.Errorf("it is in %s", path)
		}
		return err
	})
	if err != nil {
		s.t.Error(err)
	}
}

// TestLook: what waits to be sent, and what a sync that died left.
func TestLook(t *testing.T) {
	now, remote := clock(), bare(t)
	a := newSide(t, now).begin()
	look := func() State {
		st, ok, err := a.sync.Look(context.Background(), pair)
		if err != nil || ok != a.sync.Ready(pair) {
			t.Error(ok, err)
		}
		return st
	}
	if st := look(); st.Remote != "" {
		t.Errorf("never sent: %+v", st)
	}
	a.do(remote)
	if st := look(); st.Remote != remote || st.Unsent != 0 || st.Died || st.Running || len(st.Locks) > 0 {
		t.Errorf("all sent: %+v", st)
	}
	a.note("one")
	a.note("two")
	a.sync.between = func(step string) error {
		if step == "push" {
			return errors.New("off")
		}
		return nil
	}
	a.sync.Sync(context.Background(), pair, "") //nolint:errcheck // it is cut off
	a.sync.between = nil
	if err := os.WriteFile(filepath.Join(a.sync.Dir(pair), ".git", "index.lock"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if st := look(); st.Unsent != 2 || !st.Died || !slices.Equal(st.Locks, []string{"index.lock"}) {
		t.Errorf("cut off: %+v", st)
	}
	a.do("")
	if st := look(); st.Unsent != 0 || st.Died || len(st.Locks) > 0 {
		t.Errorf("and gone on with: %+v", st)
	}
}
