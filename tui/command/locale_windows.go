package command

import "golang.org/x/sys/windows"

// systemLanguage is the language Windows speaks to its user: LANG is rarely set there,
// and somebody who double-clicks has no shell to set it in.
func systemLanguage() string {
	langs, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(langs) == 0 {
		return ""
	}
	return langs[0]
}
