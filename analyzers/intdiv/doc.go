// Package intdiv defines an analyzer of fractions lost to integer arithmetic.
//
// # Analyzer intdiv
//
// intdiv: report integer arithmetic that drops a wanted fraction
//
// Question: what is float64(1 / 2) for two int variables?
//
// Answer: 0. The operands decide the operation: dividing two ints truncates,
// and the conversion comes too late. Convert the operands first. The same loss
// hides in code that adds int(rate * elapsed) at each call and then sets the
// instant to now: if each addition truncates to zero, a bucket that is asked
// often never fills. Keep the fraction in a float, or advance the instant only
// by what was added.
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
// point type at once: the fraction was wanted.
//
// # Limits
//
// Divisions by constants that change the unit, such as 1000 or time.Second, and
// numerators rounded on purpose are left alone.
//
// # division
//
// The fraction is gone before the conversion.
//
// # refill
//
// A product of a rate and the time since an instant is truncated while the
// instant moves on.
package intdiv
