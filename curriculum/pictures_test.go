package curriculum

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"path/filepath"
	"strings"
	"testing"
)

// pngOf is the beginning of a PNG that says it has this size.
func pngOf(w, h int) string {
	head := binary.BigEndian.AppendUint32(nil, uint32(w))
	head = binary.BigEndian.AppendUint32(head, uint32(h))
	head = append([]byte("IHDR"), append(head, 8, 2, 0, 0, 0)...)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	return string(binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(head)))
}

// A picture is shown when it lies in the lesson's layer, is of a kind and a size that can be
// drawn, and is what its name says; nothing else is ever opened.
func TestWhichPicturesAreShown(t *testing.T) {
	var small bytes.Buffer
	if err := png.Encode(&small, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	files := []string{"m/module.toml", module("x"), "m/x.en.md", sound, "m/small.png", small.String(), "m/LOUD.PNG", small.String(), "other.png", small.String(), "m/small.txt", small.String(),
		"m/no.png", "no picture", "m/empty.png", "", "m/wide.png", pngOf(maxPicturePixels, 1), "m/wider.png", pngOf(maxPicturePixels+1, 1), "m/high.png", pngOf(1, maxPicturePixels),
		"m/higher.png", pngOf(1, maxPicturePixels+1), "m/large.png", pngOf(2, maxPicturePixels/2), "m/larger.png", pngOf(2, maxPicturePixels/2+1),
		"m/heavy.png", small.String() + strings.Repeat("\x00", maxPictureBytes-small.Len()), "m/heavier.png", small.String() + strings.Repeat("\x00", maxPictureBytes-small.Len()+1)}
	c := Load(layer("ours", files...))
	l, ok := c.Lesson("m/x")
	if !ok {
		t.Fatal(codes(c))
	}
	for to, shown := range map[string]bool{
		"small.png": true, "LOUD.PNG": true, "../other.png": true, "wide.png": true, "high.png": true, "large.png": true, "heavy.png": true,
		"small.txt": false, "no.png": false, "empty.png": false, "wider.png": false, "higher.png": false, "larger.png": false, "heavier.png": false,
		"gone.png": false, "../../other.png": false, "/etc/small.png": false, "http://example.org/small.png": false, "file:small.png": false, "": false, ".png": false,
	} {
		raw, err := l.Picture("en", to)
		if shown != (err == nil) || shown != (len(raw) > 0) {
			t.Errorf("%q: %d bytes, %v", to, len(raw), err)
		}
		at, err := l.PicturePath("en", to)
		if shown != (err == nil) || shown && !strings.HasSuffix(filepath.ToSlash(at), "/ours/"+strings.TrimPrefix("m/"+to, "m/../")) {
			t.Errorf("%q: at %q, %v", to, at, err)
		}
	}
	img, err := DecodePicture(small.Bytes())
	if err != nil || img.Bounds().Dx() != 3 || img.Bounds().Dy() != 2 {
		t.Errorf("%v, %v", img, err)
	}
	if _, err := DecodePicture([]byte("no picture")); err == nil {
		t.Error("a picture of nothing")
	}
}
