package tui

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"binome/curriculum"
	"binome/tui/screen"
)

// dots is a picture, red above and blue below.
func dots(w, h int) image.Image {
	img := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.RGBA{220, 20, 20, 255}, color.RGBA{20, 20, 220, 255}})
	for y := h / 2; y < h; y++ {
		for x := range w {
			img.SetColorIndex(x, y, 1)
		}
	}
	return img
}

func encoded(t *testing.T, kind string, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch kind {
	case "gif":
		err = gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{img.(*image.Paletted), dots(img.Bounds().Dx(), img.Bounds().Dy()).(*image.Paletted)}, Delay: []int{9, 9}})
	case "jpg":
		err = jpeg.Encode(&b, img, nil)
	default:
		err = png.Encode(&b, img)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pictured is a folder of lessons of which one shows a picture, beside other files.
func pictured(t *testing.T, name string, raw []byte) (dir string, taught func() *curriculum.Curriculum) {
	t.Helper()
	dir = t.TempDir()
	if _, err := curriculum.Scaffold(dir, opening); err != nil {
		t.Fatal(err)
	}
	lesson := filepath.Join(dir, "our-house", "find-a-file.en.md")
	text, err := os.ReadFile(lesson)
	if err != nil {
		t.Fatal(err)
	}
	shown := strings.Replace(string(text), "## Discover\n", "## Discover\n\n![The shared inbox]("+name+")\n", 1)
	if err := os.WriteFile(lesson, []byte(shown), 0o600); err != nil {
		t.Fatal(err)
	}
	if raw != nil {
		if err := os.WriteFile(filepath.Join(dir, "our-house", name), raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	layer, err := curriculum.Dir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return dir, sync.OnceValue(func() *curriculum.Curriculum { return curriculum.Load(layer) })
}

func (d *desk) openPictured(id string) {
	d.t.Helper()
	l, ok := d.m.env.Cur.Lesson(id)
	if !ok {
		d.t.Fatalf("no lesson %s: %v", id, d.m.env.Cur.Problems)
	}
	if d.m.profile == colorprofile.NoTTY && !slices.Contains(d.m.opt.Env, "NO_COLOR=1") {
		d.m.profile = colorprofile.TrueColor // a desk has no terminal to ask
	}
	d.m.Go(screen.NewLesson(l, ""))
	d.send(minuteMsg{})
	d.send(minuteMsg{}) // what was read meanwhile
}

// redOrBlue is a cell of dots.
var redOrBlue = regexp.MustCompile(`48;2;(2[0-4]\d;[1-4]?\d;[1-4]?\d|[1-4]?\d;[1-4]?\d;2[0-4]\d)m`)

// picturedRows counts the rows of a frame with a picture, and how far the widest reaches.
func picturedRows(frame string) (rows, cols int) {
	for line := range strings.SplitSeq(frame, "\n") {
		if redOrBlue.MatchString(line) {
			rows, cols = rows+1, max(cols, ansi.StringWidth(line))
		}
	}
	return rows, cols
}

// TestLessonPictures: a picture beside its lesson is drawn, at most half the text's height,
// its words below it, whatever kind it is; what can't be drawn, or isn't the lesson's, is its
// words alone, and so is any on a terminal without colours.
func TestLessonPictures(t *testing.T) {
	wide := encoded(t, "png", dots(640, 320))
	outside := filepath.Join(t.TempDir(), "secret.png")
	if err := os.WriteFile(outside, wide, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file  string
		raw   []byte
		size  [2]int
		drawn bool
	}{
		"png": {"inbox.png", wide, [2]int{80, 40}, true}, "jpeg": {"inbox.jpg", encoded(t, "jpg", dots(640, 320)), [2]int{80, 40}, true},
		"gif": {"inbox.gif", encoded(t, "gif", dots(640, 320)), [2]int{80, 40}, true}, "tall": {"inbox.png", encoded(t, "png", dots(200, 900)), [2]int{80, 40}, true},
		"large": {"inbox.png", wide, [2]int{120, 60}, true}, "narrow": {"inbox.png", wide, [2]int{40, 30}, true},
		"low": {"inbox.png", wide, [2]int{80, 12}, false}, "missing": {"inbox.png", nil, [2]int{80, 40}, false},
		"no picture": {"inbox.png", []byte("#!/bin/sh\necho x\n"), [2]int{80, 40}, false}, "torn": {"inbox.png", wide[:len(wide)/2], [2]int{80, 40}, false},
		"too many dots": {"inbox.png", bomb(t), [2]int{80, 40}, false}, "another kind": {"inbox.svg", []byte("<svg/>"), [2]int{80, 40}, false},
		"outside": {"../../secret.png", nil, [2]int{80, 40}, false}, "absolute": {outside, nil, [2]int{80, 40}, false},
		"address": {"https://example.com/x.png", nil, [2]int{80, 40}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, taught := pictured(t, c.file, c.raw)
			d := &desk{t: t, now: opening, taught: taught}
			d.openAt(t.TempDir(), "en", "", c.size[0], c.size[1])
			d.makePair()
			d.openPictured("our-house/find-a-file")
			d.checkFrame(c.size[0], c.size[1])
			rows, cols := picturedRows(d.m.View().Content)
			if c.drawn != (rows > 0) || rows > (c.size[1]-2)/2 || cols > c.size[0] {
				t.Errorf("%d rows, %d columns:\n%s", rows, cols, ansi.Strip(d.m.View().Content))
			}
			if c.drawn && !strings.Contains(d.m.View().Content, "38;2;") {
				t.Error("without colours")
			}
			if c.size[1] > 20 {
				d.sees("[picture: The shared inbox]")
			}
		})
	}
	t.Run("without colours", func(t *testing.T) {
		_, taught := pictured(t, "inbox.png", wide)
		d := &desk{t: t, now: opening, taught: taught}
		o := d.options(t.TempDir(), "en", "")
		o.Env = []string{"TERM=xterm-256color", "NO_COLOR=1"}
		d.show(o, 80, 40)
		d.makePair()
		d.openPictured("our-house/find-a-file")
		if rows, _ := picturedRows(d.m.View().Content); rows > 0 {
			t.Error("drawn")
		}
		d.sees("[picture: The shared inbox]")
	})
}

// bomb is a small file of a picture that would take gigabytes.
func bomb(t *testing.T) []byte {
	t.Helper()
	raw := bytes.Clone(encoded(t, "png", dots(8, 8)))
	copy(raw[16:24], []byte{0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff}) // its width and height
	return raw
}

// TestGuestsPictures: whoever comes over SSH gets the words.
func TestGuestsPictures(t *testing.T) {
	_, taught := pictured(t, "inbox.png", encoded(t, "png", dots(640, 320)))
	b := newTwo(t, taught(), oneOf{lang: "en", w: 80, h: 40}, oneOf{lang: "en", w: 80, h: 40, guest: true})
	for who, d := range map[string]*desk{"host": b.i, "guest": b.p} {
		d.openPictured("our-house/find-a-file")
		d.press("home")
		rows, _ := picturedRows(d.m.View().Content)
		if guest := who == "guest"; guest == (rows > 0) {
			t.Errorf("%s: %d rows of a picture", who, rows)
		}
	}
}

// TestOpenPicture: o, or the menu, opens the file in the desktop's viewer; not over SSH, not
// without a desktop, and nothing that isn't a picture.
func TestOpenPicture(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs xdg-open to be ours")
	}
	bin, log := t.TempDir(), filepath.Join(t.TempDir(), "log")
	if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte("#!/bin/sh\necho \"$1\" >> "+log+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	for name, c := range map[string]struct {
		env    string
		raw    []byte
		keys   []string
		opened bool
	}{
		"by its key": {"DISPLAY=:0", encoded(t, "png", dots(64, 64)), []string{"o"}, true},
		"on Wayland": {"WAYLAND_DISPLAY=wayland-0", encoded(t, "png", dots(64, 64)), []string{"o"}, true},
		"over SSH":   {"SSH_CONNECTION=192.0.2.1 1 192.0.2.2 22", encoded(t, "png", dots(64, 64)), []string{"o"}, false},
		"no desktop": {"X=", encoded(t, "png", dots(64, 64)), []string{"o"}, false},
		"no picture": {"DISPLAY=:0", []byte("#!/bin/sh\n"), []string{"o"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			os.Remove(log) //nolint:errcheck // it may not be there
			dir, taught := pictured(t, "inbox.png", c.raw)
			d := &desk{t: t, now: opening, taught: taught}
			o := d.options(t.TempDir(), "en", "")
			if !strings.HasPrefix(c.env, "SSH") { // there a display may be somebody's, too
				o.Env = slices.DeleteFunc(o.Env, func(kv string) bool { return strings.HasPrefix(kv, "DISPLAY=") })
			}
			o.Env = append(o.Env, c.env)
			d.show(o, 80, 40)
			d.makePair()
			d.openPictured("our-house/find-a-file")
			d.press(c.keys...)
			said, err := os.ReadFile(log)
			want := filepath.Join(dir, "our-house", "inbox.png")
			if got := strings.TrimSpace(string(said)); c.opened && (err != nil || got != want) || !c.opened && got != "" {
				t.Errorf("opened %q, want %q", got, want)
			}
		})
	}
}

// TestCalendarIsOpened: where no desktop is in front of them none is offered, and one that
// opens nothing is told with the file's place, not with a number.
func TestCalendarIsOpened(t *testing.T) {
	for lang, says := range map[string]string{"en": "No program here opened it", "fr": "Aucun programme d"} {
		for _, desktop := range []bool{true, false} {
			bin := t.TempDir()
			if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte("#!/bin/sh\nexit 3\n"), 0o700); err != nil {
				t.Fatal(err)
			}
			t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
			d := &desk{t: t, now: opening}
			o := d.options(t.TempDir(), lang, "")
			if !desktop {
				o.Env = slices.DeleteFunc(o.Env, func(kv string) bool { return strings.HasPrefix(kv, "DISPLAY=") })
			}
			d.show(o, 80, 24)
			d.playHour("closing:end")
			if _, offered := d.m.shown.page.Action("o"); offered != desktop {
				t.Fatalf("%s: a desktop is there: %v, opening is offered: %v\n%s", lang, desktop, offered, d.screen())
			}
			if !desktop {
				continue
			}
			d.press("o")
			d.sees(says)
			if strings.Contains(d.screen(), "exit status") {
				t.Errorf("%s: the system's words:\n%s", lang, d.screen())
			}
		}
	}
}
