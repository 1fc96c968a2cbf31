package clean

import "unicode"

// maxMarks is how many marks in a row may sit on one character: more than any
// spelling needs (Biblical Hebrew and Tibetan reach six), few enough to stay in the line.
const maxMarks = 8

// A class says what happens to a character on its way.
type class uint8

const (
	keep  class = iota
	mark        // kept, but no more than maxMarks in a row
	drop        // not shown by anything: taken out
	bad         // no character: U+FFFD stands in its place
	brk         // U+2028, U+2029: a line break, which only the door may keep
	c1          // a control character of 8-bit terminals
	c1brk       // U+0085, the line break among them
)

// classify decides what a character beyond ASCII is worth.
//
// The decisions that a reader may wonder at:
//   - U+202A–202E and U+2066–2069 (bidirectional embeddings, overrides, isolates) go:
//     they reorder what others wrote. U+200E, U+200F and U+061C stay: they only say
//     which way neutral characters lean, and names in Arabic or Hebrew use them.
//     Right-to-left letters themselves always stay.
//   - Tag characters (U+E0000–E007F) go, since they can carry a hidden text. The flags
//     of England, Scotland and Wales then show as the plain black flag they begin with.
//   - Interlinear annotation, invisible operators, deprecated format characters, the
//     byte order mark, the word joiner and the soft hyphen go: terminals disagree about
//     their width.
//   - Noncharacters become U+FFFD. Private use stays: it is one cell of some font.
//   - What our Unicode does not know yet stays, but counts as a mark: it may be one.
//   - Conjoining Hangul vowels and finals count as marks: they stack as marks do.
func classify(r rune) class {
	switch {
	case r < 0xA0:
		if r == 0x85 {
			return c1brk
		}
		return c1
	case r < 0x300:
		if r == 0xAD {
			return drop
		}
		return keep
	case r < 0x370:
		return mark
	case r >= 0x2010 && r < 0x2028, r >= 0x202F && r < 0x2060, r >= 0x2070 && r < 0x20D0, r >= 0x2100 && r < 0x2C00:
		return keep // punctuation, arrows, box drawing, Braille: most of a frame
	case r == 0x2028 || r == 0x2029:
		return brk
	case r >= 0x3400 && r < 0xA000:
		return keep
	}
	return classifyRare(r)
}

func classifyRare(r rune) class {
	switch {
	case r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE:
		return bad
	case r >= 0xE0000 && r <= 0xE0FFF && !unicode.Is(unicode.Mn, r):
		return drop
	case r >= 0x1160 && r <= 0x11FF, r >= 0xD7B0 && r <= 0xD7FF:
		return mark
	case unicode.Is(unicode.Cf, r):
		switch {
		case r == 0x200B, r == 0x200C, r == 0x200D, r == 0x200E, r == 0x200F, r == 0x061C:
			return mark // no width: not without end either
		case visibleFormat(r):
			return keep
		}
		return drop
	case r >= 0xFFF0 && r <= 0xFFF8, r >= 0x2060 && r <= 0x206F:
		return drop // unassigned, and default-ignorable
	case unicode.Is(unicode.M, r):
		return mark
	case r >= 0x1F000 && r <= 0x1FAFF, r >= 0x20000 && r <= 0x3FFFF:
		return keep // pictographs and Han, assigned or to come
	case !unicode.IsGraphic(r) && !unicode.Is(unicode.Co, r):
		return mark // of a newer Unicode than ours: it may stack
	}
	return keep
}

// visibleFormat are the format characters that are drawn: the Arabic number signs,
// the Syriac abbreviation mark, Kaithi's.
func visibleFormat(r rune) bool {
	switch {
	case r >= 0x0600 && r <= 0x0605, r == 0x06DD, r == 0x070F, r == 0x0890, r == 0x0891, r == 0x08E2, r == 0x110BD, r == 0x110CD:
		return true
	}
	return false
}
