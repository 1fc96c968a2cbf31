// Package command is the command line: what can be asked of Binome from a shell, and
// what is answered.
//
// For most uses, call [Main] with the arguments, the streams and the clock, and exit
// with what it returns.
//
// It promises: exit status 0 for done, 1 for failed, 2 for misused; errors on standard
// error in one line, "binome: what, where", and a second that says what to do, in the
// reader's language; nothing asked of the terminal before something is shown; and
// everything printed for people through the last gate (package clean). It refuses to
// write over a file without --force and to erase without being told twice.
//
// Each command is a file: flags and arguments are parsed into a struct of options,
// which is handed to a function that does the work (newPairNewCmd, pairNew). Only this
// package reads flags and the environment.
//
// # Language
//
// --lang, then BINOME_LANG, config.toml, LC_ALL, LC_MESSAGES, LANG, then the system's
// own setting on Windows, then English.
//
// # JSON
//
// What --json prints is stable: keys are only ever added, and "format" grows if that
// promise has to be broken. Times are RFC 3339; a next date is "2026-12-04" or RFC
// 3339, and "" when it is to be fixed. The shapes are the structs in json.go;
// `curriculum check --json` is documented at check.WriteJSON, `programme --format json` at
// programme.Report.
//
//	pair list --json        {"format": 1, "pairs": [{"id", "mentor", "mentee", "next", "last_at", "error"}]}
//	show PAIR --json        {"format": 1, "id", "mentor": {"name", "language"}, "mentee": {…}, "code", "since",
//	                         "next", "place": {"lesson", "step"}, "sessions": [{"id", "at", "minutes", "closed", "next", "note", "lessons": []}],
//	                         "lessons": [{"id", "title", "done": [], "ticks", "finished", "rung", "rungs": [{"rung", "at", "evidence"}]}],
//	                         "promises": [{"who", "text", "at", "lesson", "outcome"}], "notes": [{"text", "at", "by", "lesson", "step"}],
//	                         "words": […], "gifts": […], "goals": […], "moved": […], "troubles": [{"path", "line", "column", "code", "text"}]}
//	curriculum list --json  {"format": 1, "framework", "framework_version", "languages": [],
//	                         "modules": [{"id", "title", "layer", "lessons": [{"id", "title", "language", "languages": [], "minutes", "digcomp": [],
//	                         "needs": [], "edition", "reviewed", "stale", "layer"}]}],
//	                         "route": [{"minutes", "launch", "lessons": []}], "routes": [{"id", "title", "sessions"}], "moved": [{"lesson", "text", "at"}],
//	                         "problems": [{"layer", "file", "line", "column", "lesson", "code", "text", "fix"}]}
//
// "moved" in `curriculum list` is there with --stale only: what pairs of this data
// folder remarked to the author, without saying which pair.
package command

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// The exit statuses.
const (
	exitDone    = 0
	exitFailed  = 1
	exitMisused = 2
)

// Main does what args ask (without the program's name) and returns the exit status. A first
// signal asks for an end, in which all is saved; a second one is the system's to deal with.
func Main(args []string, in, out, errs *os.File, now func() time.Time) int {
	told, done := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer done()
	ctx, stop := signal.NotifyContext(told, syscall.SIGHUP)
	defer stop()
	defer context.AfterFunc(ctx, func() { done(); stop() })()
	f := newFactory(in, out, errs, os.Environ(), now)
	f.told = told
	return f.run(ctx, args)
}

// run is Main with everything given.
func (f *Factory) run(ctx context.Context, args []string) int {
	f.early(args)
	root := newRootCmd(f)
	if len(args) > 0 && (args[0] == "__complete" || args[0] == "__completeNoDesc") {
		f.Out = f.rawOut // a protocol between programs, parted by tabs
		if f.printed != nil {
			f.Out = f.printed
		}
		f.Err = io.Discard
		f.word(root)
	}
	root.SetArgs(args)
	root.SetIn(f.In)
	root.SetOut(f.Out)
	root.SetErr(f.Err)
	err := root.ExecuteContext(ctx)
	status := f.report(err)
	err = f.flush()
	if err == nil && f.printed != nil {
		err = f.printed.err
	}
	if status == exitDone {
		status = f.report(err)
	}
	return status
}
