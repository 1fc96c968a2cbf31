package theme

import (
	"slices"
	"strings"
)

// Environment is what a terminal's programs are told, with NO_COLOR where it means that in
// another way: CLICOLOR=0 (bixense.com/clicolors), or a terminal that has no colours.
func Environment(env []string) []string {
	force := Getenv(env, "CLICOLOR_FORCE")
	if force != "" && force != "0" || Getenv(env, "CLICOLOR") != "0" && !monochrome(Getenv(env, "TERM")) {
		return env
	}
	return append(slices.Clip(env), "NO_COLOR=1")
}

// Getenv is the first of these variables that says something: one that is set to nothing,
// or to blanks, hides no other. Of two of one name the last counts, as for programs.
func Getenv(env []string, names ...string) string {
	for _, name := range names {
		for _, kv := range slices.Backward(env) {
			if v, ok := strings.CutPrefix(kv, name+"="); ok {
				if strings.TrimSpace(v) != "" {
					return v
				}
				break
			}
		}
	}
	return ""
}

// Locale is the language that an environment asks for: of its variables the first that is
// set decides, also when it says C, which is none.
func Locale(env []string) string { return Getenv(env, "LC_ALL", "LC_MESSAGES", "LANG") }

// Remote reports whether whoever looks on came in over SSH: what is opened or written here
// isn't on the computer in front of them.
func Remote(env []string) bool {
	return Getenv(env, "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY") != ""
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
