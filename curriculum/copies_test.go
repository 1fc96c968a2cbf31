package curriculum

import "testing"

// TestEntryOf: an entry is found as it is written.
func TestEntryOf(t *testing.T) {
	text := "# note\n[title]\nen = \"A\"\n\n[[lesson]]\nid = \"one\"\nminutes = 25\n\n[[lesson]]\nid   = \"two\"\nminutes = 10\n"
	above, entry := EntryOf(text, "two")
	if above != "# note\n[title]\nen = \"A\"\n" || entry != "[[lesson]]\nid   = \"two\"\nminutes = 10\n" {
		t.Errorf("%q %q", above, entry)
	}
	if _, entry := EntryOf(text, "three"); entry != "" {
		t.Errorf("%q", entry)
	}
}

// TestEntryText: what is said of a lesson, line by line: without comments, blank lines, the
// day it was last read and the record of where it was copied from.
func TestEntryText(t *testing.T) {
	const entry = "[[lesson]]\n# a note\nid = \"x\"  \n\n   \n  # another\n  minutes = 25\nreviewed = 2026-11-22\ncopied = {a = \"b\"}\n copied={}\nreviewed_by = \"y\"\nneeds = [\"copied\"]\n"
	const want = "[[lesson]]\nid = \"x\"\nminutes = 25\nreviewed_by = \"y\"\nneeds = [\"copied\"]"
	if got := entryText(entry); got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
	if got := entryText(""); got != "" {
		t.Errorf("of nothing: %q", got)
	}
	if sumOf("a\r\nb") != sumOf("a\nb") || sumOf("a\nb") == sumOf("a b") || len(sumOf("")) != 12 {
		t.Error("a sum is of twelve digits, and the same however lines end")
	}
}
