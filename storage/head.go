package storage

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// formatLine finds a format in a head that is no TOML any more.
var formatLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^[ \t]*format[ \t]*=[ \t]*([0-9]{1,9})`) })

const headStart = headNote + "\nformat = 1\npair = \""

// head reads what stands above the first block. A damaged head doesn't cost the file
// as long as a sound entry is there to show that it is a journal.
func (l *loader) head(text string, empty bool) error {
	pair, format, top, bad := readHeadWhole(unixLines(text))
	if format > Format {
		return fmt.Errorf("%s: %w (format %d)", l.path, ErrNewer, format)
	}
	if bad == nil {
		if l.pair == "" {
			l.pair = pair
		}
		for _, v := range top {
			switch v.(type) {
			case map[string]any, []map[string]any: // such as an [[entry]] that was damaged
				if at, ok := indented(text); ok && len(l.entries) == 0 {
					return fmt.Errorf("%s:%d: %w: [[entry]] is indented; it begins its line", l.path, l.fileLine(at), ErrDamaged)
				}
				l.trouble(1, 0, TroubleHead, "a table among the lines above the first entry; it is not read")
			}
		}
		return nil
	}
	if empty {
		// An append cut short within its [[entry]] may stand here.
		if i := strings.LastIndexByte(text, '\n') + 1; i < len(text) && strings.HasPrefix(entryLine, strings.TrimRight(text[i:], "\x00")) {
			if _, _, still := readHead(unixLines(text[:i])); still == nil {
				l.tail = tail{torn: true, offset: i, line: 1 + strings.Count(text, "\n")}
				return l.head(text[:i], true)
			}
		}
	}
	for i := range l.entries {
		if l.entries[i].Mark == Sound {
			l.trouble(bad.line, bad.col, TroubleHead, "the lines above the first entry: "+bad.why)
			return nil
		}
	}
	return fmt.Errorf("%s:%d: %w: %s", l.path, l.fileLine(bad.line), ErrDamaged, bad.why)
}

// indented finds an [[entry]] that doesn't begin its line: a file somebody has indented is
// no journal without entries.
func indented(text string) (line int, found bool) {
	for l := range strings.SplitSeq(text, "\n") {
		line++
		if bare := strings.TrimLeft(l, " \t"); bare != l && strings.HasPrefix(bare, "[[entry]]") {
			return line, true
		}
	}
	return 0, false
}

// readHead reads format and pair. The format is given even when the rest is bad, if
// there is one at all.
func readHead(text string) (pair string, format int, bad *placed) {
	pair, format, _, bad = readHeadWhole(text)
	return pair, format, bad
}

func readHeadWhole(text string) (pair string, format int, top map[string]any, bad *placed) {
	if rest, ok := strings.CutPrefix(text, headStart); ok { // as we write it
		if pair, rest, ok = strings.Cut(rest, "\"\n"); ok && ValidID(pair) && strings.Trim(rest, "\n") == "" {
			return pair, Format, nil, nil
		}
	}
	top, _, bad = readTOML(text)
	if bad != nil {
		if m := formatLine().FindStringSubmatch(text); m != nil {
			format, _ = scanNumber(m[1])
		}
		return "", format, nil, bad
	}
	n, ok := top["format"].(int64)
	switch {
	case !ok:
		return "", 0, top, &placed{line: 1, why: "no format = 1: an empty file, or no journal"}
	case n < 1:
		return "", 0, top, &placed{line: 1, why: fmt.Sprintf("format = %d", n)}
	case n > Format:
		return "", int(min(n, 1<<30)), top, nil
	}
	pair, ok = top["pair"].(string)
	if !ok || !ValidID(pair) {
		return "", int(n), top, &placed{line: 1, why: "no pair = with the pair's id"}
	}
	return pair, int(n), top, nil
}
