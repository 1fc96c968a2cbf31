package screen

import (
	"errors"
	"io/fs"
	"syscall"

	"binome/storage"
)

// Why says in a few words, in the language of the screen, what keeps something from the
// disk. The system's own words name paths and are English; doctor has them.
func (e *Env) Why(err error) string {
	for _, known := range []struct {
		errs []error
		key  string
	}{
		{[]error{storage.ErrLocked}, "save.why.locked"},
		{[]error{storage.ErrDamaged, storage.ErrNewer}, "save.why.other-pair"},
		{[]error{syscall.ENOSPC, syscall.EDQUOT}, "save.why.full"},
		{[]error{fs.ErrPermission, syscall.EROFS}, "save.why.denied"},
		{[]error{fs.ErrNotExist, syscall.ENOTDIR}, "save.why.gone"},
	} {
		for _, k := range known.errs {
			if errors.Is(err, k) {
				return e.T(known.key)
			}
		}
	}
	return e.T("save.why.unknown")
}
