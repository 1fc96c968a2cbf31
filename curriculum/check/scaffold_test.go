package check

import (
	"context"
	"strings"
	"testing"
	"time"

	"binome/curriculum"
)

// TestScaffoldIsSound holds that what a new author is given passes, by our own standard.
func TestScaffoldIsSound(t *testing.T) {
	dir := t.TempDir()
	if _, err := curriculum.Scaffold(dir, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	layer, err := curriculum.Dir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, own := range []bool{false, true} {
		found := Run(context.Background(), []curriculum.Layer{layer}, Options{
			Own: own, Under: []curriculum.Layer{curriculum.Builtin()}, Today: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC),
		})
		var b strings.Builder
		if err := WriteText(&b, found, TextOptions{}); err != nil || len(found) > 0 {
			t.Errorf("own %v: %v\n%s", own, err, b.String())
		}
	}
}
