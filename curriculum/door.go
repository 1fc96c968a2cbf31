package curriculum

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"binome/storage/clean"
)

// safeString is the door for a string out of TOML, which has escapes of its own.
func safeString(s string) string { return strings.TrimSpace(norm.NFC.String(clean.Line(s))) }
