// Package typednil defines an analyzer of nil pointers in interface values.
//
// # Analyzer typednil
//
// typednil: report a nil pointer that becomes a non-nil interface
//
// Question: a function returns a nil pointer as an error. Why does the caller see err != nil?
//
// Answer: an interface value is a pair of a dynamic type and a value of that
// type. It equals nil only if both parts are missing. Converting a nil
// *QueryError to error fills in the type, so the result is an error that holds
// a nil pointer, and such an error is not nil. The caller takes the failure
// branch although nothing failed, and often panics there, because Error is
// called on a nil receiver.
//
// The conversion is implicit: it happens at a return, an assignment, a send, or
// where an argument is passed. So the mistake shows neither where the pointer
// is declared nor where the error is tested.
//
// Before:
//
//	type QueryError struct{ Line int }
//
//	func (e *QueryError) Error() string { return fmt.Sprint("line ", e.Line) }
//
//	func check(query string) error {
//		var problem *QueryError
//		if query == "" {
//			problem = &QueryError{Line: 1}
//		}
//		return problem
//	}
//
// After:
//
//	type QueryError struct{ Line int }
//
//	func (e *QueryError) Error() string { return fmt.Sprint("line ", e.Line) }
//
//	func check(query string) error {
//		if query == "" {
//			return &QueryError{Line: 1}
//		}
//		return nil
//	}
//
// # Principle
//
// Declare results and variables that carry errors with type error, never with
// the concrete type, and return the word nil when there is nothing to report.
// Where a helper returns a concrete pointer, test the pointer before it is
// converted.
//
// # Limits
//
// Reported is a value that is nil on some path through the function, through
// helpers of the same package too, if the interface is returned, compared with
// nil, or is an error that is stored or sent; a field that nothing sets, one
// that is returned as an error in any case though the package makes structs
// without it, a variable that a deferred function returns by a named result, and a value read
// from a map by a key of the caller count as nil. Not reported are pointers whose
// origin is another package, other values read from a map, interfaces whose methods
// all handle a nil receiver or do nothing with it but hand it on to such, and
// (*T)(nil) spelled out in an assertion that a type implements an interface or in
// a table, nor what a test expects to panic.
package typednil
