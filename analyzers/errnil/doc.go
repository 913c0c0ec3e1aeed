// Package errnil defines an analyzer of nil errors that hide a failure.
//
// # Analyzer errnil
//
// errnil: report a nil error that is returned in spite of a failure
//
// Question: what does a caller conclude from a nil error?
//
// Answer: that the call succeeded and that the other results are good. Three
// mistakes break this promise. One returns nil on the very branch that has
// found an error, usually because "return nil" was typed for "return err". One
// returns, or wraps, err where err has been checked long ago and is nil, while
// what has just failed is another error or no error at all. The last returns a
// nil pointer and a nil error for "not found": a caller that checks the error,
// as it should, then dereferences nil.
//
// Before:
//
//	func home(name string) (string, error) {
//		u, err := user.Lookup(name)
//		if err != nil {
//			return "", nil
//		}
//		return u.HomeDir, nil
//	}
//
// After:
//
//	func home(name string) (string, error) {
//		u, err := user.Lookup(name)
//		if err != nil {
//			return "", err
//		}
//		return u.HomeDir, nil
//	}
//
// # Principle
//
// Return an error or a value. For "not found" define an error of its own, or
// return a second result ok.
//
// # Limits
//
// A branch that looks at the error, does anything besides returning zero
// values, or explains itself with a comment, also that of the function, is a
// decision and is not reported. Nor is it where a bool, a list or a map is the
// only other result, whose zero value is an answer, or where there is none,
// unless the function saves something. Neither a value nor an error is reported
// where a caller in the package dereferences the result after it has checked
// the error and nothing else. Tests are not looked at.
//
// # dropped
//
// The branch that has found an error returns a nil error.
//
// # wrong
//
// The error that is returned, or wrapped, is nil on every path: another one, or
// something else, has failed.
//
// # nothing
//
// A function returns a nil pointer with a nil error, and a caller does not
// expect it.
package errnil
