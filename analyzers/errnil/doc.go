// Package errnil defines an analyzer of nil errors that hide a failure.
//
// # Analyzer errnil
//
// errnil: report a nil error that is returned in spite of a failure
//
// Question: what does a caller conclude from a nil error?
//
// Answer: that the call succeeded and that the other results are good. Two
// mistakes break this promise. One returns nil on the very branch that has
// found an error, usually because "return nil" was typed for "return err". The
// other returns a nil pointer and a nil error for "not found": a caller that
// checks the error, as it should, then dereferences nil.
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
// values, or explains itself with a comment is a decision and is not reported.
// Neither a value nor an error is reported where a caller in the package
// dereferences the result after it has checked the error only. Tests are not
// looked at.
//
// # dropped
//
// The branch that has found an error returns a nil error.
//
// # nothing
//
// A function returns a nil pointer with a nil error, and a caller does not
// expect it.
package errnil
