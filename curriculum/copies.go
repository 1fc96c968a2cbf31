package curriculum

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A copy of a built-in lesson keeps, in its entry, a record of what was copied: the edition,
// and a sum of each file and of the entry. When the built-in one moves, the record tells.

// A Record is the edition of a lesson, and a sum of each of its parts: of the files by their
// language, and of the entry.
type Record map[string]string

const recordEdition, recordEntry = "edition", "entry"

// RecordOf is what a copy of a lesson is later compared with: its edition and the checksums of
// its files and its entry; nil when one can't be read.
func RecordOf(own Layer, l *Lesson) Record {
	r := Record{recordEdition: strconv.Itoa(l.Edition)}
	for lang := range l.sources {
		raw, err := fs.ReadFile(own.FS, l.ID+"."+lang+".md")
		if err != nil {
			return nil
		}
		r[lang] = sumOf(string(raw))
	}
	raw, err := fs.ReadFile(own.FS, ModuleFile(l.Module.ID))
	if err != nil {
		return nil
	}
	_, entry := EntryOf(string(raw), l.name())
	r[recordEntry] = sumOf(entryText(entry))
	return r
}

func (l *Lesson) name() string { return l.ID[len(l.Module.ID)+1:] }

// sumOf is the same however a text's lines end.
func sumOf(text string) string {
	sum := sha256.Sum256([]byte(strings.ReplaceAll(text, "\r", "")))
	return hex.EncodeToString(sum[:])[:12]
}

// entryText is an entry without what doesn't change a lesson: comments, the day it was last
// read, the record itself.
func entryText(entry string) string {
	var kept []string
	for line := range strings.SplitSeq(entry, "\n") {
		line = strings.TrimSpace(line)
		if key, _, _ := strings.Cut(line, "="); line != "" && line[0] != '#' && !slices.Contains([]string{"reviewed", "copied"}, strings.TrimSpace(key)) {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// TOML is the record as an entry has it.
func (r Record) TOML() string {
	var parts []string
	for _, key := range slices.Sorted(maps.Keys(r)) {
		parts = append(parts, key+" = "+TOMLString(safeString(r[key])))
	}
	return "copied = {" + strings.Join(parts, ", ") + "}"
}

var idLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^\s*id\s*=\s*["']([^"']*)["']`) })

// EntryOf gives, of a module.toml, what stands above the first [[lesson]] and isn't about
// practice files, and the entry of one lesson as it is written, comments and all; "" when it
// has none.
func EntryOf(text, id string) (above, entry string) {
	heading := true
	for i, table := range strings.Split("\n"+text, "\n[") {
		if i > 0 {
			table = "[" + table
		}
		table = strings.Trim(table, "\n") + "\n"
		switch {
		case strings.HasPrefix(table, "[[lesson]]"):
			heading = false
			if m := idLine().FindStringSubmatch(table); m != nil && m[1] == id {
				entry = table
			}
		case heading && !strings.HasPrefix(table, "[files."):
			above += table
		}
	}
	return above, entry
}

// WithRecord is a module.toml whose entry of that lesson has the record. An error when it
// can't be read, or couldn't be with it.
func WithRecord(src, id string, r Record) (string, error) {
	var f moduleFile
	if _, problem := decodeTOML("", src, 1, maxModuleBytes, &f); problem != nil {
		return "", *problem
	}
	places, lines := keyPlaces("", src), strings.Split(src, "\n")
	for i, l := range f.Lesson {
		if l.ID != id {
			continue
		}
		if at, ok := places[lessonKey(i)+".copied"]; ok && l.Copied != nil {
			lines[at.Line-1] = r.TOML()
		} else if at, ok := places[lessonKey(i)+".id"]; ok {
			lines = slices.Insert(lines, at.Line, r.TOML())
		}
	}
	text := strings.Join(lines, "\n")
	if _, problem := decodeTOML("", text, 1, maxModuleBytes, &f); problem != nil {
		return "", *problem
	}
	return text, nil
}

// A Drift is what has become of the built-in lesson since it was copied.
type Drift struct {
	Lesson   *Lesson // the copy
	Gone     bool    // the built-in one
	Was, Now string  // editions
	Files    []string
	Record   Record // of today
}

// Drifts are the copies whose built-in lesson, in that layer, has moved.
func (c *Curriculum) Drifts(own Layer) (all []Drift) {
	below := sync.OnceValue(func() *Curriculum { return Load(own) })
	for _, m := range c.Modules {
		for _, l := range m.Lessons {
			if len(l.Copied) == 0 {
				continue
			}
			base, ok := below().Lesson(l.ID)
			if !ok {
				all = append(all, Drift{Lesson: l, Gone: true})
				continue
			}
			now := RecordOf(own, base)
			if maps.Equal(now, l.Copied) {
				continue
			}
			d := Drift{Lesson: l, Was: l.Copied[recordEdition], Now: now[recordEdition], Record: now}
			for _, key := range slices.Sorted(maps.Keys(now)) {
				switch {
				case key == recordEdition || now[key] == l.Copied[key]:
				case key == recordEntry:
					d.Files = append(d.Files, moduleName)
				default:
					d.Files = append(d.Files, l.name()+"."+key+".md")
				}
			}
			for key := range l.Copied {
				if now[key] == "" && slug(strings.ToLower(key)) {
					d.Files = append(d.Files, l.name()+"."+key+".md")
				}
			}
			if len(d.Files) == 0 { // an edition is told there
				d.Files = []string{moduleName}
			}
			slices.Sort(d.Files)
			all = append(all, d)
		}
	}
	return all
}

// Problem tells the author, at the copy's entry.
func (d Drift) Problem() Problem {
	l := d.Lesson
	p := Problem{Pos: l.KeyPos("copied"), Layer: l.Layer, Lesson: l.ID, Code: "copy-moved", Fix: d.Record.TOML() + "   # once you have looked: binome curriculum diff " + l.ID}
	files := strings.Join(d.Files, ", ")
	switch {
	case d.Gone:
		p.Text, p.Fix = fmt.Sprintf("%s is no built-in lesson any more", l.ID), "take copied out: the lesson is yours alone"
	case d.Was != d.Now:
		p.Text = fmt.Sprintf("the built-in %s is of edition %s now, this copy of edition %s: %s", l.ID, d.Now, safeString(d.Was), files)
	default:
		p.Text = fmt.Sprintf("the built-in %s has changed since it was copied: %s", l.ID, files)
	}
	return p
}
