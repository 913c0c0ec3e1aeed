// Package chanself defines an analyzer of channels on which a goroutine waits for itself.
//
// # Analyzer chanself
//
// chanself: report a goroutine that waits for itself on a channel
//
// Question: what happens on ch := make(chan int); ch <- 1; fmt.Println(<-ch)?
//
// Answer: The send waits for a receiver, and the only one that would receive is the goroutine that is waiting. If it
// is the whole program, the runtime ends it with the fatal error "all goroutines are asleep", which no recover
// catches; in a server only this goroutine hangs, silently and for ever.
//
// An unbuffered channel hands a value from one goroutine to another. With a buffer of n, the send n+1 waits in the
// same way.
//
// Before:
//
//	func token() int {
//		ch := make(chan int)
//		ch <- 1
//		return <-ch
//	}
//
// After:
//
//	func token() int {
//		ch := make(chan int, 1)
//		ch <- 1
//		return <-ch
//	}
//
// # Principle
//
// The function is executed with the capacity and the values in the buffer known. An operation that waits while no
// other goroutine knows the channel is reported.
//
// # Limits
//
// The idiom <-make(chan struct{}) for waiting for ever is not reported, nor are channels with a capacity that is not
// known. Examples are left alone: their helpers stand for code of the reader.
package chanself
