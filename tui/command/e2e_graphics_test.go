//go:build unix

package command_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi/kitty"
)

// A gallery is what a terminal that draws pictures by kitty's protocol keeps of them.
type gallery struct {
	name   string // by which the terminal calls itself; "" and it says nothing
	says   string // when it is asked whether it draws pictures; "" and it says nothing
	queued bool
	images map[int][]byte // PNG, by number
	sizes  map[int][2]int // of the placements, in columns and rows
	part   []byte         // of what is being sent
	of     map[string]string
	colour int    // of letters, as a number
	sends  int    // pictures sent whole
	wrong  string // the first thing that can't be
}

// cellOf is the letter that stands for a picture's cell on the emulator's screen.
func cellOf(col, row int) rune { return rune(0xf0000 + row<<8 + col) }

// command takes one APC of the protocol; the answer goes back.
func (g *gallery) command(seq string) (answer string) {
	head, data, _ := strings.Cut(seq, ";")
	of := map[string]string{}
	for kv := range strings.SplitSeq(head, ",") {
		k, v, _ := strings.Cut(kv, "=")
		of[k] = v
	}
	if of["a"] == "" && g.of != nil { // another piece
		more := of["m"]
		of = g.of
		of["m"] = more
	}
	number := func(key string) int { n, _ := strconv.Atoi(of[key]); return n }
	switch id := number("i"); of["a"] {
	case "q":
		if g.queued = true; g.says != "" {
			return fmt.Sprintf("\x1b_Gi=%d;%s\x1b\\", id, g.says)
		}
	case "", "t":
		if len(data) > 4096 || of["f"] != "100" || of["q"] != "2" {
			g.fault("a picture sent as %q, %d bytes", head, len(data))
		}
		g.part = append(g.part, data...)
		if g.of = of; of["m"] == "1" {
			return ""
		}
		raw, err := base64.StdEncoding.DecodeString(string(g.part))
		if err != nil {
			g.fault("%v", err)
		}
		g.images[id], g.part, g.of = raw, nil, nil
		g.sends++
	case "p":
		if g.images[id] == nil || of["U"] != "1" {
			g.fault("a place for no picture: %q", head)
		}
		g.sizes[id] = [2]int{number("c"), number("r")}
	case "d":
		if of["d"] != "I" {
			g.fault("taken back by %q", head)
		}
		delete(g.images, id)
		delete(g.sizes, id)
	default:
		g.fault("%.80q", seq)
	}
	return ""
}

func (g *gallery) fault(format string, a ...any) {
	if g.wrong == "" {
		g.wrong = fmt.Sprintf(format, a...)
	}
}

// cell is a placeholder with its marks: which cell of a picture it is.
func (g *gallery) cell(letter []rune) rune {
	at := func(mark rune) int {
		for i := range 297 {
			if kitty.Diacritic(i) == mark {
				return i
			}
		}
		return -1
	}
	if len(letter) != 3 || g.images[g.colour] == nil {
		g.fault("%+q stands for no picture (%x)", letter, g.colour)
		return '?'
	}
	row, col := at(letter[1]), at(letter[2])
	if size := g.sizes[g.colour]; row < 0 || col < 0 || col >= size[0] || row >= size[1] {
		g.fault("row %d, column %d of %v", row, col, size)
	}
	return cellOf(col, row)
}

// style takes a colour.
func (g *gallery) style(params string) {
	if _, rgb, ok := strings.Cut(params, "38;2;"); ok {
		var r, green, b int
		if _, err := fmt.Sscanf(rgb, "%d;%d;%d", &r, &green, &b); err == nil {
			g.colour = r<<16 | green<<8 | b
		}
	}
}

// shown is how large the picture on a screen is, if all of its cells are there, in order.
func shown(screen string) (cols, rows int) {
	for line := range strings.SplitSeq(screen, "\n") {
		at := strings.IndexRune(line, cellOf(0, rows))
		if at < 0 {
			if strings.ContainsFunc(line, func(r rune) bool { return r >= 0xf0000 && r < 0x100000 }) {
				return 0, 0
			}
			continue
		}
		n := 0
		for _, r := range line[at:] {
			if r != cellOf(n, rows) {
				break
			}
			n++
		}
		if cols > 0 && cols != n {
			return 0, 0
		}
		cols, rows = n, rows+1
	}
	return cols, rows
}

// ofAnInbox is a folder of lessons of which one opens with a picture.
func (d *desk) ofAnInbox() {
	d.t.Helper()
	d.run("", "curriculum", "new", "ours")
	img := image.NewRGBA(image.Rect(0, 0, 1600, 800))
	for i := range img.Pix {
		img.Pix[i] = byte(i / 64)
	}
	for y := range 40 {
		img.Set(y, y, color.Black)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		d.t.Fatal(err)
	}
	d.write(d.data("..", "ours", "our-house", "inbox.png"), b.String())
	lesson := d.data("..", "ours", "our-house", "team-chat.en.md")
	d.write(lesson, strings.Replace(d.read(lesson), "## Discover\n", "## Discover\n\n![The shared inbox](inbox.png)\n", 1))
}

func (w *window) gallery() gallery {
	w.mu.Lock()
	defer w.mu.Unlock()
	g := w.term.gallery
	g.images, g.sizes = maps.Clone(g.images), maps.Clone(g.sizes) // the terminal goes on
	return g
}

// testGraphics: a terminal that draws pictures is sent one, once, in pieces, before its cells
// are on the screen; it moves with the text, is covered and comes back, is made smaller
// without being sent again, and is gone from the terminal when its page, or the program, is.
func testGraphics(t *testing.T, program string) {
	d := newDesk(t, program, english.lang)
	d.ofAnInbox()
	whole := func(w *window, what string) (cols, rows int) {
		t.Helper()
		w.wait("a whole picture "+what, func(screen string) bool {
			if wrong := w.gallery().wrong; wrong != "" {
				t.Fatalf("%s: %s\n%s", what, wrong, screen)
			}
			cols, rows = shown(screen)
			return cols > 0
		})
		return cols, rows
	}
	for _, name := range []string{"kitty(0.39.1)", "ghostty 1.2.0"} {
		w := d.graphic(program, name, "OK", "curriculum", "preview", "ours")
		cols, rows := whole(w, "at the start")
		g := w.gallery()
		if g.sends != 1 || len(g.images) != 1 || rows > 16 || cols > 80 || cols < 20 {
			t.Fatalf("%s: sent %d times, %d pictures, %d columns, %d rows", name, g.sends, len(g.images), cols, rows)
		}
		for id, raw := range g.images {
			img, err := png.Decode(bytes.NewReader(raw))
			if err != nil || img.Bounds().Dx() != 1024 || img.Bounds().Dy() != 512 || g.sizes[id] != [2]int{cols, rows} {
				t.Errorf("%v, %v in %v", err, img.Bounds(), g.sizes[id])
			}
		}
		if len(w.all()) > 2<<20 {
			t.Errorf("%d bytes", len(w.all()))
		}
		w.press("m")
		w.wait("a menu over it", func(screen string) bool { c, _ := shown(screen); return c == 0 })
		w.press("esc")
		whole(w, "below the menu")
		w.resize(60, 26)
		w.wait("a smaller one", func(screen string) bool { c, r := shown(screen); return c > 0 && r < rows })
		w.resize(80, 40)
		w.wait("as large again", func(screen string) bool { c, r := shown(screen); return c == cols && r == rows })
		if g := w.gallery(); g.sends != 1 {
			t.Errorf("%s: sent %d times for other sizes", name, g.sends)
		}
		w.press("right")
		w.wait("the next step", func(screen string) bool {
			return !strings.ContainsFunc(screen, func(r rune) bool { return r >= 0xf0000 }) && len(w.gallery().images) == 0
		})
		w.press("left")
		whole(w, "again")
		w.press("ctrl+c")
		w.sees("Quit Binome?")
		w.press("enter")
		w.end()
		if g := w.gallery(); len(g.images) > 0 || g.wrong != "" {
			t.Errorf("%s: left %d pictures; %s", name, len(g.images), g.wrong)
		}
	}
}

// testNoGraphics: half blocks where a terminal doesn't say that it draws pictures, is known
// not to draw them in a frame, or is far; nothing is sent, nothing waits.
func testNoGraphics(t *testing.T, program string) {
	d := newDesk(t, program, english.lang)
	d.ofAnInbox()
	for what, c := range map[string]struct {
		name, says, env string
		asked           bool // whether it draws pictures
	}{
		"says nothing": {}, "has no name": {says: "OK"}, "prints placeholders": {name: "Konsole 24.08.0", says: "OK"},
		"too old": {name: "kitty(0.27.1)", says: "OK"}, "no answer": {name: "kitty(0.39.1)", asked: true},
		"it can't": {name: "kitty(0.39.1)", says: "ENOTSUPPORTED:no", asked: true}, "tmux": {name: "tmux 3.4", says: "OK"},
		"in tmux": {name: "kitty(0.39.1)", says: "OK", env: "TMUX=/tmp/tmux-0/default,1,0"}, "over SSH": {name: "kitty(0.39.1)", says: "OK", env: "SSH_TTY=/dev/pts/1"},
	} {
		w := d.graphic(program, c.name, c.says, "curriculum", "preview", "ours")
		if c.env != "" {
			w.kill()
			cmd := d.command("curriculum", "preview", "ours")
			cmd.Env = append(cmd.Env, c.env)
			w = d.openAt(80, 40, cmd)
			w.calls(c.name, c.says)
		}
		w.wait(what+": half blocks", func(screen string) bool {
			return strings.Count(screen, "▀")+strings.Count(screen, "▄")+strings.Count(screen, "█") > 40
		})
		w.press("right")
		w.loses("[picture")
		w.press("left")
		w.sees("[picture: The shared inbox]")
		if g := w.gallery(); g.sends > 0 || g.wrong != "" || g.queued != c.asked {
			t.Errorf("%s: %d sent; asked: %v; %s", what, g.sends, g.queued, g.wrong)
		}
		w.kill()
	}
}

// graphic opens a window in a terminal of that name.
func (d *desk) graphic(program, name, says string, args ...string) *window {
	w := d.openAt(80, 40, d.command(args...))
	w.calls(name, says)
	return w
}

// calls has a window's terminal call itself so, and answer that when it is asked.
func (w *window) calls(name, says string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.term.gallery.name, w.term.gallery.says = name, says
}
