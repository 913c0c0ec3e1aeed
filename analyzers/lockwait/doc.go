// Package lockwait defines an analyzer of waits for somebody who waits for a lock
// that is held meanwhile.
//
// # Analyzer lockwait
//
// lockwait: report waits for those who need the lock that is held
//
// Question: how can two goroutines deadlock with one mutex and one channel?
//
// Answer: one locks the mutex and sends; the other, who would receive, locks the
// mutex first. The sender keeps the lock until somebody receives, and the receiver
// does not receive until it has the lock. It is the deadlock of two locks taken in
// opposite orders, with a channel, a WaitGroup or a condition in the place of the
// second lock, and it is as rare in tests: the receiver has to be busy with something else just
// then. The runtime notices only if all goroutines of the program sleep, and the
// race detector not at all.
//
// So copy under the lock what is needed, unlock, and then send, receive or wait.
//
// Before:
//
//	type status struct {
//		mu     sync.Mutex
//		byName map[string]bool
//		events chan string
//	}
//
//	func newStatus() *status {
//		s := &status{byName: make(map[string]bool), events: make(chan string)}
//		go func() {
//			for name := range s.events {
//				s.mu.Lock()
//				delete(s.byName, name)
//				s.mu.Unlock()
//			}
//		}()
//		return s
//	}
//
//	func (s *status) set(name string) {
//		s.mu.Lock()
//		defer s.mu.Unlock()
//		s.byName[name] = true
//		s.events <- name
//	}
//
// After:
//
//	type status struct {
//		mu     sync.Mutex
//		byName map[string]bool
//		events chan string
//	}
//
//	func newStatus() *status {
//		s := &status{byName: make(map[string]bool), events: make(chan string)}
//		go func() {
//			for name := range s.events {
//				s.mu.Lock()
//				delete(s.byName, name)
//				s.mu.Unlock()
//			}
//		}()
//		return s
//	}
//
//	func (s *status) set(name string) {
//		s.mu.Lock()
//		s.byName[name] = true
//		s.mu.Unlock()
//		s.events <- name
//	}
//
// # Principle
//
// Who waits must hold nothing that those it waits for may want.
//
// # Limits
//
// A channel is reported only if the package makes it and keeps it to itself, and
// everyone at its other end needs the lock. A buffer of constant size only puts
// the deadlock off until it is full, unless the send happens once. The same
// holds for those who signal a condition; of a group one who needs it is enough. A select
// with another way out is not reported. Other waits under a lock are the business
// of lockblock.
package lockwait
