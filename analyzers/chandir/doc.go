// Package chandir defines an analyzer of channel parameters without a direction.
//
// # Analyzer chandir
//
// chandir: report a channel parameter used in one direction only
//
// Question: what do chan<- T and <-chan T in a parameter list mean?
//
// Answer: They say who sends and who receives, and the compiler holds the function to it: a producer that takes
// chan<- T cannot take values out again, a consumer that takes <-chan T cannot send or close. A two-way channel
// converts to either by itself, so that callers need not change.
//
// Before:
//
//	func produce(out chan int, n int) {
//		for i := range n {
//			out <- i
//		}
//		close(out)
//	}
//
// After:
//
//	func produce(out chan<- int, n int) {
//		for i := range n {
//			out <- i
//		}
//		close(out)
//	}
//
// # Principle
//
// Reported is a parameter of an unexported function that is only sent to and closed, or only received from, in the
// function and in those it hands the channel to.
//
// # Limits
//
// Functions used as values, methods and exported functions keep their types: others may depend on them.
package chandir
