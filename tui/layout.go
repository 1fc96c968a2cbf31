package tui

import "binome/tui/theme"

// The smallest window anything is drawn in.
const (
	leastWidth  = 40
	leastHeight = 12
	wideFrom    = 100
	tallFrom    = 18
)

// A rect is a rectangle of cells, from the top left.
type rect struct{ x, y, w, h int }

// areas are the named rectangles of a screen.
type areas struct {
	bar     rect // where one is
	body    rect
	side    rect // guide and pace; empty below 100 columns
	buttons rect
	status  rect // what was said, what isn't saved; empty when there is nothing
	hints   rect
}

// layout cuts a window of w by h into its areas, for that many rows of buttons and of
// status, with a side pane or without. It is the only place that knows where things are.
func layout(w, h, buttons, status int, side bool) areas {
	margin, gap := 1, 0
	if w >= 60 {
		margin = 2
	}
	if h >= tallFrom {
		gap = 1
	}
	a := areas{bar: rect{margin, 0, w - 2*margin, 1}}
	a.hints = rect{margin, h - 1, w - 2*margin, 1}
	y := h - 1 - status
	a.status = rect{margin, y, w - 2*margin, status}
	y -= buttons + gap
	if status > 0 && gap > 0 {
		y++
	}
	a.buttons = rect{margin, y, w - 2*margin, buttons}
	top := 1 + gap
	bottom := y
	if buttons > 0 {
		bottom -= gap
	}
	a.body = rect{margin, top, w - 2*margin, max(1, bottom-top)}
	if side {
		a.body.w = min(theme.Measure+1, w-2*margin-sideLeast-sideGap)
		x := margin + a.body.w + sideGap
		a.side = rect{x, top, min(sideMost, w-margin-x), a.body.h}
	}
	return a
}

// drawnUp brings the buttons up under a body of that many lines, where
// a high window would leave them far below it. The pane at the side keeps its height.
func (a areas) drawnUp(h, lines int) areas {
	if h < highFrom {
		return a
	}
	by := a.body.h - min(a.body.h, max(lines, bodyLeast))
	a.body.h -= by
	a.buttons.y -= by
	if a.side.w > 0 {
		a.buttons.w = a.body.w
	}
	return a
}

const (
	highFrom  = 30 // rows of a window that is high
	bodyLeast = 14 // so that the buttons don't jump about from screen to screen
)

const (
	sideLeast = 20
	sideMost  = 44
	sideGap   = 3
)
