package command

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"

	"binome/storage"
	"binome/storage/notes"
	"binome/tui"
	"binome/tui/plain"
)

// runCoach opens the screens.
func runCoach(ctx context.Context, f *Factory, v Visit) error {
	f.goOnCalmly()
	cur, err := f.Curriculum()
	if err != nil {
		return err
	}
	o := tui.Options{
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
	if path := f.env("BINOME_DEBUG"); path != "" {
		if f.ours(path) {
			return f.fail("cli.error.ours", "Path", path)
		}
		log, err := os.OpenFile(filepath.Clean(path), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			return f.failed(err, "cli.error.write", "Path", path)
		}
		defer log.Close()
		o.Debug = log
	}
	leave := f.window(&o)
	return errors.Join(tui.Run(ctx, o), leave())
}

// runPlain walks in linear text.
func runPlain(ctx context.Context, f *Factory, v Visit) error {
	cur, err := f.Curriculum()
	if err != nil {
		return err
	}
	c := f.Config()
	if f.view != "" {
		c.View = f.view
	}
	if v.Role != "" {
		c.View = v.Role
	}
	d := plain.Deps{
		Journal: v.Journal,
		Folder:  f.folder, Cur: cur, Words: f.catalogues, Lang: f.words.Lang, Now: f.Now, Pair: v.Pair,
		Settings: plain.Settings{View: c.View, Rhythm: c.Rhythm, Minutes: c.Minutes, Name: c.Name, Role: c.Role},
		Calendar: f.writeCalendar, Notes: f.writePairNotes,
		Owner: func(pair string) string { return c.Owner[pair] },
		SetOwner: func(pair, owner string) error {
			c, err := f.folder.Config()
			if err != nil {
				return err
			}
			if c.Owner == nil {
				c.Owner = map[string]string{}
			}
			c.Owner[pair] = owner
			return f.folder.SaveConfig(c)
		},
		Keep: func(s plain.Settings) error {
			c, err := f.folder.Config()
			if err != nil {
				return err
			}
			c.View, c.Rhythm, c.Minutes = s.View, s.Rhythm, s.Minutes
			return f.folder.SaveConfig(c)
		},
	}
	return plain.Run(ctx, f.In, f.rawOut, d)
}

// writeCalendar writes a pair's dates for calendars, one file a pair, replaced each
// time, so that a calendar takes it as an update.
func (f *Factory) writeCalendar(pair, _ string) (string, error) {
	p, err := f.read(pair)
	if err != nil {
		return "", err
	}
	req := f.notesRequest(p, notes.ForPair, "ics")
	var b bytes.Buffer
	if err := notes.Write(&b, req); err != nil {
		return "", err
	}
	path := f.folder.CalendarFile(pair)
	return path, storage.WriteFile(path, b.Bytes())
}

// writePairNotes writes a pair's own notes into the data folder, by the day.
func (f *Factory) writePairNotes(pair string) (string, error) {
	p, err := f.read(pair)
	if err != nil {
		return "", err
	}
	req := f.notesRequest(p, notes.ForPair, "md")
	var b bytes.Buffer
	if err := notes.Write(&b, req); err != nil {
		return "", err
	}
	path := f.folder.NotesFile(pair, f.Now(), notes.Extension("md"))
	return path, storage.WriteFile(path, b.Bytes())
}
