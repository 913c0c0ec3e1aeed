// Package condwait defines an analyzer of waits for a condition that is not
// tested again.
//
// # Analyzer condwait
//
// condwait: report Cond.Wait without a loop around it
//
// Question: why does Cond.Wait belong in a for loop, and not in an if?
//
// Answer: Wait unlocks c.L, suspends the goroutine, and locks c.L again before
// it returns. Between the signal and the moment at which this goroutine has the
// lock again, others may run: a second consumer that takes the only item, say.
// After Broadcast, all waiters return one after the other, though perhaps only
// one finds what it waits for. So the return of Wait says that the condition may
// have changed, not that it holds. Only a test under the lock says so.
//
// The lock must be held when Wait is called, for Wait unlocks it; without it the
// program ends with a fatal error. And the condition must be tested under the
// same lock, or a signal sent between the test and Wait is lost.
//
// Before:
//
//	type queue struct {
//		c     *sync.Cond
//		items []int
//	}
//
//	func (q *queue) pop() int {
//		q.c.L.Lock()
//		defer q.c.L.Unlock()
//		if len(q.items) == 0 {
//			q.c.Wait()
//		}
//		v := q.items[0]
//		q.items = q.items[1:]
//		return v
//	}
//
// After:
//
//	type queue struct {
//		c     *sync.Cond
//		items []int
//	}
//
//	func (q *queue) pop() int {
//		q.c.L.Lock()
//		defer q.c.L.Unlock()
//		for len(q.items) == 0 {
//			q.c.Wait()
//		}
//		v := q.items[0]
//		q.items = q.items[1:]
//		return v
//	}
//
// # Principle
//
// A wake-up is a hint. The state, read under the lock, is the truth.
//
// # Limits
//
// Any test between Wait and the unlock that can lead back to Wait counts. A
// function that only waits is judged where it is called. That the lock is not
// held is reported only if neither the function nor any caller takes one. A
// function that runs in one goroutine for each object, and is nobody else's,
// may trust the signal: no other can make the condition false again. A function
// that does nothing after Wait but unlock and return is left alone if a function
// that takes what it has waited for tests that itself.
//
// # noloop
//
// After Wait the lock is released, or the function left, without a test that
// may wait again.
//
// # nolock
//
// Wait is called by a goroutine that holds no lock.
package condwait
