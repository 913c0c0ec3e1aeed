// Package doublecheck defines an analyzer of tests that are stale when they are
// acted upon.
//
// # Analyzer doublecheck
//
// doublecheck: report a test and its act not under one lock
//
// Question: is double-checked locking correct in Go?
//
// Answer: not with plain variables. The first test, made without the lock to
// save its cost, races with the assignment under the lock. Another goroutine may
// see the new pointer and not yet what it points to. With an atomic.Pointer it
// is correct, and with sync.Once or sync.OnceValue (Go 1.21) nobody has to think
// about it.
//
// The other way round it is the second test that is missing. A cache looks for
// its entry under the read lock, releases it, takes the write lock and stores
// what it has made. Two goroutines that miss at the same time both store; the
// first has handed out a value that the map does not have any more. What was
// learned under a lock is history once the lock is released.
//
// Before:
//
//	type config struct{ addr string }
//
//	var (
//		mu  sync.Mutex
//		cfg *config
//	)
//
//	func get() *config {
//		if cfg == nil {
//			mu.Lock()
//			if cfg == nil {
//				cfg = &config{addr: ":80"}
//			}
//			mu.Unlock()
//		}
//		return cfg
//	}
//
// After:
//
//	type config struct{ addr string }
//
//	var get = sync.OnceValue(func() *config {
//		return &config{addr: ":80"}
//	})
//
// # Principle
//
// Test and act must be one critical section, or the act must test again.
//
// # Limits
//
// The first kind needs the whole pattern: test, lock, test again, assign. The
// second is looked for in maps, with the same key in lookup and assignment.
// Values without an identity, such as numbers, strings and compiled patterns, may
// be overwritten with equal ones, and so may what maps by reflect.Type hold. A
// field that stands apart, by a blank line, from
// those below the lock is taken to have rules of its own.
//
// # unlocked
//
// A variable that is assigned under a lock is tested first without it.
//
// # stale
//
// A map entry is looked up under a lock and stored under a later one without
// another look.
package doublecheck
