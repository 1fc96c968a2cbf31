package curriculum

import (
	"strings"
	"testing"
)

// TestGuideLookAlikes: what an author may write for a guide, and what is none.
func TestGuideLookAlikes(t *testing.T) {
	for _, c := range []struct{ in, code string }{
		{"> [MENTOR]\n> Hush.", "guide-look-alike"},
		{"> [mentor] Hush.", "guide-look-alike"},
		{"> [! MENTOR]\n> Hush.", "guide-look-alike"},
		{"> [!MENTORS]\n> Hush.", "guide-look-alike"},
		{"> [!MENTRO]\n> Hush.", "guide-look-alike"},
		{"> [!MENTO]\n> Hush.", "guide-look-alike"},
		{"> [!Mentor guide]\n> Hush.", "guide-look-alike"},
		{"> [!MENTOR-GUIDE]\n> Hush.", "guide-look-alike"},
		{"[!MENTOR] Hush.", "guide-not-apart"},
		{"> **MENTOR:**\n> Hush.", "guide-look-alike"},
		{"> **Mentor** Hush.", "guide-look-alike"},
		{"> **Mentor:** hush.", "guide-look-alike"},
		{"> __Mentor's guide__: hush.", "guide-look-alike"},
		{"> Mentor: hush.", "guide-look-alike"},
		{"> MENTOR\n> Hush.", "guide-look-alike"},
		{"> For the mentor only: hush.", "guide-look-alike"},
		{"> **Repères du mentor :** chut.", "guide-look-alike"},
		{"> Pour le mentor — chut.", "guide-look-alike"},
		{"- a\n\n  > **Mentor:** hush.", "guide-look-alike"},
		{"> > [MENTOR] hush.", "guide-look-alike"},
		{"> [!NOTE]\n> Mentor: hush.", "guide-look-alike"},
		{"[MENTOR] Hush.", "guide-look-alike"},
		{"!!! mentor\n    Hush.", "guide-look-alike"},
		{"!!! mentor \"Guide\"\n    Hush.", "guide-look-alike"},
		{"::: mentor\nHush.\n:::", "guide-look-alike"},
		{"> [!MENTOR]\n\n> Hush.", "guide-empty"},
		{"> [!MENTOR]\n\nHush.", "guide-empty"},
		{"> [!MENTOR]\n>\n\nHush.", "guide-empty"},

		{"> ### Mentor\n> Hush.", "guide-look-alike"},
		{"> 🧑\u200d🏫 **MENTOR**\n> Hush.", "guide-look-alike"},
		{"> 👉 Mentor: hush.", "guide-look-alike"},
		{"!MENTOR\nHush.", "guide-look-alike"},
		{"> [!INSTRUCTOR]\n> Hush.", "guide-look-alike"},
		{"> [!Teacher's note]\n> Hush.", "guide-look-alike"},
		{"> [!GUIDE]\n> Hush.", "guide-look-alike"},
		{"> [!FORMATRICE]\n> Chut.", "guide-look-alike"},
		{"::::: instructor\n\nHush.\n\n:::::", "guide-look-alike"},
		{"!!! trainer\n    Hush.", "guide-look-alike"},

		{"> [Guide] to the house.", ""},
		{"> ### Mentors who wait\n> They teach more.", ""},
		{"> 👍 A mentor waits.", ""},
		{"> [!MENTOR]\n> Show your own.", ""},
		{"> [!mentor] Show your own.", ""},
		{"> [!MENTOR]+\n> Show your own.", ""},
		{"> [!MENTEE]\n> Read this.", "unknown"},
		{"> A good mentor waits: that is all.", ""},
		{"> Mentors who wait teach more.", ""},
		{"> A mentor - a good one - waits.", ""},
		{"> **Everybody:** a mentor waits.", ""},
		{"> *Mentor*, said Telemachus: come.", ""},
		{"**Mentor:** good morning.\n\n**Mentee:** good morning.", ""},
		{"> `[MENTOR]` is what they write.", ""},
		{"```\n> [!MENTOR]\n> [MENTOR]\n```", ""},
		{"A mentor: somebody who waits.", ""},
	} {
		src := strings.Replace(sound, "Why it matters, with *one* example.", "Why.\n\n"+c.in+"\n\nSo.", 1)
		l := parseLesson("m/l.en.md", "en", src)
		codes := map[string]bool{}
		for _, p := range l.problems {
			codes[p.Code] = true
			if p.Pos.Line < 14 || p.Pos.Line > 14+strings.Count(c.in, "\n") || p.Fix == "" {
				t.Errorf("%q: %s at %s", c.in, p.Code, p.Pos)
			}
		}
		switch c.code {
		case "", "unknown":
			if len(l.problems) > 0 || (c.code == "unknown") != (len(l.notes) > 0) {
				t.Errorf("%q: %v %v", c.in, l.problems, l.notes)
			}
		default:
			if len(codes) != 1 || !codes[c.code] {
				t.Errorf("%q: %v, want %s", c.in, l.problems, c.code)
			}
		}
	}
}
