// Package busywait defines an analyzer of loops that wait by looking.
//
// # Analyzer busywait
//
// busywait: report loops that poll and burn a processor
//
// Question: how does a goroutine wait for others, and why not with a loop that
// looks at a counter?
//
// Answer: a loop that takes a lock, looks and unlocks, or that repeats an atomic
// load or a failing CompareAndSwap, waits without sleeping. It uses a whole
// processor to find out that nothing has changed, and competes with those who
// are to change it for the lock and the cache line. Gosched only lets others go
// first; the loop is runnable all the time. Since Go 1.14 such a loop can be
// preempted, so it does not stop the program, it just slows everything down.
//
// The runtime can wake a goroutine instead: WaitGroup.Wait for the end of
// others, a channel that is closed for an event, a condition variable for a
// state under a lock, a mutex for exclusion.
//
// Before:
//
//	func waitAll(mu *sync.Mutex, done *int, n int) {
//		for {
//			mu.Lock()
//			d := *done
//			mu.Unlock()
//			if d >= n {
//				return
//			}
//			runtime.Gosched()
//		}
//	}
//
// After:
//
//	func waitAll(wg *sync.WaitGroup) {
//		wg.Wait()
//	}
//
// # Principle
//
// Waiting is the scheduler's work: it knows who waits for what, and runs
// nobody in vain.
//
// # Limits
//
// A loop that does anything else, sleeps, counts its rounds, or computes the
// value it swaps in from the one it has read, is not reported. A loop that
// looks at a plain variable is reported only if it yields or takes a lock. A loop
// that yields while it waits for its turn, or for functions that do nothing but
// a few atomic operations, is taken to be short.
// Tests may spin.
package busywait
