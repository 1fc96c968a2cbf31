// Package documenttest reads the text out of office files and PDFs, by the formats' own
// rules and nothing of what wrote them.
package documenttest

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Text is what stands in a file, a line a paragraph or a line of print; a file that is
// text already is itself.
func Text(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		parts, err := Parts(data)
		var b strings.Builder
		for _, name := range slices.Sorted(maps(parts)) {
			if !strings.HasSuffix(name, ".png") {
				b.WriteString(parts[name] + "\n")
			}
		}
		return b.String(), err
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return pdfText(data)
	}
	return string(data), nil
}

func maps(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// Parts are the files of an office file, each once: XML as its text and its attributes'
// values, others as they are.
func Parts(data []byte) (map[string]string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		if _, twice := parts[f.Name]; twice {
			return nil, fmt.Errorf("%s is there twice", f.Name)
		}
		parts[f.Name] = string(raw)
		if strings.HasSuffix(f.Name, ".xml") || strings.HasSuffix(f.Name, ".rels") {
			if parts[f.Name], err = xmlText(raw); err != nil {
				return nil, fmt.Errorf("%s: %w", f.Name, err)
			}
		}
	}
	return parts, nil
}

func xmlText(raw []byte) (string, error) {
	var b strings.Builder
	d := xml.NewDecoder(bytes.NewReader(raw))
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch tok := tok.(type) {
		case xml.CharData:
			b.Write(tok)
		case xml.StartElement:
			if tok.Name.Local == "s" && strings.HasSuffix(tok.Name.Space, ":text:1.0") { // OpenDocument's blank
				b.WriteByte(' ')
			}
			for _, a := range tok.Attr {
				if a.Name.Local == "descr" || a.Name.Local == "tblCaption" {
					b.WriteString(a.Value + "\n")
				}
			}
		case xml.EndElement:
			switch tok.Name.Local {
			case "p", "h", "t", "title", "desc", "c":
				if tok.Name.Local != "t" || !strings.Contains(tok.Name.Space, "wordprocessing") {
					b.WriteByte('\n')
				}
			}
		}
	}
}

// pdfText undoes the packing and looks each sign up in its font's own table.
func pdfText(data []byte) (string, error) {
	var (
		object  = regexp.MustCompile(`(?s)(\d+) 0 obj\n(.*?)\nendobj\n`)
		stream  = regexp.MustCompile(`(?s)^(<<.*?>>)\nstream\n(.*)\nendstream$`)
		fontRef = regexp.MustCompile(`/F(\d) (\d+) 0 R`)
		unicode = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
		pair    = regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]+)>`)
		shown   = regexp.MustCompile(`(?m)^/F(\d) .*<([0-9a-f]*)> Tj$|^ET$`)
		strs    = regexp.MustCompile(`<FEFF([0-9A-F]*)>`)
	)
	objects := map[string][]byte{}
	for _, m := range object.FindAllSubmatch(data, -1) {
		objects[string(m[1])] = m[2]
	}
	inflate := func(body []byte) ([]byte, error) {
		m := stream.FindSubmatch(body)
		if m == nil {
			return nil, errors.New("no stream")
		}
		z, err := zlib.NewReader(bytes.NewReader(m[2]))
		if err != nil {
			return nil, err
		}
		return io.ReadAll(z)
	}
	letters := map[string]map[string]string{}
	for _, body := range objects {
		for _, f := range fontRef.FindAllSubmatch(body, -1) {
			table := unicode.FindSubmatch(objects[string(f[2])])
			if table == nil {
				return "", fmt.Errorf("font %s has no letters", f[1])
			}
			cmap, err := inflate(objects[string(table[1])])
			if err != nil {
				return "", err
			}
			letters[string(f[1])] = map[string]string{}
			for _, p := range pair.FindAllSubmatch(cmap, -1) {
				letters[string(f[1])][strings.ToLower(string(p[1]))] = utf16Text(string(p[2]))
			}
		}
	}
	var b strings.Builder
	numbers := make([]int, 0, len(objects))
	for n := range objects {
		i, err := strconv.Atoi(n)
		if err != nil {
			return "", err
		}
		numbers = append(numbers, i)
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		body := objects[strconv.Itoa(n)]
		for _, s := range strs.FindAllSubmatch(body, -1) { // titles, and what is said in a picture's place
			b.WriteString(utf16Text(string(s[1])) + "\n")
		}
		if m := stream.FindSubmatch(body); m == nil || bytes.Contains(m[1], []byte("/Length1")) {
			continue
		}
		content, err := inflate(body)
		if err != nil {
			return "", err
		}
		for _, s := range shown.FindAllSubmatch(content, -1) {
			if len(s[1]) == 0 {
				b.WriteByte('\n')
				continue
			}
			for at := 0; at+4 <= len(s[2]); at += 4 {
				letter, ok := letters[string(s[1])][string(s[2][at:at+4])]
				if !ok {
					return "", fmt.Errorf("sign %s of font %s says nothing", s[2][at:at+4], s[1])
				}
				b.WriteString(letter)
			}
		}
	}
	return b.String(), nil
}

func utf16Text(h string) string {
	raw, err := hex.DecodeString(h)
	if err != nil {
		return ""
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
	}
	return string(utf16.Decode(units))
}
