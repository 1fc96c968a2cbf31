package tui

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"io"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"binome/storage"
	"binome/tui/ruler"
)

// Names and words that terminals count differently: emoji with a colour, a joined family, a
// sign made an emoji, a flag, a keycap, an emoji of tomorrow; Devanagari, Thai, Tamil; format
// characters, and what is no character.
const hardText = "⚠️ mind 👍🏽 this 👨‍👩‍👧 and 🇫🇷 or 1️⃣ then 🫩; प्रिया, क्षत्रिय, นี้, தமிழ், e\u0301 zero\u200bwid\u200eth a\ufffeb c\u2060d\u00ad\U000e0041 end"

// TestColumnsHold: whatever a terminal's table of widths says, all else on a line that has such
// a character stands where it was laid out: borders, the bar's right end, the cursor.
func TestColumnsHold(t *testing.T) {
	for name, table := range map[string]struct {
		answer tea.ModeReportMsg
		width  func(cluster string) int
	}{
		"counts code points":         {tea.ModeReportMsg{}, ansi.WcWidth.StringWidth},
		"says that it doesn't":       {tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeNotRecognized}, ansi.WcWidth.StringWidth},
		"counts whole characters":    {tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset}, ansi.GraphemeWidth.StringWidth},
		"does so and doesn't say":    {tea.ModeReportMsg{}, ansi.GraphemeWidth.StringWidth},
		"knows none of them":         {tea.ModeReportMsg{}, func(string) int { return 1 }},
		"thinks that all are wide":   {tea.ModeReportMsg{}, func(c string) int { return 2 * len([]rune(c)) }},
		"has a table of nobody else": {tea.ModeReportMsg{}, anyWidth},
		"has another":                {tea.ModeReportMsg{}, func(c string) int { return anyWidth(c + "x") }},
	} {
		d := newDesk(t, "en", 80, 24)
		o := d.options(t.TempDir(), "en", "hard")
		j, err := d.folder.Create("hard", storage.Entry{Kind: storage.KindPair, Mentor: "प्रिया Kumar", Mentee: "Philippe 👍🏽", MentorLanguage: "en", MenteeLanguage: "en"})
		if err == nil {
			err = j.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		d.show(o, 80, 24)
		d.send(table.answer)
		far := &farEnd{cols: 80, rows: 24, width: table.width}
		scr := uv.NewTerminalRenderer(byColumns(far), o.Env)
		scr.SetScrollOptim(false)
		scr.SetFullscreen(true)
		scr.SetRelativeCursor(false)
		buf := uv.NewScreenBuffer(80, 24)
		if d.m.ruler == ruler.Whole {
			buf.Method = ansi.GraphemeWidth
			scr.SetWidthMethod(ansi.GraphemeWidth)
		}
		scr.Erase()
		look := func(where string) {
			t.Helper()
			buf.Clear()
			uv.NewStyledString(d.m.View().Content).Draw(buf, buf.Bounds())
			scr.Render(buf.RenderBuffer)
			if err := scr.Flush(); err != nil {
				t.Fatal(err)
			}
			far.compare(t, fmt.Sprintf("%s, %s", name, where), d.m.frame(), d.m.ruler)
		}
		look("first page")
		d.press("n")
		look("an empty note")
		for i, c := range strings.SplitAfter(hardText, " ") {
			d.send(tea.PasteMsg{Content: c})
			look("note, word " + strconv.Itoa(i))
		}
		d.press("left", "left", "backspace", "q")
		look("a letter changed")
		d.press("esc")
		look("the page again")
	}
}

// anyWidth is 0 to 3, by chance, and always the same.
func anyWidth(c string) int {
	h := fnv.New32()
	_, _ = io.WriteString(h, c)
	return int(h.Sum32() % 4)
}

// farEnd is a terminal with a table of widths of its own.
type farEnd struct {
	cols, rows int
	width      func(cluster string) int
	cells      [][]string
	x, y       int
}

func (f *farEnd) Write(p []byte) (int, error) {
	if f.cells == nil {
		f.cells = make([][]string, f.rows)
		for y := range f.cells {
			f.cells[y] = make([]string, f.cols)
		}
	}
	s, state := string(bytes.Clone(p)), byte(0)
	for s != "" {
		seq, w, n, next := ansi.DecodeSequence(s, state, nil)
		if n == 1 && seq[0] > 0x1f {
			if c, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth); len(c) > 1 {
				seq, n = c, len(c)
			}
		}
		s, state = s[n:], next
		switch {
		case strings.HasPrefix(seq, "\x1b["):
			f.control(seq[2:len(seq)-1], seq[len(seq)-1])
		case seq == "\x1bM":
			f.y = max(f.y-1, 0)
		case strings.HasPrefix(seq, "\x1b"):
		case seq == "\r":
			f.x = 0
		case seq == "\n":
			f.y = min(f.y+1, f.rows-1)
		case seq == "\b":
			f.x = max(f.x-1, 0)
		case w > 0 || seq[0] >= 0xc0:
			f.print(seq)
		}
	}
	return len(p), nil
}

func (f *farEnd) print(c string) {
	w := ansi.WcWidth.StringWidth(c)
	if strings.IndexFunc(c, doubtful) >= 0 {
		w = f.width(c)
	}
	for i := range w {
		if at := f.x + i; at < f.cols {
			f.cells[f.y][at] = map[bool]string{true: c, false: ""}[i == 0]
		}
	}
	f.x = min(f.x+w, f.cols-1)
}

func (f *farEnd) control(params string, final byte) {
	var ns []int
	for _, p := range strings.Split(params, ";") {
		n, _ := strconv.Atoi(p)
		ns = append(ns, n)
	}
	n := max(1, ns[0])
	clear := func(y, from, to int) {
		for x := from; x < min(to, f.cols); x++ {
			f.cells[y][x] = ""
		}
	}
	switch final {
	case 'H':
		ns = append(ns, 1)
		f.y, f.x = min(n, f.rows)-1, min(max(1, ns[1]), f.cols)-1
	case 'G', '`':
		f.x = min(n, f.cols) - 1
	case 'd':
		f.y = min(n, f.rows) - 1
	case 'A':
		f.y = max(0, f.y-n)
	case 'B':
		f.y = min(f.rows-1, f.y+n)
	case 'C':
		f.x = min(f.cols-1, f.x+n)
	case 'D':
		f.x = max(0, f.x-n)
	case 'K':
		clear(f.y, f.x, f.cols)
	case 'X':
		clear(f.y, f.x, f.x+n)
	case 'J':
		clear(f.y, f.x, f.cols)
		for y := f.y + 1; y < f.rows; y++ {
			clear(y, 0, f.cols)
		}
		if ns[0] == 2 {
			for y := range f.rows {
				clear(y, 0, f.cols)
			}
		}
	case 'P':
		row := f.cells[f.y]
		copy(row[f.x:], row[min(f.x+n, f.cols):])
		clear(f.y, f.cols-n, f.cols)
	case '@':
		row := f.cells[f.y]
		copy(row[min(f.x+n, f.cols):], row[f.x:])
		clear(f.y, f.x, f.x+n)
	case 'b':
		for range n {
			f.print(f.cells[f.y][f.x-1])
		}
	}
}

// compare looks for every character of the frame that is in no doubt, at its column.
func (f *farEnd) compare(t *testing.T, where, frame string, r ruler.Ruler) {
	t.Helper()
	for y, l := range strings.Split(frame, "\n") {
		x := 0
		for l = ansi.Strip(l); l != ""; {
			c, w := ansi.FirstGraphemeCluster(l, ansi.Method(r))
			if c != " " && strings.IndexFunc(c, doubtful) < 0 && f.cells[y][x] != c {
				t.Fatalf("%s: %q is to stand in line %d at column %d, where %q is:\n%s", where, c, y, x, f.cells[y][x], f.text())
			}
			x, l = x+w, l[len(c):]
		}
		if x > f.cols {
			t.Errorf("%s: line %d is %d wide", where, y, x)
		}
	}
}

func (f *farEnd) text() string {
	var b strings.Builder
	for _, row := range f.cells {
		for _, c := range row {
			if c == "" {
				c = " "
			}
			b.WriteString(c)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
