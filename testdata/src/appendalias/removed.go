package appendalias

import (
	"slices"
	"strings"
)

func dropAt(xs []string, i int) []string { return append(xs[:i], xs[i+1:]...) }

func othersOf(names []string) []string {
	var out []string
	for i := range names {
		out = append(out, strings.Join(dropAt(names, i), "+")) // want `dropAt moves the elements of names in place, and names is still used as it was`
	}
	return out
}

func bestWithoutOne(scores []int, judge func([]int) int) (best int) {
	for i := 0; i < len(scores); i++ {
		rest := slices.Delete(scores, i, i+1) // want `Delete moves the elements of scores in place`
		best = max(best, judge(rest))
	}
	return best
}

type hand struct{ cards []int }

func (h *hand) plays(try func([]int) bool) int {
	for i := range len(h.cards) {
		if try(slices.Delete(h.cards, i, i+1)) { // want `Delete moves the elements of h.cards in place`
			return i
		}
	}
	return -1
}

func (h *hand) discard(odd func(int) bool) {
	for i := 0; i < len(h.cards); {
		if odd(h.cards[i]) {
			h.cards = slices.Delete(h.cards, i, i+1)
			continue
		}
		i++
	}
}

func copiedFirst(names []string) []string {
	var out []string
	for i := range names {
		out = append(out, strings.Join(dropAt(slices.Clone(names), i), "+"))
	}
	return out
}

func firstMatch(names []string, name string) []string {
	for i := range names {
		if names[i] == name {
			return dropAt(names, i)
		}
	}
	return names
}
