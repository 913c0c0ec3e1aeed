package nilmap

import "strings"

func onlyIfThereAreSome(words []string) map[string]int {
	var counts map[string]int
	if len(words) > 0 {
		counts = make(map[string]int)
	}
	for _, w := range words {
		counts[w]++
	}
	return counts
}

func onlyIfTheMapHasSome(other map[string]int) map[string]int {
	var counts map[string]int
	if len(other) != 0 {
		counts = make(map[string]int, len(other))
	}
	for k, n := range other {
		counts[k] = n
	}
	return counts
}

func onlyIfNotNil(words []string) map[string]int {
	var counts map[string]int
	if words != nil {
		counts = make(map[string]int)
	}
	for i := 0; i < len(words); i++ {
		counts[words[i]]++
	}
	return counts
}

type rules struct {
	keys   map[string]int
	strict bool
}

type account struct{ keys map[string]int }

func (a *account) update(r *rules, strict bool) {
	a.keys = nil
	if len(r.keys) > 0 || !strict {
		a.keys = make(map[string]int)
	}
	for k, n := range r.keys {
		a.keys[k] = n
	}
	if !strict {
		a.keys["any"] = 0
	}
}

func otherLength(words, more []string) map[string]int {
	var counts map[string]int
	if len(words) > 0 {
		counts = make(map[string]int)
	}
	for _, w := range more {
		counts[w]++ // want `write to counts panics: it is still nil on some path`
	}
	return counts
}

func moreThanOne(words []string) map[string]int {
	var counts map[string]int
	if len(words) > 1 {
		counts = make(map[string]int)
	}
	for _, w := range words {
		counts[strings.ToLower(w)]++ // want `write to counts panics: it is still nil on some path`
	}
	return counts
}
