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
