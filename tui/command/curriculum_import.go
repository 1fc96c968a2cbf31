package command

import (
	"io/fs"
	"os"
	slashed "path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"binome/curriculum"
	"binome/curriculum/check"
	"binome/curriculum/intake"
	"binome/storage/clean"
)

type curriculumImportOptions struct {
	From   []string
	Out    string
	Module string
	Boxes  bool
}

func newCurriculumImportCmd(f *Factory) *cobra.Command {
	o := &curriculumImportOptions{}
	cmd := f.command("curriculum-import", "import {file}|{dir}… -o {dir}", takes{min: 1, max: -1, names: []string{"file"}})
	cmd.RunE = f.running(func(_ *cobra.Command, args []string) error {
		o.From = args
		return f.curriculumImport(o)
	})
	cmd.Flags().VarP(f.pathTo(&o.Out), "output", "o", "cli.flag.import-output")
	cmd.Flags().StringVar(&o.Module, "module", "", "cli.flag.module")
	cmd.Flags().BoolVar(&o.Boxes, "boxes", false, "cli.flag.boxes")
	return cmd
}

// What an import reads at most.
const (
	manyPages    = 60       // of one folder, from which on each of its folders is a module
	mostLessons  = 300      // of one module
	mostPages    = 5000     // of one import
	mostPage     = 4 << 20  // bytes of one
	mostPicture  = 10 << 20 // bytes of one
	deepestPages = 12
)

// A course is what becomes one module.
type course struct {
	of      string // what its sources would be together
	module  string
	root    string // its sources' paths are within
	sources []intake.Source
}

// curriculumImport makes modules of Markdown and tells, line by line, what became of it.
func (f *Factory) curriculumImport(o *curriculumImportOptions) error {
	if o.Out == "" {
		return f.misused("cli.error.flag-missing", "Flag", "--output")
	}
	courses, err := f.courses(o)
	if err != nil {
		return err
	}
	files, extended, written := map[string][]byte{}, map[string]string{}, []intake.Module{}
	for _, c := range courses {
		root := os.DirFS(c.root)
		m := intake.Import(c.sources, intake.Options{Module: c.module, Boxes: o.Boxes,
			Picture: func(at string) bool { return pictureBytes(root, at) != nil },
			Taken:   func(file string) bool { return files[file] != nil }})
		for name, text := range m.Files {
			files[name] = []byte(text)
		}
		for name, at := range m.Pictures {
			files[c.module+"/"+name] = pictureBytes(root, at)
		}
		ids, entries := make([]string, len(m.Entries)), make([]string, len(m.Entries))
		for i, e := range m.Entries {
			ids[i], entries[i] = e.ID, e.TOML()
		}
		text, err := f.extend(o.Out, c.module, m.Titles, ids, entries)
		if err != nil {
			return err
		}
		if text != "" {
			extended[curriculum.ModuleFile(c.module)] = text
		}
		written = append(written, m)
	}
	pr := f.printer()
	for i, m := range written {
		for _, p := range m.Pages {
			f.tellPage(pr, courses[i].root, p)
		}
	}
	if err := f.writeLessons(pr, o.Out, files, extended); err != nil {
		return err
	}
	in, out := 0, 0
	for _, m := range written {
		for _, p := range m.Pages {
			in, out = in+p.In, out+p.Out
		}
	}
	pr.para(f.T("cli.import.words", "In", strconv.Itoa(in), "Out", strconv.Itoa(out)))
	f.tellNext(pr, o.Out)
	return pr.end()
}

// tellPage is the report on one source.
func (f *Factory) tellPage(pr *printer, root string, p intake.Page) {
	pr.heading(filepath.Join(root, filepath.FromSlash(p.Source)) + " → " + strings.Join(p.Files, ", "))
	pr.item(f.T("cli.import.words", "In", strconv.Itoa(p.In), "Out", strconv.Itoa(p.Out)))
	for _, c := range p.Changes {
		what := clean.Short(clean.Line(c.What), 80)
		if slices.Contains([]string{"left", "literal", "fault"}, c.Code) {
			what = check.In(f.words.Lang, c.What)
		}
		at := ""
		if c.Line > 0 {
			at = strconv.Itoa(c.Line) + ": "
		}
		pr.item(at + f.T("cli.import."+c.Code, "What", what))
	}
}

// courses reads what is to be imported: a folder is a module, or each of its folders where
// there are many; files are one with those beside them.
func (f *Factory) courses(o *curriculumImportOptions) ([]course, error) {
	var all []course
	add := func(module, root string, s intake.Source) {
		if o.Module != "" {
			module = o.Module
		}
		module = curriculum.Slug(module, 0)
		parts := 1
		for i := range all {
			switch c := &all[i]; {
			case c.of != module || c.root != root:
			case len(c.sources) < mostLessons:
				c.sources = append(c.sources, s)
				return
			default:
				parts++
			}
		}
		of := module
		if parts > 1 { // a module.toml has an end
			module += "-" + strconv.Itoa(parts)
		}
		all = append(all, course{of, module, root, []intake.Source{s}})
	}
	for _, from := range o.From {
		info, err := os.Stat(from)
		if err != nil {
			return nil, f.failed(err, "cli.error.file", "Where", from)
		}
		whole, err := filepath.Abs(from)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			text, err := readPage(os.DirFS(filepath.Dir(from)), filepath.Base(from))
			if err != nil {
				return nil, f.failed(err, "cli.error.file", "Where", from)
			}
			if strings.ContainsRune(text, 0) {
				return nil, f.fail("cli.error.no-text", "Path", from)
			}
			add(filepath.Base(filepath.Dir(whole)), filepath.Dir(from), intake.Source{Path: filepath.Base(from), Text: text})
			continue
		}
		sources, err := pagesIn(os.DirFS(from))
		if err != nil {
			return nil, f.failed(err, "cli.error.file", "Where", from)
		}
		for _, s := range sources {
			module := filepath.Base(whole)
			if in := folderOf(s.Path, sources); in != "" {
				module = in
			}
			add(module, from, s)
		}
	}
	if len(all) == 0 {
		return nil, f.fail("cli.error.no-markdown", "Dir", strings.Join(o.From, ", "))
	}
	return all, nil
}

// folderOf is the folder that becomes a source's module, "" for all of them: one of few
// pages, or the deepest there is.
func folderOf(at string, all []intake.Source) (module string) {
	most, within := manyPages, len(all)
	for parts := strings.Split(slashed.Dir(at), "/"); within > most && len(parts) > 0 && parts[0] != "."; parts = parts[1:] {
		module, most = slashed.Join(module, parts[0]), mostLessons
		within = 0
		for _, s := range all {
			if strings.HasPrefix(s.Path, module+"/") {
				within++
			}
		}
	}
	return module
}

// pagesIn are a folder's Markdown files, in the order of their names.
func pagesIn(root fs.FS) (all []intake.Source, err error) {
	err = fs.WalkDir(root, ".", func(at string, d fs.DirEntry, err error) error {
		if err != nil || len(all) >= mostPages {
			return err
		}
		if d.IsDir() {
			if strings.HasPrefix(d.Name(), ".") && at != "." || d.Name() == "node_modules" || strings.Count(at, "/") > deepestPages {
				return fs.SkipDir
			}
			return nil
		}
		if !slices.Contains([]string{".md", ".markdown", ".mdx", ".mdown", ".rmd", ".qmd"}, strings.ToLower(slashed.Ext(at))) || !d.Type().IsRegular() {
			return nil
		}
		text, err := readPage(root, at)
		if err == nil && !strings.ContainsRune(text, 0) {
			all = append(all, intake.Source{Path: at, Text: text})
		}
		return err
	})
	return all, err
}

func readPage(root fs.FS, at string) (string, error) {
	info, err := fs.Stat(root, at)
	switch {
	case err != nil:
		return "", err
	case !info.Mode().IsRegular() || info.Size() > mostPage:
		return "", &fs.PathError{Op: "read", Path: at, Err: fs.ErrInvalid}
	}
	raw, err := fs.ReadFile(root, at)
	return strings.ToValidUTF8(string(raw), "\uFFFD"), err
}

// pictureBytes is a picture that a lesson can have; nil when it is none.
func pictureBytes(root fs.FS, at string) []byte {
	if !slices.Contains([]string{".png", ".jpg", ".jpeg", ".gif"}, strings.ToLower(slashed.Ext(at))) || !fs.ValidPath(at) {
		return nil
	}
	info, err := fs.Stat(root, at)
	if err != nil || !info.Mode().IsRegular() || info.Size() > mostPicture {
		return nil
	}
	raw, err := fs.ReadFile(root, at)
	if err != nil {
		return nil
	}
	return raw
}
