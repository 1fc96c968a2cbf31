package command

import (
	"strings"
	"time"

	"github.com/spf13/cobra"

	"binome/storage"
	"binome/storage/progress"
)

// choosePair is whom to open when nobody was named: the pair whose next date is the
// nearest, today or ahead, an hour that goes on being today's; else the one used last; "" when there is none. A pair that
// can't be read is opened only if there is no other, so that somebody sees why.
func choosePair(pairs []progress.PairInfo, now time.Time) string {
	best := -1
	var bestDate time.Time
	y, m, d := now.Date()
	today := time.Date(y, m, d, 0, 0, 0, 0, now.Location())
	for i, p := range pairs {
		date, _, ok := progress.ParseDate(p.Next, now.Location())
		if p.Open {
			date, ok = today, true
		}
		ok = ok && !date.Before(today) && p.Err == nil
		switch {
		case best < 0:
		case ok && (bestDate.IsZero() || date.Before(bestDate)):
		case ok && date.Equal(bestDate) && p.LastAt.After(pairs[best].LastAt):
		case !ok && bestDate.IsZero() && p.Err == nil && (pairs[best].Err != nil || p.LastAt.After(pairs[best].LastAt)):
		default:
			continue
		}
		best, bestDate = i, time.Time{}
		if ok {
			bestDate = date
		}
	}
	if best < 0 {
		return ""
	}
	return pairs[best].ID
}

// unknownWord is a first word that is neither command nor pair.
func (f *Factory) unknownWord(root *cobra.Command, word string) error {
	var names []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	names = append(names, f.pairIDs()...)
	if near := nearest(word, names); near != "" {
		return f.misused("cli.error.unknown-near", "Word", word, "Near", near)
	}
	return f.misused("cli.error.unknown-word", "Word", word)
}

// pairID holds that a pair of that name is there.
func (f *Factory) pairID(id string) (*storage.Folder, error) {
	folder, err := f.Existing()
	if err != nil {
		return nil, err
	}
	if folder.Has(id) {
		return folder, nil
	}
	if near := nearest(id, f.pairIDs()); near != "" {
		return nil, f.fail("cli.error.no-pair-near", "Pair", id, "Near", near)
	}
	return nil, f.fail("cli.error.no-pair", "Pair", id)
}

// pairIDs are the pairs of the data folder, if there is one; nothing is made.
func (f *Factory) pairIDs() []string {
	if !exists(f.dataDir()) {
		return nil
	}
	folder, err := f.Folder()
	if err != nil {
		return nil
	}
	ids, err := folder.PairIDs()
	if err != nil {
		return nil
	}
	return ids
}

// nearest is the name most like what was typed, "" when none is like it. Capitals,
// accents and blanks are how people write names, so they cost nothing.
func nearest(typed string, names []string) string {
	if s, ok := storage.Slug(typed); ok {
		typed = s
	}
	return nearestRaw(typed, names)
}

// nearestRaw is nearest for names that are no slugs.
func nearestRaw(typed string, names []string) string {
	best, least := "", len(typed)+200
	for _, name := range names {
		d := distance(typed, name)
		if len(typed) >= 3 && strings.HasPrefix(name, typed) {
			d = min(d, 1)
		}
		if d < least && d <= max(1, max(len(typed), len(name))*2/5) {
			best, least = name, d
		}
	}
	return best
}

// distance is how many letters must be added, taken out, changed or swapped with
// their neighbour (optimal string alignment).
func distance(a, b string) int {
	if len(a) > 200 || len(b) > 200 {
		return max(len(a), len(b))
	}
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(a)][len(b)]
}
