package widget

// A Hit is a rectangle that answers to the mouse, in cells from its block's top left.
type Hit struct {
	ID         string
	X, Y, W, H int
}

// Hits are what can be hit, those drawn later on top.
type Hits []Hit

// At is the id of the topmost hit at that cell.
func (h Hits) At(x, y int) (id string, ok bool) {
	for i := len(h) - 1; i >= 0; i-- {
		r := h[i]
		if x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H {
			return r.ID, true
		}
	}
	return "", false
}

// Find is the first rectangle of that id.
func (h Hits) Find(id string) (Hit, bool) {
	for _, r := range h {
		if r.ID == id {
			return r, true
		}
	}
	return Hit{}, false
}

// Add puts one on top.
func (h *Hits) Add(id string, x, y, w, height int) {
	*h = append(*h, Hit{ID: id, X: x, Y: y, W: w, H: height})
}

// Moved is the same hits elsewhere.
func (h Hits) Moved(dx, dy int) Hits {
	out := make(Hits, len(h))
	for i, r := range h {
		r.X, r.Y = r.X+dx, r.Y+dy
		out[i] = r
	}
	return out
}

// Within cuts the hits to a window of w by h cells at the origin and drops what lies
// outside.
func (h Hits) Within(w, height int) Hits {
	var out Hits
	for _, r := range h {
		x1, y1 := min(r.X+r.W, w), min(r.Y+r.H, height)
		r.X, r.Y = max(r.X, 0), max(r.Y, 0)
		r.W, r.H = x1-r.X, y1-r.Y
		if r.W > 0 && r.H > 0 {
			out = append(out, r)
		}
	}
	return out
}
