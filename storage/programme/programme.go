// Package programme is what a programme of many pairs is told about itself: one report
// over what all of them sent, with nobody's words in it.
//
// For most uses: [Make] with a [Request], then [Write] the [Report] in a format.
//
// It promises that nothing anybody typed is in a report but the pairs' codes; that a
// file that can't be read is named and why, in a list of its own, for a file's name may
// be a person's; that of two files of one pair the newest counts, and that this is said;
// that what a pair takes back doesn't count any more, from the next report on; and that
// any order of the files gives the same report. Memory holds a few hundred bytes a pair,
// whatever its journal weighs.
//
// # What was learned
//
// Dates and counts are told for each pair by its code. What a pair learned is told by no
// report of one pair, nor of few: it leaves the pair only as a ballot, whose every answer
// was a throw away from the truth before anybody had it (progress.Ballot). Disclosure
// control is therefore nothing that this package does, or could forget to do. Whoever has
// every ballot, every report of any folder made on any computer, before and after any
// pair's withdrawal, has nothing but the throws, and of one answer at most thirteenfold
// odds: differential privacy with a budget of ln 13 an answer, spent once, and unchanged by
// whatever is computed from it. TestAttack holds it.
//
// Noise that the report adds to its counts was tried and left aside: each folder, and each
// computer, draws anew. With github.com/google/differential-privacy at a budget of 1 a
// report, one report with a pair and one without it gave its answer away 26 times in a
// hundred, thirty of each 87 times. A threshold needs somebody who remembers all that was
// ever shown, and whoever has the files needs no report.
//
// What is paid for it: of a hundred pairs that all took a lesson, its mean is known to
// within a quarter of a rung, of four hundred to within an eighth; if half of them took
// it, to within twice that. A mean that is known less well than to 0.8 isn't told.
//
// Of a module that fewer than five pairs began, only that there is one is told; and a
// report for others than the programme lead ([Request] Totals) has nothing by pair at all.
// Whoever has the contributions can count both again: they are dates and counts, agreed to
// as such, under a code that is a pseudonym to whoever has the table of the pairs.
//
// What isn't promised: that a ballot can't be guessed to be some pair's, say by whoever
// carries it; and that many answers of one ballot together say no more than one does.
// That is why no ballot has a code, a name or a date, and why it is made once.
//
// # JSON
//
// The shape is [Report]'s, and stable: keys are only ever added, and "format" grows if
// that has to be broken. Days are "2026-12-04", "" when there is none.
package programme

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"binome/curriculum"
)

// A Request is all that a report is made of.
type Request struct {
	Dirs       []string // of contributions, ballots and withdrawals; with Journals, of journals, or data folders
	Journals   bool
	Curriculum *curriculum.Curriculum // which lessons there are, and their areas
	Now        time.Time
	Filter     Filter  // its zero chooses all
	People     *People // may be nil; Filter's cohort and site need it
	Names      bool    // put the people's names into the report
	Totals     bool    // nothing by pair: for whoever isn't the pairs' own programme lead
	Before     *Report // an earlier one, to compare with; may be nil
	Workers    int     // 0: as many as there are processors
	Count      *Count  // may be nil
}

// A Count says how far the reading is, for whoever looks on meanwhile.
type Count struct{ Done, Total atomic.Int64 }

// A Skipped is a file that doesn't count, or not as one could think. Its name may be
// somebody's: it is for the one who keeps the folder, and never in the report.
type Skipped struct {
	File string // within the folder; with its path when there are several
	Why  string // a code: see below
	Line int    // when it is known
	Key  string // of a contribution, for Value
	Kept string // the file that counts instead, for Twice and Again; the other one, for Clash
}

// Why a file is skipped; each names a phrase. Lost and Clash count all the same.
const (
	Irregular   = "irregular"  // a folder, a pipe, a link
	Ending      = "ending"     // no .toml or .json
	Large       = "large"      // larger than it can be
	Unopened    = "unopened"   // the system won't
	Unreadable  = "unreadable" // no TOML, no JSON
	Newer       = "newer"      // of a newer Binome
	Foreign     = "foreign"    // no contribution; no journal
	Value       = "value"      // a value that can't be
	Name        = "name"       // a journal under a name that is no pair's: a copy
	Twice       = "twice"      // an older file of the same pair
	Again       = "again"      // the same ballot once more
	Withdrawn   = "withdrawn"  // its pair took it back
	Clash       = "clash"      // of a pair whose code another pair has, too
	Lost        = "lost"       // counted, but for some blocks
	NoSuchThing = "no-such"    // vanished meanwhile
)

// Why there is no report.
var (
	ErrNoFiles = errors.New("no files")      // nothing in the folders could be reported on
	ErrFew     = errors.New("too few pairs") // totals of so few would be about each of them
)

// Make reads the folders and makes the report. An error means that there is none.
func Make(ctx context.Context, r Request) (*Report, []Skipped, error) {
	files, skipped, err := list(r)
	if err != nil {
		return nil, nil, err
	}
	k := newPlaces(r.Curriculum)
	got, err := read(ctx, r, k, files)
	if err != nil {
		return nil, nil, err
	}
	got.skipped = append(got.skipped, skipped...)
	got.settle()
	got.choose(r)
	sortSkipped(got.skipped)
	rep := got.report(r, k)
	rep.Before = r.Before.without(got.gone)
	if r.Totals {
		if rep.Pairs.All < fewestPairs {
			return nil, got.skipped, ErrFew
		}
		rep.total()
	}
	return rep, got.skipped, nil
}
