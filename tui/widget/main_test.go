package widget

import (
	"flag"
	"os"
	"testing"
)

// With BINOME_LONG=1 the same properties are tried a hundred times as often.
func TestMain(m *testing.M) {
	flag.Parse()
	if os.Getenv("BINOME_LONG") == "1" {
		_ = flag.Set("rapid.checks", "10000")
	}
	os.Exit(m.Run())
}
