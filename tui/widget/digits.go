package widget

import "strings"

// glyphs are digits three rows high, two half blocks a row; bubbles has none, and a font of
// its own would be a library for eleven signs.
var glyphs = [...][3]string{
	{"█▀█", "█ █", "▀▀▀"}, {"▀█ ", " █ ", "▀▀▀"}, {"▀▀█", "█▀▀", "▀▀▀"}, {"▀▀█", " ▀█", "▀▀▀"}, {"█ █", "▀▀█", "  ▀"},
	{"█▀▀", "▀▀█", "▀▀▀"}, {"█▀▀", "█▀█", "▀▀▀"}, {"▀▀█", "  █", "  ▀"}, {"█▀█", "█▀█", "▀▀▀"}, {"█▀█", "▀▀█", "▀▀▀"},
}

// Digits draws a clock's time ("14:30", "14 h 30") in digits three rows high; nil for a text
// without any.
func Digits(s string) []string {
	rows := make([]string, 3)
	found := false
	between := false
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			if between && found {
				for i, dot := range []string{"▄ ", "▄ ", "  "} {
					rows[i] += dot
				}
			}
			between, found = false, true
			for i, g := range glyphs[r-'0'] {
				rows[i] += g + " "
			}
		default:
			between = true
		}
	}
	if !found {
		return nil
	}
	for i := range rows {
		rows[i] = strings.TrimSuffix(rows[i], " ")
	}
	return rows
}
