// Package chanlen defines an analyzer of decisions by the length of a channel.
//
// # Analyzer chanlen
//
// chanlen: report a send or receive decided by len of the channel
//
// Question: is if len(ch) < cap(ch) { ch <- v } a send that cannot block?
//
// Answer: No. Between the test and the send another goroutine may fill the last place, and the send waits. The length
// of a channel is out of date as soon as it is known; it is good for statistics only. To send or receive only if it
// is possible now, use a select with a default case: it tests and acts in one step.
//
// Before:
//
//	func offer(ch chan int, v int) bool {
//		if len(ch) < cap(ch) {
//			ch <- v
//			return true
//		}
//		return false
//	}
//
// After:
//
//	func offer(ch chan int, v int) bool {
//		select {
//		case ch <- v:
//			return true
//		default:
//			return false
//		}
//	}
//
// # Principle
//
// Reported is a condition on len(ch) that leads to a plain send to or receive from the same channel.
//
// # Limits
//
// With one sender and one receiver the length can only move to the safe side; the check cannot see that and reports
// it all the same. Tests are left out.
package chanlen
