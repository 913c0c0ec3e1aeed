package maporder

import (
	"maps"
	"slices"
	"strings"
)

var chain = map[string]string{"cat": "dog", "dog": "bird"}

func rename(s string) string {
	for from, to := range chain {
		s = strings.ReplaceAll(s, from, to) // want `the parts of s are replaced one after the other in the order of the map chain`
	}
	return s
}

var entities = map[string]string{"<": "&lt;", ">": "&gt;", `"`: "&quot;"}

func escape(s string) string {
	for from, to := range entities {
		s = strings.ReplaceAll(s, from, to)
	}
	return s
}

// Whether these meet is up to the caller.
func expand(s string, words map[string]string) string {
	for from, to := range words {
		s = strings.ReplaceAll(s, from, to)
	}
	return s
}

func expandInOrder(s string, words map[string]string) string {
	for _, from := range slices.Sorted(maps.Keys(words)) {
		s = strings.ReplaceAll(s, from, words[from])
	}
	return s
}

func note(names []string) int { return len(names) }

// What functions of this package do is not sorting, whatever the package is
// called.
func noted(words map[string]string) string {
	var names []string
	for name := range words {
		names = append(names, name) // want `the slice names is filled and handed to strings.Join in the order of the map words`
	}
	note(names)
	return strings.Join(names, ",")
}
