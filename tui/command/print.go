package command

import (
	"io"
	"strings"

	"binome/tui/ruler"
	"binome/tui/widget"
)

// A printer writes text for people in one go at the end: wrapped to the screen, or in
// lines as long as they are when another program reads them.
type printer struct {
	f     *Factory
	width int
	b     strings.Builder
}

func (f *Factory) printer() *printer {
	if !f.OutTerminal {
		return &printer{f: f, width: 1 << 20}
	}
	return &printer{f: f, width: f.measure()}
}

func (p *printer) line(s string) { p.b.WriteString(s + "\n") }

func (p *printer) para(s string) {
	for _, l := range ruler.Whole.Wrap(s, p.width) {
		p.line(l)
	}
}

func (p *printer) heading(s string) {
	p.line("")
	p.line(widget.Paint(p.f.Theme().Heading, s))
}

func (p *printer) item(s string) {
	for _, l := range ruler.Whole.WrapHang(s, p.width, "  ", "    ") {
		p.line(l)
	}
}

func (p *printer) end() error {
	_, err := io.WriteString(p.f.Out, p.b.String())
	return err
}

// printed remembers that something couldn't be written: help, the version and the like
// come from a library that doesn't look.
type printed struct {
	w   io.Writer
	err error
}

func (p *printed) Write(b []byte) (int, error) {
	n, err := p.w.Write(b)
	if p.err == nil {
		p.err = err
	}
	return n, err
}
