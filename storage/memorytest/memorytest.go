// Package memorytest has the folders of tests made in memory, where flushing costs nothing:
// what most tests hold is what the files say, not how long a disk takes.
//
// For most uses, call [Folders] first thing in a package's TestMain. BINOME_LONG=1 leaves
// the folders on the disk.
package memorytest

import "os"

// Folders makes the temporary folders of this process, and of those that it starts, in
// memory. Where the system has no place for that, they stay where they are.
func Folders() {
	if os.Getenv("BINOME_LONG") != "" || os.Getenv("TMPDIR") != "" {
		return
	}
	if dir := place(); dir != "" {
		os.Setenv("TMPDIR", dir) //nolint:errcheck // then they stay where they are
	}
}
