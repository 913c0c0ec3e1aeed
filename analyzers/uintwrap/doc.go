// Package uintwrap defines an analyzer of unsigned arithmetic that wraps around.
//
// # Analyzer uintwrap
//
// uintwrap: report unsigned arithmetic that wraps around
//
// Question: what is uint(3) - uint(5), and is it greater than zero?
//
// Answer: It is 18446744073709551614, and yes. Unsigned integers have no
// negative values: a subtraction below zero goes on from the largest number,
// silently and by definition. So a-b > 0 is true whenever a and b differ, and a
// loop that counts an unsigned i down while i >= 0 never ends. Compare the
// operands instead of their difference, or compute in a signed type. Constants
// in variables overflow in the same silent way; only constant expressions are
// rejected by the compiler.
//
// Before:
//
//	func left(limit, used uint64) bool {
//		return limit-used > 0
//	}
//
// After:
//
//	func left(limit, used uint64) bool {
//		return limit > used
//	}
//
// # Principle
//
// The check looks for differences of unsigned values that are compared as if
// they could be negative, without a branch before that proves the order of the
// operands: with zero, as the end of a loop, and with any other limit if both
// operands are parameters or elements of such, or fields of which the package
// asks elsewhere which is the greater, or the first of which a method sets to
// whatever it gets. It also looks for counters that cannot fall below zero, and
// for results of constants that do not fit their type.
//
// # Limits
//
// Differences that are also used otherwise may be meant modulo the size of the
// type, like sequence numbers, and are left alone; so are fields that the
// package takes a remainder of, like the head of a ring buffer, parameters called
// high and low, hi and lo, max and min, and what tests compute with the limits of
// a type.
//
// # compare
//
// A difference that wraps around is compared, or the length for make.
//
// # loop
//
// An unsigned counter is tested for i >= 0.
//
// # overflow
//
// Two known values give a result that does not fit.
package uintwrap
