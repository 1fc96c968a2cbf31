package programme

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"binome/storage"
)

// ErrRegister is a register that can't be read; nothing of learning is shown then.
var ErrRegister = errors.New("not a register that can be read")

const (
	registerNote = "# Binome: what reports made here have shown of what pairs learned, so that no two of them tell of fewer than five."
	keptFigures  = 3 // how many figures a pair's line remembers it was in
	maxRegister  = 1 << 30
)

// A register is what figures have shown. Its file is lines of TOML: the names of the
// cells, for each the figures shown in it (day:pairs, in order), and a line a pair, by
// code: for each cell the values that were ever shown, and the last figures it was in,
// with its value there. Pairs stay when their files go: they may come back.
type register struct {
	names   []string           // of cells; a line's numbers point here
	figures [][]figure         // by cell
	lines   map[string]string  // by code, as they stand
	place   map[string]int     // of names
	fresh   map[string][]entry // lines written anew
}

// A figure is one sum that was shown.
type figure struct {
	day   Day
	pairs int
}

// An entry is one cell of one pair's line.
type entry struct {
	cell  int
	shown []uint8 // every value that was ever shown
	in    []in    // the last figures, oldest first
}

// in says with which value a pair is in a figure.
type in struct {
	figure int
	v      uint8
}

func (r *register) cell(name string) int {
	if i, ok := r.place[name]; ok {
		return i
	}
	i := len(r.names)
	r.place[name] = i
	r.names, r.figures = append(r.names, name), append(r.figures, nil)
	return i
}

// readRegister reads the file; one that isn't there is empty.
func readRegister(path string) (*register, error) {
	r := &register{lines: map[string]string{}, place: map[string]int{}, fresh: map[string][]entry{}}
	data, err := storage.ReadSent(path, maxRegister)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	if err := r.parse(string(data)); err != nil {
		return nil, fmt.Errorf("%s:%w", path, err)
	}
	return r, nil
}

// parse reads exactly what write writes; anything else may have lost what was shown, and
// is refused.
func (r *register) parse(text string) error {
	n, section := 0, ""
	for line := range strings.Lines(text) {
		n++
		bad := func(what string) error { return fmt.Errorf("%d: %w: %s", n, ErrRegister, what) }
		if !strings.HasSuffix(line, "\n") {
			return bad("cut off")
		}
		line = line[:len(line)-1]
		switch {
		case line == "" || line[0] == '#':
			continue
		case line[0] == '[':
			section = line
			continue
		case section == "" && line == "format = 1":
			section = "-"
			continue
		case section == "" && strings.HasPrefix(line, "format = "):
			return storage.ErrNewer
		}
		key, val, ok := strings.Cut(line, " = ")
		if !ok {
			return bad("no key and value")
		}
		key, err := strconv.Unquote(key)
		if err != nil || len(val) < 2 || val[0] != '"' || val[len(val)-1] != '"' {
			return bad("no text")
		}
		val = val[1 : len(val)-1]
		switch section {
		case "[cell]":
			if err := r.parseFigures(r.cell(key), val); err != nil {
				return bad(err.Error())
			}
		case "[pair]":
			if _, err := r.entries(val); err != nil {
				return bad(err.Error())
			}
			r.lines[key] = val
		default:
			return bad("an unknown part")
		}
	}
	if section != "[pair]" && n > 0 {
		return fmt.Errorf("%d: %w: cut off", n, ErrRegister)
	}
	return nil
}

func (r *register) parseFigures(cell int, val string) error {
	for f := range strings.FieldsSeq(val) {
		day, pairs, _ := strings.Cut(f, ":")
		n, err := strconv.Atoi(pairs)
		if d := dayOf(day); err != nil || d == noDay || n < Least {
			return errors.New("no figure")
		} else {
			r.figures[cell] = append(r.figures[cell], figure{d, n})
		}
	}
	return nil
}

// entries reads a line: "cell:value.value:figure=value.figure=value …".
func (r *register) entries(line string) (out []entry, err error) {
	for f := range strings.FieldsSeq(line) {
		cell, rest, _ := strings.Cut(f, ":")
		shown, ins, ok := strings.Cut(rest, ":")
		e := entry{}
		if e.cell, err = strconv.Atoi(cell); err != nil || !ok || e.cell < 0 || e.cell >= len(r.names) {
			return nil, errors.New("no cell")
		}
		for s := range strings.SplitSeq(shown, ".") {
			v, err := strconv.ParseUint(s, 10, 8)
			if err != nil {
				return nil, errors.New("no value")
			}
			e.shown = append(e.shown, uint8(v))
		}
		for s := range strings.SplitSeq(ins, ".") {
			num, val, _ := strings.Cut(s, "=")
			f, err := strconv.Atoi(num)
			v, verr := strconv.ParseUint(val, 10, 8)
			if err != nil || verr != nil || f < 0 || f >= len(r.figures[e.cell]) {
				return nil, errors.New("no such figure")
			}
			e.in = append(e.in, in{f, uint8(v)})
		}
		out = append(out, e)
	}
	return out, nil
}

// of is what is remembered of a pair.
func (r *register) of(code string) []entry {
	if e, ok := r.fresh[code]; ok {
		return e
	}
	list, err := r.entries(r.lines[code])
	if err != nil {
		return nil // it was read before
	}
	return list
}

// write gives the file's text.
func (r *register) write() []byte {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	fmt.Fprintf(w, "%s\nformat = 1\n\n[cell]\n", registerNote)
	for i, name := range r.names {
		fmt.Fprintf(w, "%q = \"", name)
		for j, f := range r.figures[i] {
			if j > 0 {
				w.WriteByte(' ')
			}
			w.WriteString(f.day.String() + ":" + strconv.Itoa(f.pairs))
		}
		w.WriteString("\"\n")
	}
	w.WriteString("\n[pair]\n")
	codes := make([]string, 0, len(r.lines)+len(r.fresh))
	for code := range r.lines {
		if _, again := r.fresh[code]; !again {
			codes = append(codes, code)
		}
	}
	for code := range r.fresh {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	var line []byte
	for _, code := range codes {
		line = append(strconv.AppendQuote(line[:0], code), " = \""...)
		if list, ok := r.fresh[code]; ok {
			line = appendEntries(line, list)
		} else {
			line = append(line, r.lines[code]...)
		}
		w.Write(append(line, "\"\n"...))
	}
	w.Flush() // into memory
	return b.Bytes()
}

func appendEntries(b []byte, list []entry) []byte {
	for i, e := range list {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(e.cell), 10)
		for j, v := range e.shown {
			b = append(b, ":."[min(j, 1)])
			b = strconv.AppendInt(b, int64(v), 10)
		}
		for j, n := range e.in {
			b = append(b, ":."[min(j, 1)])
			b = strconv.AppendInt(b, int64(n.figure), 10)
			b = append(b, '=')
			b = strconv.AppendInt(b, int64(n.v), 10)
		}
	}
	return b
}

// save keeps the register, flushed, before anything of it is shown.
func (r *register) save(path string) error {
	if len(r.fresh) == 0 {
		return nil
	}
	if fi, err := os.Lstat(path); err == nil && !fi.Mode().IsRegular() {
		return &fs.PathError{Op: "write", Path: path, Err: storage.ErrNotRegular}
	}
	return storage.WriteFile(path, r.write())
}
