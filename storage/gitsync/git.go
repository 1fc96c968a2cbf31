package gitsync

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"binome/storage/clean"
)

// git runs the installed git in one clone.
type git struct {
	path, dir string
	env       []string
	ask       bool
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
	g := &git{path: path, dir: dir, ask: s.Ask}
	for _, kv := range env {
		if !strings.HasPrefix(kv, "GIT_DIR=") && !strings.HasPrefix(kv, "GIT_WORK_TREE=") && !strings.HasPrefix(kv, "GIT_INDEX_FILE=") {
			g.env = append(g.env, kv)
		}
	}
	g.env = append(g.env, "LC_ALL=C", "GIT_ALLOW_PROTOCOL=file:git:http:https:ssh", "GIT_MERGE_AUTOEDIT=no", "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir))
	if !s.Ask {
		g.env = append(g.env, "GIT_TERMINAL_PROMPT=0", "GIT_SSH_COMMAND=ssh -o BatchMode=yes", "GIT_ASKPASS=", "SSH_ASKPASS=")
	}
	return g, nil
}

// mostSaid is how much of what git says is kept.
const mostSaid = 64 << 20

// run gives what git wrote to its output; the error holds what it said beside it.
func (g *git) run(ctx context.Context, args ...string) (string, error) {
	// A name and an address only where nobody has set theirs: git refuses without.
	if args[0] == "commit" || args[0] == "merge" {
		args = append(g.identity(ctx), args...)
	}
	cmd := exec.CommandContext(ctx, g.path, args...)
	cmd.Dir, cmd.Env = g.dir, g.env
	cmd.WaitDelay = 2 * time.Second // what git started may hold the pipes
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &capped{&out, mostSaid}, &capped{&said, 64 << 10}
	if g.ask {
		cmd.Stdin = os.Stdin
	}
	err := cmd.Run()
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	if err != nil {
		return out.String(), &Failure{Step: stepOf(args), Said: said.String(), err: err}
	}
	return out.String(), nil
}

func (g *git) identity(ctx context.Context) []string {
	cmd := exec.CommandContext(ctx, g.path, "config", "--get", "user.email")
	cmd.Dir, cmd.Env = g.dir, g.env
	if out, err := cmd.Output(); err == nil && strings.TrimSpace(string(out)) != "" {
		return nil
	}
	return []string{"-c", "user.name=Binome", "-c", "user.email=binome@localhost"}
}

func stepOf(args []string) string {
	for i := 0; i < len(args); i++ {
		if args[i] == "-c" {
			i++
			continue
		}
		return args[i]
	}
	return ""
}

// A Failure is git's: which of its commands, and what it said. Kind is one of this
// package's errors.
type Failure struct {
	Kind error
	Step string // "fetch"
	Said string // git's own words, in English, as they came: clean before showing
	err  error
}

// Error implements error: git's last line that says something.
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

// Why is the line of git's that says most: the server's own, a fatal one, or the last.
func (f *Failure) Why() string {
	last := ""
	for line := range strings.Lines(f.Said) {
		line = strings.TrimSpace(clean.Line(line))
		if words, ok := strings.CutPrefix(line, "remote: "); ok && strings.TrimSpace(words) != "" {
			return strings.TrimSpace(words)
		}
		if words, ok := strings.CutPrefix(line, "fatal: "); ok {
			return words
		}
		if line != "" && !strings.HasPrefix(line, "hint:") && line != "remote:" {
			last = line
		}
	}
	return strings.TrimPrefix(last, "error: ")
}

// Unwrap lets errors.Is find both the kind and the cause.
func (f *Failure) Unwrap() []error {
	if f.Kind == nil {
		return []error{ErrGit, f.err}
	}
	return []error{f.Kind, f.err}
}

// as says of a failure which kind it is; a cancelled one stays what it is.
func as(kind, err error) error {
	var f *Failure
	if errors.As(err, &f) && !errors.Is(err, context.Canceled) {
		f.Kind = kind
		return f
	}
	return err
}

// capped keeps so many bytes and drops the rest.
type capped struct {
	b    *bytes.Buffer
	most int
}

func (c *capped) Write(p []byte) (int, error) {
	if room := c.most - c.b.Len(); room > 0 {
		c.b.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}
