// Package block is Markdown as data: paragraphs, lists, tables, quotations and the
// like, with the words in them as spans.
//
// For most uses, call [Parse] once on what an author wrote and keep [Doc.Blocks]; a
// drawer walks them, [Linear] says them as lines of text, [Words] gives the words
// alone. [Inline] reads one line.
//
// The package promises that a text is parsed, guarded and cleaned once, here: what
// escapes and entities mean is resolved as CommonMark has it, nothing is resolved in
// code, HTML is its text without the tags, and no control character is left anywhere.
// Whatever it is fed, it answers in time and memory that grow with the length of it; what
// is too deep, too wide or too long to be parsed comes back as plain paragraphs, with the
// reason as a [Fault]. It knows no width, no style and no file, and keeps no state:
// blocks may be read by several goroutines, and must not be changed.
package block

// A Kind says what a [Block] is, and which of its fields hold it.
type Kind uint8

// The kinds of a Block.
const (
	Paragraph   Kind = iota // Spans
	Heading                 // Level, ID, Spans; Name, what its clock shows
	List                    // Items; Ordered and Start, Tight
	Quotation               // Blocks; Name, where it opens as an unknown call-out does
	Callout                 // Name ("NOTE", "MENTOR"), Blocks; of a timer or a prompter N, its seconds, and Text
	Code                    // Text, Name is the fence's language, "" for none
	Table                   // Rows, of which the first is the head; Align
	Rule                    // a line across
	Definitions             // Items, each with its Term
	Footnotes               // Items, each with its N
	Picture                 // Spans: the one picture, alone in its paragraph
	Box                     // Spans, N: a box of a step to tick, which is that step's item
	Screen                  // a window drawn: Name its title, Text its lines, Spans what it shows, in words
)

// A Block is a stretch of text that is drawn in one way.
type Block struct {
	Kind    Kind
	Level   int    // of a Heading, 1 to 6
	ID      string // of a Heading: {#id}
	Name    string
	Text    string // of Code and a Screen, lines ended by line feeds, tabs as blanks
	Spans   []Span
	Blocks  []Block
	Items   []Item
	Ordered bool
	Start   int  // the first number of an ordered list
	Tight   bool // no empty lines between the items
	Align   []Align
	Rows    [][]Cell // all as long as the first
	N       int
	At      int // where it begins, for [Doc.Pos]
}

// An Align is how a table's column is set.
type Align uint8

// The alignments; most columns have none.
const (
	Unaligned Align = iota
	Left
	Center
	Right
)

// A Cell of a table.
type Cell []Span

// A Mark is the box that a list's item may open with.
type Mark uint8

// The marks of an item.
const (
	NoBox Mark = iota
	Open
	Ticked
)

// An Item of a list, of a list of definitions, or of footnotes.
type Item struct {
	Box    Mark
	Later  bool   // ended in {later}: not for this hour
	Term   []Span // what is defined; empty where one term has a second meaning
	N      int    // the footnote's number
	Blocks []Block
	At     int
}

// A SpanKind says what a [Span] is.
type SpanKind uint8

// The kinds of a Span.
const (
	Text  SpanKind = iota // Text, as it is read
	Break                 // a new line, where the author wants one
	Image                 // Text is the alternative text, Link.To the file; Link.Around, where it leads
	Note                  // N: the number of a footnote; Text is what is drawn, "[1]"
)

// A Style is how words stand out; several may hold at once.
type Style uint8

// The styles.
const (
	Strong Style = 1 << iota
	Emph
	Struck
	Mono // code: nothing in it means anything else
)

// A Span is words with one look, in a row with others. Spans hold no line feeds.
type Span struct {
	Kind  SpanKind
	Text  string
	Style Style
	Link  *Link // nil when it leads nowhere; spans of one link share it
	N     int
	At    int // where it begins, for [Doc.Pos]
}

// A Link is where words lead.
type Link struct {
	To     string // the address as it is meant: escapes and entities resolved, not percent-encoded
	Title  string
	Tool   string // of a tool:NAME address, the NAME: a place that each company calls its own
	Auto   bool   // the address is its own words
	Around *Link  // of a picture: the link that it stands in
	At     int    // where the link begins, for [Doc.Pos]
}

// A Doc is a text taken apart.
type Doc struct {
	Blocks []Block
	Faults []Fault // why it could not be read as Markdown, if it couldn't
	HTML   []int   // where HTML stands, for Pos
	Unused []int   // footnotes that nothing refers to, which nobody will see
	src    *source
}

// A Fault is why a text is not read as Markdown.
type Fault struct {
	At   int
	Code string // stable: "too-deep", "too-many-marks", …
	Text string // in English, for authors; lower case, no period
	Fix  string
}
