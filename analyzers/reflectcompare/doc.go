// Package reflectcompare defines an analyzer of comparisons of reflected values and errors.
//
// # Analyzer reflectcompare
//
// reflectcompare: report == on reflect.Value and DeepEqual on errors
//
// Question: what does a == b compare for two reflect.Values?
//
// Answer: The descriptors: type, pointer and flags. Two Values of equal
// integers differ when they stand at different addresses, and one Value may
// equal another of different content. Compare what they hold: a.Equal(b) since
// Go 1.20, or a.Interface() == b.Interface(). Errors are alike:
// reflect.DeepEqual looks at the private insides and fails as soon as one is
// wrapped or carries a stack; errors.Is asks what matters.
//
// Before:
//
//	func same(a, b reflect.Value) bool { return a == b }
//
// After:
//
//	func same(a, b reflect.Value) bool { return a.Equal(b) }
//
// # Principle
//
// Comparisons of reflect.Value by == and !=, DeepEqual of Values, and DeepEqual
// of errors.
//
// # Limits
//
// A comparison with the zero reflect.Value, also in a variable that is never
// set, asks whether it is valid, which is right.
//
// # value
//
// Two reflect.Values are compared as such.
//
// # error
//
// Two errors are compared by DeepEqual.
package reflectcompare
