package clean

import "strings"

// maxParams is how many parameters a sequence may have: what x/ansi reads. Terminals
// differ in what they do with more.
const maxParams = 32

// appendSGR appends the parameters of an SGR sequence that may pass, and reports
// whether there are any. (None left must not become "CSI m": that is a reset.)
//
// The parameters are read as ECMA-48 and xterm read them: 38, 48 and 58 take the
// ones that follow as their arguments, so the 5 of 38;5;8 is not blink.
func appendSGR(dst []byte, p string) (out []byte, some bool) {
	if strings.Count(p, ";")+strings.Count(p, ":") >= maxParams {
		return dst, false
	}
	for i := 0; ; {
		end := groupEnd(p, i)
		group := p[i:end]
		ok := false
		if strings.IndexByte(group, ':') >= 0 {
			ok = colonForm(group)
		} else if v := number(group); v == 38 || v == 48 || v == 58 {
			end, ok = colour(p, end)
		} else {
			ok = attribute(v)
		}
		if ok {
			if some {
				dst = append(dst, ';')
			}
			dst = append(dst, p[i:end]...)
			some = true
		}
		if end == len(p) {
			return dst, some
		}
		i = end + 1
	}
}

func groupEnd(p string, i int) int {
	if j := strings.IndexByte(p[i:], ';'); j >= 0 {
		return i + j
	}
	return len(p)
}

// number reads up to three digits; an empty parameter is 0. -1 for anything else:
// terminals that count in 8, 16 or 32 bits would read 256+5 as blink.
func number(s string) int {
	if len(s) > 3 {
		return -1
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func isByte(s string) bool { n := number(s); return n >= 0 && n <= 255 }

// attribute lists the parameters that may pass: weight, slant, underline, inverse,
// strike, fonts, colours, and what ends them. Not 5 and 6 (blink), not 8 (conceal).
func attribute(v int) bool {
	switch {
	case v < 0, v == 5, v == 6, v == 8:
		return false
	case v <= 37, v == 39, v >= 40 && v <= 47, v == 49, v >= 51 && v <= 55, v == 59,
		v >= 73 && v <= 75, v >= 90 && v <= 97, v >= 100 && v <= 107:
		return true
	}
	return false
}

// colour finds the end of 5;n or 2;r;g;b after a 38, 48 or 58 that ends at i. When
// they are not there, nobody can say what the rest means, and all of it goes.
func colour(p string, i int) (end int, ok bool) {
	if i == len(p) {
		return i, false
	}
	end = groupEnd(p, i+1)
	args := 0
	switch number(p[i+1 : end]) {
	case 5:
		args = 1
	case 2:
		args = 3
	default:
		return len(p), false
	}
	for range args {
		if end == len(p) {
			return end, false
		}
		from := end + 1
		end = groupEnd(p, from)
		if !isByte(p[from:end]) {
			return len(p), false
		}
	}
	return end, true
}

// colonForm reports whether a parameter with sub-parameters may pass: 4:0 to 4:5
// (underlines), and 38, 48, 58 with :5:n, :2:r:g:b or :2:space:r:g:b.
func colonForm(group string) bool {
	head, rest, _ := strings.Cut(group, ":")
	switch number(head) {
	case 4:
		return len(rest) == 1 && rest[0] >= '0' && rest[0] <= '5'
	case 38, 48, 58:
	default:
		return false
	}
	mode, rest, found := strings.Cut(rest, ":")
	if !found {
		return false
	}
	args := strings.Count(rest, ":") + 1
	switch number(mode) {
	case 5:
		if args != 1 {
			return false
		}
	case 2:
		if args != 3 && args != 4 {
			return false
		}
	default:
		return false
	}
	for range args {
		var arg string
		arg, rest, _ = strings.Cut(rest, ":")
		if !isByte(arg) {
			return false
		}
	}
	return true
}
