package plain

import (
	"bufio"
	"context"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"binome/storage/clean"
)

// maxLine is how much of one typed line is taken; the rest of it is dropped.
const maxLine = 16 << 10

// lines reads the input beside the walk, so that the walk can end while nothing is
// typed; it reads no line before one is wanted. A read that hangs can't be ended in Go:
// its goroutine goes with the process.
type lines struct {
	want chan struct{}
	next chan string // closed at the end of the input
}

func readLines(in io.Reader) *lines {
	l := &lines{want: make(chan struct{}), next: make(chan string, 1)}
	go func() {
		defer close(l.next)
		r := bufio.NewReader(in)
		for range l.want {
			text, err := readLine(r)
			if err != nil && text == "" {
				return
			}
			l.next <- text
		}
	}()
	return l
}

func (l *lines) stop() { close(l.want) }

// line waits for one; ok is false when there is none to come.
func (l *lines) line(ctx context.Context) (text string, ok bool) {
	select {
	case l.want <- struct{}{}:
	case <-ctx.Done():
		return "", false
	case text, ok = <-l.next: // the input ended
		return text, ok
	}
	select {
	case text, ok = <-l.next:
		return text, ok
	case <-ctx.Done():
		return "", false
	}
}

// readLine is one line without its end; the end of the input ends a line, too.
func readLine(r *bufio.Reader) (string, error) {
	var b []byte
	for {
		part, err := r.ReadSlice('\n')
		if room := maxLine - len(b); room > 0 {
			b = append(b, part[:min(len(part), room)]...)
		}
		switch err {
		case bufio.ErrBufferFull:
			continue
		case nil:
			return string(b), nil
		}
		return string(b), err
	}
}

// line waits for the next one, cleaned. errLeave when there is none to come, or nobody
// reads what is said.
func (w *walk) line() (string, error) {
	w.out.flush()
	if w.out.err != nil {
		return "", errLeave
	}
	text, ok := w.in.line(w.ctx)
	if !ok {
		return "", errLeave
	}
	w.out.gap()
	said := clean.Line(text)
	// An arrow key and the like leave nothing printable: that is not an empty line.
	w.stray = said == "" && strings.Trim(text, " \t\r\n") != ""
	return said, nil
}

// A question says what can be typed; ask takes nothing else.
type question struct {
	enter   string   // what enter does; "" when it does nothing
	picks   int      // numbers from 1 to picks choose
	numbers []int    // or just these
	pick    string   // what a number does
	letters []letter // beside those of every question
}

// A letter and what it does.
type letter struct{ key, does string }

// An answer to a question. again asks for the whole to be said once more: something it
// shows has changed.
type answer struct {
	enter  bool
	n      int
	letter string
	again  bool
}

// ask prints what can be typed and waits until something of it is. What can be done
// anywhere (note, promise, undo, language, help, leaving) is done here.
func (w *walk) ask(q func() question) (answer, error) {
	for {
		w.news()
		now := q()
		w.out.gap()
		w.say(w.canType(now))
		text, err := w.line()
		if err != nil {
			return answer{}, err
		}
		a, ok := now.read(text)
		switch {
		case w.stray:
			w.say(w.T("plain.unknown", "Text", "?"))
			continue
		case !ok:
			w.say(w.T("plain.unknown", "Text", cut(text)))
			continue
		case a.letter == "" || now.has(a.letter):
			return a, nil
		}
		again, err := w.anywhere(a.letter)
		if err != nil || again {
			return answer{again: true}, err
		}
	}
}

// read tells what was typed; a letter may be small or capital.
func (q question) read(text string) (answer, bool) {
	if text == "" {
		return answer{enter: true}, q.enter != ""
	}
	if n, err := strconv.Atoi(text); err == nil {
		ok := n >= 1 && n <= q.picks
		for _, x := range q.numbers {
			ok = ok || x == n
		}
		return answer{n: n}, ok
	}
	text = strings.ToLower(text)
	if utf8.RuneCountInString(text) != 1 {
		return answer{}, false
	}
	return answer{letter: text}, q.has(text) || strings.Contains(anywhereKeys, text)
}

func (q question) has(key string) bool {
	for _, l := range q.letters {
		if l.key == key {
			return true
		}
	}
	return false
}

// canType is the sentence that ends every question.
func (w *walk) canType(q question) string {
	var parts []string
	if q.enter != "" {
		parts = append(parts, w.T("plain.can_enter", "Does", q.enter))
	}
	switch {
	case len(q.numbers) > 0:
		list := make([]string, len(q.numbers))
		for i, n := range q.numbers {
			list[i] = strconv.Itoa(n)
		}
		parts = append(parts, w.T("plain.can_pick", "Numbers", strings.Join(list, ", "), "Does", q.pick))
	case q.picks == 1:
		parts = append(parts, w.T("plain.can_pick", "Numbers", "1", "Does", q.pick))
	case q.picks == 2:
		parts = append(parts, w.T("plain.can_pick", "Numbers", w.T("plain.either"), "Does", q.pick))
	case q.picks > 1:
		parts = append(parts, w.T("plain.can_pick", "Numbers", w.T("plain.range", "From", 1, "To", q.picks), "Does", q.pick))
	}
	return strings.Join(append(parts, w.letters(q)), " ")
}

// letters names every letter that can be typed. What each does is said when it is new:
// the question's own at each step, those of every question once.
func (w *walk) letters(q question) string {
	var news, known []string
	say := func(key, does string) {
		if w.told[key] {
			known = append(known, key)
			return
		}
		w.told[key] = true
		news = append(news, key+noBreak+does)
	}
	for _, l := range q.letters {
		say(l.key, l.does)
	}
	for key := range strings.SplitSeq(anywhereKeys, "") {
		if w.j != nil || !strings.Contains(pairKeys, key) {
			say(key, w.T("plain.key_"+key))
		}
	}
	return w.T("plain.can_letters", "Letters", strings.Join(append(news, known...), ", "))
}

// retell has the letters of a question explained again: they came somewhere else.
func (w *walk) retell() {
	for key := range w.told {
		if !strings.Contains(anywhereKeys, key) {
			delete(w.told, key)
		}
	}
}

// noBreak keeps a letter and what it does on one line.
const noBreak = "\u00a0"

// typed asks for a line of text. start is what enter alone gives; "-" gives nothing.
// ok is false when nothing was given.
func (w *walk) typed(ask, start string) (text string, ok bool, err error) {
	w.out.gap()
	if ask != "" {
		w.say(ask)
	}
	if start != "" {
		w.say(w.T("plain.type_or_keep", "Text", w.T("text.quoted", "Text", start)))
	} else {
		w.say(w.T("plain.type_or_leave"))
	}
	text, err = w.line()
	switch {
	case err != nil:
		return "", false, err
	case text == "-":
		return "", false, nil
	case text == "":
		return start, start != "", nil
	}
	return text, true, nil
}

// cut shortens what is quoted back.
func cut(s string) string {
	if utf8.RuneCountInString(s) <= 40 {
		return s
	}
	return string([]rune(s)[:39]) + "…"
}
