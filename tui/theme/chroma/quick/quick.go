// Package quick would colour code in one call. It writes the code as it is.
package quick

import "io"

// Highlight writes source unchanged.
func Highlight(w io.Writer, source, lexer, formatter, style string) error {
	_, err := io.WriteString(w, source)
	return err
}
