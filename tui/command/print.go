package command

import (
	"io"
	"strings"

	"binome/tui/widget"
)

// A printer writes text for people, wrapped to the screen, in one go at the end.
type printer struct {
	f     *Factory
	width int
	b     strings.Builder
}

func (p *printer) line(s string) { p.b.WriteString(s + "\n") }

func (p *printer) para(s string) {
	for _, l := range widget.Wrap(s, p.width) {
		p.line(l)
	}
}

func (p *printer) heading(s string) {
	p.line("")
	p.line(widget.Paint(p.f.Theme().Heading, s))
}

func (p *printer) item(s string) {
	for _, l := range widget.WrapHang(s, p.width, "  ", "    ") {
		p.line(l)
	}
}

func (p *printer) end() error {
	_, err := io.WriteString(p.f.Out, p.b.String())
	return err
}
