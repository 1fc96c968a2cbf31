package progress

import "binome/curriculum"

// Yes are the needs that were answered by yes, by their places in the curriculum: a bit each.
type Yes uint32

// Has reports whether the need at that place was.
func (y Yes) Has(i int) bool { return y>>i&1 == 1 }

// Turn answers the need at that place the other way.
func (y Yes) Turn(i int) Yes { return y ^ 1<<i }

// Told are the needs that a wish speaks of, in its own words.
func Told(c *curriculum.Curriculum, wish, lang string) (yes Yes) {
	words := telling(wish)
	for i, n := range c.Needs {
		if shared(words, n.Ask(lang)) != "" {
			yes |= 1 << i
		}
	}
	return yes
}

// Propose is the route that most of the needs answered by yes speak for, with how many of
// all that were do: the core route where none speaks louder than another. nil where there is no route.
func Propose(c *curriculum.Curriculum, yes Yes) (r *curriculum.Route, speak, all int) {
	votes := map[string]int{}
	for i, n := range c.Needs {
		if yes.Has(i) {
			votes[n.Route]++
			all++
		}
	}
	best, alone := curriculum.Core, true
	for _, way := range c.Routes() {
		switch v := votes[way.ID]; {
		case v > speak:
			best, speak, alone = way.ID, v, true
		case v == speak:
			alone = false
		}
	}
	if !alone {
		best = curriculum.Core
	}
	if r = c.RouteOf(best); r == nil {
		return nil, 0, all
	}
	return r, votes[r.ID], all
}
