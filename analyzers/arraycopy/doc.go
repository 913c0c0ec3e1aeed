// Package arraycopy defines an analyzer of arrays that are copied.
//
// # Analyzer arraycopy
//
// arraycopy: report arrays changed in a copy, or large ones copied
//
// Question: does a function see the array of its caller?
//
// Answer: no: arrays, like structs, are values. A parameter of array type is a
// copy of all elements; writing to it changes nothing for the caller, and a
// large one costs its size at each call. Pass a pointer or a slice, which
// refers to the array.
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
// An element of an array parameter is stored, and no path reads the array or
// slices it afterwards. Parameters, receivers, results and range variables of
// 1 KiB and more are large.
//
// # Limits
//
// Smaller copies are cheap and often faster than pointers.
//
// # lost
//
// An element of an array parameter is assigned in vain.
//
// # large
//
// At least 1 KiB is copied.
package arraycopy
