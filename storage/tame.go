package storage

import "fmt"

// maxNesting is how deep brackets and dotted keys may go. BurntSushi/toml recurses on
// each level and copies the key on each part: 1.5 MB of "[" ends the process, a dotted
// key of 20 KB takes seconds and gigabytes (RELIABILITY, Bombs).
const maxNesting = 8

// tame refuses text that must not reach the TOML library: too large, nested too
// deep, or with keys of too many parts. It errs on the side of refusing.
func tame(s string) error {
	if len(s) > MaxEntry {
		return fmt.Errorf("larger than %d KiB", MaxEntry>>10)
	}
	depth, dots := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '"', '\'':
			i = skipString(s, i) - 1
		case '#':
			for i+1 < len(s) && s[i+1] != '\n' {
				i++
			}
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(0, depth-1)
		case '.':
			dots++
		}
		if depth+dots > maxNesting {
			return fmt.Errorf("nested deeper than %d", maxNesting)
		}
		if c := s[min(i, len(s)-1)]; c == '=' || c == ',' || c == '\n' || c == '{' {
			dots = 0
		}
	}
	return nil
}

// skipString is the offset after the string that begins at i. An unclosed one ends
// with its line, as the library will say.
func skipString(s string, i int) int {
	q := s[i]
	if i+2 < len(s) && s[i+1] == q && s[i+2] == q {
		for j := i + 3; j < len(s); j++ {
			if q == '"' && s[j] == '\\' {
				j++
				continue
			}
			if s[j] == q && j+2 < len(s) && s[j+1] == q && s[j+2] == q {
				for j += 3; j < len(s) && s[j] == q; { // up to two more belong to it
					j++
				}
				return j
			}
		}
		return len(s)
	}
	for j := i + 1; j < len(s) && s[j] != '\n'; j++ {
		if q == '"' && s[j] == '\\' {
			j++
			continue
		}
		if s[j] == q {
			return j + 1
		}
	}
	return i + 1
}
