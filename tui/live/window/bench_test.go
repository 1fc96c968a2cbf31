package window

import (
	"slices"
	"testing"
	"time"

	"binome/tui/live/room"
)

// percentiles reports what was measured, in milliseconds.
func percentiles(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	for _, p := range []struct {
		name string
		of   int
	}{{"p50-ms", 50}, {"p95-ms", 95}, {"p99-ms", 99}} {
		b.ReportMetric(float64(took[(len(took)-1)*p.of/100].Microseconds())/1000, p.name)
	}
}

// BenchmarkTick is from a tick in one window to the same tick in the other's journal: an
// append, its flush, the nudge, the reading.
func BenchmarkTick(b *testing.B) {
	dir := short(b)
	ja, jb := journals(b, dir)
	one := Join(Options{Dir: dir, Pair: "ines-philippe", Role: room.Mentor})
	defer one.Close()
	two := Join(Options{Dir: dir, Pair: "ines-philippe", Role: room.Mentee})
	defer two.Close()
	until(b, one, "the other", people(2))
	until(b, two, "the other", people(2))
	var took []time.Duration
	for b.Loop() {
		took = append(took, travel(b, ja, jb, len(took)))
	}
	percentiles(b, took)
}

// BenchmarkMove is from a step in one window to the same step in the other.
func BenchmarkMove(b *testing.B) {
	_, one, two := pairUp(b)
	var took []time.Duration
	for b.Loop() {
		p := lesson("together")
		p.Question = len(took) + 1
		began := time.Now()
		one.Move(p)
		until(b, two, "the move", func(st room.State) bool { return st.Place.Question == p.Question })
		took = append(took, time.Since(began))
	}
	percentiles(b, took)
}
