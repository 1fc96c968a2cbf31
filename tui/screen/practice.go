package screen

import (
	"strings"

	"binome/curriculum"
	"binome/storage/clean"
	"binome/tui/page"
)

// Practice is what a step gives to practise on: copied to the documents of the computer
// that this runs on, or shown, where that isn't the one in front of them. Nothing of it is
// kept.
type Practice struct {
	files []curriculum.File
	stage practiceStage
	took  TakenMsg
}

type practiceStage int

const (
	practiceTaken practiceStage = iota
	practiceAsks                // it would come to stand elsewhere
	practiceShown
)

// openPractice takes files; over SSH it says first where they would go, and for a guest,
// whose computer nothing here can write to, it shows them.
func openPractice(env *Env, files []curriculum.File) {
	s := &Practice{files: files}
	switch {
	case env.Guest || env.Documents == "":
		s.stage = practiceShown
	case env.Far != "":
		s.stage = practiceAsks
	default:
		env.Host.Take(files)
	}
	env.Host.Go(s)
}

// Receive implements Receiver.
func (s *Practice) Receive(_ *Env, msg any) {
	if m, ok := msg.(TakenMsg); ok {
		s.took = m
	}
}

// Page implements Screen.
func (s *Practice) Page(env *Env) page.Page {
	p := page.Page{Name: "practice", Over: true, Back: "back"}
	switch s.stage {
	case practiceAsks:
		p.Name += ":asks"
		p.Title(env.Words.N("practice.take", len(s.files)))
		p.Para(env.T("practice.far", "Computer", env.Far, "Folder", env.Documents))
		p.Do("take", env.T("practice.take-there"), "y")
		p.Do("show", env.T("practice.show"), "v")
		p.Do("back", env.T("keys.back"), "b")
	case practiceShown:
		s.shown(env, &p)
	default:
		p.Title(env.Words.N("practice.title", len(s.files)))
		s.taken(env, &p)
		p.Do("back", env.T("keys.back"), "b")
		p.DoIf(len(s.took.Files) > 0 && env.Viewer, "open", env.T("practice.open"), "o")
		p.Do("show", env.T("practice.show"), "v")
	}
	return p
}

// taken says where the files are.
func (s *Practice) taken(env *Env, p *page.Page) {
	switch {
	case s.took.Err != nil:
		p.Toned(page.Warn, env.T("practice.failed", "Why", s.took.Err.Error()))
	case len(s.took.Files) == 0:
		p.Quiet(env.T("practice.taking"))
	}
	for _, f := range s.took.Files {
		if f.Fresh {
			p.Toned(page.Good, env.T("practice.there", "Path", f.Shown))
		} else {
			p.Para(env.T("practice.there-already", "Path", f.Shown))
		}
	}
	if len(s.took.Files) > 0 {
		p.Quiet(env.T("practice.yours"))
	}
}

// shown are the files as text, to be read and copied from here.
func (s *Practice) shown(env *Env, p *page.Page) {
	p.Name, p.Over, p.Where, p.Read = "practice:shown", false, env.T("practice.where"), true
	p.Title(env.Words.N("practice.title", len(s.files)))
	if env.Guest {
		p.Para(env.T("practice.guest"))
	} else if env.Documents == "" {
		p.Para(env.T("practice.nowhere"))
	}
	for i := range s.files {
		p.Heading(s.files[i].Name)
		text, err := s.text(i)
		if err != nil {
			p.Toned(page.Warn, env.T("practice.failed", "Why", err.Error()))
			continue
		}
		if text == "" {
			p.Para(env.T("practice.no-text"))
			continue
		}
		for l := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
			p.Add(page.Block{Kind: page.Verbatim, Text: clean.Text(strings.TrimRight(l, "\r"))})
		}
	}
	p.Do("back", env.T("keys.back"), "b")
	p.Do("copy", env.T("notes.copy"), "k")
}

// text is a file's, "" for what isn't text.
func (s *Practice) text(i int) (string, error) {
	if !s.files[i].IsText() {
		return "", nil
	}
	return s.files[i].Text()
}

// Press implements Screen.
func (s *Practice) Press(env *Env, id string) {
	switch id {
	case "take":
		s.stage = practiceTaken
		env.Host.Take(s.files)
	case "show":
		s.stage = practiceShown
	case "open":
		for _, f := range s.took.Files {
			env.Host.Show(f.Path)
		}
	case "copy":
		var all []string
		for i := range s.files {
			if text, err := s.text(i); err == nil && text != "" {
				all = append(all, text)
			}
		}
		env.Host.Copy(strings.Join(all, "\n"))
		env.Host.Say(env.T("notes.copied"))
	case "back":
		env.Host.Back()
	}
}
