// Package sigchanyzer defines an analyzer of channels handed to signal.Notify.
//
// # Analyzer sigchanyzer
//
// sigchanyzer: report signal.Notify with an unbuffered channel
//
// Question: why must the channel for signal.Notify have a buffer?
//
// Answer: The signal package does not wait when it delivers: a send that is not possible at once is dropped. With an
// unbuffered channel a signal that arrives while the program does something else is lost, and Ctrl+C seems not to
// work. One place is enough for one kind of signal.
//
// Before:
//
//	func waitForInterrupt() {
//		c := make(chan os.Signal)
//		signal.Notify(c, os.Interrupt)
//		<-c
//	}
//
// After:
//
//	func waitForInterrupt() {
//		c := make(chan os.Signal, 1)
//		signal.Notify(c, os.Interrupt)
//		<-c
//	}
//
// # Principle
//
// A signal is delivered by a send in a select with a default case. The check follows the channel to where it is made,
// through variables and unexported fields.
//
// # Limits
//
// Channels that come from other packages are not reported.
package sigchanyzer
