//go:build !linux

package memorytest

// place is nowhere.
func place() string { return "" }
