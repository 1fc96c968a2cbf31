// Package notes is what is taken away: the progress of one pair, written for each of
// its readers in the format they use.
//
// For most uses: [Write] with a [Request]; [LeftOut] is what to show above it.
//
// It promises that a reader gets what is theirs and nothing more (PRODUCT, Privacy):
// private notes go to their owner alone, the mentor's guide to nobody, the programme
// gets no typed word and nothing without both consents; that each export says at its
// head what it leaves out; that what people typed can't become markup, a formula or a
// calendar line of its own; and that the same journal gives the same bytes.
//
// Three have no such head: the learning platform's JSON statements and its CSV, because
// whatever reads them wants nothing else in the file, and a ballot, whose language would
// tell of its pair. [LeftOut] says it for them.
//
// The shapes of what programs read are kept: json of the pair is [Record], toml and
// json of the programme are progress.Contribution, a ballot is progress.Ballot. Their keys may grow in number and
// never change their meaning; format says which meaning.
package notes

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"binome/curriculum"
	"binome/curriculum/phrases"
	"binome/storage"
	"binome/storage/progress"
)

// An Audience is who will read.
type Audience string

// The audiences.
const (
	ForPair      Audience = "pair"
	ForMentor    Audience = storage.Mentor
	ForMentee    Audience = storage.Mentee
	ForProgramme Audience = "programme"
	ForBallot    Audience = "ballot" // what was learned, unsigned: see progress.Ballot
	ForLMS       Audience = "lms"
)

// FormatNext is a calendar with the next date alone, which is what a program that opens a
// file takes: Outlook makes a calendar of its own of a file with several.
const FormatNext = "next"

// Errors a caller tells apart with errors.Is.
var (
	ErrAudience  = errors.New("no such reader")
	ErrFormat    = errors.New("no such format for this reader")
	ErrNoConsent = errors.New("both have to agree first")
	ErrNoDate    = errors.New("no date is agreed on")
)

// A Request is everything an export is made of. Nothing else is read.
type Request struct {
	Audience   Audience
	Format     string // one of Formats
	PairID     string
	Progress   *progress.Progress
	Journal    []storage.Entry // what Progress was folded from, in order: for what was taken back
	Curriculum *curriculum.Curriculum
	Words      *phrases.Printer // in the reader's language
	Now        time.Time
	Private    []storage.Entry   // the owner's own file, for the mentor's or the mentee's notes
	Accounts   map[string]string // of the learning platform, by role; pseudonyms where there is none
	Platform   string            // its address, see [Platform]; "" when nobody said
	Alarm      int               // minutes before the next date, for a calendar; 0 for none
	Owner      string            // "mentor" or "mentee": whose Private is; "" when there is none
}

// File is where the coach writes an export.
func File(f *storage.Folder, r Request) string {
	if r.Audience == ForBallot {
		return f.BallotFile(r.Progress.Root)
	}
	return f.NotesFile(r.PairID, r.Now, Extension(r.Format))
}

// Language of an audience's reader: the pair's notes are in the mentee's, the mentor's
// in the mentor's; "" when it isn't a person.
func Language(a Audience, p *progress.Progress) string {
	switch {
	case p == nil:
		return ""
	case a == ForPair || a == ForMentee:
		return p.Mentee.Language
	case a == ForMentor:
		return p.Mentor.Language
	}
	return ""
}

// Write writes the export. ErrAudience, ErrFormat, ErrNoConsent, ErrNoCode, ErrNotSettled. It writes
// nothing before it has all of it: no half of an export reaches anybody.
func Write(w io.Writer, r Request) error {
	f, ok := formOf(r.Audience, r.Format)
	switch {
	case !ok && Formats(r.Audience) == nil:
		return fmt.Errorf("%w: %q", ErrAudience, string(r.Audience))
	case !ok:
		return fmt.Errorf("%w: %q for %s", ErrFormat, r.Format, r.Audience)
	case r.Progress == nil || r.Words == nil:
		return errors.New("notes: a request without progress or words")
	}
	var b bytes.Buffer
	if err := f.write(r, &b); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}
