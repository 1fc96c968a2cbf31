package widget

// Window is the first line shown and how many are, as of the last drawing.
func (v *Viewport) Window() (top, height int) { return v.top, v.height }
