package frame

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const sample = "un \x1b[1mgras\x1b[m et \x1b[4msouligné\x1b[m\n\x1b[38;2;242;177;132mcouleur\x1b[m \x1b[7minverse\x1b[m 你好 é e\u0301 👨‍👩‍👧 🇫🇷\n" +
	"╭──╮ <&> \x1b]8;;https://example.org\x07lien\x1b]8;;\x07 \x1b[48;5;23mfond\x1b[m \x1b[9mrature\x1b[m \x1b[2mfaible\x1b[m \x1b[3mital\x1b[m"

func TestText(t *testing.T) {
	want := []string{"un gras et souligné", "couleur inverse 你好 é e\u0301 👨‍👩‍👧 🇫🇷", "╭──╮ <&> lien fond rature faible ital", ""}
	if diff := cmp.Diff(want, Text(sample, 60, 4)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTextCutsWhatIsTooLarge(t *testing.T) {
	if diff := cmp.Diff([]string{"un g", "coul"}, Text(sample, 4, 2)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A film shows one frame at a time, the first where nothing may move.
func TestFilm(t *testing.T) {
	film := string(Film([]string{"un", "deux", "trois"}, 10, 1, DarkColours(), 9))
	if err := xml.Unmarshal([]byte(film), new(any)); err != nil && !errors.Is(err, io.EOF) {
		t.Error(err)
	}
	for i, want := range []string{`class="f f0" style="animation-delay:-9s"`, `class="f f1" style="animation-delay:-6s"`, `class="f f2" style="animation-delay:-3s"`} {
		if !strings.Contains(film, want) {
			t.Errorf("frame %d has no %s", i, want)
		}
	}
}

// A picture is well-formed, the same each time, and has in it what the frame says.
func TestSVG(t *testing.T) {
	for name, c := range map[string]Colours{"dark": DarkColours(), "light": LightColours()} {
		svg := SVG(sample, 60, 4, c)
		if !bytes.Equal(svg, SVG(sample, 60, 4, c)) {
			t.Errorf("%s: two pictures of one frame differ", name)
		}
		d := xml.NewDecoder(bytes.NewReader(svg))
		var text strings.Builder
		for {
			tok, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if s, ok := tok.(xml.CharData); ok {
				text.WriteString(strings.TrimSpace(string(s)))
			}
		}
		for _, word := range []string{"gras", "souligné", "couleur", "inverse", "你", "好", "<&>", "lien"} {
			if !strings.Contains(text.String(), word) {
				t.Errorf("%s: %q is not in the picture", name, word)
			}
		}
		for _, attr := range []string{`font-weight="bold"`, `text-decoration="underline"`, `text-decoration="line-through"`, `font-style="italic"`,
			`fill="#f2b184"`, `fill="` + hex(c.Fg) + `"`, `fill="` + hex(c.Bg) + `"`, `opacity="0.6"`, "<path"} {
			if !bytes.Contains(svg, []byte(attr)) {
				t.Errorf("%s: no %s in the picture", name, attr)
			}
		}
	}
}
