package progress_test

import (
	"testing"

	"binome/storage/progress"
)

// TestFirstName: two who share a first name are called by all of it.
func TestFirstName(t *testing.T) {
	for _, c := range [][3]string{
		{"Inès Martin", "Philippe Durand", "Inès"}, {"Inès", "", "Inès"}, {"", "Inès", ""}, {" Inès Martin", "Inès", " Inès Martin"},
		{"Inès Martin", "Inès Durand", "Inès Martin"}, {"Inès", "Inès", "Inès"},
	} {
		if got := progress.FirstName(c[0], c[1]); got != c[2] {
			t.Errorf("%q beside %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
