//go:build !windows

package command

// systemLanguage is said by the environment here.
func systemLanguage() string { return "" }
