package command

import (
	"context"
	"errors"
	"sync"

	"binome/curriculum"
	"binome/storage"
	"binome/tui"
)

// runCoach opens the coach, on a terminal that is drawn.
func runCoach(ctx context.Context, f *Factory, v Visit) error {
	o, closed, err := f.coach(v)
	if err != nil {
		return err
	}
	defer closed()
	leave := f.window(&o)
	return errors.Join(tui.Run(ctx, o), leave())
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

// coach is what both are given. closed ends what was opened for it.
func (f *Factory) coach(v Visit) (o tui.Options, closed func(), err error) {
	closed = func() {}
	if _, err := f.Layers(); err != nil {
		return o, closed, err
	}
	cur := sync.OnceValue(func() *curriculum.Curriculum {
		cur, _ := f.Curriculum() // only the layers can fail
		return cur
	})
	go cur()
	o = tui.Options{
		Folder: f.folder, Curriculum: cur, Phrases: f.catalogues, Config: f.Config(),
		Pair: v.Pair, Home: v.Home, View: f.view, Theme: f.theme, Lang: f.words.Lang,
		Now: f.Now, In: f.In, Out: f.rawOut, Env: f.Env, Journal: v.Journal, Role: v.Role,
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
