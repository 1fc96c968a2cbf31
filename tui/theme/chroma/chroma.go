// Package chroma stands in for github.com/alecthomas/chroma/v2, which glamour links for
// the colours of code that Binome doesn't show: widget lays out code blocks itself. It has
// the names glamour asks for and nothing else; [Highlight] of package quick writes code as
// it is. go.mod's replace puts it in the real one's place, and says what that saves.
//
// It promises to cost nothing: no variable is filled in before main, nothing is kept.
// Where glamour asks for a name more, Binome won't build until it stands here too.
//
// [Highlight]: https://pkg.go.dev/github.com/alecthomas/chroma/v2/quick#Highlight
package chroma

// A TokenType is what a piece of code is to its language.
type TokenType int

// The types that glamour's styles can tell apart.
const (
	Text TokenType = iota
	Background
	Error
	Comment
	CommentPreproc
	Keyword
	KeywordNamespace
	KeywordReserved
	KeywordType
	Name
	NameAttribute
	NameBuiltin
	NameClass
	NameConstant
	NameDecorator
	NameException
	NameFunction
	NameOther
	NameTag
	Literal
	LiteralDate
	LiteralNumber
	LiteralString
	LiteralStringEscape
	Operator
	Punctuation
	GenericDeleted
	GenericEmph
	GenericInserted
	GenericStrong
	GenericSubheading
)

// StyleEntries says how each type looks.
type StyleEntries map[TokenType]string

// A Style would colour code.
type Style struct{}

// MustNewStyle gives a style that colours nothing.
func MustNewStyle(name string, entries StyleEntries) *Style { return &Style{} }
