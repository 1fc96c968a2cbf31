package document

import (
	"math"
	"testing"
)

// TestContrast: text keeps 4.5:1 on whatever it stands on, and what is drawn 3:1 on paper
// (WCAG 2.2, 1.4.3 and 1.4.11), on a light screen, on a dark one and in print.
func TestContrast(t *testing.T) {
	for name, c := range map[string]palette{"light": light, "dark": dark, "printed": printed} {
		for _, p := range []struct {
			what, over, under string
			least             float64
		}{
			{"ink on paper", c.ink, c.paper, 4.5}, {"ink in a frame", c.ink, c.frame, 4.5},
			{"soft on paper", c.soft, c.paper, 4.5},
			{"a link", c.mark, c.paper, 4.5}, {"a ticket's label", c.mark, c.frame, 4.5},
			{"a number on a disc", c.paper, c.mark, 4.5},
			{"a line", c.line, c.paper, 3}, {"the other one's colour", c.second, c.paper, 3},
		} {
			if got := contrast(t, p.over, p.under); got < p.least {
				t.Errorf("%s: %s has %.2f:1 of %.1f", name, p.what, got, p.least)
			}
		}
	}
}

// contrast is WCAG's ratio of two colours.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	light := func(s string) float64 {
		c := rgb(s)
		part := func(v uint8) float64 {
			if x := float64(v) / 255; x > .04045 {
				return math.Pow((x+.055)/1.055, 2.4)
			} else {
				return x / 12.92
			}
		}
		return .2126*part(c.R) + .7152*part(c.G) + .0722*part(c.B)
	}
	x, y := light(a), light(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}
