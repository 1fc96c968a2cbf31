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
