package gitsync

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"binome/storage/clean"
)

// git runs the installed git in one clone.
type git struct {
	path, dir string
	env       []string
	ask       bool
	silence   time.Duration
	secret    string // of the remote's address: never in what is told
	alive     func() // told whenever git says something
}

// settled is what the way of a journal depends on, whatever git is told elsewhere. Given
// with each command it goes before every file; the clone has it too, for whoever runs git
// there by hand. What is the user's stays theirs: how to reach a server, and who they are.
func settled() [][2]string {
	return [][2]string{
		{"core.hooksPath", os.DevNull}, // no program that a template or a company's settings bring
		{"core.fsmonitor", "false"},
		{"core.attributesFile", os.DevNull},
		{"core.autocrlf", "false"}, // line ends must never touch a sum
		{"core.safecrlf", "false"},
		{"core.symlinks", "false"},
		{"core.alternateRefsCommand", "true"}, // the program of that name, which does nothing
		{"commit.gpgSign", "false"},           // nobody may be there to give the key
		{"push.gpgSign", "false"},
		{"push.followTags", "false"},
		{"push.recurseSubmodules", "no"},
		{"push.pushOption", ""},
		{"fetch.fsckObjects", "true"},
		{"fetch.recurseSubmodules", "false"},
		{"submodule.recurse", "false"},
		{"merge.ff", "true"}, // by hand only: here nothing is merged by git
		{"merge.verifySignatures", "false"},
		{"pull.ff", "true"},
		{"pull.rebase", "false"},
		{"i18n.commitEncoding", "UTF-8"},
		{"gc.autoDetach", "false"},
		{"maintenance.autoDetach", "false"},
		{"transfer.bundleURI", "false"},
	}
}

// kept are the variables by which somebody says how a server is reached and who they are.
// Others that begin with GIT_ would send git to another folder, or fill what it says.
func kept(name string, ask bool) bool {
	switch name {
	case "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS",
		"GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_EXEC_PATH",
		"GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_PROXY_COMMAND":
		return true
	case "GIT_ASKPASS", "SSH_ASKPASS", "SSH_ASKPASS_REQUIRE", "GIT_TERMINAL_PROMPT":
		return ask
	}
	for _, of := range []string{"GIT_SSL_", "GIT_HTTP_", "GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_"} {
		if strings.HasPrefix(name, of) {
			return true
		}
	}
	return !strings.HasPrefix(name, "GIT_")
}

func (s *Syncer) git(dir string) (*git, error) {
	path, err := exec.LookPath("git")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoGit, err)
	}
	env := s.Env
	if env == nil {
		env = (&exec.Cmd{}).Environ()
	}
	g := &git{path: path, dir: dir, ask: s.Ask, silence: s.Silence, alive: func() {}}
	if g.silence == 0 {
		g.silence = silence
		if s.Ask {
			g.silence = silenceAsking
		}
	}
	for _, kv := range env {
		if name, _, _ := strings.Cut(kv, "="); kept(name, s.Ask) {
			g.env = append(g.env, kv)
		}
	}
	g.env = append(g.env, "LC_ALL=C", "GIT_ALLOW_PROTOCOL=file:git:http:https:ssh", "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir))
	if !s.Ask { // and no terminal either, see alone
		g.env = append(g.env, "GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=", "SSH_ASKPASS=", "SSH_ASKPASS_REQUIRE=never", "GCM_INTERACTIVE=never")
	}
	return g, nil
}

// How long git, or the server it speaks to, may say nothing. Somebody who is asked for a
// password has more time.
const (
	silence       = 30 * time.Second
	silenceAsking = 2 * time.Minute
)

// mostSaid is how much of what git says is kept.
const mostSaid = 64 << 20

// run gives what git wrote to its output; the error holds what it said beside it.
func (g *git) run(ctx context.Context, args ...string) (string, error) {
	return g.feed(ctx, nil, args...)
}

// feed is run with something for git to read.
func (g *git) feed(ctx context.Context, in []byte, args ...string) (string, error) {
	step := args[0]
	var all []string
	for _, kv := range settled() {
		all = append(all, "-c", kv[0]+"="+kv[1])
	}
	if step == "commit-tree" {
		all = append(all, g.identity(ctx)...)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var last atomic.Int64 // when something was said
	now := time.Now()
	since := func() time.Duration { return time.Since(now) }
	quiet := time.AfterFunc(g.silence, func() {})
	quiet.Stop()
	watch := func() {
		if left := g.silence - (since() - time.Duration(last.Load())); left > 0 {
			quiet.Reset(left)
		} else {
			cancel(ErrSilent)
		}
	}
	quiet = time.AfterFunc(g.silence, watch)
	defer quiet.Stop()
	heard := func() { last.Store(int64(since())); g.alive() }

	cmd := exec.CommandContext(ctx, g.path, append(all, args...)...)
	cmd.Dir, cmd.Env = g.dir, g.env
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &capped{&out, mostSaid, heard}, &capped{&said, 64 << 10, heard}
	switch {
	case in != nil:
		cmd.Stdin = bytes.NewReader(in)
	case g.ask:
		cmd.Stdin = os.Stdin
	}
	gone := alone(cmd, g.ask)
	cmd.WaitDelay = 2 * time.Second // what git started may hold the pipes
	err := cmd.Run()
	gone()
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		words := said.String()
		if len(g.secret) > 3 { // git takes it out itself; a letter or two would take words apart
			words = strings.ReplaceAll(words, g.secret, "…")
		}
		return out.String(), &Failure{Step: step, Said: words, err: err}
	}
	return out.String(), nil
}

// identity is a name and an address where nobody has set theirs: git refuses without.
func (g *git) identity(ctx context.Context) (args []string) {
	out, _ := g.run(ctx, "config", "--get-regexp", `^user\.(name|email)$`) // nothing is set when it fails
	for _, kv := range [][2]string{{"user.name", "Binome"}, {"user.email", "binome@localhost"}} {
		if !strings.Contains("\n"+out, "\n"+kv[0]+" ") {
			args = append(args, "-c", kv[0]+"="+kv[1])
		}
	}
	return args
}

// A Failure is git's: which of its commands, and what it said. Kind is one of this
// package's errors.
type Failure struct {
	Kind error
	Step string // "fetch"
	Said string // git's own words, in English, as they came: clean before showing
	err  error
}

// Error implements error: the line that says most.
func (f *Failure) Error() string {
	kind := f.Kind
	if kind == nil {
		kind = ErrGit
	}
	if why := f.Why(); why != "" {
		return fmt.Sprintf("%v: git %s: %s", kind, f.Step, why)
	}
	return fmt.Sprintf("%v: git %s: %v", kind, f.Step, f.err)
}

// Why is the line that says most: the server's own; ssh's, where git can only say that
// nothing came; a fatal one; or the last.
func (f *Failure) Why() string {
	last, fatal := "", ""
	for line := range strings.FieldsFuncSeq(f.Said, func(r rune) bool { return r == '\n' || r == '\r' }) {
		line = strings.TrimSpace(clean.Line(line))
		words, servers := strings.CutPrefix(line, "remote:")
		words = strings.TrimSpace(words)
		switch {
		case words == "" || progress(words) || strings.HasPrefix(line, "hint:"):
		case servers && fatal == "":
			return words
		case strings.HasPrefix(line, "fatal: ") && fatal == "":
			fatal = strings.TrimPrefix(line, "fatal: ")
		case fatal == "" && !strings.HasPrefix(line, "Warning: ") && !strings.HasPrefix(line, "From ") && !strings.HasPrefix(line, "** "):
			last = strings.TrimPrefix(line, "error: ")
		}
	}
	ended := strings.HasPrefix(fatal, "Could not read from remote") || strings.HasPrefix(fatal, "the remote end hung up")
	switch {
	case errors.Is(f.err, ErrSilent):
		return ErrSilent.Error()
	case fatal != "" && (!ended || last == ""):
		return fatal
	}
	return last
}

// progress reports whether a line only says how far something is.
func progress(line string) bool {
	word, _, _ := strings.Cut(line, " ")
	return slices.Contains([]string{"Enumerating", "Counting", "Compressing", "Total", "Resolving", "Receiving", "Writing", "Unpacking", "Delta"}, word)
}

// Unwrap lets errors.Is find both the kind and the cause.
func (f *Failure) Unwrap() []error {
	if f.Kind == nil {
		return []error{ErrGit, f.err}
	}
	return []error{f.Kind, f.err}
}

// as wraps a failure of git in one of our errors, unless it was only cancelled.
func as(kind, err error) error {
	var f *Failure
	if errors.As(err, &f) && !errors.Is(err, context.Canceled) {
		f.Kind = kind
		return f
	}
	return err
}

// capped keeps so many bytes and drops the rest, and tells that something came.
type capped struct {
	b     *bytes.Buffer
	most  int
	heard func()
}

func (c *capped) Write(p []byte) (int, error) {
	c.heard()
	if room := c.most - c.b.Len(); room > 0 {
		c.b.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}
