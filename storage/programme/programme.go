// Package programme is what a programme of many pairs is told about itself: one report
// over the contributions of all, with nobody's words in it.
//
// For most uses: [Make] with a [Request], then [Write] the [Report] in a format.
//
// It promises that nothing anybody typed is in a report but the pairs' codes; that a
// file that can't be read is named and why, in a list of its own, for a file's name may
// be a person's; that of two files of one pair the newest counts, and that this is said;
// that a pair counts only while both of the two agree; and that any order of the files
// gives the same report. Memory holds a few hundred bytes a pair, whatever its journal
// weighs.
//
// # Groups of five
//
// Dates and counts (sessions, postponements, modules, gifts) are told for each pair by
// its code. What a pair learned (rungs, confidence) is told only for [Least] pairs
// together, and that must hold for the difference of any two figures as well: a total
// less its parts, a month less the month before, a department less the same department
// without one pair. No report that forgets can promise it: if five pairs may be summed
// up, and then four of them with another, what parts the two sums is two pairs. So
// reports made on one computer remember, in a [Register], what they have shown.
//
// A figure is the sum, over some pairs, of one value a pair: the rung a pair has in one
// lesson, or its two answers to one question. The rule: a new figure is shown only if
// at least five pairs have in it a value that no figure of that lesson or question has
// shown of them before. If fewer have, the reader gets older figures again, as they were
// shown, with their date: those whose pairs are all there, no pair twice. Everything
// else that is said of learning (areas, shares, means) is worked out from these figures
// alone; there is no other total.
//
// That is enough. Take any sum and difference of figures shown, whatever folders they
// were of, whenever. For one lesson, the newest figure in it has five pairs' values
// that are in none of the others, so nothing cancels them: what comes out still speaks
// of five pairs at least. And what two lessons say never meets in one value.
//
// What is not promised: that five pairs who all reached the same rung aren't known to
// have reached it; anything across two registers (two computers), or against somebody
// who holds the contributions themselves, for there each pair's rungs are; or against
// codes that are changed. The register holds codes and rungs, like the contributions:
// it is its owner's alone, and losing it starts the memory anew.
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

// Least is how many pairs a figure of what was learned speaks of.
const Least = 5

// A Request is all that a report is made of.
type Request struct {
	Dir        string // of contributions; with Journals, of journals, or a data folder
	Journals   bool
	Curriculum *curriculum.Curriculum // which lessons there are, and their areas
	Now        time.Time
	Register   string // its file; "" withholds what was learned
	Workers    int    // 0: as many as there are processors
	Count      *Count // may be nil
}

// A Count says how far the reading is, for whoever looks on meanwhile.
type Count struct{ Done, Total atomic.Int64 }

// A Skipped is a file that doesn't count, or not as one could think. Its name may be
// somebody's: it is for the one who keeps the folder, and never in the report.
type Skipped struct {
	File string // within the folder
	Why  string // a code: see below
	Line int    // when it is known
	Key  string // of a contribution, for Value
	Kept string // the file that counts instead, for Twice
}

// Why a file is skipped; each names a phrase. Lost is a journal that counts, but for
// blocks that can't be read.
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
	Lost        = "lost"       // counted, but for some blocks
	NoSuchThing = "no-such"    // vanished meanwhile
)

// ErrNoFiles: there is nothing in the folder that could be reported on.
var ErrNoFiles = errors.New("no files")

// Make reads the folder and makes the report. An error means that there is none.
func Make(ctx context.Context, r Request) (*Report, []Skipped, error) {
	files, skipped, err := list(r)
	if err != nil {
		return nil, nil, err
	}
	k := newCells(r.Curriculum)
	got, err := read(ctx, r, k, files)
	if err != nil {
		return nil, nil, err
	}
	got.skipped = append(got.skipped, skipped...)
	got.newest()
	learned, withheld := learning(ctx, r, k, got.rows)
	rep := got.report(r, k)
	rep.Learning = learned
	rep.Learning.Withheld = withheld
	sortSkipped(got.skipped)
	return rep, got.skipped, nil
}
