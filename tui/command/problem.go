package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"github.com/spf13/pflag"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/clean"
)

// A problem is an error as it is told: what, where, and what to do about it.
type problem struct {
	status int
	what   string // in the reader's language, with the place
	hint   string // what to do; may be empty
	err    error
}

func (p *problem) Error() string { return p.what }
func (p *problem) Unwrap() error { return p.err }

// errTold is what has been said already: only the status is left.
var errTold = errors.New("told")

// fail says the phrase of that key; its hint is the phrase of the same key under
// cli.hint, if there is one.
func (f *Factory) fail(key string, pairs ...any) error {
	return f.problem(exitFailed, nil, key, pairs)
}

// misused is fail with the status of misuse.
func (f *Factory) misused(key string, pairs ...any) error {
	return f.problem(exitMisused, nil, key, pairs)
}

// failed is fail because of err; {{.Why}} is why.
func (f *Factory) failed(err error, key string, pairs ...any) error {
	return f.problem(exitFailed, err, key, append(pairs, "Why", f.why(err)))
}

func (f *Factory) problem(status int, err error, key string, pairs []any) *problem {
	for i := 1; i < len(pairs); i += 2 {
		if s, ok := pairs[i].(string); ok {
			pairs[i] = clean.Short(clean.Line(s), quoted)
		}
	}
	p := &problem{status: status, err: err, what: f.T(key, pairs...)}
	if hint := strings.Replace(key, "cli.error.", "cli.hint.", 1); f.words.Has(hint) {
		p.hint = f.T(hint, pairs...)
	}
	return p
}

// report tells an error and gives the exit status.
func (f *Factory) report(err error) int {
	if err == nil {
		return exitDone
	}
	var p *problem
	switch {
	case errors.As(err, &p) && errors.Is(err, errTold):
		return p.status
	case errors.Is(err, errTold):
		return exitFailed
	}
	p = f.problemOf(err)
	f.tell(p)
	return p.status
}

func (f *Factory) tell(p *problem) {
	fmt.Fprintln(f.Err, "binome: "+clean.Line(p.what))
	if p.hint != "" {
		fmt.Fprintln(f.Err, clean.Line(p.hint))
	}
}

// problemOf finds the words for an error of another package.
func (f *Factory) problemOf(err error) *problem {
	var p *problem
	if errors.As(err, &p) {
		return p
	}
	detail := clean.Line(err.Error())
	kinds := []struct {
		is  error
		key string
	}{
		{storage.ErrNewer, "cli.error.newer"},
		{storage.ErrLocked, "cli.error.locked"},
		{storage.ErrDamaged, "cli.error.damaged"},
		{storage.ErrConfig, "cli.error.config"},
		{storage.ErrBadID, "cli.error.bad-id"},
		{storage.ErrPairThere, "cli.error.pair-there"},
		{storage.ErrEntry, "cli.error.entry"},
	}
	for _, k := range kinds {
		if errors.Is(err, k.is) {
			why := strings.Replace(detail, k.is.Error()+": ", "", 1) // our words stand for it
			return f.problem(exitFailed, err, k.key, []any{"Where", placeIn(detail, k.is), "Why", why})
		}
	}
	var broken curriculum.Problem
	if errors.As(err, &broken) {
		return f.problem(exitFailed, err, "cli.error.lesson-broken", []any{"Where", inLayer(broken.Layer, broken.Pos), "Why", broken.Text})
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return f.problem(exitFailed, err, "cli.error.file", []any{"Where", path.Path, "Why", f.why(err)})
	}
	return f.problem(exitFailed, err, "cli.error.unforeseen", []any{"Why", f.why(err)})
}

// placeIn is what stands before the words of a known error: its place.
func placeIn(detail string, is error) string {
	before, after, _ := strings.Cut(detail, is.Error())
	if before = strings.TrimRight(before, ": "); before != "" {
		return before
	}
	return strings.TrimLeft(after, ": ")
}

// why says a reason of the system's in the reader's language.
func (f *Factory) why(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return f.T("cli.why.permission")
	case errors.Is(err, fs.ErrNotExist):
		return f.T("cli.why.missing")
	case errors.Is(err, fs.ErrExist):
		return f.T("cli.why.there")
	case errors.Is(err, syscall.ENOSPC):
		return f.T("cli.why.full")
	case errors.Is(err, syscall.EROFS):
		return f.T("cli.why.read-only")
	case errors.Is(err, syscall.EISDIR):
		return f.T("cli.why.is-dir")
	case errors.Is(err, syscall.ENOTDIR):
		return f.T("cli.why.not-dir")
	case errors.Is(err, storage.ErrNotRegular):
		return f.T("cli.why.not-a-file")
	case errors.Is(err, storage.ErrTooLarge):
		return f.T("cli.why.too-large")
	case errors.Is(err, context.Canceled):
		return f.T("cli.why.stopped")
	}
	return clean.Line(err.Error())
}

// flagProblem says what is wrong with a flag.
func (f *Factory) flagProblem(err error) error {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if s := unknown.GetSpecifiedShortnames(); s != "" {
			name = "-" + unknown.GetSpecifiedName()
		}
		return f.misused("cli.error.unknown-flag", "Flag", name)
	case errors.As(err, &missing):
		return f.misused("cli.error.flag-value", "Flag", "--"+missing.GetFlag().Name)
	case errors.As(err, &invalid):
		return f.misused("cli.error.flag-invalid", "Flag", "--"+invalid.GetFlag().Name, "Value", invalid.GetValue())
	}
	return f.misused("cli.error.flag", "Why", err.Error())
}

// inLayer is a place with its layer's folder before it, so that a shell can open it.
func inLayer(layer string, pos curriculum.Pos) string {
	if layer == "" {
		return pos.String()
	}
	return strings.TrimSuffix(layer, "/") + "/" + pos.String()
}

// quoted is how much of what somebody typed fits in a message.
const quoted = 200
