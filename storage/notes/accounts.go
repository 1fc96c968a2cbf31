package notes

import (
	"errors"
	"slices"
	"strings"

	"binome/storage/progress"
)

// ErrAccounts is a table without the columns that accounts are found in.
var ErrAccounts = errors.New("no column code, or none of the mentee's account")

// Accounts finds a pair's accounts on a learning platform in a table headed "code", "account"
// ("compte", "mentee") and, if it likes, "mentor", in any order: by what a column is called, never by
// its place, or another table's names would become accounts. ErrAccounts; ok is false for a
// pair that isn't there.
func Accounts(rows [][]string, code string) (accounts map[string]string, ok bool, err error) {
	if len(rows) == 0 {
		return nil, false, ErrAccounts
	}
	at := func(names ...string) int {
		return slices.IndexFunc(rows[0], func(head string) bool { return slices.Contains(names, strings.ToLower(head)) })
	}
	codes, mentee, mentor := at("code"), at("account", "compte", "mentee"), at("mentor")
	if codes < 0 || mentee < 0 {
		return nil, false, ErrAccounts
	}
	for _, row := range rows[1:] {
		cell := func(i int) string {
			if i < 0 || i >= len(row) {
				return ""
			}
			return row[i]
		}
		if progress.Code(cell(codes)) == code {
			return map[string]string{progress.Mentee: cell(mentee), progress.Mentor: cell(mentor)}, cell(mentee) != "", nil
		}
	}
	return nil, false, nil
}
