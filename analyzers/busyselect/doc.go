// Package busyselect defines an analyzer of loops that poll channels without waiting.
//
// # Analyzer busyselect
//
// busyselect: report a loop that polls channels without ever waiting
//
// Question: what is wrong with for { select { case <-quit: return; default: counter++ } }?
//
// Answer: A select with a default case never waits. In a loop without any other wait, the goroutine asks the channel
// millions of times a second and keeps one processor busy doing nothing. Since Go 1.14 such a loop no longer blocks
// the scheduler, but it still burns the processor and the battery.
//
// Without the default the goroutine sleeps until something happens. If there is periodic work, wait for a ticker in
// the same select.
//
// Before:
//
//	func count(quit <-chan struct{}, n *atomic.Int64) {
//		for {
//			select {
//			case <-quit:
//				return
//			default:
//				n.Add(1)
//			}
//		}
//	}
//
// After:
//
//	func count(quit <-chan struct{}, tick <-chan time.Time, n *atomic.Int64) {
//		for {
//			select {
//			case <-quit:
//				return
//			case <-tick:
//				n.Add(1)
//			}
//		}
//	}
//
// # Principle
//
// Reported is an endless loop with a select whose default case, like all else in the loop, is known to return at
// once: assignments, atomics, functions of the package that do no more.
//
// # Limits
//
// A call of code that is not seen may wait, so that the loop is not reported; neither is one that yields with
// runtime.Gosched or sleeps. Tests are left alone.
package busyselect
