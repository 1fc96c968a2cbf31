package command

import (
	"context"
	"errors"
	"math"
	"runtime/debug"
	"time"

	"binome/storage"
	"binome/tui"
)

// runCoach opens the coach, on a terminal that is drawn.
func runCoach(ctx context.Context, f *Factory, v Visit) error {
	f.swift()
	o, closed, err := f.coach(v)
	if err != nil {
		return err
	}
	defer closed()
	leave := f.window(&o)
	return errors.Join(tui.Run(ctx, o), leave())
}

// swift has the start of a coach not looked through for memory to take back, at most to
// 32 MB: of the time to the first frame that is a quarter. Then the coach is lean, and what
// the start left behind goes back to the system: of 30 MB after 300 keys that is 4.
func (f *Factory) swift() {
	if f.env("GOGC") != "" || f.env("GOMEMLIMIT") != "" {
		return // whoever sets these knows better
	}
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(32 << 20)
	time.AfterFunc(startTime, func() {
		f.lean()
		debug.SetMemoryLimit(math.MaxInt64)
		debug.FreeOSMemory()
	})
}

// startTime is what a start takes, with room for a slow machine.
const startTime = 250 * time.Millisecond

// lean lets the memory of coaches grow by half, instead of doubling, before it is looked
// through. After 300 keys that is 2.4 MB of 27.7 less, of a standing host with 200 people
// 97 of 401, at no more processor time a key. Whoever sets GOGC knows better.
func (f *Factory) lean() {
	if f.env("GOGC") == "" {
		debug.SetGCPercent(50)
	}
}

// runPlain says it as linear text.
func runPlain(ctx context.Context, f *Factory, v Visit) error {
	o, closed, err := f.coach(v)
	if err != nil {
		return err
	}
	defer closed()
	return tui.RunPlain(ctx, o)
}

// coach makes the options that the screen and the linear walk share; closed releases what was
// opened for them.
func (f *Factory) coach(v Visit) (o tui.Options, closed func(), err error) {
	closed = func() {}
	cur, err := f.learning()
	if err != nil {
		return o, closed, err
	}
	o = tui.Options{
		Folder: f.folder, Curriculum: cur, Phrases: f.catalogues, Config: f.Config(),
		Pair: v.Pair, Home: v.Home, View: f.view, Theme: f.theme, Lang: f.words.Lang, LangAsked: f.langAsked(f.Config().Language),
		Now: f.Now, In: f.In, Out: f.rawOut, Env: f.Env, Journal: v.Journal, Role: v.Role,
		Documents: f.documents(), Far: f.far(),
	}
	if v.With != nil {
		v.With(&o)
	}
	o.Sync = func(ctx context.Context, pair string) (bool, error) {
		s := f.syncer(f.folder, false)
		if !s.Ready(pair) {
			return false, nil
		}
		_, err := s.Sync(ctx, pair, "")
		return true, err
	}
	var path string
	if debug := f.env("BINOME_DEBUG"); debug != "" {
		if err := f.pathTo(&path).Set(debug); err != nil {
			return o, closed, err
		}
		if f.ours(path) {
			return o, closed, f.fail("cli.error.ours", "Path", path)
		}
		log, err := storage.AppendTo(path)
		if err != nil {
			return o, closed, f.failed(err, "cli.error.write", "Path", path)
		}
		o.Debug, closed = log, func() { log.Close() }
	}
	return o, closed, nil
}
