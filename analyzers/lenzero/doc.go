// Package lenzero defines an analyzer of divisions by a length.
//
// # Analyzer lenzero
//
// lenzero: report divisions by a length or count that may be 0
//
// Question: what happens in backends[n%len(backends)] when there is none?
//
// Answer: the remainder, like any integer division by zero, panics. Sharding
// and round robin meet the empty case when a pool is not yet up, or when its
// last member has left. Test the length before, and decide what to do then.
//
// Before:
//
//	func pick(backends []string, n int) string {
//		return backends[n%len(backends)]
//	}
//
// After:
//
//	func pick(backends []string, n int) string {
//		if len(backends) == 0 {
//			return ""
//		}
//		return backends[n%len(backends)]
//	}
//
// # Principle
//
// The divisor is a length, a counter that starts at zero, be it a field that the
// package only counts up, or a function of the package that returns such a count,
// and no branch on the way excludes zero or
// looks at it otherwise.
//
// # Limits
//
// Divisions inside a loop over the same collection, by arrays, by package
// variables that code out of sight may fill, and floating-point divisions are
// left alone. Averages are the matter of divzero.
package lenzero
