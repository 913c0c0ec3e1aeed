package bytecut

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

func halfLoop(s string) string {
	b := []byte(s)
	for i := 0; i < len(b)/2; i++ {
		b[i], b[len(b)-1-i] = b[len(b)-1-i], b[i]
	}
	return string(b) // want `reversing the bytes of b breaks characters of more than one byte`
}

func byStandardLibrary(s string) string {
	b := []byte(s)
	slices.Reverse(b)
	return string(b) // want `reversing the bytes of b`
}

func turn(b []byte) {
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
}

func byHelper(s string) string {
	b := []byte(s)
	turn(b)
	return string(b) // want `reversing the bytes of b`
}

func byVariable(s string) string {
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; {
		t := b[i]
		b[i] = b[j]
		b[j] = t
		i++
		j--
	}
	return string(b) // want `reversing the bytes of b`
}

func copiedBackwards(s string) string {
	out := make([]byte, len(s))
	for i := 0; i < len(s); i++ {
		out[len(s)-1-i] = s[i]
	}
	return string(out) // want `reversing the bytes of out`
}

func appendedBackwards(s string) string {
	var out []byte
	for i := len(s) - 1; i >= 0; i-- {
		out = append(out, s[i])
	}
	return string(out) // want `reversing the bytes of out`
}

func (t text) writtenBackwards() string {
	var b strings.Builder
	for i := len(t.s) - 1; i >= 0; i-- {
		b.WriteByte(t.s[i]) // want `writing the bytes of t.s backwards breaks characters`
	}
	return b.String()
}

func initials(full string) (out string) {
	for _, word := range strings.Fields(full) {
		out += string(word[0]) // want `conversion of the single byte word\[0\]`
	}
	return out
}

func firstInitial(full string) string {
	words := strings.Split(full, " ")
	return string(words[0][0]) + "." // want `conversion of the single byte words\[0\]\[0\]`
}

func digitsReversed(n int) string {
	b := []byte(strconv.Itoa(n))
	slices.Reverse(b)
	return string(b)
}

func hexReversed(n int) string {
	s := fmt.Sprintf("%08x", n)
	b := []byte(s)
	turn(b)
	return string(b)
}

func eachDigit(n int) (out []string) {
	s := strconv.Itoa(n)
	for i := range len(s) {
		out = append(out, string(s[i]))
	}
	return out
}

func madeOfDigits(n int) string {
	var b []byte
	for ; n > 0; n /= 10 {
		b = append(b, byte('0'+n%10))
	}
	slices.Reverse(b)
	return string(b)
}

func forwards(s string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		out = append(out, s[i])
	}
	return string(out)
}

func trailingDigits(s string) string {
	var out []byte
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] < '0' || s[i] > '9' {
			break
		}
		out = append(out, s[i])
	}
	return string(out)
}

func bytesReversed(s string) []byte {
	b := []byte(s)
	slices.Reverse(b)
	return b
}

func keyword(line string) string {
	for _, field := range strings.Split(line, ":") {
		return string(field[0])
	}
	return ""
}

func formatted(s string) (out []string) {
	for i := 0; i < len(s); i++ {
		out = append(out, fmt.Sprintf("%c", s[i])) // want `%c prints the single byte s\[i\]`
	}
	return out
}

func at[S ~string](s S, i int) string {
	return string(s[i]) // want `conversion of the single byte s\[i\]`
}

func hexOf(s string) (out string) {
	for i := 0; i < len(s); i++ {
		out = fmt.Sprintf("%02x", s[i])
	}
	return out
}

func preview(text string) string {
	if len(text) > 80 {
		return text[:77] + "..." // want `text\[:77\] may cut a character of several bytes in two before the ellipsis`
	}
	return text
}

func (t text) shortened(limit int) string {
	if len(t.s) <= limit {
		return t.s
	}
	return t.s[:limit-1] + "…" // want `t.s\[:limit - 1\] may cut a character`
}

func firstSentence(text string) string {
	if i := strings.IndexByte(text, '.'); i >= 0 {
		return text[:i] + "..."
	}
	return text
}

func shortHash(sum []byte) string {
	s := fmt.Sprintf("%x", sum)
	return s[:8] + "..."
}

func prefixed(path string) string { return path[:3] + "/x" }
