package check

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"binome/curriculum"
)

// TestUnknownLanguage: a file of a language that isn't one is told; one of a language whose
// words nobody here knows is not judged by them.
func TestUnknownLanguage(t *testing.T) {
	files := house(t)
	text := string(files[fileEN].Data)
	files["our-house/find-a-file.qq.md"] = &fstest.MapFile{Data: []byte(text)}
	long := strings.Replace(text, "So the place", strings.Repeat("ein Wort und noch ", 12)+"so the place", 1)
	files["our-house/find-a-file.de.md"] = &fstest.MapFile{Data: []byte(long)}
	found := Run(context.Background(), []curriculum.Layer{{FS: files, Name: "house"}}, Options{Today: today})
	if !slices.Contains(rulesFound(found), "unknown-language") {
		t.Errorf("%v", rulesFound(found))
	}
	for _, f := range found {
		if f.Lang == "de" && (f.Group == 6 || f.Group == 7 || f.Group == 13) {
			t.Errorf("%s: %s", f.Rule, f.Text)
		}
	}
}

// TestWordsOfScripts: words are counted by what a word is in their script.
func TestWordsOfScripts(t *testing.T) {
	for text, want := range map[string]int{
		"two words": 2, "l'idée neuve": 2, "Das ist gut": 3, "我们今天开会": 3, "会議は三時から始まります": 6, "Привет, мир": 2, "مرحبا بالعالم": 2, "ประชุมวันนี้": 6,
	} {
		if got := len(wordsOf(text)); got < want-1 || got > want+1 || strings.Contains(text, " ") && got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}
