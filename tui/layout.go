package tui

import "binome/tui/theme"

// The smallest window anything is drawn in.
const (
	leastWidth  = 40
	leastHeight = 12
	wideFrom    = 100 // columns from which what is beside a page stands beside it
	panelFrom   = 110 // columns from which something always does
	tallFrom    = 18
)

// canvasMost is the widest that is drawn on; a wider window has it in its middle.
const canvasMost = 112

// A rect is a rectangle of cells, from the top left.
type rect struct{ x, y, w, h int }

// areas are the named rectangles of a screen.
type areas struct {
	bar     rect // where one is
	body    rect
	side    rect // the hour and the guide; empty in narrow windows
	fold    rect // the line between the two
	buttons rect
	status  rect // what was said, what isn't saved; empty when there is nothing
	hints   rect
}

// layout cuts a window of w by h into its areas, for that many rows of buttons and of
// status, with a side pane or without. It is the only place that knows where things are:
// the buttons stand on the keys at the bottom, in every window.
func layout(w, h, buttons, status int, side bool) areas {
	margin, gap := 1, 0
	if w >= 60 {
		margin = 2
	}
	if h >= tallFrom {
		gap = 1
	}
	most := theme.Measure + 1 + 2*margin
	if side {
		most = canvasMost
	}
	x := margin + max(0, w-most)/2
	inner := min(w, most) - 2*margin
	a := areas{bar: rect{x, 0, inner, 1}}
	a.hints = rect{x, h - 1, inner, 1}
	y := h - 1 - status
	a.status = rect{x, y, inner, status}
	y -= buttons + gap
	if status > 0 && gap > 0 {
		y++
	}
	a.buttons = rect{x, y, inner, buttons}
	top := 1 + gap
	bottom := y
	if buttons > 0 {
		bottom -= gap
	}
	a.body = rect{x, top, inner, max(1, bottom-top)}
	if side {
		a.body.w = min(theme.Measure+1, inner-sideLeast-sideGap)
		at := x + a.body.w + sideGap
		a.side = rect{at, top, min(sideMost, x+inner-at), a.body.h}
		a.fold = rect{at - 2, top, 1, a.body.h}
	}
	return a
}

const (
	sideLeast = 28
	sideMost  = 44
	sideGap   = 3
)
