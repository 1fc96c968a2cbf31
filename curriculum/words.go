package curriculum

import (
	"maps"
	"slices"
	"strings"
)

const wordsFile = "words.toml"

// Tools are what a lesson may mark with a link of the scheme tool:, so that a company can
// put its own name beside the general word.
func Tools() []string {
	return []string{"assistant", "board", "calendar", "chat", "drive", "intranet", "mail", "meeting", "phone", "vault"}
}

// words reads a layer's words.toml.
func (a *assembly) words(d *door) {
	var f toolsFile
	places, ok := d.tomlFile(wordsFile, maxModuleBytes, &f)
	if !ok {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(f.Tools)) {
		if !slices.Contains(Tools(), name) {
			d.notes = append(d.notes, Problem{Pos: places()["tools."+name], Code: "unknown-tool", Text: "no lesson speaks of the tool " + quoteName(name), Fix: "one of " + strings.Join(Tools(), ", ")})
			continue
		}
		if a.c.tools == nil {
			a.c.tools = map[string]string{}
		}
		a.c.tools[name] = safeString(f.Tools[name])
	}
}

// Tool is the company's own name for a tool, "Teams" for "chat"; "" when it gave none.
func (c *Curriculum) Tool(name string) string {
	if c == nil {
		return ""
	}
	return c.tools[name]
}

type toolsFile struct {
	Tools map[string]string `toml:"tools"`
}
