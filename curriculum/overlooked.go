package curriculum

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// What is looked through for Markdown that no loader looks at: more than any curriculum
// has.
const (
	deepest     = 12    // folders within one another
	mostEntries = 50000 // of all folders together
)

// Why a Markdown file was not looked at.
const (
	whyRoot   = "lessons stand in a module's folder"
	whyDeep   = "it is one folder too deep: lessons stand in <module>/"
	whyHidden = "names that begin with . or _ are left out"
	whyEnding = "a lesson's file ends in .md, in small letters"
	whyReadme = "a readme is no lesson"
	whyLink   = "the folder is a link that leads out of the curriculum, or nowhere"
)

// Overlooked tells of the Markdown in a layer's folder that [Load] doesn't look at, once a
// folder and reason. Links are not followed, nor is anything opened but folders.
func Overlooked(l Layer) []Problem {
	o := overlooked{fsys: l.FS, found: map[string]*passed{}}
	o.folder(".", "", 0)
	var all []Problem
	for _, key := range o.order {
		p := o.found[key]
		what := fmt.Sprintf("%d Markdown files were not looked at, because %s", p.n, p.why)
		if p.n == 1 {
			what = "a Markdown file was not looked at, because " + p.why
		}
		all = append(all, Problem{Pos: Pos{File: shownPath(p.first)}, Layer: l.Name, Code: "not-looked-at", Text: what, Fix: fixOverlooked(p.why)})
	}
	return all
}

func fixOverlooked(why string) string {
	const rootFix, deepFix = "move it to <module>/<lesson>.<language>.md", "move it up, to <module>/<lesson>.<language>.md"
	const endingFix, linkFix, restFix = "name it as in first-post.fr.md", "put the folder itself there", "rename it if it is a lesson; else all is well"
	switch why {
	case whyRoot:
		return rootFix
	case whyDeep:
		return deepFix
	case whyEnding:
		return endingFix
	case whyLink:
		return linkFix
	}
	return restFix
}

// passed are files passed over for one reason in one folder.
type passed struct {
	first, why string
	n          int
}

type overlooked struct {
	fsys  fs.FS
	seen  int
	found map[string]*passed
	order []string
}

func (o *overlooked) pass(folder, file, why string) {
	key := folder + "\x00" + why
	if o.found[key] == nil {
		o.found[key] = &passed{first: file, why: why}
		o.order = append(o.order, key)
	}
	o.found[key].n++
}

// folder looks through one folder; why is the reason that holds for all in it.
func (o *overlooked) folder(name, why string, depth int) {
	if depth > deepest {
		return
	}
	entries, err := fs.ReadDir(o.fsys, name)
	if err != nil {
		return
	}
	for _, e := range entries {
		if o.seen++; o.seen > mostEntries {
			return
		}
		at := path.Join(name, e.Name())
		hidden := strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "_")
		switch {
		case e.Type()&fs.ModeSymlink != 0:
			o.link(at, name, why, depth, hidden)
		case e.IsDir() && e.Name() == ".git":
		case e.IsDir():
			o.folder(at, o.inside(why, depth, hidden), depth+1)
		default:
			o.file(at, name, why, depth, hidden)
		}
	}
}

// inside is why a folder's files aren't looked at; "" when they are.
func (o *overlooked) inside(why string, depth int, hidden bool) string {
	switch {
	case why != "":
		return why
	case hidden:
		return whyHidden
	case depth >= 1:
		return whyDeep
	}
	return ""
}

// link is an entry that leads elsewhere: a module's folder may, within the curriculum.
func (o *overlooked) link(at, name, why string, depth int, hidden bool) {
	info, err := fs.Stat(o.fsys, at)
	switch {
	case err != nil && !strings.Contains(path.Base(at), "."):
		o.pass(name, at, whyLink)
	case err == nil && info.Mode().IsRegular():
		o.file(at, name, why, depth, hidden)
	}
}

func (o *overlooked) file(at, folder, why string, depth int, hidden bool) {
	ending := strings.ToLower(path.Ext(at))
	if !slices.Contains([]string{".md", ".markdown", ".mdown", ".mkd", ".mdx", ".rmd", ".qmd"}, ending) {
		return
	}
	switch {
	case why != "":
	case strings.HasPrefix(strings.ToLower(path.Base(at)), "readme."):
		why = whyReadme
	case hidden:
		why = whyHidden
	case depth == 0:
		why = whyRoot
	case path.Ext(at) != ".md":
		why = whyEnding
	default:
		return // the loader looks at it
	}
	o.pass(folder, at, why)
}
