package theme

import (
	"strconv"
	"strings"
)

// OpensLinks reports whether a terminal is known to open a link behind words (OSC 8), by
// what it says of itself in its environment. One that says nothing gets addresses in full:
// they can be read, copied and typed anywhere.
// https://github.com/Alhadis/OSC8-Adoption lists who does.
func OpensLinks(getenv func(names ...string) string) bool {
	if getenv("WT_SESSION", "KITTY_WINDOW_ID", "GHOSTTY_RESOURCES_DIR", "WEZTERM_PANE", "KONSOLE_VERSION") != "" {
		return true
	}
	if v, err := strconv.Atoi(getenv("VTE_VERSION")); err == nil && v >= 5000 {
		return true
	}
	switch getenv("TERM_PROGRAM") {
	case "iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "mintty", "Tabby":
		return true
	}
	term := getenv("TERM")
	for _, name := range []string{"kitty", "ghostty", "wezterm", "alacritty", "foot", "contour", "rio"} {
		if strings.Contains(term, name) {
			return true
		}
	}
	return false
}

// InFull is the theme with addresses written out below the paragraphs that lead to them.
func (t Theme) InFull() Theme {
	t.Markdown.InFull = true
	t.Markdown.Name += "/full"
	return t
}
