package bytecut

import (
	"strings"
	"unicode"
)

func reverse(s string) string {
	out := ""
	for i := len(s) - 1; i >= 0; i-- {
		out += string(s[i]) // want `conversion of the single byte s\[i\] breaks characters of more than one byte`
	}
	return out
}

func runes(s string) []rune {
	var out []rune
	for i := range s {
		out = append(out, rune(s[i])) // want `conversion of the single byte s\[i\]`
	}
	return out
}

type text struct{ s string }

func (t text) letters() (n int) {
	for i := 0; i < len(t.s); i++ {
		if unicode.IsLetter(rune(t.s[i])) { // want `conversion of the single byte t.s\[i\]`
			n++
		}
	}
	return n
}

func upper(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(rune(s[i])) // want `conversion of the single byte`
	}
	return b.String()
}

func split(s string, each func(string)) {
	for i := 0; i < len(s); i++ {
		func() { each(string(s[i])) }() // want `conversion of the single byte`
	}
}

func width() int {
	return len("你好") // want `len counts 6 bytes, but the string has 2 characters`
}

func firstOf() byte {
	return "éa"[0] // want `index into "éa" takes a byte out of a character of several`
}

const greeting = "你好"

func cut() string {
	return greeting[:2] // want `greeting\[:2\] cuts a character of several bytes in two`
}

func pieces(s string) (out []string) {
	for i := 0; i < len(s); i++ {
		c := s[i]
		out = append(out, string(c)) // want `conversion of the single byte s\[i\]`
	}
	return out
}

func frequency(s string) map[rune]int {
	m := make(map[rune]int)
	for i := range s {
		m[rune(s[i])]++ // want `conversion of the single byte`
	}
	return m
}

func capital(name string) string {
	return strings.ToUpper(string(name[0])) + name[1:] // want `conversion of the single byte name\[0\]`
}

func mirrored(s string) string {
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b) // want `reversing the bytes of b breaks characters of more than one byte`
}

func count() int {
	word := "naïveté"
	return len(word) // want `len counts 9 bytes, but the string has 7 characters`
}

func lowered(s string) string {
	var b strings.Builder
	for i := range len(s) {
		r := rune(s[i]) // want `conversion of the single byte s\[i\] breaks characters of more than one byte`
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
