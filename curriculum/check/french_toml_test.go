package check

import (
	"testing"

	"binome/storage/tame"
)

// TestFrenchTOML: what the library says of TOML that it can't read is said in French, and
// nothing is in the table that it doesn't say.
func TestFrenchTOML(t *testing.T) {
	broken := []string{
		"title = A first post", "title =\n", "title = ", "title", "ti tle = 1", "[ta ble]\n", "[[list] \n", "[[list]x]\n", "a = [1 2]", "a = [1", "a = {b = 1 c = 2}", "a = {b = 1",
		"a = 1 b = 2", "a = +x", "a = +0x1", "a = -0b1", "a = .5", "a = 1e", "a = 1ex", "a = 0b2", "a = 0xg", "a = 0o9", ".a = 1", "a..b = 1", "= 1", "a = = 1", "a", "\"a",
		"a = \"open", "a = 'open", "a = \"\"\"open", "a = '''open", "a = {,}", "a = [,]", "[]\n", "[.a]\n", "[a.]\n", "[a..b]\n", `a = "\U0001"`, `a = "\u00"`, `a = "\xg"`,
		"a = 1\na = 2", "[a]\n[a]\n", "a = 1\n[[a]]\n", "a = 1\n[a.b]\n", "[a]\n[[a]]\n", "[[a]]\n[a]\n", "a = 1.", "a = 01", "a = 01.5", "a = 1__0", "a = 1__0.5", "a = 1_0.5_", "a = 1.e5",
		`a = "\uD800"`, `a = "\q"`, "a = 2026-13-01", "a = 99999999999999999999", "a = {b = 1\n}", "a = \"x\ny\"", "a = \"\x01\"", "a = \"\xff\"", "a = {b = 1,, c = 2}", "a = [1,,2]", "a.b = 1\na = 2",
		"a = 2026-02-30", "a = inf1", "a = nope", "a = truex", "[a", "[[a", "a = \"\"\"x\"\"\"\"\"\"", "a = '''x''''''", "a = 1e400", "a.", "a. = 1", "a =\t", "a = {\n}", "a = {b", "a = 1 = 2", "a = \"b\" c", "[a] b",
		"a = 0x", "a = 0b", "a = 0o", "a = 1.5.2", "a = 1._5", "a = 00", "a = -01", "a = 12:99:00", "fruit = []\n[[fruit]]\n", "fruit = {}\n[fruit.x]\n",
	}
	hit := map[string]bool{}
	for _, src := range broken {
		_, f := tame.Decode(src, tame.Bounds{Bytes: 1 << 10}, &map[string]any{})
		if f == nil {
			t.Logf("%q can be read", src)
			continue
		}
		said := ""
		for _, line := range pairs(frenchTOML) {
			if to := remember([][2]string{line}).say(f.Why, 0); to != f.Why {
				said, hit[line[0]] = to, true
			}
		}
		if said == "" {
			t.Errorf("%q: nothing says %q in French", src, f.Why)
			continue
		}
		t.Logf("%-30q %s", src, In("fr", f.Why))
	}
	for _, line := range pairs(frenchTOML) {
		if putIn := line[0] == "end of file" || line[0] == `'\n'`; !hit[line[0]] && !putIn {
			t.Errorf("nobody says %q", line[0])
		}
	}
}
