// Package broadcast defines an analyzer of single signals for several receivers.
//
// # Analyzer broadcast
//
// broadcast: report one signal sent where several goroutines wait
//
// Question: how does one tell n goroutines to stop with one channel?
//
// Answer: By closing it. A send reaches exactly one receiver: quit <- struct{}{} stops one of n goroutines and leaves
// the others waiting for ever. A close reaches all, those that come later too, and it cannot block. That is what the
// Done channel of a context does.
//
// Before:
//
//	func serve(n int, work func()) {
//		quit := make(chan struct{})
//		for range n {
//			go func() {
//				<-quit
//				work()
//			}()
//		}
//		quit <- struct{}{}
//	}
//
// After:
//
//	func serve(n int, work func()) {
//		quit := make(chan struct{})
//		for range n {
//			go func() {
//				<-quit
//				work()
//			}()
//		}
//		close(quit)
//	}
//
// # Principle
//
// A value is taken by one receiver, the closed state is seen by all.
//
// # Limits
//
// Only channels of empty structs are judged, and only if a goroutine is in fact left waiting. Semaphores, which
// release one on purpose, send in loops and are not reported.
package broadcast
