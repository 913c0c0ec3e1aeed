// Package mapgrow defines an analyzer of maps that grow for ever.
//
// # Analyzer mapgrow
//
// mapgrow: report maps that only grow, and loops that empty one
//
// Question: does deleting from a map give memory back?
//
// Answer: the entry is gone and what it referred to can be collected, but the
// table keeps the size of its largest time: neither delete nor clear makes it
// smaller, in the tables of Go 1.24 as before. Only a new map does. So a
// package-level map that is filled and never emptied or bounded is a leak, and
// a loop that deletes every key is a slow way to write clear(m), which also
// removes NaN keys.
//
// Before:
//
//	var cache = map[string]int{}
//
//	func length(s string) int {
//		if n, ok := cache[s]; ok {
//			return n
//		}
//		n := len([]rune(s))
//		cache[s] = n
//		return n
//	}
//
// After:
//
//	var cache = map[string]int{}
//
//	func length(s string) int {
//		if n, ok := cache[s]; ok {
//			return n
//		}
//		n := len([]rune(s))
//		if len(cache) > 1024 {
//			clear(cache)
//		}
//		cache[s] = n
//		return n
//	}
//
// # Principle
//
// Unexported package variables, and fields of their structs, that hold a map
// into which a function puts keys that are not constant, while nothing in the
// package deletes, clears, replaces or compares the length of the map, nor
// hands it on.
//
// # Limits
//
// Registries that are filled once, and maps over a finite domain, grow too,
// but stop; the check cannot tell.
//
// # grow
//
// A long-lived map is only filled.
//
// # shrink
//
// A loop deletes every key.
package mapgrow
