package theme

import "testing"

func TestOpensLinks(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want bool
	}{
		{map[string]string{}, false},
		{map[string]string{"TERM": "xterm-256color"}, false}, // anything, over SSH
		{map[string]string{"TERM": "linux"}, false},
		{map[string]string{"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, false},
		{map[string]string{"TERM": "xterm-256color", "VTE_VERSION": "4602"}, false},
		{map[string]string{"TERM": "xterm-256color", "VTE_VERSION": "7600"}, true},
		{map[string]string{"TERM": "xterm-kitty"}, true},
		{map[string]string{"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, true},
		{map[string]string{"WT_SESSION": "1"}, true},
	} {
		got := OpensLinks(func(names ...string) string {
			for _, n := range names {
				if v := c.env[n]; v != "" {
					return v
				}
			}
			return ""
		})
		if got != c.want {
			t.Errorf("%v: %v", c.env, got)
		}
	}
}
