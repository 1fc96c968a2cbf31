package document

import (
	"bytes"
	"encoding/json"
)

// WriteJSON writes with two blanks of indent, HTML's own marks escaped (a JSON file
// may be pasted into a page), and nothing null where a list is meant.
func WriteJSON(b *bytes.Buffer, v any) error {
	e := json.NewEncoder(b)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
