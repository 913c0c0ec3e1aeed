// Package duration defines an analyzer of numbers mistaken for durations.
//
// # Analyzer duration
//
// duration: report durations without a unit, squared, or not positive
//
// Question: how long does time.Sleep(100) sleep?
//
// Answer: 100 nanoseconds. A Duration is an int64 count of nanoseconds, and an
// untyped constant converts to it without a word; write 100 * time.Millisecond.
// The other way round, a variable that already is a Duration must not be
// multiplied by time.Second again: the product overflows after 9 seconds. And
// an interval computed by a division or read from input may be zero, for which
// time.NewTicker panics.
//
// Before:
//
//	func pause() {
//		time.Sleep(100)
//	}
//
// After:
//
//	func pause() {
//		time.Sleep(100 * time.Millisecond)
//	}
//
// # Principle
//
// A literal number below 100000 is used where a Duration is wanted, as an
// argument, in a field, or converted and passed on; so is an integer variable
// whose name ends with a unit, such as timeoutSeconds. Two factors that both are
// lengths of time are multiplied. The interval of a ticker is a constant,
// quotient, random or parsed number that may be zero, the time until an instant,
// what a failed parse or a missing key leaves at zero, a parameter for which a
// caller in the package passes 0, or a field that nothing in the package sets and
// nothing else can.
//
// # Limits
//
// time.Sleep(0) and 1 are idioms. Products with a converted or counting
// variable are right, and so are those that a duration divides. Literals in test
// files are left alone, and so are intervals there, and quotients of two
// variables: the caller chooses both.
//
// # unit
//
// A number stands for nanoseconds by accident.
//
// # product
//
// A duration is multiplied by a duration.
//
// # ticker
//
// The interval of a ticker may not be positive.
package duration
