package theme

import (
	"slices"
	"strings"
)

// Environment is what a terminal's programs are told, with NO_COLOR where it means that in
// another way: CLICOLOR=0 (bixense.com/clicolors), or a terminal that has no colours.
func Environment(env []string) []string {
	get := func(name string) string {
		for _, kv := range slices.Backward(env) {
			if v, ok := strings.CutPrefix(kv, name+"="); ok {
				return v
			}
		}
		return ""
	}
	force := get("CLICOLOR_FORCE")
	if force != "" && force != "0" || get("CLICOLOR") != "0" && !monochrome(get("TERM")) {
		return env
	}
	return append(slices.Clip(env), "NO_COLOR=1")
}

// monochrome reports a terminal whose terminfo entry has no colours: those of DEC, and what
// ends as terminfo(5) has such variants end. What a colour would be for is bold, or a sign.
func monochrome(term string) bool {
	for _, dec := range []string{"vt52", "vt100", "vt102", "vt220", "vt320", "vt420", "vt510", "vt520"} {
		if term == dec || strings.HasPrefix(term, dec+"-") {
			return true
		}
	}
	return strings.HasSuffix(term, "-m") || strings.HasSuffix(term, "-mono")
}
