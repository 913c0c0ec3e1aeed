// Package deadtimeout defines an analyzer of timeouts in a select that never waits.
//
// # Analyzer deadtimeout
//
// deadtimeout: report a timeout that the default case keeps from firing
//
// Question: when does the timeout of a select with a default case fire?
//
// Answer: Never. If no case is ready at once, the default is taken at once; the timer has just been started and
// cannot have fired yet. The two say opposite things: default means not to wait, a timeout means to wait for a while.
// Keep one of them.
//
// Before:
//
//	func poll(ch <-chan int) (int, bool) {
//		select {
//		case v := <-ch:
//			return v, true
//		case <-time.After(time.Second):
//			return 0, false
//		default:
//			return 0, false
//		}
//	}
//
// After:
//
//	func poll(ch <-chan int) (int, bool) {
//		select {
//		case v := <-ch:
//			return v, true
//		case <-time.After(time.Second):
//			return 0, false
//		}
//	}
//
// # Principle
//
// The timer is started when the select begins, and a select with a default ends in that moment.
//
// # Limits
//
// Timers started before the select may have fired and are not reported.
package deadtimeout
