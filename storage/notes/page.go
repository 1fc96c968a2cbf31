package notes

// A page is an export that is read by people, before it is Markdown or HTML.
type page struct {
	lang   string
	title  line
	blocks []block
}

// A block is one piece of a page: one of its fields is set.
type block struct {
	heading *heading
	para    line
	list    []item
	ordered bool     // the list is numbered
	quote   []string // lines that somebody typed
	table   *table
	figure  *figure
	aside   []line    // what is left out: a frame at the head
	brk     pageBreak // where a printed page may end
}

type pageBreak bool

type heading struct {
	level int // 2 to 4
	text  line
}

type item struct {
	text  line
	quote []string // typed, several lines
}

type table struct {
	caption line
	head    []line
	rows    [][]line
}

// A figure is a picture with the same facts in a table; Markdown has the table alone.
type figure struct {
	svg   string
	w, h  int
	desc  string // what the picture shows, for whoever can't see it
	table *table
}

func (p *page) add(b block)            { p.blocks = append(p.blocks, b) }
func (p *page) h(level int, text line) { p.add(block{heading: &heading{level, text}}) }
func (p *page) para(l line)            { p.add(block{para: l}) }
func (p *page) list(items []item)      { p.addIf(len(items) > 0, block{list: items}) }
func (p *page) addIf(ok bool, b block) {
	if ok {
		p.add(b)
	}
}
