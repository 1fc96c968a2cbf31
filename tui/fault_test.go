package tui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"binome/storage"
	"binome/tui/page"
	"binome/tui/screen"
)

// faulty is a screen with a fault of ours: where it is drawn, or in what it has done.
type faulty struct {
	screen.Today
	drawn bool
}

func (s *faulty) Page(env *screen.Env) page.Page {
	if s.drawn {
		panic("a fault of ours")
	}
	return s.Today.Page(env)
}

// TestAFaultOfOurs: a panic leaves as one leaves, says in the pair's language that the
// journal is whole and where the trace is, fails, and loses no draft.
func TestAFaultOfOurs(t *testing.T) {
	for lang, says := range map[string]string{"fr": "Votre journal est intact", "en": "Your journal is whole"} {
		for _, drawn := range []bool{true, false} {
			d := newDesk(t, lang, 80, 24)
			d.makePair()
			moved(d, doNote)
			d.press("à moitié")
			m := d.m
			m.stack = append(m.stack, &faulty{drawn: drawn})
			if !drawn {
				m.task(func() any { panic("a fault of ours") })
			}
			for msgs := []tea.Msg{tea.KeyPressMsg{Code: tea.KeyDown}}; len(msgs) > 0; msgs = msgs[1:] {
				_, cmd := m.Update(msgs[0])
				msgs = append(msgs, said(cmd)...)
			}
			err := m.shut(nil)
			trace, _ := os.ReadFile(filepath.Join(d.folder.Dir, "trace.txt"))
			if err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "trace.txt") {
				t.Errorf("%s: told is %v", lang, err)
			}
			if !strings.Contains(string(trace), "a fault of ours") || !strings.Contains(string(trace), "fault_test.go") {
				t.Errorf("the trace doesn't lead to the fault:\n%s", trace)
			}
			again := &desk{t: t, now: d.now}
			again.openAt(d.folder.Dir, lang, "ines-philippe", 80, 24)
			moved(again, doNote)
			again.sees("à moitié")
		}
	}
}

// said is what a command answers, and what those within it do.
func said(cmd tea.Cmd) (all []tea.Msg) {
	if cmd == nil {
		return nil
	}
	switch msg := cmd().(type) {
	case nil, tea.QuitMsg:
	case tea.BatchMsg:
		for _, c := range msg {
			all = append(all, said(c)...)
		}
	default:
		all = append(all, msg)
	}
	return all
}

// TestUnsavedIsToldAfterTheSwitch: what couldn't be written in one pair is told when another
// is in front, and leaving fails with it.
func TestUnsavedIsToldAfterTheSwitch(t *testing.T) {
	d := newDesk(t, "fr", 80, 24)
	d.makePair()
	moved(d, doMenu, "go:pairs", "new")
	d.press("Inès", "enter", "Claire", "enter")
	moved(d, "sees:shared", "whose:mentor", "make")
	file := filepath.Join(d.folder.Dir, "pairs", d.m.env.PairID+".toml")
	if err := os.Rename(file, file+"-away"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(file, 0o700); err != nil { // as a drive that is gone
		t.Fatal(err)
	}
	d.m.Save(storage.Entry{Kind: storage.KindNote, Text: "une phrase", By: "pair"})
	other, err := d.folder.Journal("ines-philippe")
	if err != nil {
		t.Fatal(err)
	}
	d.m.adopt("ines-philippe", other)
	d.do(d.m.after())
	d.sees("n’a pas pu être écrit")
	if d.m.shut(nil) == nil {
		t.Error("leaving says that all is saved")
	}
}
