package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"binome/storage/clean"
	"binome/storage/tame"
)

// ErrConfig: config.toml is there and can't be used as it stands.
var ErrConfig = errors.New("settings that can't be read")

// What is meant when config.toml doesn't say.
const (
	DefaultRhythm  = 14 // days between two sessions
	DefaultMinutes = 60 // of a session
)

// Config is what config.toml in the data folder holds: how the coach behaves on this
// computer. It says nothing of what happened in a pair.
type Config struct {
	Name     string // name = "Inès Martin": of whoever this computer belongs to; "" is not said
	Role     string // role = "mentor", "mentee" or "nobody": theirs in a pair that is begun here; "" is not said
	Language string // language = "fr"; "" is the environment's
	Theme    string // theme = "auto", "light", "dark", "contrast" or "plain"; "" is auto
	// Background = "light" or "dark" is what the terminal last said of itself, so that the
	// first frame has the right colours before it has answered; "" is not known.
	Background string
	Mouse      string            // mouse = "on" or "off": off, it selects text; "" is on
	View       string            // view = "shared", "mentor" or "mentee"; "" is not asked yet
	Rhythm     int               // rhythm: days between two sessions, 1 to 365; DefaultRhythm when not said
	Minutes    int               // minutes of a session, 5 to 480; DefaultMinutes when not said
	Owner      map[string]string // [owner]: whose computer this is, for each pair's id: "mentor", "mentee" or "nobody"

	// Unknown are keys of the file that this version doesn't know, sorted. They are kept.
	Unknown []string
}

// Config reads the settings. A file that isn't there gives the defaults; one that can't
// be read, or says what can't be, is an error with its line and column ([ErrConfig])
// and gives the defaults too: it is for the caller to go on or not.
func (f *Folder) Config() (Config, error) { return readConfig(f.sys, f.ConfigFile()) }

// ReadConfig is [Folder.Config] for a folder that need not be there: it makes nothing.
func ReadConfig(path string) (Config, error) { return readConfig(disk{}, path) }

func readConfig(sys fsys, path string) (Config, error) {
	text, err := configText(sys, path)
	if err != nil {
		return defaultConfig(), err
	}
	c, bad := parseConfig(text)
	if bad != nil {
		return defaultConfig(), configError(path, bad)
	}
	return c, nil
}

// SaveConfig writes the settings whole or not at all, readable by their owner alone.
// Comments and unknown keys of the file stay where they are. When the file is written
// in a way that can't be changed line by line (dotted keys, inline tables), all of it
// is kept as comments below the settings. A file that can't be read is refused, not
// written over.
func (f *Folder) SaveConfig(c Config) error {
	was, err := configText(f.sys, f.ConfigFile())
	if err != nil {
		return err
	}
	old, bad := parseConfig(was)
	if bad != nil {
		return configError(f.ConfigFile(), bad)
	}
	c = c.filled()
	if old.says(c) {
		return nil
	}
	text := editConfig(was, c)
	got, bad := parseConfig(text)
	if bad == nil && (!got.says(c) || !reflect.DeepEqual(unknownIn(text), unknownIn(was))) {
		bad = &placed{line: 1, why: "it can't be changed line by line"}
	}
	if bad != nil {
		text = editConfig(configNote, c) + keptBelow(was)
		if got, bad = parseConfig(text); bad == nil && !got.says(c) {
			bad = &placed{line: 1, why: "a value that can't be kept"}
		}
	}
	if bad != nil { // a value of the caller's that config.toml doesn't allow
		return fmt.Errorf("%s: %w: %s", f.ConfigFile(), ErrConfig, bad.why)
	}
	if strings.Contains(was, "\r\n") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if err := makeDir(f.sys, f.Dir); err != nil {
		return err
	}
	return replace(f.sys, f.ConfigFile(), []byte(text), f.stamp())
}

// unknownIn are the keys that this version doesn't know, with what they hold.
func unknownIn(text string) map[string]any {
	top, _, bad := readTOML(unixLines(text))
	if bad != nil {
		return nil
	}
	c, _ := parseConfig(text)
	maps.DeleteFunc(top, func(key string, _ any) bool { return !slices.Contains(c.Unknown, key) })
	return top
}

const configNote = "# Binome: the settings of this computer. Comments stay.\n"

func configText(sys fsys, path string) (string, error) {
	data, _, err := readFile(sys, path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return strings.TrimPrefix(string(data), bom), err
}

func configError(path string, bad *placed) error {
	place := path + ":" + strconv.Itoa(bad.line)
	if bad.col > 0 {
		place += ":" + strconv.Itoa(bad.col)
	}
	return fmt.Errorf("%s: %w: %s", place, ErrConfig, bad.why)
}

func defaultConfig() Config { return Config{}.filled() }

func (c Config) filled() Config {
	if c.Rhythm == 0 {
		c.Rhythm = DefaultRhythm
	}
	if c.Minutes == 0 {
		c.Minutes = DefaultMinutes
	}
	return c
}

// says reports whether both say the same.
func (c Config) says(d Config) bool {
	return c.Name == d.Name && c.Role == d.Role && c.Language == d.Language && c.View == d.View &&
		c.Theme == d.Theme && c.Background == d.Background && c.Mouse == d.Mouse && c.Rhythm == d.Rhythm && c.Minutes == d.Minutes && maps.Equal(c.Owner, d.Owner)
}

// Choices are the values that a setting may have, in the order in which they are offered.
func Choices(key string) []string { return slices.Clone(configChoices[key]) }

var configChoices = map[string][]string{
	"theme":      {"auto", "light", "dark", "contrast", "plain"},
	"view":       {Shared, Mentor, Mentee},
	"background": {"light", "dark"},
	"mouse":      {"on", "off"},
	"role":       {Mentor, Mentee, Nobody},
	"owner":      {Mentor, Mentee, Nobody},
}

func parseConfig(text string) (Config, *placed) {
	text = unixLines(text)
	top, _, bad := readTOML(text)
	if bad != nil {
		return Config{}, bad
	}
	c := Config{}
	for _, key := range slices.Sorted(maps.Keys(top)) {
		val, why := top[key], ""
		switch key {
		case "name":
			if c.Name, why = wantString(val); why == "" && (clean.Line(c.Name) != c.Name || utf8.RuneCountInString(c.Name) > MaxName) {
				why = fmt.Sprintf("not a name: one line of at most %d letters", MaxName)
			}
		case "role":
			c.Role, why = wantChoice(val, configChoices[key])
		case "language":
			if c.Language, why = wantString(val); why == "" && !validLanguage(c.Language) {
				why = `not a language: write "fr" or "pt-BR"`
			}
		case "theme":
			c.Theme, why = wantChoice(val, configChoices[key])
		case "background":
			c.Background, why = wantChoice(val, configChoices[key])
		case "mouse":
			c.Mouse, why = wantChoice(val, configChoices[key])
		case "view":
			c.View, why = wantChoice(val, configChoices[key])
		case "rhythm":
			c.Rhythm, why = wantNumber(val, 1, 365)
		case "minutes":
			c.Minutes, why = wantNumber(val, 5, 480)
		case "owner":
			if bad := c.owners(text, val); bad != nil {
				return Config{}, bad
			}
		default:
			c.Unknown = append(c.Unknown, key)
		}
		if why != "" {
			return Config{}, configPlace(text, "", key, why)
		}
	}
	return c.filled(), nil
}

func (c *Config) owners(text string, val any) *placed {
	table, ok := val.(map[string]any)
	if !ok {
		return configPlace(text, "", "owner", "owner is a table: [owner], then a line for each pair")
	}
	for _, id := range slices.Sorted(maps.Keys(table)) {
		if !ValidID(id) {
			return configPlace(text, "owner", id, "not the id of a pair")
		}
		who, why := wantChoice(table[id], configChoices["owner"])
		if why != "" {
			return configPlace(text, "owner", id, why)
		}
		if c.Owner == nil {
			c.Owner = map[string]string{}
		}
		c.Owner[id] = who
	}
	return nil
}

func wantString(val any) (string, string) {
	s, ok := val.(string)
	if !ok {
		return "", "not text in quotes"
	}
	return s, ""
}

func wantChoice(val any, choices []string) (string, string) {
	s, why := wantString(val)
	if why == "" && !slices.Contains(choices, s) {
		why = "not one of " + strings.Join(choices, ", ")
	}
	return s, why
}

func wantNumber(val any, low, high int64) (int, string) {
	n, ok := val.(int64)
	if !ok || n < low || n > high {
		return 0, fmt.Sprintf("not a whole number from %d to %d", low, high)
	}
	return int(n), ""
}

// configPlace is where a key's value stands: line 1 when it is written in some other way.
func configPlace(text, section, key, why string) *placed {
	name := key
	if section != "" {
		name = section + "." + key
	}
	p := &placed{line: 1, why: key + ": " + why}
	if at, ok := tame.Places(text)[name]; ok {
		p.line, p.col = at.Line, at.Value
	}
	return p
}

func findKey(lines []tame.Line, section, key string) int {
	return slices.IndexFunc(lines, func(l tame.Line) bool { return l.Table == section && l.Key == key })
}

// editConfig changes the lines whose values changed, and adds those that are missing.
func editConfig(text string, c Config) string {
	text = unixLines(text)
	if text == "" {
		text = configNote
	}
	e := configEdit{lines: tame.Lines(text)}
	e.text("name", c.Name)
	e.text("role", c.Role)
	e.text("language", c.Language)
	e.text("theme", c.Theme)
	e.text("background", c.Background)
	e.text("mouse", c.Mouse)
	e.text("view", c.View)
	e.number("rhythm", c.Rhythm, DefaultRhythm)
	e.number("minutes", c.Minutes, DefaultMinutes)
	for _, l := range slices.Clone(e.lines) {
		if l.Table == "owner" && l.Key != "" && c.Owner[l.Key] == "" {
			e.set("owner", l.Key, "")
		}
	}
	for _, id := range slices.Sorted(maps.Keys(c.Owner)) {
		e.set("owner", id, string(appendQuoted(nil, c.Owner[id])))
	}
	var b strings.Builder
	for _, l := range e.lines {
		b.WriteString(l.Text)
		b.WriteByte('\n')
	}
	return b.String()
}

type configEdit struct{ lines []tame.Line }

func (e *configEdit) text(key, val string) {
	if val != "" {
		val = string(appendQuoted(nil, val))
	}
	e.set("", key, val)
}

// number leaves a default unsaid unless the file says something else.
func (e *configEdit) number(key string, val, unsaid int) {
	if val == unsaid && findKey(e.lines, "", key) < 0 {
		return
	}
	e.set("", key, strconv.Itoa(val))
}

// set changes, adds or (with no value) removes a line.
func (e *configEdit) set(section, key, val string) {
	i := findKey(e.lines, section, key)
	switch {
	case i >= 0 && val == "":
		e.lines = slices.Delete(e.lines, i, i+1)
	case i >= 0:
		l := &e.lines[i]
		l.Text = l.Text[:l.From] + val + l.Text[l.To:]
		l.To = l.From + len(val)
	case val != "":
		e.add(section, key, val)
	}
}

// add puts a new line after the last of its section that says something.
func (e *configEdit) add(section, key, val string) {
	at := 0
	for i, l := range e.lines {
		bare := strings.TrimSpace(l.Text)
		if l.Table == section && bare != "" && (bare[0] != '#' || at == i && section == "") {
			at = i + 1 // past the comments at the head, but not past those of the next section
		}
	}
	text := key + " = "
	line := tame.Line{Text: text + val, Table: section, Key: key, From: len(text), To: len(text) + len(val)}
	if at == 0 && section != "" {
		e.lines = append(e.lines, tame.Line{}, tame.Line{Text: "[" + section + "]", Table: section}, line)
		return
	}
	e.lines = slices.Insert(e.lines, at, line)
}

// keptBelow is a file turned into comments.
func keptBelow(was string) string {
	var b strings.Builder
	b.WriteString("\n# The file as it stood before, which could not be changed line by line:\n")
	for line := range strings.SplitSeq(strings.TrimSuffix(unixLines(was), "\n"), "\n") {
		b.WriteString(strings.TrimRight("#   "+line, " ") + "\n")
	}
	return b.String()
}
