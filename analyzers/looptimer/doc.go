// Package looptimer defines an analyzer of timers and tickers used against the rules of their Go version.
//
// # Analyzer looptimer
//
// looptimer: report timers and tickers that loops use wrongly
//
// Question: what does case <-time.After(d) in a loop limit, and what has Go 1.23 changed about timers?
//
// Answer: Each turn of the loop starts a new timer. If another case is taken, the old one is given up and the next
// turn begins with the full time again: the timeout limits the pause between two events, not the whole. For a limit
// on the whole, start one timer before the loop.
//
// Before Go 1.23 (by the go line of the main module) there was more: a timer given up stayed in memory until it
// fired, a ticker that was not stopped stayed for ever, and a timer that was reset had to be stopped and drained
// first, as its channel could still hold the old tick. Since 1.23 unreferenced timers and tickers are collected, and
// Stop and Reset discard an old tick by themselves. In return the channels have no buffer any more: len and cap of
// them are always 0.
//
// Before:
//
//	func gather(ch <-chan int) (all []int) {
//		for {
//			select {
//			case v := <-ch:
//				all = append(all, v)
//			case <-time.After(time.Minute):
//				return all
//			}
//		}
//	}
//
// After:
//
//	func gather(ch <-chan int) (all []int) {
//		limit := time.NewTimer(time.Minute)
//		defer limit.Stop()
//		for {
//			select {
//			case v := <-ch:
//				all = append(all, v)
//			case <-limit.C:
//				return all
//			}
//		}
//	}
//
// # Principle
//
// The rules are chosen by the Go version of each file: its build constraint, or else the go line of the module.
//
// # Limits
//
// The go.mod file of the package's module says which rules its timers follow. In
// a program of another module that may differ.
//
// Where the pause is what is meant, keep the code and say so in a directive. Tickers that are stored or handed on are
// not followed.
//
// # restarted
//
// Go 1.23 and later: a timeout in a loop that starts anew with every turn.
//
// # length
//
// Go 1.23 and later: len or cap of the channel of a timer.
//
// # retained
//
// Before Go 1.23: time.After in a loop leaves timers in memory.
//
// # unstopped
//
// Before Go 1.23: a ticker that is not stopped on some path.
//
// # undrained
//
// Before Go 1.23: a timer reset while its channel may hold an old tick.
package looptimer
