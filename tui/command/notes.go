package command

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"binome/storage"
	"binome/storage/clean"
	"binome/storage/document"
	"binome/storage/notes"
)

type notesOptions struct {
	Pair     string
	For      string
	Format   string
	Out      string
	Force    bool
	Accounts string
	Platform string
	Alarm    int
	Prepare  bool
	Schema   bool
}

func audiences() (names []string) {
	for _, a := range notes.Audiences() {
		names = append(names, string(a))
	}
	return names
}

func newNotesCmd(f *Factory) *cobra.Command {
	o := &notesOptions{}
	cmd := f.command("notes", "notes {pair}", takes{max: 1, names: []string{"pair"}})
	cmd.RunE = f.running(func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) > 0:
			o.Pair = args[0]
		case !o.Schema:
			return f.misused("cli.error.missing-arg", "Arg", f.T("cli.arg.pair"))
		}
		return f.notes(o)
	})
	cmd.ValidArgsFunction = f.completeArgs(f.pairsFor)
	fl := cmd.Flags()
	fl.StringVar(&o.For, "for", string(notes.ForPair), "cli.flag.for")
	fl.StringVar(&o.Format, "format", "", "cli.flag.format")
	fl.VarP(f.pathTo(&o.Out), "output", "o", "cli.flag.output")
	fl.Var(f.pathTo(&o.Accounts), "accounts", "cli.flag.accounts")
	fl.StringVar(&o.Platform, "platform", "", "cli.flag.platform")
	fl.IntVar(&o.Alarm, "alarm", 0, "cli.flag.alarm")
	fl.BoolVar(&o.Prepare, "prepare", false, "cli.flag.prepare")
	fl.BoolVar(&o.Schema, "schema", false, "cli.flag.schema")
	fl.BoolVar(&o.Force, "force", false, "cli.flag.force")
	f.completeFlag(cmd, "for", audiences())
	f.completeFlag(cmd, "format", notes.AllFormats())
	return cmd
}

// notes writes what the pair takes away: to the standard output, or to a file.
func (f *Factory) notes(o *notesOptions) error {
	if o.Prepare {
		return f.prepare(o)
	}
	audience := notes.Audience(o.For)
	formats := notes.Formats(audience)
	if formats == nil {
		return f.choice("--for", o.For, audiences())
	}
	if o.Schema {
		return f.schema(o.Out, o.Force, func(b *bytes.Buffer) error { return notes.Schema(b, audience) })
	}
	if o.Out != "" && o.Out != "-" {
		if err := f.mayWrite(o.Out, o.Force); err != nil {
			return err
		}
	}
	if o.Format == "" {
		format, ok := formatOf(o.Out, formats, notes.Extension)
		if !ok {
			return f.misused("cli.error.ending", "Path", o.Out, "For", o.For, "Choices", strings.Join(formats, ", "))
		}
		o.Format = format
	}
	if !slices.Contains(formats, o.Format) {
		return f.misused("cli.error.format", "Format", o.Format, "For", o.For, "Choices", strings.Join(formats, ", "))
	}
	if err := f.mayShow(o.Format, o.Out); err != nil {
		return err
	}
	if audience == notes.ForBallot && strings.Contains(strings.ToLower(filepath.Base(o.Out)), o.Pair) {
		return f.fail("cli.error.ballot-name", "Path", o.Out)
	}
	p, err := f.read(o.Pair)
	if err != nil {
		return err
	}
	req := f.notesRequest(p, audience, o.Format)
	req.Alarm = o.Alarm
	if err := f.private(&req); err != nil {
		return err
	}
	if err := f.platform(&req, o); err != nil {
		return err
	}
	var b bytes.Buffer
	err = notes.Write(&b, req)
	switch {
	case errors.Is(err, notes.ErrNoConsent):
		return f.fail("cli.error.no-consent", "Pair", o.Pair)
	case errors.Is(err, notes.ErrNoCode):
		return f.fail("cli.error.no-code", "Pair", o.Pair)
	case errors.Is(err, notes.ErrNoDate):
		return f.fail("cli.error.no-next", "Pair", o.Pair)
	case errors.Is(err, notes.ErrNotSettled):
		return f.fail("cli.error.not-settled", "Pair", o.Pair)
	case err != nil:
		return err
	}
	if audience == notes.ForLMS || audience == notes.ForBallot { // which don't say it themselves
		for _, left := range notes.LeftOut(req) {
			fmt.Fprintln(f.Err, left)
		}
	}
	if audience == notes.ForLMS {
		fmt.Fprintln(f.Err, f.T("export.takes."+o.Format))
	}
	return f.export(o.Out, b.Bytes())
}

// schema writes the JSON Schema of what a reader's json holds.
func (f *Factory) schema(path string, force bool, write func(*bytes.Buffer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return f.misused("cli.error.no-schema")
	}
	if path != "" && path != "-" {
		if err := f.mayWrite(path, force); err != nil {
			return err
		}
	}
	return f.export(path, b.Bytes())
}

// export writes an export where it is asked for, and says so.
func (f *Factory) export(path string, data []byte) error {
	if path == "" || path == "-" {
		return f.writeNotes(data)
	}
	if err := storage.WriteFile(path, data); err != nil {
		return f.failed(err, "cli.error.write", "Path", path)
	}
	pr := f.printer()
	pr.para(f.T("notes.written", "Path", path))
	return pr.end()
}

// mayShow refuses to write on a terminal what no terminal can show.
func (f *Factory) mayShow(format, path string) error {
	if (path == "" || path == "-") && f.OutTerminal && !document.Text(format) {
		return f.misused("cli.error.binary", "Format", format)
	}
	return nil
}

// formatOf is the format that a file's name asks for, or else the usual one where the
// name asks for none. ok is false for an ending that no format has.
func formatOf(path string, formats []string, extension func(string) string) (format string, ok bool) {
	longest := 0 // of .next.ics and .ics the longer one
	for _, f := range formats {
		if ext := extension(f); strings.HasSuffix(strings.ToLower(path), ext) && len(ext) > longest {
			format, longest = f, len(ext)
		}
	}
	if longest > 0 {
		return format, true
	}
	ending := strings.ToLower(filepath.Ext(path))
	for _, f := range formats { // statements are JSON, a quiz bank is text
		if ending != "" && filepath.Ext(extension(f)) == ending {
			return f, true
		}
	}
	return formats[0], path == "-" || ending == ""
}

// notesRequest speaks its reader's language, or the one that --lang asks for.
func (f *Factory) notesRequest(p *readPair, audience notes.Audience, format string) notes.Request {
	words := f.words
	if lang := notes.Language(audience, p.prog); lang != "" && f.lang == "" {
		words = f.catalogues.For(lang)
	}
	return notes.Request{
		Audience: audience, Format: format, PairID: p.id, Progress: p.prog, Journal: p.state.Entries, Curriculum: p.cur, Words: words, Now: f.Now(),
	}
}

// private adds the owner's own file to notes for the owner, and to no other.
func (f *Factory) private(req *notes.Request) error {
	owner := f.Config().Owner[req.PairID]
	if owner == "" || owner != string(req.Audience) {
		return nil
	}
	s, err := f.folder.ReadPrivate(req.PairID)
	if err != nil {
		return err
	}
	req.Owner, req.Private = owner, s.Entries
	return nil
}

// platform takes a learning platform's address, and the pair's accounts there from a table.
func (f *Factory) platform(req *notes.Request, o *notesOptions) error {
	path, ok := o.Accounts, true
	if req.Audience != notes.ForLMS && (path != "" || o.Platform != "") {
		return f.misused("cli.error.accounts-lms")
	}
	if o.Platform != "" {
		if req.Platform, ok = notes.Platform(o.Platform); !ok {
			return f.misused("cli.error.platform", "Given", o.Platform)
		}
	}
	if path == "" {
		return nil
	}
	rows, err := f.table(path)
	if err != nil {
		return err
	}
	code := clean.Line(req.Progress.PairCode())
	accounts, ok, err := notes.Accounts(rows, code)
	switch {
	case err != nil:
		return f.fail("cli.error.accounts-head", "Path", path)
	case !ok:
		return f.fail("cli.error.no-account", "Path", path, "Code", code)
	}
	req.Accounts = accounts
	return nil
}

// table reads a CSV file that somebody keeps beside Binome.
func (f *Factory) table(path string) ([][]string, error) {
	data, err := storage.ReadNamed(path, maxTable)
	if err != nil {
		return nil, f.failed(err, "cli.error.read", "Path", path)
	}
	rows, err := document.ReadCSV(data)
	if err != nil {
		return nil, f.fail("cli.error.table", "Path", path)
	}
	return rows, nil
}

// maxTable bounds such a file: a hundred thousand pairs.
const maxTable = 16 << 20

// mayWrite refuses to write over a file that is there, into a folder that isn't, over
// anything but an ordinary file, and, whatever is forced, over what is the data folder's.
// When it is forced the old file is there until the new one is on the disk.
func (f *Factory) mayWrite(path string, force bool) error {
	fi, err := os.Lstat(path)
	switch {
	case f.ours(path):
		return f.fail("cli.error.ours", "Path", path)
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return f.failed(err, "cli.error.write", "Path", path)
	case !fi.Mode().IsRegular():
		return f.fail("cli.error.not-a-file", "Path", path)
	case !force:
		return f.fail("cli.error.exists", "Path", path)
	}
	if fi, err := os.Stat(filepath.Dir(path)); err != nil || !fi.IsDir() {
		return f.fail("cli.error.no-dir", "Path", path)
	}
	return nil
}

// ours reports whether a path is the data folder's: see [storage.MayWrite].
func (f *Factory) ours(path string, also ...string) bool {
	return errors.Is(storage.MayWrite(f.dataDir(), path, also...), storage.ErrOurs)
}

// writeNotes writes an export: through the gate to a screen, as it is to a file.
func (f *Factory) writeNotes(data []byte) error {
	w := f.rawOut
	if f.OutTerminal {
		w = f.Out
	}
	_, err := io.Copy(w, bytes.NewReader(data))
	return err
}
