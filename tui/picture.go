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
)

// Pictures of lessons are read and decoded off the interface's path, scaled down once, and
// drawn in half blocks: any terminal with colours has those, they scroll, and the renderer
// knows every cell of them.

// pictureMsg is a picture that was read; nil when it can't be drawn.
type pictureMsg struct {
	name string
	img  image.Image
}

// A picture is what there is of a file: nothing while it is being read.
type lessonPicture struct {
	img   image.Image
	w, h  int // cells that lines were drawn for
	lines []string
}

// mostDots is how many dots a side of a picture is kept at: no terminal shows more.
const mostDots = 512

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
	most := (m.h - rowsAround) / 2
	named := map[string]*lessonPicture{}
	for _, pic := range p.Pictures {
		at := m.pictures[pic.Name]
		if at == nil {
			if len(m.pictures) >= mostPictures || m.pictures == nil {
				m.pictures = map[string]*lessonPicture{}
			}
			at = &lessonPicture{}
			m.pictures[pic.Name] = at
			m.task(func() any { return pictureMsg{pic.Name, readPicture(pic.Bytes)} })
		}
		named[pic.To] = at
	}
	return func(to string, w int) []string {
		if pic := named[to]; pic != nil && pic.img != nil && most >= leastRows {
			return pic.draw(w, most)
		}
		return nil
	}
}

// rowsAround are the rows of a window that aren't text: the bar, the buttons, the keys.
const rowsAround = 8

// readPicture is the picture, no larger than is drawn, on white where it is transparent.
func readPicture(bytes func() ([]byte, error)) image.Image {
	raw, err := bytes()
	if err != nil {
		return nil
	}
	img, err := curriculum.DecodePicture(raw)
	if err != nil || img.Bounds().Empty() {
		return nil
	}
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	if most := max(w, h); most > mostDots {
		w, h = max(1, w*mostDots/most), max(1, h*mostDots/most)
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

// draw is the picture in half blocks, at most so wide and so high.
func (p *lessonPicture) draw(width, most int) []string {
	cols, rows := cells(p.img.Bounds().Dx(), p.img.Bounds().Dy(), width, most)
	if p.lines == nil || p.w != cols || p.h != rows {
		blocks := mosaic.New().Width(cols).Height(rows).Scale(2).Symbol(mosaic.Half)
		p.lines, p.w, p.h = strings.Split(strings.TrimSuffix(blocks.Render(p.img), "\n"), "\n"), cols, rows
	}
	return append([]string(nil), p.lines...)
}

// viewer reports whether there is a desktop in front of whoever sits here. Over SSH it would
// be another's.
func (c *coach) viewer() bool {
	if c.opt.Guest || c.opt.Far != "" || c.getenv("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY") != "" {
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
