package programme_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"binome/storage/programme"
	"binome/storage/programme/programmetest"
)

func today() time.Time { return time.Date(2026, 11, 22, 10, 0, 0, 0, time.FixedZone("", 3600)) }

// sizes of programmes that are timed; with BINOME_LONG also those of many machines.
func sizes() []int {
	if os.Getenv("BINOME_LONG") != "" {
		return []int{100, 1000, 10_000, 100_000}
	}
	return []int{100, 1000}
}

// BenchmarkJournals is a report over journals, beside reading them by the same number of
// goroutines and doing nothing with them, and beside cat. Read ms a pair, and how many
// bytes of memory a pair costs.
func BenchmarkJournals(b *testing.B) {
	c := builtin()
	for _, n := range sizes() {
		dir := b.TempDir()
		size, err := programmetest.New(1, c, today()).Folder(dir, n)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("report/%d", n), func(b *testing.B) {
			b.SetBytes(size)
			var before, after runtime.MemStats
			for b.Loop() {
				runtime.GC()
				runtime.ReadMemStats(&before)
				rep, _, err := programme.Make(context.Background(), programme.Request{Dirs: []string{dir}, Journals: true, Curriculum: c, Now: today()})
				if err != nil || rep.Pairs.All+rep.NotShared+rep.NoCode != n {
					b.Fatal(err, rep)
				}
				runtime.GC()
				runtime.ReadMemStats(&after)
				runtime.KeepAlive(rep)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/pair")
			b.ReportMetric(float64(int64(after.HeapAlloc)-int64(before.HeapAlloc))/float64(n), "heldB/pair")
		})
		b.Run(fmt.Sprintf("read/%d", n), func(b *testing.B) {
			b.SetBytes(size)
			for b.Loop() {
				list, err := os.ReadDir(dir)
				if err != nil {
					b.Fatal(err)
				}
				buf := make([]byte, 1<<20)
				for _, d := range list {
					f, err := os.Open(filepath.Join(dir, d.Name()))
					if err != nil {
						b.Fatal(err)
					}
					for err == nil {
						_, err = f.Read(buf)
					}
					f.Close()
					if err != io.EOF {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/pair")
		})
		b.Run(fmt.Sprintf("cat/%d", n), func(b *testing.B) {
			if _, err := exec.LookPath("cat"); err != nil {
				b.Skip(err)
			}
			b.SetBytes(size)
			for b.Loop() {
				cmd := exec.Command("sh", "-c", `find "$1" -name '*.toml' -print0 | xargs -0 cat`, "sh", dir)
				cmd.Stdout = io.Discard // a pipe to nobody: cat's own copying is what is timed
				if null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0); err == nil {
					cmd.Stdout = null
					defer null.Close()
				}
				if err := cmd.Run(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/pair")
		})
	}
}

// BenchmarkContributions is a report over contributions, which is what most programmes
// have: half of them toml, half json.
func BenchmarkContributions(b *testing.B) {
	for _, n := range sizes() {
		dir, sent := contributions(b, programmetest.New(1, builtin(), today()), n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				rep, _, err := programme.Make(context.Background(), programme.Request{Dirs: []string{dir}, Curriculum: builtin(), Now: today()})
				if err != nil || rep.Pairs.All != sent {
					b.Fatal(err, rep)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/pair")
		})
	}
}

// BenchmarkWrite is each format of a report on a thousand pairs.
func BenchmarkWrite(b *testing.B) {
	rep, _ := report(b, programme.Request{Dirs: []string{journals(b, programmetest.New(1, builtin(), today()), 1000)}, Journals: true})
	for _, format := range programme.Formats() {
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				written(b, rep, format, "fr")
			}
		})
	}
}
