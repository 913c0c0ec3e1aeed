// Package nilempty defines an analyzer of nil slices taken for empty ones.
//
// # Analyzer nilempty
//
// nilempty: report nil taken for empty in tests and comparisons
//
// Question: what is the difference between a nil slice and an empty one?
//
// Answer: both have length 0, can be ranged over and appended to. But s == nil
// holds for the nil slice only, reflect.DeepEqual tells the two apart, and
// JSON writes null and []. To ask whether there are elements write len(s) ==
// 0; to compare contents use slices.Equal.
//
// Before:
//
//	func first(xs []int) int {
//		if xs == nil {
//			return 0
//		}
//		return xs[0]
//	}
//
// After:
//
//	func first(xs []int) int {
//		if len(xs) == 0 {
//			return 0
//		}
//		return xs[0]
//	}
//
// # Principle
//
// An index at a constant or at len(s)-1 that only a comparison of s with nil
// guards, and reflect.DeepEqual of slices or maps that slices.Equal or
// maps.Equal can compare.
//
// # Limits
//
// Comparisons with nil that guard nothing are style and not reported. A function
// that answers nil for nothing often answers with a fixed number of elements
// else, so results of calls are left alone.
//
// # deepequal
//
// reflect.DeepEqual tells nil from empty.
//
// # guard
//
// A test for nil guards an index.
package nilempty
