package theme

import (
	"reflect"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

func all() []Theme {
	var out []Theme
	for _, name := range []string{Light, Dark, Contrast, ContrastLight, Plain} {
		for _, p := range []colorprofile.Profile{colorprofile.NoTTY, colorprofile.ASCII, colorprofile.ANSI, colorprofile.ANSI256, colorprofile.TrueColor} {
			t := New(name, p)
			out = append(out, t, t.ASCII())
		}
	}
	return out
}

// eachStyle visits every style by its name, so that a new one is tested too.
func eachStyle(s Styles, visit func(name string, style lipgloss.Style)) {
	v := reflect.ValueOf(s)
	for i := range v.NumField() {
		visit(v.Type().Field(i).Name, v.Field(i).Interface().(lipgloss.Style))
	}
}

func TestNoColourMeansNoColour(t *testing.T) {
	for _, name := range []string{Light, Dark, Contrast, ContrastLight, Plain, "no such theme"} {
		th := New(name, colorprofile.ASCII)
		if th.Name != Plain {
			t.Errorf("%s without colour is %s, want plain", name, th.Name)
		}
		eachStyle(th.Styles, func(style string, s lipgloss.Style) {
			for _, p := range strings.FieldsFunc(s.Render("x"), func(r rune) bool { return strings.ContainsRune("\x1b[;m", r) }) {
				if len(p) == 2 && strings.ContainsAny(p[:1], "349") || len(p) == 3 {
					t.Errorf("plain: %s draws with colour: %q", style, s.Render("x"))
				}
			}
		})
	}
}

// What must be told apart without colour, is.
func TestPlainTellsApart(t *testing.T) {
	th := New(Plain, colorprofile.TrueColor)
	for _, pair := range [][2]lipgloss.Style{
		{th.ButtonFocused, th.Button}, {th.Strong, th.Text}, {th.Emph, th.Text}, {th.Emph, th.Strong},
		{th.Selected, th.Text}, {th.Link, th.Text}, {th.Heading, th.Text}, {th.Error, th.Text}, {th.ButtonOff, th.Button},
	} {
		if pair[0].Render("x") == pair[1].Render("x") {
			t.Errorf("two styles look alike without colour: %q", pair[0].Render("x"))
		}
	}
}

func TestNothingBlinksOrHides(t *testing.T) {
	for _, th := range all() {
		eachStyle(th.Styles, func(name string, s lipgloss.Style) {
			if s.GetBlink() || s.GetStrikethrough() && name != "Struck" {
				t.Errorf("%s: %s blinks or is struck out", th.Name, name)
			}
			if w := lipgloss.Width(s.Render("mot")); w != 3 {
				t.Errorf("%s: %s makes three columns %d", th.Name, name, w)
			}
		})
	}
}

// Signs are one column wide, boxes three, in both sets, so that layouts don't move.
func TestSignsHaveOneWidth(t *testing.T) {
	for _, th := range all() {
		v := reflect.ValueOf(th.Sign)
		for i := range v.NumField() {
			name, want := v.Type().Field(i).Name, 1
			var signs []string
			switch f := v.Field(i).Interface().(type) {
			case string:
				signs = []string{f}
			case [5]string:
				signs = f[:]
			case [6]string:
				signs = f[:]
			}
			if strings.HasPrefix(name, "Box") {
				want = 3
			}
			if name == "Ellipsis" && th.Sign.ASCII {
				want = 3
			}
			for _, s := range signs {
				if ansi.StringWidth(s) != want {
					t.Errorf("%s %q is %d wide, want %d", name, s, ansi.StringWidth(s), want)
				}
				if th.Sign.ASCII && strings.ContainsFunc(s, func(r rune) bool { return r > 0x7e }) {
					t.Errorf("%s %q is not ASCII", name, s)
				}
			}
		}
	}
}

func TestSignsOfOneKindDiffer(t *testing.T) {
	for _, th := range all() {
		for _, set := range [][]string{th.Sign.Steps[:], th.Sign.Rungs[:], {th.Sign.BoxOpen, th.Sign.BoxTicked}, {th.Sign.Saved, th.Sign.Unsaved}} {
			seen := map[string]bool{}
			for _, s := range set {
				if seen[s] {
					t.Errorf("sign %q stands for two things of one kind", s)
				}
				seen[s] = true
			}
		}
	}
}

func TestResolve(t *testing.T) {
	for _, c := range []struct {
		setting string
		dark    bool
		want    string
	}{
		{"auto", true, Dark}, {"auto", false, Light}, {"", true, Dark}, {"nonsense", false, Light},
		{"light", true, Light}, {"dark", false, Dark}, {"plain", true, Plain},
		{"contrast", true, Contrast}, {"contrast", false, ContrastLight},
	} {
		if got := Resolve(c.setting, c.dark); got != c.want {
			t.Errorf("Resolve(%q, %v) = %s, want %s", c.setting, c.dark, got, c.want)
		}
	}
}

// Two looks that differ must not share a name, or a cache would mix them up.
func TestMarkdownNamesDiffer(t *testing.T) {
	names := map[string]Markdown{}
	for _, th := range all() {
		if old, ok := names[th.Markdown.Name]; ok && !reflect.DeepEqual(old, th.Markdown) {
			t.Errorf("two looks are called %s", th.Markdown.Name)
		}
		names[th.Markdown.Name] = th.Markdown
	}
}
