package document

// What only a page that can be laid out freely draws: a ticket, a route, a strip. Every
// other format says the same in paragraphs and lists.

// A Ticket is a framed box with one line written large, such as the next date.
type Ticket struct {
	Label, Large Line
	Items        []Item
}

// A Route is stops one below the other, with a line through them.
type Route []Stop

// A Stop of a route. Where a page is read and not looked at, Right says what the drawing
// shows: when it was, or that they are there.
type Stop struct {
	State StopState
	Text  Line
	Right Line
	After []Line
}

// A StopState is how a stop is drawn.
type StopState uint8

// The states of a stop.
const (
	Behind StopState = iota
	Here
	Ahead
)

func (s StopState) String() string { return [...]string{"behind", "here", "ahead"}[s] }

// A Part of a strip, as long as its minutes.
type Part struct {
	Minutes int
	Done    bool
}

// plain are the blocks for formats that draw nothing: tickets, routes and strips as headings,
// lists and lines.
func (d *Document) plain() []Block {
	var all []Block
	for _, k := range d.Blocks {
		switch {
		case k.Ticket != nil:
			all = append(all, Block{Para: Join(k.Ticket.Label.strong(), Ours(" "), k.Ticket.Large.strong())})
			if k.Ticket.Items != nil {
				all = append(all, Block{List: k.Ticket.Items})
			}
		case k.Route != nil:
			var items []Item
			for _, s := range k.Route {
				l := s.Text.strong()
				for _, more := range append([]Line{s.Right}, s.After...) {
					if len(more) > 0 {
						l = Join(l, Ours(" · "), more)
					}
				}
				items = append(items, Item{Text: l})
			}
			all = append(all, Block{List: items, Ordered: true})
		default:
			all = append(all, k)
		}
	}
	return all
}

// strong is the line in bold.
func (l Line) strong() Line {
	out := make(Line, len(l))
	for i, s := range l {
		s.Strong = true
		out[i] = s
	}
	return out
}

// strip draws parts as long as their minutes, filled when they are done.
func strip(parts []Part) *Picture {
	const high, gap = 10, 4
	all := 0
	for _, p := range parts {
		all += p.Minutes
	}
	pic := &Picture{W: PictureWidth, H: high}
	from, at := 0, 0
	for _, p := range parts {
		at += p.Minutes
		to := at * (PictureWidth + gap) / max(1, all)
		ink := Off
		if p.Done {
			ink = On
		}
		pic.Rect(ink, from, 1, max(1, to-gap-from), high-2)
		from = to
	}
	return pic
}

// logo is the product's own: two dots that change places.
func logo() *Picture {
	pic := &Picture{W: 44, H: 24}
	pic.Line(Slope, 6, 6, 16, 6)
	pic.Line(Slope, 16, 6, 28, 18)
	pic.Line(Slope, 28, 18, 38, 18)
	pic.Line(Second, 6, 18, 16, 18)
	pic.Line(Second, 16, 18, 28, 6)
	pic.Line(Second, 28, 6, 38, 6)
	pic.Circle(On, 6, 6, 5)
	pic.Circle(On, 38, 18, 5)
	pic.Circle(SecondOn, 6, 18, 5)
	pic.Circle(SecondOn, 38, 6, 5)
	return pic
}
