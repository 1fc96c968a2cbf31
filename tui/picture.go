package tui

import (
	"image"
	"image/color"
	"image/draw"
	"runtime"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/mosaic"
	scale "golang.org/x/image/draw"

	"binome/curriculum"
	"binome/tui/page"
	"binome/tui/theme"
)

// Pictures of lessons are read and decoded off the interface's path, scaled down once, and
// drawn by the terminal where it can (see graphics.go), in half blocks else: any terminal
// with colours has those, they scroll, and the renderer knows every cell of them.

// pictureMsg is a picture that was read; nil when it can't be drawn.
type pictureMsg struct {
	name  string
	id    int
	img   image.Image
	sharp string
}

// A picture is what there is of a file: nothing while it is being read.
type lessonPicture struct {
	img   image.Image
	w, h  int // cells that lines were drawn for
	lines []string

	id           int    // the terminal's number of it
	sharp        string // what is sent to a terminal that draws it; "" when none does
	asked, there image.Point
}

// mostDots is how many dots a side of a picture is kept at: no terminal shows more in
// blocks. mostSharp is how many one has that draws it.
const mostDots, mostSharp = 512, 1024

// mostPictures are kept at a time.
const mostPictures = 24

// leastRows is how low a picture may be before its words say more.
const leastRows = 3

// drawsPictures reports whether this terminal shows pictures: not a guest's, to whom every
// cell is sent, nor one without colours.
func (m *model) drawsPictures() bool {
	return !m.opt.Guest && m.profile >= colorprofile.ANSI256 && !m.ascii && m.env.Settings.Theme != "plain"
}

// picturesOf has the pictures of a page read, and draws those that are there.
func (m *model) picturesOf(p *page.Page) func(to string, w int) []string {
	if len(p.Pictures) == 0 || !m.drawsPictures() {
		return nil
	}
	m.asksGraphics()
	most := (m.h - rowsAround) / 2
	named := map[string]*lessonPicture{}
	for _, pic := range p.Pictures {
		at := m.pictures[pic.Name]
		if at == nil {
			if len(m.pictures) >= mostPictures || m.pictures == nil {
				m.dropPictures()
			}
			at = &lessonPicture{}
			if m.graphics.can {
				at.id = m.graphics.nextImage()
			}
			m.pictures[pic.Name] = at
			id := at.id
			m.task(func() any { return readPicture(pic.Name, id, pic.Bytes) })
		}
		named[pic.To] = at
	}
	return func(to string, w int) []string {
		pic := named[to]
		if pic == nil || pic.img == nil || most < leastRows {
			return nil
		}
		cols, rows := cells(pic.img.Bounds().Dx(), pic.img.Bounds().Dy(), w, most)
		if pic.sharp != "" && max(cols, rows) <= mostCells {
			if lines := m.graphics.place(pic, cols, rows); lines != nil {
				return lines
			}
		}
		return pic.draw(cols, rows)
	}
}

// blanked keeps a picture's room and leaves it empty: below a dialog everything has one dim
// colour, in which blocks are a wall, and cells stand for another picture.
func blanked(draw func(to string, w int) []string) func(to string, w int) []string {
	if draw == nil {
		return nil
	}
	return func(to string, w int) []string { return make([]string, len(draw(to, w))) }
}

// rowsAround are the rows of a window that aren't text: the bar, the buttons, the keys.
const rowsAround = 8

// readPicture is the picture, no larger than is drawn, on white where it is transparent; for
// a terminal that draws it, if it has a number there, as it is sent.
func readPicture(name string, id int, bytes func() ([]byte, error)) pictureMsg {
	raw, err := bytes()
	if err != nil {
		return pictureMsg{name: name, id: id}
	}
	img, err := curriculum.DecodePicture(raw)
	if err != nil || img.Bounds().Empty() {
		return pictureMsg{name: name, id: id}
	}
	out := pictureMsg{name: name, id: id, img: scaled(img, mostDots)}
	if id > 0 {
		if out.sharp = encodeSharp(scaled(img, mostSharp), id); out.sharp == "" {
			out.sharp = encodeSharp(out.img, id)
		}
	}
	return out
}

// scaled is a picture of no more dots a side, on white.
func scaled(img image.Image, dots int) image.Image {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	if most := max(w, h); most > dots {
		w, h = max(1, w*dots/most), max(1, h*dots/most)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	scale.ApproxBiLinear.Scale(out, out.Bounds(), img, img.Bounds(), draw.Over, nil)
	return out
}

// cells is how many a picture takes: two dots of a cell's height for one of its width, never
// larger than it is, at eight dots a column.
func cells(w, h, width, most int) (cols, rows int) {
	cols = max(1, min(width, (w+7)/8))
	rows = max(1, (cols*h+w)/(2*w))
	if rows > most {
		rows = most
		cols = max(1, min(cols, rows*2*w/h))
	}
	return cols, rows
}

// draw is the picture in half blocks.
func (p *lessonPicture) draw(cols, rows int) []string {
	if p.lines == nil || p.w != cols || p.h != rows {
		blocks := mosaic.New().Width(cols).Height(rows).Scale(2).Symbol(mosaic.Half)
		p.lines, p.w, p.h = strings.Split(strings.TrimSuffix(blocks.Render(p.img), "\n"), "\n"), cols, rows
	}
	return append([]string(nil), p.lines...)
}

// viewer reports whether there is a desktop in front of whoever sits here. Over SSH it would
// be another's.
func (c *coach) viewer() bool {
	if c.opt.Guest || c.opt.Far != "" || theme.Remote(c.opt.Env) {
		return false
	}
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return c.getenv("DISPLAY", "WAYLAND_DISPLAY") != ""
}

// ShowPicture implements screen.Host. It is read first: what isn't a picture is not opened.
func (c *coach) ShowPicture(l *curriculum.Lesson, to string) {
	if c.notHere() || !c.env.Viewer {
		return
	}
	lang := c.env.Lang()
	c.task(func() any {
		path, err := l.PicturePath(lang, to)
		if err != nil {
			return ranMsg{err: err}
		}
		return viewed(path)
	})
}
