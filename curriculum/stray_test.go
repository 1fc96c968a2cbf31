package curriculum

import (
	"fmt"
	"strings"
	"testing"
)

// TestStray: a box that nobody can tick is told, whatever it looks like; what only looks
// like one isn't.
func TestStray(t *testing.T) {
	in := map[string]string{"talk": "- A question.", "discover": "Keep this in mind.", "alone": "A quotation.", "together": "Sit at your own screen.", "remember": "Answer aloud."}
	for _, c := range []struct{ step, text, want string }{
		{"talk", "- [ ] A box.", "box-elsewhere"},
		{"discover", "x\n> \n> - [x] A box.", "box-elsewhere"},
		{"alone", "x\n>\n> - [ ] A box.", "box-nested"},
		{"together", "- x\n  - [ ] A box.\n", "box-nested"},
		{"remember", "Which photo?\n\n- [ ] That.\n- [x] This.", "box-unasked"},
		{"remember", "> - [ ] A box.", "box-nested"},
		{"remember", "- x\n  - [ ] A box.", "box-nested"},
		{"together", "-[ ] A box.", "box-mistyped"},
		{"together", "- [] A box.", "box-mistyped"},
		{"together", "- [ x ] A box.", "box-mistyped"},
		{"together", "* [  ] A box.", "box-mistyped"},
		{"together", "[ ] A box.", "box-mistyped"},
		{"together", "☐ A box.", "box-mistyped"},
		{"together", "- □ A box.", "box-mistyped"},
		{"together", "- ( ) A box.", "box-mistyped"},
		{"together", "- (x) A box.", "box-mistyped"},
		{"together", "- [✓] A box.", "box-mistyped"},
		{"together", "- [_] A box.", "box-mistyped"},
		{"together", "- [o] A box.", "box-mistyped"},
		{"together", "— [ ] A box.", "box-mistyped"},
		{"together", "• [ ] A box.", "box-mistyped"},
		{"together", "- (a) A letter.", ""},
		{"together", "- [o](https://a.org) is a link.", ""},
		{"talk", "[ ] No box is due here.", ""},
		{"together", "[x](https://a.org) is a link.", ""},
		{"together", "A list[0] of things, and [ ] in it.", ""},
		{"together", "`- [] x` is code.", ""},
		{"together", "[a] note", ""},
		{"together", "- [ ] A box.", ""},
	} {
		d := Examine("m/l.en.md", "en", strings.Replace(sound, in[c.step], c.text, 1))
		var got []string
		for _, p := range d.Notes {
			got = append(got, p.Code)
			if p.Pos.Line == 0 || p.Fix == "" {
				t.Errorf("%+v", p)
			}
		}
		if fmt.Sprint(got) != "["+c.want+"]" || len(d.Problems) > 0 {
			t.Errorf("%s %q: %v, want %s; %v", c.step, c.text, got, c.want, d.Problems)
		}
		if s := d.Step(Talk); s != nil && len(s.Items) > 0 {
			t.Errorf("%q can be ticked", c.text)
		}
	}
}
