package intake

import (
	"html"
	"path"
	"regexp"
	"strings"
	"sync"

	"binome/curriculum"
)

var link = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("(!?)\\[((?:[^\\[\\]]|\\[[^\\]]*\\])*)\\]\\(\\s*<?([^)\\s>]+)>?((?:\\s+(?:\"[^\"]*\"|'[^']*'))?)\\s*\\)")
})

var scheme = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?i:https?://|mailto:)`) })

// links turns those to other sources into those to lessons; pictures are taken along.
func (p *page) links(names, pictures map[string]string) {
	dir := path.Dir(p.source.Path)
	for i, l := range p.lines {
		if m := definition().FindStringSubmatch(l.text); !l.code && m != nil {
			p.lines[i].text = p.defined(l, m, dir, names)
			continue
		}
		if l.code || !strings.Contains(l.text, "](") {
			continue
		}
		p.lines[i].text = p.relinked(l, dir, names, pictures)
	}
}

var definition = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([ >]*\[[^\]^]+\]:\s*)<?([^\s>]+)>?(\s.*)?$`)
})

// defined is a link's definition: to a lesson, or left for the author.
func (p *page) defined(l line, m []string, dir string, names map[string]string) string {
	if scheme().MatchString(m[2]) {
		return l.text
	}
	if lesson, ok := lessonAt(m[2], dir, names); ok {
		p.change(l.n, "link", m[2]+" → "+lesson)
		return m[1] + lesson + m[3] + "\n\n" + was(m[2]) + "\n"
	}
	p.change(l.n, "no-target", m[2])
	if rest := strings.TrimSpace(m[3]); rest != "" && !strings.ContainsAny(rest[:1], `"'(`) && l.text[len(m[1]):len(m[1])+1] != "<" {
		return l.text // words: no definition at all
	}
	words := strings.TrimLeft(l.text, " >")
	return l.text[:len(l.text)-len(words)] + "`" + strings.ReplaceAll(strings.TrimSpace(words), "`", "'") + "`"
}

// unlink makes words of the links that lead nowhere, however they are written: behind their
// words, over several lines, in HTML. It reports whether it changed any.
func (p *page) unlink(lines []line, links []curriculum.Link, lessons map[string]bool) (changed bool) {
	for i := len(links) - 1; i >= 0; i-- { // the last first: a line's columns stay
		to, at := links[i].To, links[i].Pos
		if scheme().MatchString(to) || strings.HasPrefix(to, "tool:") || lessons[to] || at.Line < 1 || at.Line > len(lines) {
			continue
		}
		for n := at.Line - 1; n < min(at.Line+linkLines, len(lines)); n++ {
			text, from := lines[n].text, 0
			if n == at.Line-1 {
				from = len(string([]rune(text)[:min(at.Col-1, len([]rune(text)))]))
			}
			if lines[n].code || lines[n].n == 0 {
				continue
			}
			if k := strings.Index(text[from:], "]("); k >= 0 {
				lines[n].text = text[:from+k] + "] (" + text[from+k+2:]
			} else if k := hrefOf(text, to); k >= 0 {
				lines[n].text = text[:k] + "data-" + text[k:]
			} else if n == at.Line-1 && strings.HasPrefix(text[from:], "[") { // its address stands elsewhere
				lines[n].text = text[:from] + `\` + text[from:]
			} else {
				continue
			}
			p.change(lines[n].n, "sibling", to)
			changed = true
			break
		}
	}
	return changed
}

// lessonAt is the lesson that a source's address leads to.
func lessonAt(to, dir string, names map[string]string) (string, bool) {
	to, _, _ = strings.Cut(to, "#")
	to, _, _ = strings.Cut(to, "?")
	for _, try := range []string{to, to + ".md", to + "/index.md", to + "/README.md", to + "/_index.md", strings.TrimSuffix(to, ".html") + ".md"} {
		if lesson, ok := names[path.Join(dir, try)]; ok && to != "" {
			return lesson, true
		}
	}
	return "", false
}

// relinked is a line with its links, but for those in code.
func (p *page) relinked(l line, dir string, names, pictures map[string]string) string {
	var b strings.Builder
	done := 0
	for _, at := range link().FindAllStringSubmatchIndex(l.text, -1) {
		if strings.Count(l.text[:at[0]], "`")%2 == 1 {
			continue
		}
		m := make([]string, len(at)/2)
		for k := range m {
			m[k] = l.text[at[2*k]:at[2*k+1]]
		}
		b.WriteString(l.text[done:at[0]] + p.relink(l.n, m, dir, names, pictures))
		done = at[1]
	}
	return b.String() + l.text[done:]
}

// relink is what becomes of one link or picture: all of it, its mark, words, address, title.
func (p *page) relink(n int, m []string, dir string, names, pictures map[string]string) string {
	to, _, _ := strings.Cut(m[3], "#")
	to, _, _ = strings.Cut(to, "?")
	switch {
	case scheme().MatchString(m[3]):
		return m[0]
	case m[1] == "!":
		return p.picture(n, m[0], m, path.Join(dir, to), pictures)
	}
	if lesson, ok := lessonAt(m[3], dir, names); ok {
		p.change(n, "link", m[3]+" → "+lesson)
		return "[" + m[2] + "](" + lesson + m[4] + ")" + was(m[3])
	}
	p.change(n, "sibling", m[3])
	return m[2] + " (`" + strings.ReplaceAll(m[3], "`", "'") + "`" + m[4] + ")"
}

// was keeps the words of an address that is no more.
func was(to string) string { return "<!-- " + strings.ReplaceAll(to, "--", "- -") + " -->" }

func (p *page) picture(n int, s string, m []string, at string, pictures map[string]string) string {
	if p.o.Picture == nil || !p.o.Picture(at) {
		p.change(n, "no-picture", m[3])
		return s
	}
	name := curriculum.Slug(strings.TrimSuffix(path.Base(at), path.Ext(at)), 0) + strings.ToLower(path.Ext(at))
	for k := 2; pictures[name] != "" && pictures[name] != at; k++ {
		name = curriculum.Slug(strings.TrimSuffix(path.Base(at), path.Ext(at))+" "+string(rune('0'+k%10)), 0) + strings.ToLower(path.Ext(at))
	}
	pictures[name] = at
	p.change(n, "picture", name)
	return "![" + m[2] + "](" + name + m[4] + ")" + was(m[3])
}

var href = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?:^|[^-\w])(href\s*=\s*["']?)`) })

// hrefOf is where HTML's attribute with that address begins; -1 for nowhere.
func hrefOf(text, to string) int {
	for _, k := range href().FindAllStringSubmatchIndex(text, -1) {
		if strings.HasPrefix(html.UnescapeString(text[k[3]:]), to) {
			return k[2]
		}
	}
	return -1
}

// linkLines is how far below its beginning a link's address may stand.
const linkLines = 60
