package bytecut

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func capitalize(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:] // want `s\[:1\] is the first byte only, which is no letter if that has more than one byte`
}

type person struct{ name string }

func (p person) display() string {
	return strings.ToTitle(p.name[0:1]) + strings.ToLower(p.name[1:]) // want `p.name\[0:1\] is the first byte only`
}

func titles(words []string) {
	for i, w := range words {
		if len(w) > 0 {
			words[i] = strings.ToUpper(w[:1]) + w[1:] // want `w\[:1\] is the first byte only`
		}
	}
}

func byRune(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

func twoUpper(s string) string { return strings.ToUpper(s[:2]) + s[2:] }

func sign(s string) bool { return strings.ToLower(s[:1]) == "x" }
