// Package intdiv defines an analyzer of fractions lost to integer arithmetic.
//
// # Analyzer intdiv
//
// intdiv: report integer arithmetic that drops a wanted fraction
//
// Question: what is float64(1 / 2) for two int variables?
//
// Answer: 0. The operands decide the operation: dividing two ints truncates,
// and the conversion comes too late. Convert the operands first.
//
// Before:
//
//	func ratio(ok, total int) float64 {
//		return float64(ok / total)
//	}
//
// After:
//
//	func ratio(ok, total int) float64 {
//		return float64(ok) / float64(total)
//	}
//
// # Principle
//
// The result of an integer division of variables is converted to a floating-
// point type, at once or as all that is done with it: the fraction was wanted.
// So is a quotient of variables that is multiplied by 100, or by a unit of time.
//
// # Limits
//
// Divisions by constants that change the unit, such as 1000 or time.Second, and
// numerators rounded on purpose are left alone.
package intdiv
