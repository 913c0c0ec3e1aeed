package mapslice

import (
	"maps"
	"slices"
	"strings"
)

func mostFrequent(counts map[string]int) string {
	best, most := "", 0
	for word, n := range counts {
		if n > most {
			best, most = word, n // want `of equal entries the first is kept in best in the order of the map counts`
		}
	}
	return best
}

func mostMembers(teams map[string][]string) (largest string) {
	size := -1
	for team, members := range teams {
		if largest == "" || len(members) > size {
			size = len(members)
			largest = team // want `of equal entries the first is kept in largest`
		}
	}
	return largest
}

func mostFrequentFirst(counts map[string]int) string {
	best, most := "", 0
	for word, n := range counts {
		if n > most || n == most && word < best {
			best, most = word, n
		}
	}
	return best
}

func lastWord(counts map[string]int) string {
	last := ""
	for word := range counts {
		if word > last {
			last = word
		}
	}
	return last
}

func most(counts map[string]int) (max int) {
	for _, n := range counts {
		if n > max {
			max = n
		}
	}
	return max
}

func expand(s string, words map[string]string) string {
	for from, to := range words {
		s = strings.ReplaceAll(s, from, to) // want `the parts of s are replaced one after the other in the order of the map words`
	}
	return s
}

func fill(s string, vars map[string]string) string {
	for name, value := range vars {
		s = strings.ReplaceAll(s, "${"+name+"}", value)
	}
	return s
}

func first(s string, words map[string]string) string {
	for _, from := range slices.Sorted(maps.Keys(words)) {
		s = strings.ReplaceAll(s, from, words[from])
	}
	return s
}

func total(prices map[string]float64) (sum float64) {
	for _, p := range prices {
		sum += p // want `the floating-point sum sum is rounded in the order of the map prices`
	}
	return sum
}

func number(words map[string]bool) map[string]int {
	ids := make(map[string]int)
	next := 1
	for w := range words {
		ids[w] = next // want `numbers are given out in the order of the map words`
		next++
	}
	return ids
}

func someOf(words map[string]bool, n int) []string {
	var some []string
	for w := range words {
		if len(some) >= n {
			break // want `some entries are taken into some in the order of the map words`
		}
		some = append(some, w)
	}
	slices.Sort(some)
	return some
}

func sortedSometimes(words map[string]bool, verbose bool) []string {
	var all []string
	for w := range words {
		all = append(all, w) // want `the slice all is filled and returned unsorted in the order of the map words`
	}
	if verbose {
		slices.Sort(all)
	}
	return all
}

type listing struct{ lines []string }

func (l *listing) add(line string) { l.lines = append(l.lines, line) }

func listAll(words map[string]bool) *listing {
	l := new(listing)
	for w := range words {
		l.add(w) // want `the slice l.lines is filled and stored unsorted in the order of the map words`
	}
	return l
}

func listed(words map[string]bool) listing {
	return listing{lines: slices.Collect(maps.Keys(words))} // want `the slice lines is filled and stored unsorted`
}

func count(words map[string]bool) (n int) {
	for w, ok := range words {
		if ok {
			n += len(w)
		}
	}
	return n
}

func evict(words map[string]bool, n int) {
	for w := range words {
		if n == 0 {
			break
		}
		delete(words, w)
		n--
	}
}
