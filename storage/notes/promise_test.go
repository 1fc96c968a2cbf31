package notes_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/notes"
	"binome/storage/progress"
)

func TestRefusals(t *testing.T) {
	without := func(who string, to notes.Audience) func(*notes.Request) {
		return func(r *notes.Request) {
			b := simulated("en")
			b.entries = slices.DeleteFunc(b.entries, func(e storage.Entry) bool {
				return e.Kind == storage.KindConsent && e.Who == who && e.To == string(to)
			})
			r.Progress = progress.Fold(r.Curriculum, b.entries)
		}
	}
	for _, tt := range []struct {
		name     string
		audience notes.Audience
		format   string
		change   func(*notes.Request)
		want     error
	}{
		{"nobody", "press", "md", nil, notes.ErrAudience},
		{"no reader", "", "", nil, notes.ErrAudience},
		{"another's format", notes.ForPair, "toml", nil, notes.ErrFormat},
		{"no format", notes.ForPair, "", nil, notes.ErrFormat},
		{"a page for a platform", notes.ForLMS, "html", nil, notes.ErrFormat},
		{"the mentor wasn't asked", notes.ForProgramme, "toml", without("mentor", "programme"), notes.ErrNoConsent},
		{"the mentee wasn't asked", notes.ForProgramme, "csv", without("mentee", "programme"), notes.ErrNoConsent},
		{"the mentor wasn't asked for a ballot", notes.ForBallot, "toml", without("mentor", "ballot"), notes.ErrNoConsent},
		{"the mentee wasn't asked for the platform", notes.ForLMS, "xapi", without("mentee", "lms"), notes.ErrNoConsent},
		{"nor the mentor", notes.ForLMS, "csv", without("mentor", "lms"), notes.ErrNoConsent},
		{"a ballot before its time", notes.ForBallot, "toml", func(r *notes.Request) {
			b := simulated("en")
			b.entries = slices.DeleteFunc(b.entries, func(e storage.Entry) bool { return e.At.After(now.AddDate(0, 0, -30)) })
			r.Progress = progress.Fold(r.Curriculum, b.entries)
		}, notes.ErrNotSettled},
		{"nobody was asked", notes.ForProgramme, "json", func(r *notes.Request) {
			r.Progress = progress.Fold(r.Curriculum, simulated("en").entries[:2])
		}, notes.ErrNoConsent},
		{"no code and never met", notes.ForProgramme, "md", func(r *notes.Request) {
			b := &book{at: now, prefix: "N"}
			b.add(storage.Entry{Kind: storage.KindPair, Mentor: "A", Mentee: "B"})
			for _, who := range []string{"mentor", "mentee"} {
				b.add(storage.Entry{Kind: storage.KindConsent, Who: who, Given: true})
			}
			r.Progress = progress.Fold(r.Curriculum, b.entries)
		}, notes.ErrNoCode},
		{"agreed", notes.ForProgramme, "toml", nil, nil},
		{"a question bank needs no consent", notes.ForLMS, "gift", without("mentor", "lms"), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := request(t, tt.audience, tt.format, "en")
			if tt.change != nil {
				tt.change(&r)
			}
			var b bytes.Buffer
			if err := notes.Write(&b, r); !errors.Is(err, tt.want) {
				t.Fatalf("%v, want %v", err, tt.want)
			}
			if tt.want != nil && b.Len() > 0 {
				t.Errorf("it refused and wrote %q", b.String())
			}
		})
	}
}

func TestFormatsAndExtensions(t *testing.T) {
	seen := map[string]string{}
	for _, a := range audiences() {
		if len(notes.Formats(a)) == 0 {
			t.Errorf("%s has no format", a)
		}
		for _, f := range notes.Formats(a) {
			ext := notes.Extension(f)
			if !strings.HasPrefix(ext, ".") || len(ext) < 3 {
				t.Errorf("%s: extension %q", f, ext)
			}
			if other, ok := seen[ext]; ok && other != f {
				t.Errorf("%s and %s have one extension", other, f)
			}
			seen[ext] = f
		}
	}
	if notes.Formats("press") != nil || notes.Extension("") != "" {
		t.Error("a format for nobody")
	}
}

func TestLanguage(t *testing.T) {
	p := &progress.Progress{Mentor: progress.Person{Language: "en"}, Mentee: progress.Person{Language: "fr"}}
	for a, want := range map[notes.Audience]string{
		notes.ForPair: "fr", notes.ForMentee: "fr", notes.ForMentor: "en", notes.ForProgramme: "", notes.ForBallot: "", notes.ForLMS: "",
	} {
		if got := notes.Language(a, p); got != want {
			t.Errorf("%s: %q, want %q", a, got, want)
		}
	}
	if got := notes.Language(notes.ForPair, nil); got != "" {
		t.Errorf("nobody's language: %q", got)
	}
}

// every calls f with each export there is, in one language.
func every(t *testing.T, lang string, f func(t *testing.T, r notes.Request)) {
	for _, a := range audiences() {
		for _, format := range notes.Formats(a) {
			t.Run(string(a)+" "+format, func(t *testing.T) { f(t, request(t, a, format, lang)) })
		}
	}
}

// TestCanaries: private notes reach their owner alone; the guide reaches nobody; what
// anybody typed doesn't reach the programme or the platform, nor a calendar.
func TestCanaries(t *testing.T) {
	const private, retracted = "canari-prive", "canari-repris"
	own := &book{at: now.Add(-time.Hour), prefix: "Q"}
	own.add(storage.Entry{Kind: storage.KindPair, Mentor: "Inès", Mentee: "Philippe"})
	own.add(storage.Entry{Kind: storage.KindNote, Text: private + " une note à moi"})
	own.add(storage.Entry{Kind: storage.KindRetract, Of: own.add(storage.Entry{Kind: storage.KindNote, Text: retracted})})
	typedWords := []string{"alert(1)", "calc", "cloche", "quatre espaces", "trois cents", "@SUM", "décision attend", "Montré à Awa", "Faire vivre", "شكرا", "volé"}
	for _, owner := range []string{"", "mentor", "mentee"} {
		every(t, "fr", func(t *testing.T, r notes.Request) {
			r.Private, r.Owner = own.entries, owner
			out := readable(t, export(t, r))
			if strings.Contains(out, guideCanary) {
				t.Error("the mentor's guide is in it")
			}
			if strings.Contains(out, retracted) {
				t.Error("a note that was taken back is in it")
			}
			want := owner != "" && owner == string(r.Audience)
			if got := strings.Contains(out, private); got != want {
				t.Errorf("owner %q: private notes in it is %v, want %v", owner, got, want)
			}
			closed := slices.Contains(notes.Shared(), r.Audience) || r.Format == "ics"
			for _, w := range typedWords {
				if closed && strings.Contains(out, w) {
					t.Errorf("%q was typed, and is in it", w)
				}
			}
			if slices.Contains(notes.Shared(), r.Audience) {
				for _, name := range []string{"Inès", "Philippe", "ines-philippe"} {
					if strings.Contains(out, name) {
						t.Errorf("the programme gets the name %q", name)
					}
				}
			}
		})
	}
}

// TestHeads: each export says at its head what it leaves out; the two that can't are
// named in the package's doc, and LeftOut says it for them.
func TestHeads(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		every(t, lang, func(t *testing.T, r notes.Request) {
			said := notes.LeftOut(r)
			if len(said) == 0 {
				t.Fatal("nothing is said to be left out")
			}
			if r.Audience == notes.ForBallot || r.Format == "xapi" || r.Audience == notes.ForLMS && r.Format == "csv" {
				return
			}
			out := readable(t, export(t, r))
			if r.Format == "ics" || r.Format == notes.FormatNext {
				out = strings.ReplaceAll(out, "\r\n ", "")
			}
			head := out[:min(len(out), 4200)]
			for _, s := range said {
				if strings.HasPrefix(s, "[") {
					t.Errorf("%s has no phrase", s)
				}
				found := strings.Contains(head, s)
				if r.Format == "html" {
					found = strings.Contains(out[strings.Index(out, "<main>"):][:1500], strings.ReplaceAll(s, "'", "&#39;"))
				}
				if !found {
					t.Errorf("its head doesn't say %q", s)
				}
			}
		})
	}
}

// TestSameJournalSameBytes: the order of the file, another process, another hour of the
// day for what doesn't depend on it.
func TestSameJournalSameBytes(t *testing.T) {
	every(t, "fr", func(t *testing.T, r notes.Request) {
		first := export(t, r)
		entries := simulated("fr").entries
		for i, j := 0, len(entries)-1; i < j; i, j = i+1, j-1 {
			entries[i], entries[j] = entries[j], entries[i]
		}
		r.Progress = progress.Fold(r.Curriculum, entries)
		if second := export(t, r); !bytes.Equal(first, second) {
			t.Error("the same entries in another order give other bytes")
		}
	})
}

// TestNoMissingPhrase: nothing shows a phrase's key, and no blank is left open.
func TestNoMissingPhrase(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		for _, entries := range []int{1, 3, 1000} {
			every(t, lang, func(t *testing.T, r notes.Request) {
				all := simulated(lang).entries
				r.Progress = progress.Fold(r.Curriculum, all[:min(entries, len(all))])
				var b bytes.Buffer
				if err := notes.Write(&b, r); err != nil && !errors.Is(err, notes.ErrNoConsent) && !errors.Is(err, notes.ErrNoCode) && !errors.Is(err, notes.ErrNoDate) {
					t.Fatal(err)
				}
				out := ""
				if b.Len() > 0 {
					out = readable(t, b.Bytes())
				}
				for _, bad := range []string{"[export.", "{{", "\\[export", "[outcomes", "[rungs", "[roles", "%!"} {
					if i := strings.Index(out, bad); i >= 0 {
						t.Errorf("%q in %q", bad, out[i:min(len(out), i+60)])
					}
				}
			})
		}
	}
}

// TestOddJournals: with a lesson nobody has any more, an unknown rung, a
// curriculum that isn't there, every format is still written.
func TestOddJournals(t *testing.T) {
	odd := simulated("fr")
	odd.begin("2026-11-20 09:00", 0)
	odd.walk("gone/away", curriculum.Discover)
	odd.rung("gone/away", "flying", "x")
	odd.add(storage.Entry{Kind: storage.KindPromise, Who: "", Text: ""})
	odd.add(storage.Entry{Kind: "weather", Text: "pluie"})
	odd.entries = append(odd.entries, odd.entries[3])
	for _, with := range []bool{true, false} {
		every(t, "fr", func(t *testing.T, r notes.Request) {
			c := r.Curriculum
			if !with {
				c = nil
			}
			r.Curriculum = c
			r.Progress = progress.Fold(c, odd.entries)
			if r.Format == notes.FormatNext { // no date is agreed on
				return
			}
			if out := export(t, r); len(out) == 0 {
				t.Error("nothing was written")
			}
		})
	}
}

// many is a pair with that many entries.
func many(n int) []storage.Entry {
	b := simulated("fr")
	all := []string{"presence/headline-photo", "presence/first-post", "talk-meet/right-channel", "talk-meet/meeting", "build/sharing-rights", "ai/ai-check", "ai/ai-rules"}
	for i := 0; len(b.entries) < n; i++ {
		if i%25 == 0 {
			b.at = b.at.Add(24 * time.Hour)
			b.session = b.add(storage.Entry{Kind: storage.KindSession, Minutes: 60})
		}
		l := all[i%len(all)]
		switch i % 6 {
		case 0:
			b.walk(l, curriculum.Together)
		case 1:
			b.add(storage.Entry{Kind: storage.KindTick, Lesson: l, Step: "alone", Item: 1 + i%4, Edition: 1})
		case 2:
			b.add(storage.Entry{Kind: storage.KindNote, Text: fmt.Sprintf("Note %d : %s", i, markup), Lesson: l})
		case 3:
			b.rung(l, "unaided", fmt.Sprintf("Preuve %d, avec des mots.", i))
		case 4:
			b.add(storage.Entry{Kind: storage.KindRecall, Question: l + "#which", Rating: "alone"})
		case 5:
			b.add(storage.Entry{Kind: storage.KindPromise, Who: "mentee", Text: fmt.Sprintf("Promesse %d", i)})
		}
	}
	return b.entries
}

// BenchmarkExport is each export of a pair of 1,300 entries: at most 50 ms.
func BenchmarkExport(b *testing.B) {
	for _, a := range audiences() {
		for _, format := range notes.Formats(a) {
			b.Run(string(a)+"/"+format, func(b *testing.B) {
				r := request(b, a, format, "fr")
				r.Curriculum = curriculum.Load(curriculum.Builtin())
				r.Progress = progress.Fold(r.Curriculum, many(1300))
				var out bytes.Buffer
				for b.Loop() {
					out.Reset()
					if err := notes.Write(&out, r); err != nil {
						b.Fatal(err)
					}
				}
				b.SetBytes(int64(out.Len()))
			})
		}
	}
}
