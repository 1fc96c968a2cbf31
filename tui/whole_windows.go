package tui

import (
	"io"
	"os"
)

// WholePieces is what Bubble Tea reads instead of in. A console of Windows gives keys, not
// bytes: there is nothing to cut.
func WholePieces(in io.Reader, ended <-chan struct{}) io.Reader {
	if f, ok := in.(*os.File); ok {
		return f
	}
	return newWholeStream(in, ended)
}
