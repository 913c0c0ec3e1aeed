// Package recoverscope defines an analyzer of calls of recover without effect.
//
// # Analyzer recoverscope
//
// recoverscope: report calls of recover that cannot stop a panic
//
// Question: a deferred function calls a helper that calls recover. Why does the panic escape?
//
// Answer: recover stops a panic only if the deferred function calls it
// directly. One frame deeper, in a helper or a nested function literal, it
// returns nil and the panic goes on. So does recover as an argument of a
// deferred call, because arguments are evaluated by the defer statement, when
// nothing has panicked yet, and so does "defer recover()". A helper works if
// the helper itself is what is deferred: "defer handle()".
//
// Some failures are not panics at all: concurrent use of a map, unlocking an
// unlocked mutex, a deadlock, running out of memory or stack. The runtime ends
// the process, and no recover ever sees them.
//
// Before:
//
//	func guarded(work func()) {
//		defer func() {
//			func() {
//				if r := recover(); r != nil {
//					log.Print("recovered: ", r)
//				}
//			}()
//		}()
//		work()
//	}
//
// After:
//
//	func guarded(work func()) {
//		defer func() {
//			if r := recover(); r != nil {
//				log.Print("recovered: ", r)
//			}
//		}()
//		work()
//	}
//
// # Principle
//
// Call recover in the body of the function that is deferred, or defer the
// function that calls it. Prevent fatal errors; they cannot be handled.
//
// # Limits
//
// A function that calls recover and leaves the sight of the package (it is
// exported, returned, stored or passed on) may be deferred elsewhere and is not
// reported, unless a deferred function of the package calls it.
//
// # scope
//
// recover is called too deep, too early, or not by a deferred function.
//
// # fatal
//
// The recovered value is compared with the text of a fatal error.
package recoverscope
