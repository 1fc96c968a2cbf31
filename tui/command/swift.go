package command

import (
	"runtime/debug"
	"time"
)

// The garbage collector, by how much the heap may grow before it runs, in per cent. What
// is read at the start stays: looking for garbage in it took a quarter of the time to
// the first frame, and there was none. An hour afterwards makes little of it, so that a
// tighter heap costs nothing there.
const (
	swiftGC = 300
	calmGC  = 50
	swift   = 300 * time.Millisecond
)

// startSwiftly puts the collector off for the first moments.
func startSwiftly() {
	debug.SetGCPercent(swiftGC)
	time.AfterFunc(swift, func() { debug.SetGCPercent(calmGC) })
}
