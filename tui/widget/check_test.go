package widget

import (
	"flag"
	"os"
	"testing"

	"pgregory.net/rapid"
)

// check tries a property, a hundred times as often with BINOME_LONG=1. The variable is
// read within the test, where the test cache sees it.
func check(t *testing.T, prop func(*rapid.T)) {
	t.Helper()
	if os.Getenv("BINOME_LONG") == "1" {
		_ = flag.Set("rapid.checks", "10000")
	}
	rapid.Check(t, prop)
}
