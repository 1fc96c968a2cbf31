package theme

import (
	"os"
	"testing"

	"github.com/charmbracelet/colorprofile"
)

func TestNoColourIsAskedForInManyWays(t *testing.T) {
	for _, tt := range []struct {
		env    []string
		colour bool
	}{
		{[]string{"TERM=xterm-256color"}, true},
		{[]string{"TERM=xterm-256color", "CLICOLOR=1"}, true},
		{[]string{"TERM=xterm-256color", "COLORTERM=truecolor", "CLICOLOR=0"}, false},
		{[]string{"TERM=xterm-256color", "CLICOLOR=0", "CLICOLOR_FORCE=1"}, true},
		{[]string{"TERM=xterm-256color", "NO_COLOR=1"}, false},
		{[]string{"TERM=vt100"}, false},
		{[]string{"TERM=vt220-8bit"}, false},
		{[]string{"TERM=xterm-mono"}, false},
		{[]string{"TERM=linux-m"}, false},
		{[]string{"TERM=linux"}, true},
		{[]string{"TERM=screen"}, true},
	} {
		env := append(Environment(tt.env), "TTY_FORCE=1")
		if p := colorprofile.Detect(os.Stdout, env); p > colorprofile.ASCII != tt.colour {
			t.Errorf("%q: %v", tt.env, p)
		}
	}
}

// TestSetToNothing: a variable that says nothing hides no other, and of two of one name the
// last counts.
func TestSetToNothing(t *testing.T) {
	for _, c := range []struct {
		env   []string
		names []string
		want  string
	}{
		{[]string{"VISUAL=", "EDITOR=vi"}, []string{"VISUAL", "EDITOR"}, "vi"},
		{[]string{"EDITOR=vi", "VISUAL=  "}, []string{"VISUAL", "EDITOR"}, "vi"},
		{[]string{"EDITOR=vi", "VISUAL=code -w"}, []string{"VISUAL", "EDITOR"}, "code -w"},
		{[]string{"EDITOR=vi", "EDITOR=nano"}, []string{"EDITOR"}, "nano"},
		{[]string{"EDITOR=vi", "EDITOR="}, []string{"EDITOR"}, ""},
		{[]string{"EDITORS=vi"}, []string{"EDITOR"}, ""},
		{nil, []string{"PAGER"}, ""},
	} {
		if got := Getenv(c.env, c.names...); got != c.want {
			t.Errorf("%q of %q: %q, want %q", c.names, c.env, got, c.want)
		}
	}
	for want, env := range map[string][]string{
		"fr_FR.UTF-8": {"LC_ALL=", "LC_MESSAGES=", "LANG=fr_FR.UTF-8"}, "de": {"LANG=fr", "LC_MESSAGES=de"}, "C": {"LANG=fr", "LC_ALL=C"}, "": {"LANG="},
	} {
		if got := Locale(env); got != want {
			t.Errorf("%q: %q, want %q", env, got, want)
		}
	}
}
