package curriculum

import (
	"strings"
	"testing"
	"unicode/utf8"

	"binome/curriculum/block"
)

// FuzzParse holds, for any file: nothing panics; every place is in the file; a lesson
// without problems has its five steps and a box for every item, in order; nothing of
// the mentor's guide is in what the mentee sees; no control character comes through.
func FuzzParse(f *testing.F) {
	f.Add(sound)
	f.Add(localised("fr", sound))
	f.Add("\ufeff" + strings.ReplaceAll(sound, "\n", "\r\n"))
	f.Add(strings.ReplaceAll(sound, "e", "e\u0301"))
	f.Add("+++\n+++\n## a\n> > [!MENTOR]\n- [x] \n\t1) ```\n[a]: b\n***a**b*\n|a|\n|-|\n")
	f.Add(strings.Replace(sound, "> A quotation.", "```\n> [!MENTOR]\n```\n<!--\n> [!MENTOR]\n-->\n\n[a]: b\n", 1))
	f.Fuzz(func(t *testing.T, src string) {
		// As it is, and in the places of a sound lesson where more of it counts.
		for _, file := range []string{src, strings.Replace(sound, "Why it matters, with *one* example.", src, 1),
			strings.Replace(sound, "- [ ] Look.", src, 1), strings.Replace(sound, "- [ ] The third", src, 1)} {
			for _, lang := range []string{"en", "de"} {
				d := Examine("m/l.md", lang, file)
				checkPlaces(t, d)
				if len(d.Problems) == 0 {
					checkText(t, d)
				}
			}
		}
	})
}

func checkPlaces(t *testing.T, d *Draft) {
	in := func(what string, p Pos) {
		if p.Line < 1 || p.Line > max(len(d.Lines), 1) || p.Col < 1 {
			t.Fatalf("%s is at %s of %d lines", what, p, len(d.Lines))
		}
		if len(d.Lines) > 0 && p.Col > utf8.RuneCountInString(d.Lines[p.Line-1])+1 {
			t.Fatalf("%s is at %s, and the line has %d characters", what, p, utf8.RuneCountInString(d.Lines[p.Line-1]))
		}
	}
	for _, p := range append(d.Problems, d.Notes...) {
		if p.Pos.Line > 0 && p.Code != "not-utf8" {
			in(p.Code, p.Pos)
		}
	}
	for _, s := range d.Steps {
		in("step", s.Pos)
		block.Walk(s.Blocks, func(b *block.Block) {
			line, col := d.Passages[0].lesson.doc.Pos(b.At)
			in("block", Pos{Line: line, Col: col})
		})
		for _, i := range s.Items {
			in("item", i.Pos)
		}
	}
	for _, q := range d.Questions {
		in("question", q.Pos)
		for _, o := range q.Options {
			in("option", o.Pos)
		}
	}
	for _, l := range d.Links {
		in("link", l.Pos)
	}
	for i := range d.Passages {
		p := &d.Passages[i]
		in("passage", p.Pos(0))
		in("end of passage", p.Pos(len(p.Plain)))
	}
}

// shown is what is seen of blocks, but for code: in code a guide's mark is only written.
func shown(blocks []block.Block) string {
	var b strings.Builder
	block.Walk(blocks, func(k *block.Block) {
		k.EachSpans(func(spans []block.Span) {
			for _, s := range spans {
				if s.Style&block.Mono == 0 {
					b.WriteString(s.Text)
				}
			}
			b.WriteByte('\n')
		})
	})
	return b.String()
}

func checkText(t *testing.T, d *Draft) {
	if len(d.Steps) != 5 {
		t.Fatalf("%d steps", len(d.Steps))
	}
	var seen []string
	for i, s := range d.Steps {
		if s.ID != StepIDs()[i] {
			t.Fatalf("step %d is %s", i, s.ID)
		}
		boxes := 0
		for i := range s.Blocks {
			b := &s.Blocks[i]
			if b.Kind == block.Box {
				if boxes++; b.N != boxes {
					t.Fatalf("box %d stands for item %d", boxes, b.N)
				}
			}
		}
		seen = append(seen, shown(s.Blocks))
		if boxes != len(s.Items) {
			t.Fatalf("%d boxes for %d items", boxes, len(s.Items))
		}
		for n, item := range s.Items {
			if item.N != n+1 {
				t.Fatalf("item %d is numbered %d", n+1, item.N)
			}
		}
	}
	for _, q := range d.Questions {
		seen = append(seen, block.Words(q.Spans), shown(q.Blocks), shown(q.After))
		right := 0
		for _, o := range q.Options {
			seen = append(seen, block.Words(o.Spans), shown(o.Blocks), shown(o.Feedback))
			if o.Right {
				right++
			}
		}
		if right != 1 || d.Question(q.ID) == nil {
			t.Fatalf("%s has %d right options", q.ID, right)
		}
	}
	for _, s := range append(seen, d.Title, d.Objective, d.Task, d.Bring, block.Words(d.NextStep)) {
		if mentorMark().MatchString(s) && s != d.Title && s != d.Objective && s != d.Task && s != d.Bring {
			t.Fatalf("the mentee sees %q", s)
		}
		for _, r := range s {
			if r < 0x20 && r != '\n' || r >= 0x7f && r < 0xa0 || r == 0x202e || r == 0xfeff {
				t.Fatalf("%U in %q", r, s)
			}
		}
	}
}
