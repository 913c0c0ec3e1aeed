// Package errbefore defines an analyzer of results used before the error check.
//
// # Analyzer errbefore
//
// errbefore: report a result that is used before its error is checked
//
// Question: what is wrong with deferring resp.Body.Close() on the line after http.Get?
//
// Answer: a function that returns a value and an error promises the value only
// if the error is nil. When it fails, the value is the zero value of its type,
// for pointers and interfaces nil. The operand of a deferred call is evaluated
// by the defer statement itself, so resp.Body is read at once: with a nil resp
// this panics, before the check below has a chance to return the error.
//
// The order is always the same: call, check the error, then use the value and
// defer its Close. A check that logs the error and goes on is none: what follows
// uses a value that does not exist.
//
// Before:
//
//	func size(url string) (int64, error) {
//		resp, err := http.Get(url)
//		defer resp.Body.Close()
//		if err != nil {
//			return 0, err
//		}
//		return resp.ContentLength, nil
//	}
//
// After:
//
//	func size(url string) (int64, error) {
//		resp, err := http.Get(url)
//		if err != nil {
//			return 0, err
//		}
//		defer resp.Body.Close()
//		return resp.ContentLength, nil
//	}
//
// # Principle
//
// The error decides whether the other results mean anything. Nothing may touch
// them before it has been looked at.
//
// # Limits
//
// Only results that may be nil count: pointers, interfaces, functions. Passing
// one to a function of another package is not a use. Any use of the error
// counts as a check, and so does a test of the result itself; but a use that is
// reached with an error that is known not to be nil is reported if the callee,
// of the standard library or the package, then returns nil. Functions of the
// package that never return nil, and functions that are known to return a
// usable value beside an error, such as go/parser.ParseFile, are exempt. What is
// discarded with the blank identifier is the business of errdrop.
package errbefore
