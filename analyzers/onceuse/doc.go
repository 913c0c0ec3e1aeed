// Package onceuse defines an analyzer of mistakes with sync.Once.
//
// # Analyzer onceuse
//
// onceuse: report a sync.Once that deadlocks or guards nothing
//
// Question: what happens if the function of once.Do calls once.Do?
//
// Answer: it deadlocks. Do returns only when the first call of the function has
// returned, so that everyone who comes back from Do sees what it has done. A Do
// inside the function waits for that too, that is, for itself. It makes no
// difference that the inner call hides in a helper or a method.
//
// A Once is the memory of whether something has been done. So it must live as
// long as the thing it guards: as a package variable, as a field beside what it
// initialises, or captured by the function that is called many times. One that
// is declared inside that function starts anew with each call. And a Once
// cannot be set back: assigning sync.Once{} races with those inside Do, and
// runs the function again for some of them.
//
// Before:
//
//	func closer(ch chan int) func() {
//		return func() {
//			var once sync.Once
//			once.Do(func() { close(ch) })
//		}
//	}
//
// After:
//
//	func closer(ch chan int) func() {
//		var once sync.Once
//		return func() {
//			once.Do(func() { close(ch) })
//		}
//	}
//
// # Principle
//
// Once promises two things: the function runs once, and nobody passes before it
// has finished. The first needs one Once for all callers, the second forbids
// callers inside the function.
//
// # Limits
//
// A new Once assigned under a lock, in or for a test, or to an object just made or
// being set up is accepted. Copies of a Once are lockcopy's.
//
// # local
//
// The Once is a variable of the function that calls Do, and nothing else can
// use it.
//
// # nested
//
// The function handed to Do calls Do on the same Once, by itself or in a call.
//
// # reset
//
// A Once in use is overwritten with a new one.
package onceuse
