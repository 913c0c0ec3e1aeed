// Package appendlost defines an analyzer of appends whose result nobody sees.
//
// # Analyzer appendlost
//
// appendlost: report appends to a parameter that the caller never sees
//
// Question: can a function append to the slice of its caller?
//
// Answer: no. A slice is passed as a copy of its pointer, length and capacity.
// The function can change elements, which both see; but the new length that
// append returns is the function's own, and if append had to allocate, so is
// the array. Return the new slice, or take a pointer to it.
//
// Before:
//
//	func addDefault(tags []string) {
//		tags = append(tags, "default")
//	}
//
// After:
//
//	func addDefault(tags []string) []string {
//		return append(tags, "default")
//	}
//
// # Principle
//
// The result of an append to a parameter, or to a slice that came from a field
// or map, is followed through variables and further appends. If nothing ever
// reads it, not even its length, it is lost: also where the function hands it
// down to itself, as when a tree is walked. So is an append to a field of a
// struct that was passed by value.
//
// # Limits
//
// An append to a cut slice such as buf[:0] writes into the array on purpose
// and is not reported. Local slices are the concern of the compiler and of
// ineffassign.
package appendlost
