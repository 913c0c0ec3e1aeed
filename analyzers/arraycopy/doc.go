// Package arraycopy defines an analyzer of arrays that are changed in a copy.
//
// # Analyzer arraycopy
//
// arraycopy: report arrays of which only a copy is changed
//
// Question: does a function see the array of its caller?
//
// Answer: no: arrays, like structs, are values. A parameter of array type, and
// a variable assigned from an array, is a copy of all elements; writing to it
// changes nothing elsewhere. Pass a pointer, or a slice, which refers to the
// array.
//
// Before:
//
//	func zeroFirst(a [4]int) {
//		a[0] = 0
//	}
//
// After:
//
//	func zeroFirst(a *[4]int) {
//		a[0] = 0
//	}
//
// # Principle
//
// An element of an array parameter, or of a variable that is a copy of another
// array, is stored, and no path reads the array or slices it afterwards.
//
// # Limits
//
// A copy that is read later is taken for scratch space. What large copies cost
// is the matter of largecopy.
package arraycopy
