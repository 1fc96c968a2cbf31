package tui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"binome/storage"
	"binome/storage/clean"
	"binome/storage/document"
	"binome/storage/notes"
	"binome/tui/screen"
)

// What leaves the coach as files, or comes in from the editor: by tasks, on copies.

// Notes implements screen.Host.
func (c *coach) Notes(r screen.NotesRequest) {
	if r.Write && c.notHere() {
		return
	}
	format := r.Format
	if !r.Write && slices.Contains(document.Formats(), format) {
		format = document.Formats()[0] // the same pages as text
	}
	req := c.notesRequest(notes.Audience(r.Audience), format)
	folder, home, documents := c.opt.Folder, c.getenv("HOME"), c.opt.Documents
	c.task(func() any {
		var b bytes.Buffer
		if err := notes.Write(&b, req); err != nil {
			return screen.NotesMsg{Request: r, Err: err}
		}
		if !r.Write {
			return screen.NotesMsg{Request: r, Text: b.String(), LeftOut: notes.LeftOut(req)}
		}
		path, err := keepNotes(folder, documents, req, b.Bytes())
		return screen.NotesMsg{Request: r, Path: tilde(home, path), File: path, Err: err}
	})
}

// keepNotes writes what the two take away to the documents of this computer, never over a
// file that is there; what goes to the programme, and all where no documents are to be found,
// to the data folder's notes.
func keepNotes(folder *storage.Folder, documents string, r notes.Request, data []byte) (string, error) {
	path := notes.File(folder, r)
	switch r.Audience {
	case notes.ForPair, notes.ForMentor, notes.ForMentee:
		if documents != "" {
			path, _, err := folder.Take(documents, filepath.Base(path), data)
			return path, err
		}
	}
	return path, storage.WriteFile(path, data)
}

func (c *coach) notesRequest(a notes.Audience, format string) notes.Request {
	words := c.env.Words
	if lang := notes.Language(a, c.env.Prog); lang != "" {
		words = c.opt.Phrases.For(lang)
	}
	r := notes.Request{
		Audience: a, Format: format, PairID: c.env.PairID, Progress: c.env.Prog,
		Curriculum: c.env.Cur, Words: words, Now: c.opt.Now(),
	}
	if c.pair != nil {
		r.Journal = c.pair.journal.State().Entries
	}
	// Private notes go to their owner alone, and only while they sit here alone.
	if owner := c.env.Settings.Owner; string(a) == owner && c.env.View == owner && c.openPrivate() == nil {
		r.Owner, r.Private = owner, c.pair.private.State().Entries
	}
	return r
}

// Calendar implements screen.Host: one file a pair with the next date, replaced each time,
// so that a calendar takes it as an update. A date that was taken back is in it, too.
func (c *coach) Calendar(string) {
	if c.opt.Guest {
		return
	}
	req := c.notesRequest(notes.ForPair, notes.FormatNext)
	path := c.opt.Folder.CalendarFile(req.PairID)
	home := c.getenv("HOME")
	c.task(func() any {
		var b bytes.Buffer
		err := notes.Write(&b, req)
		if err == nil {
			err = storage.WriteFile(path, b.Bytes())
		}
		return screen.CalendarMsg{Path: tilde(home, path), File: path, Err: err}
	})
}

// Show implements screen.Host.
func (c *coach) Show(path string) {
	if c.notHere() {
		return
	}
	c.task(func() any { return viewed(path) })
}

// viewed has the desktop show a file. What a program says of its own failing is a number
// that helps nobody: where the file is does.
func viewed(path string) ranMsg {
	if err := viewing(path).Run(); err != nil {
		return ranMsg{path: path}
	}
	return ranMsg{}
}

// viewing is the desktop's own program for a file.
func viewing(path string) (cmd *exec.Cmd) {
	switch runtime.GOOS {
	case "darwin":
		cmd = exec.Command("open", path)
	case "windows":
		cmd = exec.Command("rundll32", "url.dll,FileProtocolHandler", path)
	default:
		cmd = exec.Command("xdg-open", path)
	}
	return cmd
}

// syncedMsg tells how bringing the journal to its remote went.
type syncedMsg struct {
	did bool
	err error
}

// Sync implements screen.Host.
func (c *coach) Sync() {
	if c.opt.Sync == nil || c.pair == nil {
		return
	}
	do, id, j := c.opt.Sync, c.pair.id, c.pair.journal
	c.task(func() any {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
		defer cancel()
		if err := j.Flush(ctx); err != nil {
			return syncedMsg{err: err}
		}
		did, err := do(ctx, id)
		return syncedMsg{did, err}
	})
}

func tilde(home, path string) string {
	if rest, ok := strings.CutPrefix(path, home+string(filepath.Separator)); ok && home != "" {
		return "~" + string(filepath.Separator) + rest
	}
	return path
}

// Absorb implements screen.Host.
func (c *coach) Absorb() {
	if c.notHere() || c.pair == nil {
		return
	}
	folder, id, j := c.opt.Folder, c.pair.id, c.pair.journal
	c.task(func() any {
		done, err := folder.Absorb(id)
		j.Look()
		return mendedMsg{errors.Join(append(done.Left, err)...), "trouble.merged"}
	})
}

// Restore implements screen.Host.
func (c *coach) Restore() {
	if c.notHere() || c.pair == nil {
		return
	}
	j := c.pair.journal
	c.task(func() any {
		_, err := j.Restore(context.Background())
		return mendedMsg{err, "trouble.restored"}
	})
}

// A lending is a program that is given the terminal, and what it leaves behind.
type lending struct {
	cmd  *exec.Cmd
	done func(err error) any
}

// lessPrompt marks what a prompt of less would take for more than a letter.
var lessPrompt = strings.NewReplacer(`\`, `\\`, "?", `\?`, ":", `\:`, ".", `\.`, "%", `\%`)

// Pager implements screen.Host. The text goes through standard input: nothing of the
// pair's stays in a temporary file.
func (c *coach) Pager(text string) {
	if c.notHere() {
		return
	}
	var keys []string
	pager := c.getenv("PAGER")
	if pager == "" { // whoever chose one knows its keys
		pager, keys = "less", []string{"-Ps" + lessPrompt.Replace(c.env.T("notes.pager-keys"))}
	}
	cmd := program(pager, keys...)
	cmd.Stdin = strings.NewReader(clean.Frame(text))
	lost := c.env.T("notes.no-pager")
	c.lend = &lending{cmd, func(err error) any {
		if isLost(err) {
			err = errors.New(lost)
		}
		return ranMsg{err: err}
	}}
}

// editedMsg is what came back from $EDITOR.
type editedMsg struct {
	field, text string
	saved       bool // the file is another than the editor was given
	err         error
}

// Edit implements screen.Host.
func (c *coach) Edit(field, text string) {
	if c.notHere() {
		return
	}
	editor := c.getenv("VISUAL", "EDITOR")
	if editor == "" {
		c.notice = c.env.T("failed.no-editor")
		return
	}
	draft, ok := c.fields[c.top()][field]
	if !ok || c.pair == nil || c.pair.drafts == nil {
		return
	}
	name := strings.ReplaceAll(draft.Draft, "/", "-")
	editing, err := c.pair.drafts.Edit(draftName(name), text)
	if err != nil {
		c.notice = c.failed(err)
		return
	}
	lost := c.env.T("failed.lost-editor", "Name", editor)
	c.lend = &lending{program(editor, editing.Path), func(err error) any {
		text, saved, derr := editing.Done()
		if isLost(err) {
			return editedMsg{field, strings.TrimRight(text, "\n"), saved, errors.Join(errors.New(lost), derr)}
		}
		if err = errors.Join(err, derr); err != nil {
			err = fmt.Errorf("%s: %w", editor, err)
		}
		return editedMsg{field, strings.TrimRight(text, "\n"), saved, err}
	}}
}
