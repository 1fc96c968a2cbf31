package block

import (
	"fmt"
	"strings"
	"time"

	"github.com/yuin/goldmark/ast"
)

// What a step may ask for while the two work: a count in sight, or a text that scrolls by
// as it is read aloud. Both are call-outs of their own name, so that whatever shows a
// call-out shows them.
const (
	Timer    = "TIMER"
	Prompter = "PROMPTER"
)

// The least and the most seconds that one may take.
const (
	AidLeast = 5
	AidMost  = 60 * 60
)

// aid is a fence ```timer 3m or ```prompter 90s: N its seconds, 0 where nobody can tell;
// Text its words, a paragraph a line.
func (b *builder) aid(n *ast.FencedCodeBlock, name string) Block {
	out := Block{Kind: Callout, Name: name, At: max(n.Pos(), 0)}
	if info := strings.Fields(string(n.Info.Value(b.src))); len(info) == 2 {
		if d, err := time.ParseDuration(info[1]); err == nil && d >= AidLeast*time.Second && d <= AidMost*time.Second {
			out.N = int(d / time.Second)
		}
	}
	length := Span{Text: AidLength(out.N), At: out.At}
	if out.N > 0 {
		out.Blocks = []Block{{Spans: []Span{length}, At: out.At}}
	}
	var words, all []string
	at := out.At
	end := func() {
		if text := strings.Join(words, " "); text != "" {
			all = append(all, text)
			out.Blocks = append(out.Blocks, Block{Spans: []Span{{Text: text, At: at}}, At: at})
		}
		words = nil
	}
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		line := strings.Join(strings.Fields(safe(string(seg.Value(b.src)))), " ")
		switch {
		case line == "":
			end()
			continue
		case len(words) == 0:
			at = seg.Start
		}
		words = append(words, line)
	}
	end()
	out.Text = strings.Join(all, "\n")
	return out
}

// AidLength is how long one takes, in signs that are the same in our languages: "3 min",
// "1 min 30 s".
func AidLength(seconds int) string {
	switch m, s := seconds/60, seconds%60; {
	case m == 0:
		return fmt.Sprintf("%d s", s)
	case s == 0:
		return fmt.Sprintf("%d min", m)
	default:
		return fmt.Sprintf("%d min %d s", m, s)
	}
}

// IsAid reports whether a block is a timer or a prompter.
func (b *Block) IsAid() bool { return b.Kind == Callout && (b.Name == Timer || b.Name == Prompter) }
