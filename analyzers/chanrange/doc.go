// Package chanrange defines an analyzer of loops over channels that miss the close.
//
// # Analyzer chanrange
//
// chanrange: report loops over channels that miss the close
//
// Question: when does for v := range ch end, and what does a receive from a closed channel give?
//
// Answer: The range ends when the channel is closed and empty, never before: that all senders have finished does not
// matter. If nobody closes it, the loop waits for ever behind the last value.
//
// A receive from a closed channel does not block: it gives the zero value at once, again and again. A loop around a
// plain receive, or a select with v := <-ch, therefore turns at full speed on zeros after the close. Use range, or v,
// ok := <-ch and leave when ok is false; in a select one may also set the variable to nil to switch the case off.
//
// Before:
//
//	func total(orders []int) (sum int) {
//		prices := make(chan int)
//		go func() {
//			for _, o := range orders {
//				prices <- o
//			}
//		}()
//		for p := range prices {
//			sum += p
//		}
//		return sum
//	}
//
// After:
//
//	func total(orders []int) (sum int) {
//		prices := make(chan int)
//		go func() {
//			defer close(prices)
//			for _, o := range orders {
//				prices <- o
//			}
//		}()
//		for p := range prices {
//			sum += p
//		}
//		return sum
//	}
//
// # Principle
//
// A channel that other code cannot reach is followed through the goroutines of the function. For the second kind, a
// close of the same variable, parameter or field must be in the package.
//
// # Limits
//
// A loop that counts what it receives, and ends when it has all, needs no close.
// A goroutine that ranges over a channel that is closed on some paths only is reported by goleak. Channels of empty
// structs, timers and contexts are not asked for ok.
//
// # unclosed
//
// A range over a channel that nobody closes.
//
// # zeros
//
// An endless loop that receives without asking whether the channel is closed, though the package closes it.
package chanrange
