package bytecut

import (
	"slices"
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
