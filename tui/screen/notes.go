package screen

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"binome/curriculum/block"
	"binome/storage"
	"binome/storage/document"
	"binome/storage/notes"
	"binome/storage/progress"
	"binome/tui/page"
)

// Notes shows the whole export before it is written: for the pair at first, for another
// reader if asked.
type Notes struct {
	request NotesRequest
	text    string
	blocks  []block.Block // the same, when it is Markdown
	leftOut []string
	path    string // once written, as it is said
	file    string // the same, to be opened
	err     error
}

// NewNotes shows the pair's own, for the program that most people have.
func NewNotes() *Notes {
	return &Notes{request: NotesRequest{Audience: string(notes.ForPair), Format: plainForms()[0]}}
}

// Enter has it made.
func (s *Notes) Enter(env *Env) { env.Host.Notes(s.request) }

// kept says where a file was kept, as a file manager names it.
func kept(env *Env, file string) string {
	return env.T("notes.in-folder", "Folder", filepath.Base(filepath.Dir(file)), "Name", filepath.Base(file))
}

// Receive implements Receiver.
func (s *Notes) Receive(env *Env, msg any) {
	m, ok := msg.(NotesMsg)
	if !ok {
		return
	}
	s.err = m.Err
	switch {
	case m.Err != nil:
		s.text = ""
	case m.Request.Write:
		s.path, s.file = m.Path, m.File
		env.Host.Say(kept(env, s.file)) // the page's head, which says so too, may be out of sight
	default:
		s.text, s.path, s.file, s.leftOut, s.blocks = m.Text, "", "", m.LeftOut, nil
		if shownAsPage(m.Request.Format) {
			s.blocks = block.Parse(m.Text).Blocks
		}
	}
}

// Page implements Screen.
func (s *Notes) Page(env *Env) page.Page {
	p := page.Page{Name: "notes:" + s.request.Audience + ":" + s.request.Format, Where: env.T("notes.where")}
	p.Title(env.T("notes.title"))
	p.Quiet(readerWord(env, s.request))
	switch {
	case errors.Is(s.err, notes.ErrNoConsent):
		p.Para(env.T("notes.no-consent"))
	case errors.Is(s.err, notes.ErrNotSettled):
		p.Para(env.T("notes.not-settled"))
	case s.err != nil:
		p.Toned(page.Warn, env.T("notes.failed", "Why", s.err.Error()))
	case s.path != "":
		p.Toned(page.Good, kept(env, s.file))
		p.Quiet(s.path)
	default:
		p.Quiet(env.T("notes.what"))
		if !shownAsPage(s.request.Format) { // those say it at their head
			for _, l := range s.leftOut {
				p.Point(page.Bullet, l)
			}
		}
	}
	if shownAsPage(s.request.Format) {
		p.Lesson(s.blocks)
	} else {
		for l := range strings.SplitSeq(s.text, "\n") {
			p.Add(page.Block{Kind: page.Verbatim, Tone: page.Quiet, Text: l})
		}
	}
	made := s.text != ""
	if s.file != "" && env.Viewer {
		p.Do("open", env.T("practice.open"), "o")
	}
	p.DoIf(made && s.path == "", "write", env.T("notes.write"), "c")
	p.Do("reader", env.T("notes.reader"), "v")
	p.DoIf(made, "copy", env.T("notes.copy"), "k")
	p.DoIf(made && !env.Guest, "pager", env.T("notes.pager"), "p")
	p.Do("written", env.T("written.do"), "r")
	p.Do("consent", env.T("consent.where"), "h")
	if ownersOwn(env) || env.View == ViewShared && !env.Guest {
		p.Do("own", env.T("own.where"), "e")
	}
	p.Do("back", env.T("keys.back"), "b")
	return p
}

// shownAsPage: documents are shown as the page that other programs will show.
func shownAsPage(format string) bool { return slices.Contains(document.Formats(), format) }

func readerWord(env *Env, r NotesRequest) string {
	return joined(env.T("notes.for."+r.Audience, "Mentor", env.Mentor(), "Mentee", env.Mentee()), env.T("notes.as."+r.Format))
}

// Press implements Screen.
func (s *Notes) Press(env *Env, id string) {
	switch id {
	case "write":
		r := s.request
		r.Write = true
		env.Host.Notes(r)
	case "open":
		env.Host.Show(s.file)
	case "reader":
		env.Host.Go(&Readers{notes: s})
	case "copy":
		env.Host.Copy(s.text)
		env.Host.Say(env.T("notes.copied"))
	case "pager":
		env.Host.Pager(s.text)
	case "written":
		env.Host.Go(&Written{})
	case "consent":
		env.Host.Go(&Consent{})
	case "own":
		OpenOwn(env)
	case "back":
		env.Host.Back()
	}
}

// Readers chooses who reads, and in which form: for Word, to print, a page, a text or a
// calendar for the two, and behind "other readers" the rest.
type Readers struct {
	notes *Notes
	all   bool
}

// plainForms are the forms that a pair is offered first.
func plainForms() []string { return []string{"docx", "pdf", "html", "md", "ics"} }

// requests are the exports that may be made at this screen: a person's own only while
// that person sits here alone.
func (d *Readers) requests(env *Env) []NotesRequest {
	var out []NotesRequest
	if !d.all {
		for _, f := range plainForms() {
			out = append(out, NotesRequest{Audience: string(notes.ForPair), Format: f})
		}
		return out
	}
	for _, a := range notes.Audiences() {
		if (a == notes.ForMentor || a == notes.ForMentee) && env.View != string(a) {
			continue
		}
		for _, f := range notes.Formats(a) {
			out = append(out, NotesRequest{Audience: string(a), Format: f})
		}
	}
	return out
}

// Page implements Screen.
func (d *Readers) Page(env *Env) page.Page {
	p := page.Page{Name: "readers", Over: true, Picks: true, Back: "cancel"}
	if d.all {
		p.Name += ":all"
	}
	p.Title(env.T("notes.reader"))
	for _, r := range d.requests(env) {
		after := ""
		if r.Audience == string(notes.ForProgramme) {
			after = env.T("notes.programme-what")
		}
		id := r.Audience + ":" + r.Format
		if r == d.notes.request {
			p.Row = id
		}
		p.Choice(id, readerWord(env, r), after)
	}
	if !d.all {
		p.Choice("all", env.T("notes.others"), "")
	}
	choosing(env, &p)
	return p
}

// Press implements Screen.
func (d *Readers) Press(env *Env, id string) {
	if id == "all" {
		d.all = true
		return
	}
	env.Host.Back()
	for _, r := range d.requests(env) {
		if id == r.Audience+":"+r.Format {
			d.notes.request = r
			env.Host.Notes(r)
		}
	}
}

// choosing is the actions of a page on which one row is chosen.
func choosing(env *Env, p *page.Page) {
	p.Do("pick", env.T("keys.choose"), "c")
	p.Do("cancel", env.T("keys.back"), "b")
}

// Consent asks each of the two what may leave the pair: given, or taken back.
type Consent struct{}

// Page implements Screen.
func (*Consent) Page(env *Env) page.Page {
	p := page.Page{Name: "consent", Where: env.T("consent.where"), Picks: true, Judge: true}
	p.Title(env.T("consent.title"))
	p.Para(env.T("consent.what"))
	for _, a := range notes.Shared() {
		p.Para(env.T("consent."+string(a), "List", notes.NamedIn(a, env.Words)))
		for _, role := range []string{progress.Mentor, progress.Mentee} {
			given, asked := env.Prog.Consent[progress.Consent{To: string(a), Who: role}]
			word := env.T("consent.not-asked")
			switch {
			case given:
				word = env.T("consent.given")
			case asked:
				word = env.T("consent.withdrawn")
			}
			sign := page.Open
			if given {
				sign = page.Ticked
			}
			p.Add(page.Block{Kind: page.Choice, ID: "consent:" + string(a) + ":" + role, Sign: sign, Text: env.Name(role), After: word})
		}
	}
	p.Do("pick", env.T("consent.change"), "c")
	p.Do("back", env.T("keys.back"), "b")
	return p
}

// Press implements Screen.
func (*Consent) Press(env *Env, id string) {
	if of, ok := strings.CutPrefix(id, "consent:"); ok {
		to, role, _ := strings.Cut(of, ":")
		save(env, storage.Entry{Kind: storage.KindConsent, Who: role, By: role, To: to, Given: !env.Prog.Consent[progress.Consent{To: to, Who: role}]})
		return
	}
	env.Host.Back()
}
