package check

import (
	"context"
	"strings"
	"testing"
	"time"

	"binome/curriculum"
)

// TestOurLessons holds the built-in curriculum to the standard. Run it with -v to see
// every finding; warnings don't fail it.
func TestOurLessons(t *testing.T) {
	today := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	found := Run(context.Background(), []curriculum.Layer{curriculum.Builtin()}, Options{Own: true, Whole: true, Today: today})
	var b strings.Builder
	if err := WriteText(&b, found, TextOptions{Quiet: !testing.Verbose()}); err != nil {
		t.Fatal(err)
	}
	if Errors(found) > 0 {
		t.Error("\n" + b.String())
	} else if len(found) > 0 {
		t.Log("\n" + b.String())
	}
}
