package notes

import (
	"strings"

	"binome/storage/progress"
)

// Accounts finds a pair's accounts on a learning platform in a table of three columns: the
// pair's code, the mentee's account, the mentor's if it has one. A first row that is headed
// "code" is passed over. ok is false for a pair that isn't there.
func Accounts(rows [][]string, code string) (accounts map[string]string, ok bool) {
	for i, row := range rows {
		if len(row) < 2 || progress.Code(row[0]) != code || i == 0 && strings.EqualFold(row[0], "code") {
			continue
		}
		accounts = map[string]string{progress.Mentee: row[1]}
		if len(row) > 2 {
			accounts[progress.Mentor] = row[2]
		}
		return accounts, row[1] != ""
	}
	return nil, false
}
