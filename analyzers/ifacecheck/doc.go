// Package ifacecheck defines an analyzer of types that miss an interface.
//
// # Analyzer ifacecheck
//
// ifacecheck: report a type that misses an interface by one signature
//
// Question: what is var _ Store = (*memoryStore)(nil) good for?
//
// Answer: types implement interfaces without saying so. Where a value is
// assigned to the interface, the compiler checks it. Where the program only
// asks at run time, with a type assertion or a type switch, nothing is checked:
// change a signature, and the assertion just stops to hold. The declaration
// with the blank identifier costs nothing at run time and makes the compiler
// look.
//
// Before:
//
//	type Resetter interface {
//		Reset(hard bool) error
//	}
//
//	type engine struct{}
//
//	func (e *engine) Reset(hard bool) {}
//
//	func reset(part any) {
//		if r, ok := part.(Resetter); ok {
//			r.Reset(true)
//		}
//	}
//
// After:
//
//	type Resetter interface {
//		Reset(hard bool) error
//	}
//
//	type engine struct{}
//
//	var _ Resetter = (*engine)(nil)
//
//	func (e *engine) Reset(hard bool) error { return nil }
//
//	func reset(part any) {
//		if r, ok := part.(Resetter); ok {
//			r.Reset(true)
//		}
//	}
//
// # Principle
//
// Let the compiler check the types that are meant to implement an interface.
//
// # Limits
//
// Reported are types that have all methods of an interface of the same package
// by name, with one signature that differs in its parameters or its results
// only, if the interface is asked for by an assertion or a type switch. A type
// with a declaration "var _ I = T{}" is looked after.
package ifacecheck
