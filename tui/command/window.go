package command

import (
	"binome/tui"
	"binome/tui/live/room"
	"binome/tui/live/window"
)

// window lets this window share its pair with another one of this computer, where it is
// said who looks at it. leave ends that, and closes the journal that was opened for it.
// A journal that can't be opened is for the coach to tell of.
func (f *Factory) window(o *tui.Options) (leave func() error) {
	nothing := func() error { return nil }
	if o.Pair == "" || o.Home || o.Seat != nil || f.view != room.Mentor && f.view != room.Mentee {
		return nothing
	}
	j := o.Journal
	if j == nil {
		var err error
		if j, err = f.folder.Journal(o.Pair); err != nil {
			return nothing
		}
		nothing = j.Close
	}
	w := window.Join(window.Options{Dir: f.folder.Dir, Pair: o.Pair, Role: f.view})
	o.Seat, o.Role, o.Journal = w, f.view, j
	return func() error {
		w.Close()
		return nothing()
	}
}
