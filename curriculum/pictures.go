package curriculum

import (
	"bytes"
	"image"
	_ "image/gif" // the kinds that a lesson may show
	_ "image/jpeg"
	_ "image/png"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// What of a picture is opened: a photograph of a telephone has 12 million pixels.
const (
	maxPictureBytes  = 10 << 20
	maxPicturePixels = 16 << 20
)

// pictureName is where the picture that a lesson's file shows would be in its layer; ok is
// false for one from elsewhere, or of a kind that can't be shown.
func pictureName(file, to string) (name string, ok bool) {
	name = path.Join(path.Dir(file), to)
	known := slices.Contains([]string{".png", ".jpg", ".jpeg", ".gif"}, strings.ToLower(path.Ext(name)))
	return name, known && !strings.Contains(to, ":") && fs.ValidPath(name)
}

// Picture is the file of a picture that the lesson shows in that language. It is within the
// lesson's layer, and of a kind and a size that can be decoded; else the error is a
// [Problem]. A lesson without its guides has no files, and no pictures.
func (l *Lesson) Picture(lang, to string) ([]byte, error) {
	s := l.in(lang)
	if s == nil || s.layer.FS == nil {
		return nil, l.nowhere()
	}
	name, ok := pictureName(s.file, to)
	fault := Problem{Pos: Pos{File: shownPath(name)}, Layer: s.layer.Name, Lesson: l.ID, Code: "picture-file", Text: "no picture that can be shown", Fix: "PNG, JPEG or GIF"}
	if !ok {
		return nil, fault
	}
	raw, problem := readFile(s.layer.FS, name, maxPictureBytes)
	if problem != nil {
		return nil, s.name(*problem)
	}
	c, _, err := image.DecodeConfig(strings.NewReader(raw))
	if err != nil || c.Width <= 0 || c.Height <= 0 || c.Width > maxPicturePixels/c.Height {
		return nil, fault
	}
	return []byte(raw), nil
}

// PicturePath is where that picture is on this computer, for a program that shows it.
func (l *Lesson) PicturePath(lang, to string) (string, error) {
	if _, err := l.Picture(lang, to); err != nil {
		return "", err
	}
	s := l.in(lang)
	name, _ := pictureName(s.file, to)
	if s.layer.Name == "" { // built in
		return "", l.nowhere()
	}
	return filepath.Abs(filepath.Join(s.layer.Name, filepath.FromSlash(name)))
}

// DecodePicture makes of a picture's bytes what is to be drawn; of a GIF its first frame.
func DecodePicture(raw []byte) (image.Image, error) {
	img, _, err := image.Decode(bytes.NewReader(raw))
	return img, err
}
