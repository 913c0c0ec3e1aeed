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
