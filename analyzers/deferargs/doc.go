// Package deferargs defines an analyzer of deferred calls evaluated too early.
//
// # Analyzer deferargs
//
// deferargs: report deferred calls that see old values
//
// Question: why does a deferred log.Print(err) always print nil?
//
// Answer: the defer statement evaluates the function value, its receiver and
// its arguments at once, and only the call waits. A deferred call that is given
// err, a named result or a counter works with the value of that moment. To see
// the final value, defer a function literal that reads the variable, or pass a
// pointer. time.Since(start) as an argument measures nothing for the same
// reason.
//
// The same rule makes "defer trace()" run trace at the end when it was meant to
// run at once and to defer what it returns: "defer trace()()".
//
// Before:
//
//	func copyAll(dst io.Writer, src io.Reader) (n int64, err error) {
//		defer log.Println("copied", n, err)
//		n, err = io.Copy(dst, src)
//		return n, err
//	}
//
// After:
//
//	func copyAll(dst io.Writer, src io.Reader) (n int64, err error) {
//		defer func() { log.Println("copied", n, err) }()
//		n, err = io.Copy(dst, src)
//		return n, err
//	}
//
// # Principle
//
// Arguments belong to the moment of the defer statement, the body of a deferred
// literal to the end of the function.
//
// # Limits
//
// Capturing a value on purpose is common, as in defer restore(old). So only
// arguments count that are errors, named results, numbers, texts and flags that
// a logging call reports, and local variables that still have their first,
// constant value, if they are assigned later in the function.
// Names such as old, prev, saved and start are exempt.
//
// # early
//
// An operand is evaluated before the variable gets its final value.
//
// # uncalled
//
// The deferred call returns a function that nobody calls.
//
// # relock
//
// Lock is deferred right after Lock; Unlock is meant.
package deferargs
