package command

import (
	"testing"
	"time"
)

// BenchmarkCommands is what every start pays before its command begins.
func BenchmarkCommands(b *testing.B) {
	dir := b.TempDir()
	for b.Loop() {
		f := &Factory{Env: []string{"BINOME_DATA=" + dir, "LANG=fr"}, Now: time.Now}
		f.early(nil)
		newRootCmd(f)
	}
}
