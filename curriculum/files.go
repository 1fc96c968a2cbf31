package curriculum

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sort"
	"strings"

	"binome/storage/clean"
)

// A door is where a layer's files come in: listed, named, sized, and only then read.
type door struct {
	layer    Layer
	files    int
	bytes    int64
	problems []Problem
	notes    []Problem
	mistyped []mistyped // of the file read last
}

func (d *door) fault(at Pos, code, fix, format string, args ...any) {
	d.problems = append(d.problems, Problem{Pos: at, Code: code, Text: fmt.Sprintf(format, args...), Fix: fix})
}

// list reads a folder, sorted, up to a number of entries.
func (d *door) list(name string, most int) []fs.DirEntry {
	f, err := d.layer.FS.Open(name)
	if err != nil {
		d.fault(Pos{File: name}, "unreadable", "is it a folder, and may you read it?", "can't be read: %s", reason(err))
		return nil
	}
	defer f.Close()
	folder, ok := f.(fs.ReadDirFile)
	if !ok {
		d.fault(Pos{File: name}, "unreadable", "give a folder", "is no folder")
		return nil
	}
	entries, err := folder.ReadDir(most + 1)
	if err != nil && !errors.Is(err, io.EOF) {
		d.fault(Pos{File: name}, "unreadable", "is it a folder, and may you read it?", "can't be read: %s", reason(err))
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].Name() < entries[j].Name() })
	if len(entries) > most {
		d.fault(Pos{File: name}, "too-many-files", "divide it", "more than %d entries", most)
		entries = entries[:most]
	}
	return entries
}

// reason is an error without the path, which stands before it anyway.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return safeString(err.Error())
}

// isDir reports whether an entry is a folder, or a link to one within the layer.
func (d *door) isDir(e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.IsDir()
	}
	info, err := fs.Stat(d.layer.FS, e.Name())
	return err == nil && info.IsDir()
}

type lessonFile struct{ path, slug, lang string }

// slug reports whether a string may name a module, a lesson or a question: it becomes
// part of paths, commands and journals, on every system.
func slug(s string) bool {
	if s == "" || len(s) > maxName || clean.Device(s) {
		return false
	}
	hyphen := true // one may not come first, last or twice
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			hyphen = false
		case c != '-' || hyphen:
			return false
		default:
			hyphen = true
		}
	}
	return !hyphen
}

// langOf is the language between a file's name and its ending: "fr-CA" of
// first-post.fr-CA.md.
func langOf(name, ending string) (stem, lang string, ok bool) {
	name, ok = strings.CutSuffix(name, ending)
	dot := strings.LastIndexByte(name, '.')
	if !ok || dot < 0 {
		return "", "", false
	}
	stem, lang = name[:dot], name[dot+1:]
	for i, part := range strings.Split(lang, "-") {
		if i == 0 && (len(part) < 2 || len(part) > 3 || strings.ContainsAny(part, "0123456789")) || len(part) < 2 || len(part) > 8 {
			return "", "", false
		}
		for _, c := range part {
			if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
				return "", "", false
			}
		}
	}
	return stem, lang, true
}

// quoteName shows a name that may be anything.
func quoteName(s string) string {
	return fmt.Sprintf("%q", clean.Short(safeString(s), mostQuoted))
}

// lessons are the files of a module's folder that are named as lessons are.
func (d *door) lessons(module string) []lessonFile {
	var found []lessonFile
	for _, e := range d.list(module, maxEntries) {
		name := e.Name()
		path := module + "/" + name
		if !strings.HasSuffix(name, ".md") || strings.HasPrefix(name, "_") || strings.HasPrefix(name, ".") || strings.HasPrefix(strings.ToLower(name), "readme.") {
			continue
		}
		stem, lang, ok := langOf(name, ".md")
		switch {
		case !ok:
			d.fault(Pos{File: shownPath(path)}, "no-language", "name it as in first-post.fr.md", "the file's name doesn't say its language")
			continue
		case !slug(stem):
			d.fault(Pos{File: shownPath(path)}, "bad-name", "a lesson's file is named in small letters, digits and hyphens: first-post.fr.md", "%s can't be a lesson", quoteName(stem))
			continue
		}
		if d.files++; d.files > maxFiles {
			if d.files == maxFiles+1 {
				d.fault(Pos{File: path}, "too-many-files", "divide the curriculum", "more than %d lessons' files", maxFiles)
			}
			continue
		}
		if !d.regular(path, e, maxLessonBytes) {
			continue
		}
		found = append(found, lessonFile{path: path, slug: stem, lang: lang})
	}
	return found
}

// shownPath is a path that may hold anything, as it can be shown.
func shownPath(s string) string {
	return clean.Short(safeString(s), 121)
}

// regular refuses what is no file (opening a FIFO would wait for ever), what leads
// out of the folder, and what is too big, before anything opens it.
func (d *door) regular(path string, e fs.DirEntry, limit int64) bool {
	info, err := e.Info()
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		info, err = fs.Stat(d.layer.FS, path)
	}
	switch {
	case err != nil:
		d.fault(Pos{File: path}, "unreadable", "a link may not lead out of the folder", "can't be read: %s", reason(err))
		return false
	case !info.Mode().IsRegular():
		d.fault(Pos{File: path}, "not-a-file", "put an ordinary file there", "is no ordinary file")
		return false
	case info.Size() > limit:
		d.fault(Pos{File: path}, "too-big", "make several of it", "larger than %d KiB", limit>>10)
		return false
	}
	if d.bytes += info.Size(); d.bytes > maxLayerBytes {
		if d.bytes-info.Size() <= maxLayerBytes {
			d.fault(Pos{File: path}, "too-big", "divide the curriculum", "the curriculum is larger than %d MiB", maxLayerBytes>>20)
		}
		return false
	}
	return true
}

// readFile reads at most limit bytes of what it has made sure is a regular file.
func readFile(fsys fs.FS, path string, limit int64) (string, *Problem) {
	buf, problem := readInto(nil, fsys, path, limit)
	return string(buf), problem
}

// readInto is readFile into a buffer that is there, or into a longer one.
func readInto(buf []byte, fsys fs.FS, path string, limit int64) ([]byte, *Problem) {
	fault := func(code, fix, text string) ([]byte, *Problem) {
		return buf[:0], &Problem{Pos: Pos{File: path}, Code: code, Text: text, Fix: fix}
	}
	info, err := fs.Stat(fsys, path)
	if err != nil {
		return fault("unreadable", "may you read it?", "can't be read: "+reason(err))
	}
	if !info.Mode().IsRegular() {
		return fault("not-a-file", "put an ordinary file there", "is no ordinary file")
	}
	f, err := fsys.Open(path)
	if err != nil {
		return fault("unreadable", "may you read it?", "can't be read: "+reason(err))
	}
	defer f.Close()
	// One byte more than there should be: a file may have grown since it was measured.
	if size := int(min(max(info.Size(), 0), limit)) + 1; cap(buf) < size {
		buf = make([]byte, size)
	} else {
		buf = buf[:size]
	}
	n, err := io.ReadFull(f, buf)
	if err == nil {
		rest, readErr := io.ReadAll(io.LimitReader(f, limit+1-int64(n)))
		buf, n, err = append(buf, rest...), n+len(rest), readErr
	}
	switch {
	case err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
		return fault("unreadable", "may you read it?", "can't be read: "+reason(err))
	case int64(n) > limit:
		return fault("too-big", "make several of it", fmt.Sprintf("larger than %d KiB", limit>>10))
	}
	return buf[:n], nil
}

func (d *door) has(path string) bool { return d.layer.Holds(path) }
