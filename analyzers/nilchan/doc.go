// Package nilchan defines an analyzer of operations on nil channels.
//
// # Analyzer nilchan
//
// nilchan: report sends, receives and closes of nil channels
//
// Question: what does a receive from a nil channel do?
//
// Answer: It blocks for ever, and so does a send; a close panics. A channel variable is nil until make: a declared
// variable, or a field that no constructor sets, is not an empty channel but none at all. The runtime reports it only
// if every goroutine of the process is asleep.
//
// In a select a nil channel is useful: its case is never ready, so that setting the variable to nil switches the case
// off.
//
// Before:
//
//	func first() int {
//		var results chan int
//		go func() { results <- 1 }()
//		return <-results
//	}
//
// After:
//
//	func first() int {
//		results := make(chan int)
//		go func() { results <- 1 }()
//		return <-results
//	}
//
// # Principle
//
// The check collects all assignments of the variable or unexported field in the package. If there are none but nil,
// each use outside a select is reported.
//
// # Limits
//
// Exported fields and variables may be set elsewhere and are not reported; neither are variables whose address is
// taken.
//
// # block
//
// A send, receive or range that blocks for ever.
//
// # close
//
// A close that panics.
package nilchan
