package tui

import (
	"binome/tui/theme"
	"image"
	"regexp"
	"strconv"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
)

// Kitty's graphics (https://sw.kovidgoyal.net/kitty/graphics-protocol/), by its Unicode
// placeholders: the picture is sent once, beside the frames, and its cells are letters of
// which the colour names the picture and the marks on top the row and column of it. To the
// renderer they are text like any other, and so they scroll, are covered by a dialog and are
// wiped away as text is.
//
// Who draws placeholders can't be asked: Konsole says that it knows the protocol and prints
// them as letters (https://github.com/ghostty-org/ghostty/discussions/14842). So the terminal is
// asked for its name, one that is known to draw them for whether it draws pictures at all,
// and nothing waits for either answer: until both are there, and for good without them,
// pictures are half blocks. tmux and screen answer for themselves, by other names.
//
// iTerm2's pictures and sixels are painted over cells that the renderer believes to be
// blank, and were left aside after trying both ways with ultraviolet 6b8d4baf91b4: within a
// frame, OSC 1337 is dropped and a sixel passes, but the erasing of the rest of its line
// (CSI K) and of the lines below follows it; beside the frames, a scroll by one line without
// a scrolling region rewrites the letters that differ and no blank cell, so that the picture
// stays where the text has left it.

// graphics is what there is between us and a terminal that draws pictures.
type graphics struct {
	asked bool // for its name
	can   bool
	last  int // number of the picture sent last
	queue []sending
	seen  map[*lessonPicture]bool // in what is being composed
}

// A sending is what goes to the terminal beside the frames.
type sending struct {
	bytes string
	pic   *lessonPicture // is there in that size then; nil when something else was said
	id    int
	size  image.Point // in cells
}

// String is what Bubble Tea writes.
func (s sending) String() string { return s.bytes }

const (
	// firstImage and those after it are our pictures' numbers: a colour of 24 bits.
	firstImage = 0xb10000
	// mostImages later the numbers begin anew.
	mostImages = 0xffff
	// aQuery is the number that is asked about.
	aQuery = firstImage - 1
)

// asksGraphics has the terminal asked what it is, once a page has a picture: not over SSH,
// where each picture would be sent through the network, nor where a program in between
// has the screen.
func (m *model) asksGraphics() {
	g := &m.graphics
	if g.asked || m.opt.Plain || m.profile != colorprofile.TrueColor || theme.Remote(m.opt.Env) || m.getenv("TMUX", "STY") != "" {
		return
	}
	g.asked = true
	g.queue = append(g.queue, sending{bytes: ansi.RequestNameVersion})
}

// kittyVersion is in what kitty says of itself: "kitty(0.28.1)".
var kittyVersion = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^kitty\((\d+)\.(\d+)`) })

// drawsPlaceholders reports whether a terminal of that name and version does.
func drawsPlaceholders(name string) bool {
	if v := kittyVersion().FindStringSubmatch(name); v != nil {
		minor, err := strconv.Atoi(v[2])
		return v[1] != "0" || err == nil && minor >= 28
	}
	return strings.HasPrefix(name, "ghostty ")
}

// named takes the terminal's name, and asks the second question if there is one.
func (m *model) named(name string) (asks bool) {
	if asks = m.graphics.asked && !m.graphics.can && drawsPlaceholders(name); asks {
		ask := kitty.Options{Action: kitty.Query, Transmission: kitty.Direct, Format: kitty.RGB, ID: aQuery, ImageWidth: 1, ImageHeight: 1}
		m.graphics.queue = append(m.graphics.queue, sending{bytes: ansi.KittyGraphics([]byte("AAAA"), ask.Options()...)})
	}
	return asks
}

// answered takes the answer to it, and has the pictures read anew, to be sent. It reports
// whether that changes what is seen.
func (m *model) answered(e uv.KittyGraphicsEvent) bool {
	if m.graphics.can || !m.graphics.asked || e.Options.ID != aQuery || string(e.Payload) != "OK" {
		return false
	}
	m.graphics.can = true
	m.dropPictures()
	return true
}

// sent takes note that something has gone out. It reports whether that changes what is seen.
func (m *model) sent(msg tea.RawMsg) bool {
	s, ok := msg.Msg.(sending)
	if !ok || s.pic == nil || s.pic.id != s.id {
		return false
	}
	s.pic.there = s.size
	return true
}

// nextImage is a number for a picture.
func (g *graphics) nextImage() int {
	g.last++
	return firstImage + g.last%mostImages + 1
}

// place is the picture's cells, once the terminal has it in that size; nil before, when it
// is sent: with all of it the first time, with its size alone later.
func (g *graphics) place(p *lessonPicture, cols, rows int) []string {
	g.seen[p] = true
	size := image.Pt(cols, rows)
	if p.there == size {
		return placeholders(p.id, cols, rows)
	}
	if p.asked == size {
		return nil
	}
	put := kitty.Options{Action: kitty.Put, ID: p.id, PlacementID: 1, Columns: cols, Rows: rows, VirtualPlacement: true, Quiet: 2}
	bytes := ansi.KittyGraphics(nil, put.Options()...)
	if p.asked == (image.Point{}) {
		bytes = p.sharp + bytes
	}
	p.asked = size
	g.queue = append(g.queue, sending{bytes, p, p.id, size})
	return nil
}

// placeholders are the cells of a picture: each says its row and column, so that any of them
// may be drawn by itself, and no two are alike.
func placeholders(id, cols, rows int) []string {
	colour := "\x1b[38;2;" + strconv.Itoa(id>>16&0xff) + ";" + strconv.Itoa(id>>8&0xff) + ";" + strconv.Itoa(id&0xff) + "m"
	lines := make([]string, rows)
	for y := range lines {
		var b strings.Builder
		b.WriteString(colour)
		for x := range cols {
			b.WriteRune(kitty.Placeholder)
			b.WriteRune(kitty.Diacritic(y))
			b.WriteRune(kitty.Diacritic(x))
		}
		b.WriteString("\x1b[39m")
		lines[y] = b.String()
	}
	return lines
}

// mostCells is as many rows, or columns, as placeholders can name.
const mostCells = 297

// encodeSharp is a picture as it is sent, "" when it is too much.
func encodeSharp(img image.Image, id int) string {
	var b strings.Builder
	o := kitty.Options{Action: kitty.Transmit, Transmission: kitty.Direct, Format: kitty.PNG, ID: id, Quiet: 2, Chunk: true}
	if err := kitty.EncodeGraphics(&b, img, &o); err != nil || b.Len() > mostSent {
		return ""
	}
	return b.String()
}

// mostSent is how many bytes of a picture are sent at most.
const mostSent = 1 << 20

// unseen takes the pictures back that are on no page in front any more.
func (m *model) unseen() {
	for _, p := range m.pictures {
		if !m.graphics.seen[p] {
			m.graphics.take(p)
		}
	}
}

// take has the terminal forget a picture.
func (g *graphics) take(p *lessonPicture) {
	if p.asked == (image.Point{}) {
		return
	}
	gone := kitty.Options{Action: kitty.Delete, Delete: kitty.DeleteID, DeleteResources: true, ID: p.id, Quiet: 2}
	g.queue = append(g.queue, sending{bytes: ansi.KittyGraphics(nil, gone.Options()...)})
	p.asked, p.there = image.Point{}, image.Point{}
}

// dropPictures forgets all of them, here and in the terminal.
func (m *model) dropPictures() {
	for _, p := range m.pictures {
		m.graphics.take(p)
	}
	m.pictures = map[string]*lessonPicture{}
}

// lends: another program has the screen now, and kitty clears the pictures of the one that
// we come back to.
func (m *model) lends() {
	for _, p := range m.pictures {
		p.asked, p.there = image.Point{}, image.Point{}
	}
}

// beside is what goes out beside the frames, in its order; before the end, all is taken back.
func (m *model) beside() []tea.Cmd {
	g := &m.graphics
	if m.quit {
		for _, p := range m.pictures {
			g.take(p)
		}
	}
	var cmds []tea.Cmd
	for _, s := range g.queue {
		cmds = append(cmds, tea.Raw(s))
	}
	g.queue = nil
	return cmds
}
