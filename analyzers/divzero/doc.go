// Package divzero defines an analyzer of divisions by zero.
//
// # Analyzer divzero
//
// divzero: report a division by a length or count that may be zero
//
// Question: what happens in sum / len(xs) for an empty slice?
//
// Answer: An integer division by zero panics, unlike a division of floats,
// which gives an infinity or NaN. Averages, percentages and sharding by
// len(backends) all meet the empty case sooner or later: an empty page, a
// filter that matches nothing, a pool that is not yet up. Decide what the
// result is for no elements, and test for it before dividing.
//
// Before:
//
//	func mean(xs []int) int {
//		sum := 0
//		for _, x := range xs {
//			sum += x
//		}
//		return sum / len(xs)
//	}
//
// After:
//
//	func mean(xs []int) int {
//		if len(xs) == 0 {
//			return 0
//		}
//		sum := 0
//		for _, x := range xs {
//			sum += x
//		}
//		return sum / len(xs)
//	}
//
// # Principle
//
// The divisor is a length, or a counter that starts at zero, and no branch on
// the way excludes zero or looks at it otherwise.
//
// # Limits
//
// Divisions inside a loop over the same collection, by arrays, by package
// variables that code out of sight may fill, and floating-point divisions are
// left alone.
package divzero
