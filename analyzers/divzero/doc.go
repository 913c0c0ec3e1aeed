// Package divzero defines an analyzer of averages of nothing.
//
// # Analyzer divzero
//
// divzero: report averages that panic when there is nothing
//
// Question: what happens in sum / len(xs) for an empty slice?
//
// Answer: An integer division by zero panics, unlike a division of floats,
// which gives an infinity or NaN. Averages and percentages meet the empty case
// sooner or later: an empty page, a filter that matches nothing. Decide what
// the result is for no elements, and test for it before dividing.
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
// A loop adds something up, and works for nothing at all as well; the sum is
// divided by the number of elements, or by a count kept in the loop, and no
// branch on the way excludes zero or looks at it otherwise.
//
// A number read from text, by strconv or time.ParseDuration, is 0 as soon as
// somebody writes 0. A division by it is reported too if nothing looks at it in
// between, also when a function of the package does the reading.
//
// # Limits
//
// Other divisions by a length are the matter of lenzero: whether it may be zero
// there is often known from elsewhere.
package divzero
