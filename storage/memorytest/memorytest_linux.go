package memorytest

import (
	"os"
	"syscall"
)

// place is Linux's shared memory, if what lies there may be run, as tests do with what they
// built, and there is room: containers give it 64 MB by themselves.
func place() string {
	const (
		dir    = "/dev/shm"
		tmpfs  = 0x01021994
		noexec = 0x8
		enough = 1 << 30
	)
	var fs syscall.Statfs_t
	if syscall.Statfs(dir, &fs) != nil || int64(fs.Type) != tmpfs || int64(fs.Flags)&noexec != 0 ||
		fs.Bavail*uint64(fs.Bsize) < enough {
		return ""
	}
	probe, err := os.MkdirTemp(dir, "binome")
	if err != nil {
		return ""
	}
	if os.Remove(probe) != nil {
		return ""
	}
	return dir
}
