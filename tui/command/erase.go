package command

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"binome/storage"
	"binome/storage/gitsync"
)

type eraseOptions struct {
	Pair string
	Yes  bool
}

func newEraseCmd(f *Factory, runF func(*eraseOptions) error) *cobra.Command {
	o := &eraseOptions{}
	cmd := f.command("erase", "erase {pair}", takes{min: 1, max: 1, names: []string{"pair"}})
	cmd.RunE = f.running(func(_ *cobra.Command, args []string) error {
		o.Pair = args[0]
		if runF != nil {
			return runF(o)
		}
		return f.erase(o)
	})
	cmd.ValidArgsFunction = f.completeArgs(f.pairsFor)
	cmd.Flags().BoolVar(&o.Yes, "yes", false, "cli.flag.yes")
	return cmd
}

func (f *Factory) erase(o *eraseOptions) error {
	folder, err := f.Folder()
	if err != nil {
		return err
	}
	// Doctor also knows what is left of a pair whose journal is gone already.
	if _, err := folder.Doctor(o.Pair); err != nil {
		if _, err := f.pairID(o.Pair); err != nil {
			return err
		}
		return err
	}
	if !o.Yes {
		if !f.InTerminal {
			return f.misused("cli.error.erase-yes", "Pair", o.Pair)
		}
		f.ask(f.T("cli.erase.ask", "Pair", o.Pair))
		if f.line() != o.Pair {
			return f.fail("cli.error.erase-not", "Pair", o.Pair)
		}
	}
	out, err := folder.Erase(o.Pair)
	if err != nil && !errors.Is(err, storage.ErrNoPair) {
		return err
	}
	f.eraseTaken(folder, o.Pair, &out)
	pr := f.printer()
	for _, path := range out.Removed {
		pr.line(f.T("cli.erase.removed", "Path", path))
	}
	for _, left := range out.Left {
		pr.line(f.T("cli.erase.left", "Why", f.problemOf(left).what))
	}
	if len(out.Left) == 0 {
		pr.para(f.T("cli.erase.reach"))
	}
	if err := pr.end(); err != nil {
		return err
	}
	if len(out.Left) > 0 {
		return errTold
	}
	return f.disown(folder, o.Pair)
}

// dayFile is how the coach names notes after the pair's id.
var dayFile = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}\.`)

// eraseTaken removes what the coach wrote beside the journals to be taken away: the
// calendar file, the notes of each day, and the clone for sync.
func (f *Factory) eraseTaken(folder *storage.Folder, id string, out *storage.Erased) {
	dir := filepath.Join(folder.Dir, "notes")
	list, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		out.Left = append(out.Left, err)
	}
	paths := []string{filepath.Join(folder.Dir, "calendar", id+".ics")}
	for _, d := range list {
		if day, ok := strings.CutPrefix(d.Name(), id+"-"); ok && dayFile.MatchString(day) {
			paths = append(paths, filepath.Join(dir, d.Name()))
		}
	}
	clone := (&gitsync.Syncer{Folder: folder}).Dir(id)
	paths = append(paths, clone+".lock", clone+".busy")
	if _, err := os.Stat(clone); err == nil {
		paths = append(paths, clone)
	}
	for _, path := range paths {
		remove := os.Remove
		if path == clone {
			remove = os.RemoveAll
		}
		switch err := remove(path); {
		case err == nil:
			out.Removed = append(out.Removed, path)
		case !errors.Is(err, fs.ErrNotExist):
			out.Left = append(out.Left, err)
		}
	}
}

// disown takes the pair out of the settings too.
func (f *Factory) disown(folder *storage.Folder, id string) error {
	c, err := folder.Config()
	if err != nil || c.Owner[id] == "" {
		return nil // settings that can't be read have been told
	}
	c.Owner = maps.Clone(c.Owner)
	delete(c.Owner, id)
	return folder.SaveConfig(c)
}
