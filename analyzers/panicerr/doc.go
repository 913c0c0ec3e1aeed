// Package panicerr defines an analyzer of errors raised as panics.
//
// # Analyzer panicerr
//
// panicerr: report a panic with an error that could be returned
//
// Question: when should a function panic, and when return an error?
//
// Answer: an error is for what can happen to a correct program: a missing file,
// a lost connection, bad input. A panic is for what cannot: a broken invariant.
// A function that has an error result and panics with the error that a callee
// returned takes the decision away from its caller, and ends the process if
// nobody recovers.
//
// Before:
//
//	func readConfig(path string) ([]byte, error) {
//		data, err := os.ReadFile(path)
//		if err != nil {
//			panic(err)
//		}
//		return data, nil
//	}
//
// After:
//
//	func readConfig(path string) ([]byte, error) {
//		data, err := os.ReadFile(path)
//		if err != nil {
//			return nil, fmt.Errorf("reading the configuration: %w", err)
//		}
//		return data, nil
//	}
//
// # Principle
//
// Return errors; panic when the program itself is wrong.
//
// # Limits
//
// Only panics with the very error that a call has returned, on the branch that
// has found it not to be nil, in functions with an error result. Functions that
// recover, functions called Must…, panics that a comment above or in the
// function explains, panics of functions that have already changed what they
// were given, tests and package main are exempt, and so are functions, not of
// the standard library, at whose errors the package panics in several places:
// that is its policy.
//
// Folders of the module that are called examples, demo, e2e, testutil or the
// like are left out.
package panicerr
