package storage

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// manyEntries makes a journal such as two people have after years: 153 KB in 1,300
// entries.
func manyEntries(n int) []byte {
	data := []byte(header("ines-philippe", false))
	at := fixedNow()
	for i := range n {
		e := tick(1 + i%9)
		switch {
		case i == 0:
			e = firstEntry
		case i%10 == 3:
			e = Entry{Kind: KindNote, By: "mentor", Text: "Il a retrouvé seul où régler l'audience."}
		case i%10 == 5:
			e = Entry{Kind: KindRecall, By: "pair", Question: "presence/headline-photo#first-words", Rating: "alone"}
		}
		e.ID, e.At = fmt.Sprintf("01KAQ3XV2C5M8N1P4R7T%06d", i), at.Add(time.Duration(i)*time.Minute)
		data = append(data, '\n')
		data = appendBlock(data, &e)
	}
	return data
}

func BenchmarkLoad1300(b *testing.B) {
	data := manyEntries(1300)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		d, err := load(data, "x")
		if err != nil || len(d.entries) != 1300 || len(d.troubles) > 0 {
			b.Fatal(err, d)
		}
	}
}

func BenchmarkBareAppend(b *testing.B) {
	path := filepath.Join(b.TempDir(), "bare")
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Write(manyEntries(1300)); err != nil {
		b.Fatal(err)
	}
	e := tick(1)
	e.ID, e.At = "01KAQ3XV2C5M8N1P4R7T000000", fixedNow()
	block := appendBlock([]byte("\n"), &e)
	for b.Loop() {
		if _, err := f.Write(block); err != nil {
			b.Fatal(err)
		}
		if err := f.Sync(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	f := laid(b, b.TempDir(), Options{Now: func() time.Time { return fixedNow().AddDate(1, 0, 0) }})
	if err := os.WriteFile(filepath.Join(f.Dir, "pairs", "ines-philippe.toml"), manyEntries(1300), 0o600); err != nil {
		b.Fatal(err)
	}
	j, err := f.Journal("ines-philippe")
	if err != nil {
		b.Fatal(err)
	}
	defer j.Close()
	for b.Loop() {
		if _, err := j.Append(context.Background(), tick(1)); err != nil {
			b.Fatal(err)
		}
	}
}
