package notes

import (
	"bytes"
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"binome/curriculum"
	"binome/storage"
	"binome/storage/document"
	"binome/storage/progress"
)

// nobodys is the namespace of our identifiers in a learning platform that has named no
// address of its own: a name that can belong to nobody (RFC 2606), so that it is never taken
// for an address.
const nobodys = "https://binome.invalid/"

// Platform is the address of a learning platform as statements need it, and false for what
// can't be one.
func Platform(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", false
	}
	return u.String(), true
}

// home begins the ids of what is ours: below the platform's address, when that is known.
func (r Request) home() string {
	if r.Platform == "" {
		return nobodys
	}
	return strings.TrimRight(r.Platform, "/") + "/binome/"
}

// writeCompletion writes the modules that are finished, once both have agreed.
func (r Request) writeCompletion(b *bytes.Buffer) error {
	if !r.Progress.Agreed(progress.ToPlatform) {
		return ErrNoConsent
	}
	return r.completionCSV(b)
}

// writeStatements writes what was done, or voids what was sent before it was taken back.
func (r Request) writeStatements(b *bytes.Buffer) error {
	if !r.Progress.Agreed(progress.ToPlatform) && !r.Progress.TakenBack(progress.ToPlatform) {
		return ErrNoConsent
	}
	now := []statement{}
	if r.Progress.Agreed(progress.ToPlatform) {
		now = r.statements()
	}
	out := inTime(append(r.voided(now), now...))
	if len(out) == 0 && !r.Progress.Agreed(progress.ToPlatform) {
		return ErrNoConsent // nothing was sent that could be taken back
	}
	return document.WriteJSON(b, out)
}

// The parts of an xAPI statement that are used (xAPI 1.0.3, Data). A statement holds ids
// and what will never change: a record store that knows an id refuses the whole batch when
// another statement comes under it, be it for a title (the specification lets definitions
// change; Learning Locker doesn't). So no title is in it, and what may be another one day,
// a session's length, is part of the id.
type statement struct {
	ID        string     `json:"id"`
	Actor     agent      `json:"actor"`
	Verb      verb       `json:"verb"`
	Object    activity   `json:"object"`
	Result    *result    `json:"result,omitempty"`
	Context   xapiAround `json:"context"`
	Timestamp string     `json:"timestamp"`
}

type agent struct {
	ObjectType string  `json:"objectType"`
	Account    account `json:"account"`
}

type account struct {
	HomePage string `json:"homePage"`
	Name     string `json:"name"`
}

type verb struct {
	ID      string            `json:"id"`
	Display map[string]string `json:"display"`
}

type activity struct {
	ObjectType string      `json:"objectType"`
	ID         string      `json:"id"`
	Definition *definition `json:"definition,omitempty"` // none of a statement that is voided
}

type definition struct {
	Type string `json:"type"`
}

type result struct {
	Completion *bool          `json:"completion,omitempty"`
	Duration   string         `json:"duration,omitempty"`
	Extensions map[string]any `json:"extensions,omitempty"`
}

type xapiAround struct {
	Instructor agent            `json:"instructor"`
	Platform   string           `json:"platform,omitempty"` // of activities alone (4.1.6)
	Activities map[string][]ref `json:"contextActivities,omitempty"`
}

type ref struct {
	ID string `json:"id"`
}

// adl begins the verbs and the types of activity: ADL's own vocabulary.
const adl = "http://adlnet.gov/expapi/"

// A stated is a verb, with the name of the phrase under which both agree to it.
type stated struct{ name, says string }

var (
	attended   = stated{"attended", "platform-sessions"}
	completed  = stated{"completed", "platform-modules"}
	taken      = stated{"voided", "-"}
	progressed = stated{"progressed", "platform-rungs"}
)

// statements are attended for each session held, completed for each module finished and
// progressed for each rung, in order of time.
func (r Request) statements() []statement {
	out := []statement{}
	p := r.Progress
	for _, s := range p.Held("") {
		if !s.Over(r.Now) {
			continue // it may still go on, and its length with it
		}
		k := r.statement(attended, "session", fmt.Sprint(s.ID, " ", s.Spent()), s.At)
		k.Object = r.is("sessions/"+r.uuid("session", s.ID), "meeting")
		k.Result = &result{Duration: fmt.Sprintf("PT%dM", s.Spent())}
		out = append(out, k)
	}
	for _, id := range r.inCurriculumOrder() {
		for _, g := range p.Lessons[id].Rungs {
			if g.Rung.Level() == 0 {
				continue
			}
			k := r.statement(progressed, "rung", g.ID, g.At)
			k.Object = r.is("lessons/"+id, "lesson")
			k.Result = &result{Extensions: map[string]any{r.home() + "rung": map[string]any{
				"rung": string(g.Rung), "level": g.Rung.Level(), "scale": "DigComp 2.2, autonomy",
			}}}
			if s := p.Session(g.Session); s != nil {
				k.Context.Activities = map[string][]ref{"grouping": {{r.home() + "sessions/" + r.uuid("session", s.ID)}}}
			}
			out = append(out, k)
		}
	}
	for _, d := range r.modulesDone() {
		k := r.statement(completed, "module "+d.module.ID, d.at.UTC().Format(time.RFC3339), d.at)
		k.Object = r.is("modules/"+d.module.ID, "module")
		yes := true
		k.Result = &result{Completion: &yes}
		out = append(out, k)
	}
	return out
}

// inTime puts statements in order of time.
func inTime(all []statement) []statement {
	slices.SortStableFunc(all, func(a, b statement) int {
		ta, _ := time.Parse(time.RFC3339, a.Timestamp)
		tb, _ := time.Parse(time.RFC3339, b.Timestamp)
		return ta.Compare(tb)
	})
	return all
}

// is an activity of ours, of one of ADL's types.
func (r Request) is(id, kind string) activity {
	return activity{"Activity", r.home() + id, &definition{adl + "activities/" + kind}}
}

// voided takes back what an earlier export may have said and what isn't so any more: the
// statements as they were before each entry that took something back or came to a session
// that was over.
func (r Request) voided(now []statement) []statement {
	still := map[string]bool{}
	for _, k := range now {
		still[k.ID] = true
	}
	var out []statement
	over := map[string]bool{}
	for i, e := range r.Journal {
		withdrawn := e.Kind == storage.KindConsent && e.To == progress.ToPlatform && !e.Given
		if e.Kind == storage.KindRetract || withdrawn || over[e.Session] {
			before := r
			before.Now, before.Progress = e.At, progress.Fold(r.Curriculum, r.Journal[:i])
			for _, k := range before.statements() {
				if still[k.ID] {
					continue
				}
				still[k.ID] = true
				v := r.statement(taken, "voided", k.ID, e.At)
				v.Object, v.Context.Platform = activity{ObjectType: "StatementRef", ID: k.ID}, ""
				out = append(out, v)
			}
		}
		if e.Kind == storage.KindClose {
			over[e.Session] = true
		}
	}
	return out
}

// statement has an id of its own for each account and each address of a platform: given
// later, one doesn't change what a store holds already.
func (r Request) statement(v stated, kind, of string, at time.Time) statement {
	var addressed []string
	if r.Platform != "" {
		addressed = []string{r.Platform}
	}
	return statement{
		ID:    r.uuid(append([]string{"xapi", r.account(progress.Mentee), r.account(progress.Mentor), kind, of}, addressed...)...),
		Actor: r.agent(progress.Mentee), Verb: verb{adl + "verbs/" + v.name, r.Words.Each("export.verb." + v.name)},
		Context:   xapiAround{Instructor: r.agent(progress.Mentor), Platform: "Binome"},
		Timestamp: at.Format(time.RFC3339),
	}
}

// agent is one of the pair by an account of the platform, as its other statements name it.
func (r Request) agent(role string) agent {
	if r.Platform != "" && r.Accounts[role] != "" {
		return agent{"Agent", account{r.Platform, r.Accounts[role]}}
	}
	return agent{"Agent", account{r.home() + "pairs", r.account(role)}}
}

// account is the one that was given for them, or else a number that nobody can lead back.
func (r Request) account(role string) string {
	if a := r.Accounts[role]; a != "" {
		return a
	}
	return r.uuid("account", role)
}

// uuid is of this pair and this purpose, and tells neither: a pair's id is its names.
func (r Request) uuid(parts ...string) string {
	return uuid(append([]string{cmp.Or(r.Progress.Root.Pseudonym("lms"), r.PairID)}, parts...)...)
}

type moduleDone struct {
	module    *curriculum.Module
	begun, at time.Time
}

// modulesDone are the modules whose every lesson is finished, and when the last was.
func (r Request) modulesDone() []moduleDone {
	if r.Curriculum == nil {
		return nil
	}
	var out []moduleDone
	for _, m := range r.Curriculum.Modules {
		s := r.Progress.Module(m)
		if s.Of == 0 || s.Finished < s.Of {
			continue
		}
		d := moduleDone{module: m}
		for _, l := range m.Lessons {
			begun, at := r.finished(l.ID)
			if d.begun.IsZero() || begun.Before(d.begun) {
				d.begun = begun
			}
			if at.After(d.at) {
				d.at = at
			}
		}
		out = append(out, d)
	}
	return out
}

// finished is when a lesson was begun and finished: walked to its end, a rung agreed
// on, or, of the charter, both agreed.
func (r Request) finished(id string) (begun, at time.Time) {
	if l := r.Progress.Lessons[id]; l.Finished() {
		at, ok := l.Done[curriculum.Remember]
		for _, g := range l.Rungs {
			if !ok || g.At.Before(at) {
				at, ok = g.At, true
			}
		}
		return l.First, at
	}
	for _, a := range r.Progress.Charter {
		if a.At.After(at) {
			at = a.At
		}
	}
	return at, at
}

// completionCSV has the columns of Moodle's tool_import_completion: a course is a
// module, by its short name. Under another head, "course" say, the import reports success
// and completes nothing. It looks for courses of those names, and in them for the mentee.
func (r Request) completionCSV(b *bytes.Buffer) error {
	rows := [][]string{{"username", "shortname", "timecompleted", "timestarted"}}
	for _, d := range r.modulesDone() {
		rows = append(rows, []string{r.account(progress.Mentee), "binome-" + d.module.ID, d.at.Format(time.DateOnly), d.begun.Format(time.DateOnly)})
	}
	return document.WriteCSV(b, rows, 0)
}
