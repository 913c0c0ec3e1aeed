package bytecut

import (
	"strings"
	"unicode"
)

func underLetter(names []string) map[string][]string {
	out := make(map[string][]string)
	for _, n := range names {
		if n == "" {
			continue
		}
		k := strings.ToUpper(string(n[0])) // want `conversion of the single byte n\[0\] breaks characters of more than one byte`
		out[k] = append(out[k], n)
	}
	return out
}

type index struct{ pages map[rune][]int }

func (x *index) add(title string, page int) {
	letter := unicode.ToUpper(rune(title[0])) // want `conversion of the single byte title\[0\]`
	x.pages[letter] = append(x.pages[letter], page)
}

type contact struct{ name string }

func byInitial(all []contact) map[string][]contact {
	out := map[string][]contact{}
	for _, c := range all {
		out[strings.ToLower(string(c.name[0]))] = append(out[strings.ToLower(string(c.name[0]))], c) // want `conversion of the single byte` `conversion of the single byte`
	}
	return out
}

func underRune(names []string) map[string][]string {
	out := make(map[string][]string)
	for _, n := range names {
		for _, r := range n {
			k := strings.ToUpper(string(r))
			out[k] = append(out[k], n)
			break
		}
	}
	return out
}

func letterSet(names []string) map[string]bool {
	out := make(map[string]bool)
	for _, n := range names {
		out[strings.ToUpper(string(n[0]))] = true
	}
	return out
}
