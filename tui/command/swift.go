package command

import (
	"runtime/debug"
	"time"
)

// The garbage collector, by how much the heap may grow before it runs, in per cent. What
// is read at the start stays: looking for garbage in it took a quarter of the time to
// the first frame, and there was none. An hour with the coach makes little of it, so that
// a tight heap costs nothing there; a report over thousands of journals makes much.
const (
	swiftGC = 300
	usualGC = 100
	calmGC  = 50
	swift   = 300 * time.Millisecond
)

// startSwiftly puts the collector off for the first moments.
func (f *Factory) startSwiftly() {
	debug.SetGCPercent(swiftGC)
	f.settled = time.AfterFunc(swift, func() { debug.SetGCPercent(usualGC) })
}

// goOnCalmly keeps the heap small once the first frame is there.
func (f *Factory) goOnCalmly() {
	if f.settled != nil && f.settled.Stop() {
		f.settled = time.AfterFunc(swift, func() { debug.SetGCPercent(calmGC) })
	}
}
