package command

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/storage/clean"
	"binome/tui"
	"binome/tui/theme"
)

// A Factory is what every command is made with: streams, clock, environment, what the
// global flags say, and the data folder and the curriculum once somebody needs them.
type Factory struct {
	In       io.Reader
	Out, Err io.Writer // behind the last gate, with no more colour than the screen has
	Env      []string
	Now      func() time.Time

	// What the streams are.
	InTerminal, OutTerminal bool
	Width                   int // of the screen in columns
	Profile                 colorprofile.Profile

	// Coach runs the hour on the screen, Plain as linear text.
	Coach, Plain func(context.Context, *Factory, Visit) error

	// The global flags.
	data     string
	layersAt []string
	view     string
	theme    string
	lang     string
	plain    bool

	told context.Context // ends when somebody ends the program, and not when they hang up

	place   string // the data folder; "" when there can be none
	named   bool   // somebody chose it
	noPlace string // why there can be none: a phrase

	rawOut, rawErr io.Writer // for what is not text for people
	gates          []*clean.Writer
	printed        *printed // what comes out of Out at last

	commands   []string // the names of all there are
	words      *phrases.Printer
	catalogues *phrases.Catalogues
	said       []error // what was wrong with the layers' catalogues
	folder     *storage.Folder
	config     *storage.Config
	unset      bool // there are settings, and they can't be read
	layers     []curriculum.Layer
	cur        *curriculum.Curriculum
}

// A Visit is what the coach is asked to open.
type Visit struct {
	Pair string // "" is for a folder without pairs, or Home
	Home bool   // all pairs

	// Where the pair is shared with others in this process: its journal, who sits at this
	// computer, and what more the screens are given.
	Journal *storage.Journal
	Role    string
	With    func(*tui.Options)
}

func newFactory(in, out, errs *os.File, env []string, now func() time.Time) *Factory {
	env = theme.Environment(env)
	f := &Factory{
		In: in, Env: env, Width: 80, told: context.Background(),
		InTerminal: term.IsTerminal(in.Fd()), OutTerminal: term.IsTerminal(out.Fd()),
		Profile: colorprofile.Detect(out, env),
		rawOut:  out, rawErr: errs,
		Coach: runCoach, Plain: runPlain,
	}
	if f.OutTerminal {
		lipgloss.EnableLegacyWindowsANSI(out)
		if w, _, err := term.GetSize(out.Fd()); err == nil && w > 0 {
			f.Width = w
		}
	}
	f.Now = f.inZone(now)
	f.printed = &printed{w: out}
	f.Out = f.gate(f.printed, f.Profile)
	f.Err = f.gate(errs, colorprofile.Detect(errs, env))
	return f
}

// gate is a writer that lets through what a terminal may be sent, in the colours it
// has; none at all where there is no terminal.
func (f *Factory) gate(w io.Writer, p colorprofile.Profile) io.Writer {
	g := clean.NewWriter(w)
	f.gates = append(f.gates, g)
	return &colorprofile.Writer{Forward: g, Profile: p}
}

func (f *Factory) flush() error {
	var errs []error
	for _, g := range f.gates {
		errs = append(errs, g.Flush())
	}
	return errors.Join(errs...)
}

// env is the first of these environment variables that says something.
func (f *Factory) env(names ...string) string { return theme.Getenv(f.Env, names...) }

// T and N are phrases in the reader's language.
func (f *Factory) T(key string, pairs ...any) string { return f.words.T(key, pairs...) }

func (f *Factory) N(key string, n int, pairs ...any) string { return f.words.N(key, n, pairs...) }

// Config is what config.toml says. What can't be read is told once, and the defaults
// are used: only the coach, which would have to write it, refuses to go on.
func (f *Factory) Config() storage.Config {
	if f.config == nil {
		c, err := f.readConfig()
		if err != nil {
			f.tell(f.problemOf(err))
			f.unset = true
		}
		f.config = &c
	}
	return *f.config
}

// Layers are the folders of lessons, lowest first: the built-in one, curriculum/ in the
// data folder, then each --curriculum.
func (f *Factory) Layers() ([]curriculum.Layer, error) {
	if f.layers != nil {
		return f.layers, nil
	}
	layers := []curriculum.Layer{curriculum.Builtin()}
	own := filepath.Join(f.dataDir(), storage.CurriculumDir)
	if fi, err := os.Stat(own); f.dataDir() != "" && err == nil && fi.IsDir() {
		l, err := curriculum.Dir(own)
		if err != nil {
			return nil, f.failed(err, "cli.error.curriculum-dir", "Dir", own)
		}
		layers = append(layers, l)
	}
	for _, dir := range f.layersAt {
		l, err := f.layer(dir)
		if err != nil {
			return nil, err
		}
		layers = append(layers, l)
	}
	f.layers = layers
	return layers, nil
}

// layer opens a folder that somebody named.
func (f *Factory) layer(dir string) (curriculum.Layer, error) {
	fi, err := os.Stat(dir)
	if err == nil && !fi.IsDir() {
		return curriculum.Layer{}, f.fail("cli.error.not-a-dir", "Dir", dir)
	}
	if err != nil {
		return curriculum.Layer{}, f.failed(err, "cli.error.curriculum-dir", "Dir", dir)
	}
	l, err := curriculum.Dir(dir)
	if err != nil {
		return curriculum.Layer{}, f.failed(err, "cli.error.curriculum-dir", "Dir", dir)
	}
	return l, nil
}

// Curriculum is all layers together.
func (f *Factory) Curriculum() (*curriculum.Curriculum, error) {
	if f.cur == nil {
		layers, err := f.Layers()
		if err != nil {
			return nil, err
		}
		f.cur = curriculum.Load(layers...)
	}
	return f.cur, nil
}

// learning begins to read the curriculum and gives what waits for it: a journal can be read
// meanwhile.
func (f *Factory) learning() (func() *curriculum.Curriculum, error) {
	if _, err := f.Layers(); err != nil {
		return nil, err
	}
	cur := sync.OnceValue(func() *curriculum.Curriculum {
		cur, _ := f.Curriculum() // only the layers can fail
		return cur
	})
	go cur()
	return cur, nil
}
