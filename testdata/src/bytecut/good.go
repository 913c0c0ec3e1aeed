package bytecut

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

func reversed(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}

func each(s string) (out []string) {
	for _, r := range s {
		out = append(out, string(r))
	}
	return out
}

func initial(name string) string { return string(name[0]) }

func digits(s string) (out []string) {
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			out = append(out, string(s[i]))
		}
	}
	return out
}

func decoded(s string) (n int) {
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
		} else {
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
		}
		n++
	}
	return n
}

func bytes(s string, b []byte) string { return string(b[0]) + s[:3] }

func ascii() int { return len("hello") }

func whole() string { return greeting[:3] }

func number(s string, i int) int { return int(s[i]) }

func compared(s string, i int) bool { return rune(s[i]) == 'x' }

func afterPrefix(s string) string { return s[len("→→"):] }

func separator(s string, i int) string { return s[i+len("你好"):] }

func size() int { return len("\u2028") }

func escapes(path string) (n int) {
	for i := range len(path) {
		ch := string(path[i])
		if ch == "%" {
			n++
		}
		if string(path[i]) == "/" {
			n++
		}
	}
	return n
}

func known(s string) (out []string) {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c > 'z' {
			continue
		}
		out = append(out, string(c))
	}
	return out
}

func table(s string, isWord func(byte) bool) (out []string) {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if isWord(c) {
			out = append(out, string(c))
		}
	}
	return out
}

func mirroredRunes(s string) string {
	b := []rune(s)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}

func mirroredBytes(b []byte) string {
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}

func swapped(s string) string {
	b := []byte(s)
	if len(b) > 1 {
		b[0], b[1] = b[1], b[0]
	}
	return string(b)
}

func samePrefix(a, b string) bool {
	for i := 0; i < len(a) && i < len(b); i++ {
		ca, cb := a[i], b[i]
		if !strings.EqualFold(string(ca), string(cb)) {
			return false
		}
	}
	return true
}

func flags(s string, set string) (n int) {
	for i := 0; i < len(s); i++ {
		if strings.Contains(set, string(s[i])) {
			n++
		}
	}
	return n
}

var alphabet = strings.ToLower("0123456789BCDEFGHJKMNPQRSTUVWXYZ")

func geohash(n int) (s string) {
	for ; n > 0; n /= 32 {
		s = string(alphabet[n%32]) + s
	}
	return s
}

const mark = "\ufeff"

func hasMark(b []byte) bool { return b[0] == mark[0] && b[1] == mark[1] && b[2] == mark[2] }

func putMark(dst []byte) {
	dst[0] = mark[0]
	dst[1] = mark[1]
	dst[2] = mark[2]
}

// No byte of a longer character is a digit.
func leadingNumber(s string) string {
	n := 0
	for n < len(s) && unicode.IsDigit(rune(s[n])) {
		n++
	}
	return s[:n]
}

func sum(s string) (n rune) {
	for i := range len(s) {
		r := rune(s[i])
		n += r
	}
	return n
}
