package screen

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"binome/storage/progress"
	"binome/tui/theme"
	"binome/tui/widget"
)

// The words and lines that screens share. All wrap to w columns, at most the measure.

func measure(w int) int { return max(1, min(w, theme.Measure)) }

func (b *Body) title(env *Env, w int, text string) {
	for _, l := range widget.Wrap(text, measure(w)) {
		b.Add(env.Theme.Title.Render(l))
	}
}

func (b *Body) heading(env *Env, w int, text string) {
	b.Blank()
	for _, l := range widget.Wrap(text, measure(w)) {
		b.Add(env.Theme.Heading.Render(l))
	}
}

func (b *Body) para(env *Env, w int, text string) { b.styled(env.Theme.Text, w, text) }
func (b *Body) dim(env *Env, w int, text string)  { b.styled(env.Theme.Dim, w, text) }

func (b *Body) styled(s lipgloss.Style, w int, text string) {
	for _, p := range strings.Split(text, "\n") {
		if strings.TrimSpace(p) == "" {
			b.Blank()
			continue
		}
		b.Add(widget.PaintLines(s, widget.Wrap(p, measure(w)))...)
	}
}

// point is a line with a sign before it and its continuation hung under it.
func (b *Body) point(env *Env, w int, sign, text string) {
	b.Add(widget.WrapHang(text, measure(w), sign+" ", strings.Repeat(" ", widget.Width(sign)+1))...)
}

// choice is a row the arrows stop at: the cursor's sign before the chosen one.
func (b *Body) choice(env *Env, w int, id, label, after string) {
	sign, style := "  ", env.Theme.Text
	if env.Sel == id {
		sign, style = env.Theme.SelectedSign.Render(env.Theme.Sign.Cursor)+" ", env.Theme.Selected
	}
	lines := widget.WrapHang(widget.Paint(style, label), measure(w), sign, "  ")
	for _, l := range strings.Split(after, "\n") {
		if l == "" {
			continue
		}
		lines = append(lines, widget.PaintLines(env.Theme.Dim, widget.WrapHang(l, measure(w), "    ", "    "))...)
	}
	b.Row(id, lines...)
}

// firstName is the first word of a person's name; or when there is none.
func firstName(p *progress.Progress, role, or string) string {
	if p == nil {
		return or
	}
	if f := strings.Fields(p.Name(role)); len(f) > 0 {
		return f[0]
	}
	return or
}

// joined sets short pieces on one line with the separator of the theme, those that
// are empty left out.
func joined(env *Env, pieces ...string) string {
	var some []string
	for _, p := range pieces {
		if p != "" {
			some = append(some, p)
		}
	}
	return strings.Join(some, " "+env.Theme.Sign.Separator+" ")
}

// quoted is text in the quotation marks of the language.
func quoted(env *Env, text string) string { return env.T("text.quoted", "Text", text) }

func stepWord(env *Env, id string) string { return env.T("steps." + id) }
func rungWord(env *Env, r progress.Rung) string {
	if r == progress.NoRung {
		return env.T("rungs.none")
	}
	return env.T("rungs." + string(r))
}

// hiddenBar keeps a field that isn't filled in as wide as the one that is.
var hiddenBar = lipgloss.Border{Left: " "}

// plain is a line of Markdown without its marks, for what becomes somebody's own words.
func plain(md string) string {
	return strings.TrimSpace(strings.NewReplacer("**", "", "*", "", "`", "").Replace(md))
}

// shortPath is a file's own name: what a person needs of a path in a sentence.
func shortPath(p string) string {
	if i := strings.LastIndexAny(p, `/\`); i >= 0 {
		return p[i+1:]
	}
	return p
}

// withCursor draws the cell at column x reversed: a cursor where the terminal's own
// can't be.
func withCursor(t theme.Theme, line string, x int) string {
	line = widget.Pad(line, x+1)
	return ansi.Truncate(line, x, "") + t.Cursor.Render(ansi.Cut(line, x, x+1)) + ansi.TruncateLeft(line, x+1, "")
}
