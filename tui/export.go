package tui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"binome/storage"
	"binome/storage/clean"
	"binome/storage/notes"
	"binome/tui/screen"
)

// What leaves the coach as files, or comes in from the editor: by commands, on copies.

func (m *model) WriteNotes(r screen.NotesRequest) tea.Cmd {
	if r.Write && m.notHere() {
		return nil
	}
	req := m.notesRequest(notes.Audience(r.Audience), r.Format)
	folder, home := m.opt.Folder, m.getenv("HOME")
	return func() tea.Msg {
		var b bytes.Buffer
		if err := notes.Write(&b, req); err != nil {
			return screen.NotesMsg{Request: r, Err: err}
		}
		if !r.Write {
			return screen.NotesMsg{Request: r, Text: b.String(), LeftOut: notes.LeftOut(req)}
		}
		path := folder.NotesFile(req.PairID, req.Now, notes.Extension(r.Format))
		err := storage.WriteFile(path, b.Bytes())
		return screen.NotesMsg{Request: r, Path: tilde(home, path), Err: err}
	}
}

func (m *model) notesRequest(a notes.Audience, format string) notes.Request {
	words := m.env.Words
	if lang := notes.Language(a, m.env.Prog); lang != "" {
		words = m.opt.Phrases.For(lang)
	}
	r := notes.Request{
		Audience: a, Format: format, PairID: m.env.PairID, Progress: m.env.Prog,
		Curriculum: m.env.Cur, Words: words, Now: m.opt.Now(),
	}
	// Private notes go to their owner alone, and only while they sit here alone.
	if owner := m.env.Settings.Owner; string(a) == owner && m.env.View == owner && m.openPrivate() == nil {
		r.Owner, r.Private = owner, m.private.State().Entries
	}
	return r
}

func (m *model) WriteCalendar(next string) tea.Cmd {
	if m.opt.Guest {
		return nil
	}
	req := m.notesRequest(notes.ForPair, "ics")
	path := m.opt.Folder.CalendarFile(req.PairID)
	home := m.getenv("HOME")
	return func() tea.Msg {
		var b bytes.Buffer
		err := notes.Write(&b, req)
		if err == nil {
			err = storage.WriteFile(path, b.Bytes())
		}
		return screen.CalendarMsg{Path: tilde(home, path), Err: err}
	}
}

// syncedMsg tells how bringing the journal to its remote went.
type syncedMsg struct {
	did bool
	err error
}

// Sync implements screen.Host.
func (m *model) Sync() tea.Cmd {
	do, id, j := m.opt.Sync, m.env.PairID, m.journal
	if do == nil || j == nil {
		return nil
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
		defer cancel()
		if err := j.Flush(ctx); err != nil {
			return syncedMsg{err: err}
		}
		did, err := do(ctx, id)
		return syncedMsg{did, err}
	}
}

func tilde(home, path string) string {
	if rest, ok := strings.CutPrefix(path, home+string(filepath.Separator)); ok && home != "" {
		return "~" + string(filepath.Separator) + rest
	}
	return path
}

func (m *model) Absorb() tea.Cmd {
	if m.notHere() {
		return nil
	}
	folder, id := m.opt.Folder, m.env.PairID
	return func() tea.Msg {
		done, err := folder.Absorb(id)
		return absorbedMsg{errors.Join(append(done.Left, err)...)}
	}
}

func (m *model) Page(text string) tea.Cmd {
	if m.notHere() {
		return nil
	}
	pager := m.getenv("PAGER")
	if pager == "" {
		pager = "less"
	}
	cmd, err := pagerCommand(pager, clean.Frame(text))
	if err != nil {
		m.notice = m.env.T("notes.no-pager")
		return nil
	}
	return m.lendTo(cmd, func(err error) tea.Msg { return pagedMsg{err} })
}

func (m *model) Edit(text string) tea.Cmd {
	if m.notHere() {
		return nil
	}
	editor := m.getenv("VISUAL", "EDITOR")
	if editor == "" {
		m.notice = m.env.T("failed.no-editor")
		return nil
	}
	if words := strings.Fields(editor); len(words) == 0 || !found(words[0]) {
		m.notice = m.env.T("failed.lost-editor", "Name", editor)
		return nil
	}
	f, err := os.CreateTemp(m.opt.Folder.Dir, "note-*.md")
	if err != nil {
		m.notice = m.failed(err)
		return nil
	}
	path := f.Name()
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err != nil {
		m.notice = m.failed(err)
		return nil
	}
	return m.lendTo(editorCommand(editor, path), func(err error) tea.Msg {
		defer os.Remove(path)
		if err != nil {
			return screen.EditedMsg{Err: fmt.Errorf("%s: %w", editor, err)}
		}
		b, err := os.ReadFile(path)
		return screen.EditedMsg{Text: clean.Text(string(b)), Err: err}
	})
}

func (m *model) getenv(names ...string) string {
	for _, n := range names {
		for _, kv := range m.opt.Env {
			if len(kv) > len(n) && kv[:len(n)] == n && kv[len(n)] == '=' {
				return kv[len(n)+1:]
			}
		}
	}
	return ""
}
