package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestFolderInPlaceOfFile: what can't be read is an error, never taken for nothing, and is
// not written over.
func TestFolderInPlaceOfFile(t *testing.T) {
	ctx := context.Background()
	for name, tt := range map[string]struct {
		path func(f *Folder) string
		do   func(f *Folder) error
	}{
		"settings":       {func(f *Folder) string { return f.ConfigFile() }, func(f *Folder) error { _, err := f.Config(); return err }},
		"saved settings": {func(f *Folder) string { return f.ConfigFile() }, func(f *Folder) error { return f.SaveConfig(Config{Name: "Inès"}) }},
		"a journal":      {func(f *Folder) string { return f.path("p", false) }, func(f *Folder) error { _, err := f.Journal("p"); return err }},
		"a pair":         {func(f *Folder) string { return f.path("p", false) }, func(f *Folder) error { _, err := f.Read("p"); return err }},
		"a new pair":     {func(f *Folder) string { return f.path("p", false) }, func(f *Folder) error { _, err := f.Create("p", firstEntry); return err }},
		"a private file": {func(f *Folder) string { return f.path("p", true) }, func(f *Folder) error { _, err := f.ReadPrivate("p"); return err }},
		"private":        {func(f *Folder) string { return f.path("p", true) }, func(f *Folder) error { _, err := f.Private("p"); return err }},
		"a draft": {func(f *Folder) string { return filepath.Join(f.Dir, "drafts", "p", "gift"+draftEnd) }, func(f *Folder) error {
			_, err := drafts(t, f, "p").read("gift")
			return err
		}},
		"a lock": {func(f *Folder) string { return f.path("p", true) + lockEnd }, func(f *Folder) error {
			if _, err := f.Create("p", firstEntry); err != nil {
				t.Fatal(err)
			}
			j, err := f.Private("p")
			if err != nil {
				return err
			}
			_, err = j.Append(ctx, Entry{Kind: KindNote, Text: "a"})
			return errors.Join(err, j.Close())
		}},
	} {
		t.Run(name, func(t *testing.T) {
			f := laid(t, t.TempDir(), Options{Now: fixedNow, After: never})
			path := tt.path(f)
			if err := os.MkdirAll(path, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := tt.do(f); err == nil {
				t.Error("no error")
			}
			if fi, err := os.Lstat(path); err != nil || !fi.IsDir() {
				t.Errorf("it was written over: %v", err)
			}
		})
	}
}

// TestFileInPlaceOfFolder: nothing can be kept below a file, and that is told.
func TestFileInPlaceOfFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := WriteFile(file, []byte("x")); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		makeDir(disk{}, file), makeDir(disk{}, filepath.Join(file, "a")), makeDir(disk{}, filepath.Join(file, "a", "b")),
		WriteFile(filepath.Join(file, "a"), nil), syncDir(filepath.Join(file, "a")), syncDir(file + "2"),
	} {
		if err == nil {
			t.Error("no error")
		}
	}
	f := &Folder{Dir: file}
	if _, err := f.FreeID("Inès", "Philippe"); err == nil {
		t.Error("an id is free where nothing can be looked up")
	}
}

// TestFreeID: of the two first names, then with a number; never a name that is taken.
func TestFreeID(t *testing.T) {
	dir := t.TempDir()
	f := laid(t, dir, Options{Now: fixedNow, After: never, Reserved: func(id string) bool { return id == "show" }})
	for _, want := range []string{"ines-philippe", "ines-philippe-2", "ines-philippe-3"} {
		id, err := f.FreeID("Inès Martin", "Philippe Durand")
		if err != nil || id != want {
			t.Fatalf("%q, %v, want %s", id, err, want)
		}
		must(f.Create(id, firstEntry)).Close()
	}
	a := strings.Repeat("a", 30)
	for _, tt := range [][3]string{
		{"", "", "our-pair"}, {"张", "伟", "our-pair"}, {"show", "", "show-2"}, {"Inès", "", "ines"},
		{a, strings.Repeat("b", 17), a + "-" + strings.Repeat("b", 17)},
		{a, strings.Repeat("b", 18), a + "-" + strings.Repeat("b", 17)},
		{strings.Repeat("a", 47), "b", strings.Repeat("a", 47)},
	} {
		if id, err := f.FreeID(tt[0], tt[1]); err != nil || id != tt[2] {
			t.Errorf("%q: %v, want %q", id, err, tt[2])
		}
	}
}

// TestUnsafeRunes are written as escapes: each range up to its edge and no further.
func TestUnsafeRunes(t *testing.T) {
	for _, r := range []rune{0, 0x1F, 0x7F, 0x80, 0x9F, 0x061C, 0x200E, 0x200F, 0x2028, 0x202E, 0x2066, 0x2069, 0xFEFF} {
		if got := string(appendQuoted(nil, string(r))); !strings.HasPrefix(got, `"\`) {
			t.Errorf("%U is written as it is", r)
		}
	}
	for _, r := range []rune{' ', 0x7E, 0xA0, 0x061B, 0x061D, 0x200D, 0x2010, 0x2027, 0x202F, 0x2065, 0x206A, 0xFEFE, 0xFF00, 'é'} {
		if got := string(appendQuoted(nil, string(r))); got != `"`+string(r)+`"` {
			t.Errorf("%U is written %s", r, got)
		}
	}
	if got := string(appendQuoted(nil, "\u202e\x1b")); got != `"\u202E\u001B"` {
		t.Error(got)
	}
	for key, bare := range map[string]bool{"": false, "azAZ09-_": true, "`": false, "{": false, "@": false, "[": false, "/": false, ":": false, ".": false, " ": false, "é": false} {
		if bareKey(key) != bare {
			t.Errorf("%q is bare: %v", key, !bare)
		}
	}
}

// TestConfigLimits: each number on both sides of its edge, each choice there and back.
func TestConfigLimits(t *testing.T) {
	for text, ok := range map[string]bool{
		"rhythm = 0": false, "rhythm = 1": true, "rhythm = 365": true, "rhythm = 366": false,
		"minutes = 4": false, "minutes = 5": true, "minutes = 480": true, "minutes = 481": false,
		"name = \"" + strings.Repeat("é", 80) + "\"": true, "name = \"" + strings.Repeat("é", 81) + "\"": false,
	} {
		if _, bad := parseConfig(text + "\n"); (bad == nil) != ok {
			t.Errorf("%s: %v", text, bad)
		}
	}
	for key, choices := range configChoices {
		for _, val := range choices {
			if key == "owner" {
				continue
			}
			f := configFolder(t, t.TempDir(), key+" = \""+val+"\"\n")
			c, err := f.Config()
			if err != nil {
				t.Fatal(err)
			}
			c.Name = "Inès" // so that something is written
			if err := f.SaveConfig(c); err != nil {
				t.Fatal(err)
			}
			again := must(f.Config())
			if !again.says(c) || again.says(must(configFolder(t, t.TempDir(), "name = \"Inès\"\n").Config())) {
				t.Errorf("%s = %s came back as %+v", key, val, again)
			}
		}
	}
}

// TestSaveConfigKeepsLineEnds, and what it doesn't know.
func TestSaveConfigKeepsLineEnds(t *testing.T) {
	f := configFolder(t, t.TempDir(), "# é\r\nlanguage = \"fr\"\r\ncolour = 3\r\n")
	if err := f.SaveConfig(Config{Language: "en", Theme: "dark", Owner: map[string]string{"p": "mentor"}}); err != nil {
		t.Fatal(err)
	}
	got := string(must(os.ReadFile(f.ConfigFile())))
	want := "# é\r\nlanguage = \"en\"\r\ncolour = 3\r\ntheme = \"dark\"\r\n\r\n[owner]\r\np = \"mentor\"\r\n"
	if got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
}

// TestIdentityIsRandom but for the bits that say what kind of id it is.
func TestIdentityIsRandom(t *testing.T) {
	ones, zeros := [2]byte{}, [2]byte{0xFF, 0xFF}
	for i := range 200 {
		id := strings.ReplaceAll(Identity([]Entry{{ID: fmt.Sprint(i), At: fixedNow(), Kind: KindPair}}), "-", "")
		for n, at := range []int{12, 16} {
			var b byte
			if _, err := fmt.Sscanf(id[at:at+2], "%02x", &b); err != nil {
				t.Fatal(id, err)
			}
			ones[n], zeros[n] = ones[n]|b, zeros[n]&b
		}
	}
	if ones != [2]byte{0x8F, 0xBF} || zeros != [2]byte{0x80, 0x80} {
		t.Errorf("%x, %x", ones, zeros)
	}
}

// TestWatchEnds: who has ended the watching is told nothing more; who hasn't is.
func TestWatchEnds(t *testing.T) {
	j := create(t, open(t))
	ended, stop := j.Watch()
	stop()
	going, stop := j.Watch()
	defer stop()
	must(j.Append(context.Background(), tick(1)))
	select {
	case <-ended:
		t.Error("told after the end")
	default:
	}
	<-going
}

// TestSubmitGivesBack what it took, with ids, before it is on the disk.
func TestSubmitGivesBack(t *testing.T) {
	j := create(t, open(t))
	got, err := j.Submit(tick(1), tick(2))
	if err != nil || len(got) != 2 || got[0].ID == "" || got[1].ID <= got[0].ID || got[0].Item != 1 || got[1].Item != 2 || got[0].Mark != Saving {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := j.Submit(); got != nil || err != nil {
		t.Errorf("nothing: %v, %v", got, err)
	}
}

// TestStateTellsAll: what is wrong in the file, what lies beside it, and one entry that is gone.
func TestStateTellsAll(t *testing.T) {
	f := laid(t, t.TempDir(), Options{Now: fixedNow})
	j := create(t, f)
	must(j.Append(context.Background(), tick(1), tick(2)))
	text := must(os.ReadFile(j.Path))
	at := bytes.LastIndex(text, []byte(entryLine))
	copied := filepath.Join(filepath.Dir(j.Path), "ines-philippe (1).toml")
	for path, data := range map[string][]byte{copied: text, j.Path: append(bytes.Clone(text[:at]), "[[entry]]\nid = \"01Z\"\nat = nonsense\n\n[[entry]]\n"+"id = \"01ZZ\"\nat = 2026-11-22T10:00:00Z\nkind = \"note\"\ntext = \"by hand\"\n"...)} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	j.Look()
	s := await(t, j, "four troubles", func(s *State) bool { return len(codes(s.Troubles)) >= 4 })
	want := []string{TroubleUnreadable, TroubleEdited, TroubleCopy, TroubleGone}
	for _, code := range want {
		if !slices.Contains(codes(s.Troubles), code) {
			t.Errorf("no %s among %v", code, codes(s.Troubles))
		}
	}
	for _, trouble := range s.Troubles {
		if trouble.Code == TroubleGone && !strings.HasPrefix(trouble.Text, "1 ") {
			t.Error(trouble.Text)
		}
	}
}

// TestReadHeld: what doesn't say who holds the lock says nothing.
func TestReadHeld(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	for text, ok := range map[string]bool{
		"5 2026-11-22T10:00:00Z desk\n": true, "1 a b": true, "5 2026-11-22T10:00:00Z": false, "5": false, "": false,
		"0 a b": false, "-1 a b": false, "five a b": false, strings.Repeat("1", 1025): false,
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if h := readHeld(path); (h != nil) != ok {
			t.Errorf("%q: %+v", text, h)
		}
	}
}

// TestClearOnlyTheNameless: an old lock's file that has something else in it is somebody's;
// one without a name is left alone for ten minutes.
func TestClearOnlyTheNameless(t *testing.T) {
	clock := newFakeClock()
	f := laid(t, t.TempDir(), Options{Now: clock.now, After: clock.after})
	f.sys = noFlock{err: noLockErrors[0]}
	k := f.locker(f.path("p", false))
	by := k.path + heldEnd
	for _, tt := range []struct {
		text string
		age  time.Duration
		free bool
	}{{"something", time.Hour, false}, {"", unnamed, false}, {"", unnamed + time.Second, true}} {
		if err := os.WriteFile(by, []byte(tt.text), 0o600); err != nil {
			t.Fatal(err)
		}
		made := k.now().Add(-tt.age)
		if err := os.Chtimes(by, made, made); err != nil {
			t.Fatal(err)
		}
		l, err := k.try()
		if err != nil || (l != nil) != tt.free {
			t.Errorf("%q of %v: %v, %v", tt.text, tt.age, l, err)
		}
		if l != nil {
			l.release()
		}
	}
}

// TestSalvage: an entry is whole with an id, a time, and what its kind needs; a line that
// broke off is left out.
func TestSalvage(t *testing.T) {
	const id, at, kind = "id = \"01TORN\"\n", "at = 2026-11-22T10:00:00Z\n", "kind = \"note\"\ntext = \"a\"\n"
	for text, want := range map[string]bool{
		entryLine + "\n" + id + at + kind:                             true,
		"# é\n" + entryLine + "\n" + id + at + kind:                   true,
		entryLine + "\n" + id + at + kind + "by = \"men":              true,
		strings.ReplaceAll(entryLine+"\n"+id+at+kind, "\n", "\r\n"):   true,
		entryLine + "\n" + id + at + kind + "by = \"men\nby2 = \"men": false,
		entryLine + "\n" + at + kind:                                  false,
		entryLine + "\n" + id + kind:                                  false,
		entryLine + "\n" + id + at + "kind = \"tick\"\n":              false,
		entryLine:      false,
		id + at + kind: false,
		"":             false,
		entryLine + "\n" + id + at + kind + strings.Repeat("#", MaxEntry): false,
	} {
		if e, ok := salvage(text); ok != want || ok && e.ID != "01TORN" {
			t.Errorf("%.80q: %v %+v", text, ok, e)
		}
	}
}

// TestHeadSaysWhere its first line is not as it must be.
func TestHeadSaysWhere(t *testing.T) {
	for _, text := range []string{"", "pair = \"p\"\n", "format = 0\npair = \"p\"\n", "format = -1\npair = \"p\"\n", "format = 1\n", "format = 1\npair = \"A B\"\n"} {
		if _, err := load([]byte(text), "x"); !errors.Is(err, ErrDamaged) || !strings.HasPrefix(err.Error(), "x:1: ") {
			t.Errorf("%q: %v", text, err)
		}
	}
	for text, want := range map[string]error{"format = 1\npair = \"p\"\n": nil, "format = 2\npair = \"p\"\n": ErrNewer, "format = 2\n": ErrNewer} {
		if _, err := load([]byte(text), "x"); !errors.Is(err, want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestDraftsHaveALimit: a draft of a MiB is kept, a byte more is refused.
func TestDraftsHaveALimit(t *testing.T) {
	d := drafts(t, open(t), "p")
	if err := d.Put("gift", strings.Repeat("a", maxDraft)); err != nil || len(must(d.read("gift"))) != maxDraft {
		t.Errorf("a MiB: %v", err)
	}
	if err := d.Put("gift", strings.Repeat("a", maxDraft+1)); !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "at most 1 MiB") {
		t.Errorf("a byte more: %v", err)
	}
}

// TestIDsAreLookedAt by every call that is given one.
func TestIDsAreLookedAt(t *testing.T) {
	f := open(t)
	calls := map[string]func(id string) error{
		"Journal":     func(id string) error { _, err := f.Journal(id); return err },
		"Private":     func(id string) error { _, err := f.Private(id); return err },
		"Read":        func(id string) error { _, err := f.Read(id); return err },
		"ReadPrivate": func(id string) error { _, err := f.ReadPrivate(id); return err },
		"Create":      func(id string) error { _, err := f.Create(id, firstEntry); return err },
	}
	for name, call := range calls {
		for _, id := range []string{"", "..", "../p", "A", "con", "a b", strings.Repeat("a", 200)} {
			if err := call(id); !errors.Is(err, ErrBadID) {
				t.Errorf("%s(%.20q): %v", name, id, err)
			}
		}
	}
	for q, ok := range map[string]bool{"a/b#c": true, "a/b": false, "a/b#": false, "#c": false, "a#c": false, "a/b#C D": false} {
		if validQuestion(q) != ok {
			t.Errorf("%q is a question: %v", q, !ok)
		}
	}
}

// TestEraseWhileHeld: a private file that another program is writing stays, and that is told.
func TestEraseWhileHeld(t *testing.T) {
	clock := newFakeClock()
	clock.locks = true
	f := laid(t, t.TempDir(), Options{Now: clock.now, After: clock.after})
	defer clock.running()()
	create(t, f).Close()
	j := must(f.Private("ines-philippe"))
	must(j.Append(context.Background(), Entry{Kind: KindNote, Text: "a"}))
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	l := must(f.locker(j.Path).take())
	out, err := f.Erase("ines-philippe")
	if err == nil && len(out.Left) == 0 {
		t.Error("nothing is told of what is left")
	}
	if _, err := os.Lstat(j.Path); err != nil {
		t.Error(err)
	}
	l.release()
	if out, err := f.Erase("ines-philippe"); err != nil || len(out.Left) > 0 {
		t.Errorf("%v, %v", out, err)
	}
	if _, err := os.Lstat(j.Path); err == nil {
		t.Error("it is there still")
	}
}

// TestLimitsAsDesigned: what was kept once can be read for ever, so the limits don't shrink;
// and nothing longer comes in.
func TestLimitsAsDesigned(t *testing.T) {
	if MaxEntry != 65536 || MaxText != 8192 || MaxEvidence != 400 || MaxName != 80 || maxID != 64 || maxPairID != 64 || DefaultRhythm != 14 || DefaultMinutes != 60 {
		t.Error("a limit has changed")
	}
	for name, tt := range map[string]struct {
		e  Entry
		ok bool
	}{
		"a long text":       {Entry{Kind: KindNote, Text: strings.Repeat("x", 8192)}, true},
		"longer":            {Entry{Kind: KindNote, Text: strings.Repeat("x", 8193)}, false},
		"long evidence":     {Entry{Kind: KindRung, Lesson: "a/b", Rung: "again", Evidence: strings.Repeat("é", 400)}, true},
		"longer evidence":   {Entry{Kind: KindRung, Lesson: "a/b", Rung: "again", Evidence: strings.Repeat("é", 401)}, false},
		"a long name":       {Entry{Kind: KindName, Who: "mentor", Name: strings.Repeat("é", 80)}, true},
		"a longer name":     {Entry{Kind: KindName, Who: "mentor", Name: strings.Repeat("é", 81)}, false},
		"a long id":         {Entry{Kind: KindNote, Text: "a", ID: strings.Repeat("A", 64)}, true},
		"a longer id":       {Entry{Kind: KindNote, Text: "a", ID: strings.Repeat("A", 65)}, false},
		"box 1":             {tick(1), true},
		"box 1000":          {tick(1000), true},
		"box 1001":          {tick(1001), false},
		"a day":             {Entry{Kind: KindSession, Minutes: 1440}, true},
		"more than a day":   {Entry{Kind: KindSession, Minutes: 1441}, false},
		"none":              {Entry{Kind: KindConfidence, Who: "mentee", Topic: "no-jargon", Value: 0}, true},
		"ten":               {Entry{Kind: KindConfidence, Who: "mentee", Topic: "no-jargon", Value: 10}, true},
		"eleven":            {Entry{Kind: KindConfidence, Who: "mentee", Topic: "no-jargon", Value: 11}, false},
		"a hash":            {Entry{Kind: KindCharter, Hash: "0123456789ab"}, true},
		"a short hash":      {Entry{Kind: KindCharter, Hash: "0123456789a"}, false},
		"twelve, not hex":   {Entry{Kind: KindCharter, Hash: "0123456789ag"}, false},
		"a hash in capital": {Entry{Kind: KindCharter, Hash: "0123456789AB"}, false},
	} {
		if err := tt.e.Check(); (err == nil) != tt.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, want := range map[string]string{
		strings.Repeat(" ", 4095) + "ab": "a", strings.Repeat(" ", 4096) + "a": "", strings.Repeat("a", 64): strings.Repeat("a", 64),
		strings.Repeat("a", 65): strings.Repeat("a", 64), strings.Repeat("a", 63) + " b": strings.Repeat("a", 63),
	} {
		if got, ok := Slug(name); ok != (want != "") || ok && got != want {
			t.Errorf("%.10q, %d bytes: %q %v", name, len(name), got, ok)
		}
	}
}

// TestVersionGrows with each change of what is shown.
func TestVersionGrows(t *testing.T) {
	j := create(t, open(t))
	for i := range 3 {
		before := j.State().Version
		must(j.Append(context.Background(), tick(i+1)))
		if after := j.State().Version; after <= before {
			t.Errorf("version %d after %d", after, before)
		}
	}
}

// TestEraseWhileOpened: a pair whose journal another program is writing is not erased, and
// nothing is begun.
func TestEraseWhileOpened(t *testing.T) {
	clock := newFakeClock()
	clock.locks = true
	f := laid(t, t.TempDir(), Options{Now: clock.now, After: clock.after})
	defer clock.running()()
	j := create(t, f)
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	l := must(f.locker(j.Path).take())
	defer l.release()
	if _, err := f.Erase("ines-philippe"); !errors.Is(err, ErrLocked) {
		t.Errorf("%v", err)
	}
	if len(f.Erasing()) > 0 {
		t.Error("it was begun")
	}
}
