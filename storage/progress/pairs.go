package progress

import (
	"time"

	"binome/storage"
)

// A PairInfo is what a list of pairs shows of one.
type PairInfo struct {
	ID             string
	Mentor, Mentee string
	Next           string    // as in Progress.NextDate
	Open           bool      // an hour goes on
	LastAt         time.Time // of the newest entry
	Promises       []Promise // the open ones
	Err            error     // why the journal can't be read; then there is only the id
}

// Pairs lists a folder's pairs, sorted by id, each as its whole journal says: who the two
// are and when they meet has one reader. None is opened.
func Pairs(f *storage.Folder, now time.Time) ([]PairInfo, error) {
	ids, err := f.PairIDs()
	if err != nil {
		return nil, err
	}
	var pairs []PairInfo
	for _, id := range ids {
		st, err := f.Read(id)
		if err != nil {
			pairs = append(pairs, PairInfo{ID: id, Err: err})
			continue
		}
		p := Fold(nil, st.Entries)
		pairs = append(pairs, PairInfo{
			ID: id, Mentor: p.Mentor.Name, Mentee: p.Mentee.Name, Next: p.NextDate,
			Open: p.OpenSession(now) != nil, LastAt: p.Newest, Promises: p.OpenPromises(""),
		})
	}
	return pairs, nil
}

// Name is what somebody of the pair is called.
func (p PairInfo) Name(role string) string {
	if role == Mentee {
		return p.Mentee
	}
	return p.Mentor
}
