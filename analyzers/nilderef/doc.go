// Package nilderef defines an analyzer of values used where they are nil.
//
// # Analyzer nilderef
//
// nilderef: report a use of a value on the path that found it nil
//
// Question: a function tests a pointer for nil, and still panics with a nil dereference. How?
//
// Answer: a test protects only the code that it keeps from running. If the
// branch for nil logs, counts or sets a default for something else and then
// falls through, the code below runs with the nil pointer as well. The same
// happens with a condition that joins two tests with the wrong operator, such
// as p == nil && p.ready, and with a loop that ends because its pointer became
// nil.
//
// Reading a field through a nil pointer, calling a nil function and calling a
// method of a nil interface panic. Calling a method on a nil pointer does not
// panic by itself: it depends on what the method does with its receiver.
//
// Before:
//
//	type Options struct{ Addr string }
//
//	func address(o *Options) string {
//		if o == nil {
//			log.Print("no options given")
//		}
//		return o.Addr
//	}
//
// After:
//
//	type Options struct{ Addr string }
//
//	func address(o *Options) string {
//		if o == nil {
//			log.Print("no options given")
//			return ""
//		}
//		return o.Addr
//	}
//
// # Principle
//
// Whoever tests for nil states that nil is possible. The branch for nil must
// leave the function, replace the value, or skip every use of it.
//
// # Limits
//
// Reported are paths of one function whose decisions agree with each other,
// uses in a function of the package that dereferences its argument at once, or
// in a closure that is made there and does, of a field that the statements
// before have set to nil, and unchecked results of a function of the package
// whose other callers check them. A call of a function whose name says that it does not return, such as
// Fatal, ends a path. Behind a further condition that may depend on the test,
// and behind one of the form "x != nil && more", nothing is reported. Tests
// are not looked at: one that panics has failed.
package nilderef
