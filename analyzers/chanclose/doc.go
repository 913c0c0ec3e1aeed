// Package chanclose defines an analyzer of channels that are closed wrongly.
//
// # Analyzer chanclose
//
// chanclose: report sends and closes that may find the channel closed
//
// Question: who closes a channel, and what happens if somebody else does?
//
// Answer: A send on a closed channel panics, and so does a second close; both even in a select, and there is no way
// to ask first. "Is it closed?" can only be asked by a receive, which takes a value away, and its answer is out of
// date before the send. So the question must not arise: a channel is closed once, by its only sender, after its last
// send. With several senders, none of them closes it: each reports to a WaitGroup, and one goroutine waits for all
// and closes. A receiver that wants no more says so on a channel of its own.
//
// A close is not a duty. Channels are collected without it; it is a message to receivers that nothing follows.
//
// Before:
//
//	func evens(limit int) <-chan int {
//		out := make(chan int, limit)
//		defer close(out)
//		for i := 0; i < limit; i++ {
//			if i%2 != 0 {
//				close(out)
//				return out
//			}
//			out <- i
//		}
//		return out
//	}
//
// After:
//
//	func evens(limit int) <-chan int {
//		out := make(chan int, limit)
//		defer close(out)
//		for i := 0; i < limit; i++ {
//			if i%2 != 0 {
//				return out
//			}
//			out <- i
//		}
//		return out
//	}
//
// # Principle
//
// The check executes functions together with the goroutines they start and keeps track of which channels are closed.
// A send or close on a closed channel is reported with the place of the first close.
//
// Of channels in fields the check asks whether methods can get in each other's way: two that ask whether the channel is
// closed before they close it, without a lock, and a close by a function that announces the end on another channel, while
// a sender waits in a select for either.
//
// # Limits
//
// Channels that other code can reach are not followed, nor those that a loop makes
// anew for each goroutine it starts. A Stop or Close method that would panic if it were called
// twice is reported only where the package itself calls it twice, or from several places. A signal channel (chan struct{}) may be closed by
// whoever likes.
//
// # sendclosed
//
// A send that may come after the close.
//
// # doubleclose
//
// A close that may be the second, on a path, in a loop, by a deferred call, or because another goroutine has found the
// channel open as well.
//
// # sharedclose
//
// Several goroutines that run the same code close the channel: the first to finish makes the others panic.
//
// # receivercloses
//
// A function that only receives from a parameter closes it, though only the sender knows whether more will come.
//
// # probe
//
// A receive whose value nobody wants, to find out whether a send would panic.
package chanclose
