package command

import (
	"cmp"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/adrg/xdg"

	"binome/storage"
	"binome/storage/clean"
	"binome/tui/theme"
)

// Where the data folder is: --data, then BINOME_DATA, then the system's place for such
// things. Reading makes nothing: a folder that somebody named and that isn't there is
// told, for it may be a slip of the pen or a drive that isn't connected.

// locate finds the data folder. Why there can be none is told by what needs one.
func (f *Factory) locate() { f.named = false; f.place, f.noPlace = f.located() }

func (f *Factory) located() (dir, why string) {
	if dir = f.asked(); dir != "" {
		f.named = true
		return f.atHome(dir)
	}
	if runtime.GOOS == "windows" {
		return filepath.Join(xdg.DataHome, "binome"), ""
	}
	if _, ok := f.home(); !ok && !filepath.IsAbs(f.env("XDG_DATA_HOME")) {
		return "", "cli.error.no-home" // it would be /.local for root
	}
	return filepath.Join(xdg.DataHome, "binome"), ""
}

// asked is the folder that somebody named.
func (f *Factory) asked() string { return cmp.Or(f.data, f.env("BINOME_DATA")) }

// home is where the person is at home, if the environment says so as it should.
func (f *Factory) home() (string, bool) {
	home := f.env("HOME")
	if runtime.GOOS == "windows" && home == "" {
		home = f.env("USERPROFILE")
	}
	return home, filepath.IsAbs(home)
}

// atHome reads what a shell would have read, had the folder not been put between quotes or
// come from a file: ~ and $HOME at its beginning.
func (f *Factory) atHome(dir string) (whole, why string) {
	for _, prefix := range []string{"~", "$HOME", "${HOME}"} {
		rest, ok := strings.CutPrefix(dir, prefix)
		if !ok || rest != "" && rest[0] != '/' && rest[0] != filepath.Separator {
			continue
		}
		home, ok := f.home()
		if !ok {
			return "", "cli.error.no-home"
		}
		return filepath.Join(home, rest), ""
	}
	if dir[0] == '~' || dir[0] == '$' {
		return "", "cli.error.unread"
	}
	return dir, ""
}

// documents is the folder that somebody's files are in, as their system names it; the
// downloads where there is no such folder, else their home; "" when even that can't be told.
func (f *Factory) documents() string {
	home, ok := f.home()
	if !ok {
		return ""
	}
	for _, dir := range []string{xdg.UserDirs.Documents, xdg.UserDirs.Download, home} {
		if fi, err := os.Stat(dir); err == nil && fi.IsDir() && filepath.IsAbs(dir) {
			return dir
		}
	}
	return ""
}

// far is this computer's name, when whoever sits here came in over SSH: what is written
// here isn't on the computer in front of them.
func (f *Factory) far() string {
	if !theme.Remote(f.Env) {
		return ""
	}
	name, err := os.Hostname()
	if err != nil || name == "" {
		return "SSH"
	}
	return clean.Line(name)
}

// A path is the value of a flag that names a file or a folder: most shells leave ~ as it is
// in --flag=~/file.
type path struct {
	f   *Factory
	set func(string)
}

func (p path) String() string { return "" }
func (p path) Type() string   { return "string" }

func (p path) Set(s string) error {
	if strings.HasPrefix(s, "~/") || strings.HasPrefix(s, "$HOME/") || strings.HasPrefix(s, "${HOME}/") {
		whole, why := p.f.atHome(s)
		if why != "" {
			return p.f.misused(why, "Dir", s)
		}
		s = whole
	}
	p.set(s)
	return nil
}

// pathTo is a flag's value that names one.
func (f *Factory) pathTo(to *string) path { return path{f, func(s string) { *to = s }} }

// dataDir is "" when there can be none.
func (f *Factory) dataDir() string { return f.place }

// Folder is the data folder, be it there or not: whatever is kept in it first makes it.
func (f *Factory) Folder() (*storage.Folder, error) {
	if f.noPlace != "" {
		return nil, f.misused(f.noPlace, "Dir", f.asked())
	}
	if f.folder == nil {
		folder, err := storage.Open(f.dataDir(), storage.Options{Now: f.Now, Reserved: f.reserved})
		if err != nil {
			return nil, f.failed(err, "cli.error.data", "Dir", f.dataDir())
		}
		f.folder = folder
	}
	return f.folder, nil
}

// Existing is the data folder for what only makes sense in one that is there, if it was
// named. The system's own place is empty before the first pair.
func (f *Factory) Existing() (*storage.Folder, error) {
	if f.named && f.noPlace == "" && !exists(f.dataDir()) {
		return nil, f.fail("cli.error.no-data", "Dir", f.dataDir())
	}
	return f.Folder()
}

// tellMissing tells that the folder somebody named isn't there, and lets them go on.
func (f *Factory) tellMissing() {
	if f.named && f.noPlace == "" && !exists(f.dataDir()) {
		f.tell(&problem{what: f.T("cli.error.no-data", "Dir", f.dataDir()), hint: f.T("cli.hint.data-new")})
	}
}

// readConfig reads the settings; those that aren't there are the usual ones.
func (f *Factory) readConfig() (storage.Config, error) {
	if f.place == "" {
		return storage.ReadConfig("")
	}
	return storage.ReadConfig(storage.ConfigFile(f.place))
}
