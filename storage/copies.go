package storage

import (
	"os"
	"path/filepath"
	"strings"
)

const keptMark = ".kept-"

// ConflictCopies lists the copies of a pair's journal that a sync folder made when
// two computers had changed it, as Dropbox ("ines (Inès's conflicted copy
// 2026-11-22).toml"), OneDrive ("ines-DESKTOP-7.toml"), Nextcloud ("ines (conflicted
// copy 2026-11-22 101211).toml"), Syncthing ("ines.sync-conflict-20261122-…toml") and
// others name them. The words differ with the language, so it is what the file says of
// itself that counts: a name that begins with the pair's, and its pair within.
func (f *Folder) ConflictCopies(id string) []string {
	if !ValidID(id) {
		return nil
	}
	dir := f.dir(false)
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var paths []string
	for _, d := range list {
		if path := filepath.Join(dir, d.Name()); f.isCopyOf(path, id) {
			paths = append(paths, path)
		}
	}
	return paths
}

func (f *Folder) copyTroubles(id string) []Trouble {
	var found []Trouble
	for _, p := range f.ConflictCopies(id) {
		found = append(found, Trouble{Path: p, Code: TroubleCopy, Text: "a copy that a sync folder made; it can be merged"})
	}
	return found
}

// isCopyOf reports whether the file is a copy of the pair's journal under another
// name. One that can't be read is taken for one by its name, if no pair could have it.
func (f *Folder) isCopyOf(path, id string) bool {
	name := filepath.Base(path)
	stem, ok := JournalID(name)
	if !ok || len(stem) <= len(id) || !strings.EqualFold(stem[:len(id)], id) {
		return false
	}
	pair := f.pairOf(path)
	if pair == "" && !goesOn(stem[len(id):]) {
		fi, err := os.Lstat(path)
		return err == nil && fi.Mode().IsRegular()
	}
	return pair == id
}

// goesOn reports whether what follows a pair's id in a name may be more of an id:
// "ines-philippe (1)" is no copy of ines.
func goesOn(rest string) bool {
	rest = strings.TrimLeft(rest, "-")
	return rest != "" && (rest[0] >= 'a' && rest[0] <= 'z' || rest[0] >= '0' && rest[0] <= '9')
}

// isCopy reports whether id.toml is a copy of the journal of a pair that is there too.
func (f *Folder) isCopy(id string) bool {
	pair := f.pairOf(f.path(id, false))
	if pair == "" || pair == id {
		return false
	}
	fi, err := os.Lstat(f.path(pair, false))
	return err == nil && fi.Mode().IsRegular() && f.isCopyOf(f.path(id, false), pair)
}

// pairOf reads the pair's id in a file's head; "" when there is none to be read.
func (f *Folder) pairOf(path string) string {
	file, err := f.sys.open(path, os.O_RDONLY, 0)
	if err != nil {
		return ""
	}
	defer file.Close() // nothing was written
	buf := make([]byte, 4096)
	n, _ := file.ReadAt(buf, 0) // the end of a small file
	head, _ := cut(strings.TrimPrefix(string(buf[:n]), bom))
	pair, _, _ := readHead(unixLines(head))
	return pair
}
