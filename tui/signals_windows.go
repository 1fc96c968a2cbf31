package tui

import tea "charm.land/bubbletea/v2"

// mindSignals: there are no such signals.
func mindSignals(*tea.Program, <-chan struct{}) {}
