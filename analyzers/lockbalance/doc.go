// Package lockbalance defines an analyzer of locks that are not released as they
// were acquired.
//
// # Analyzer lockbalance
//
// lockbalance: report locks not released as they were acquired
//
// Question: what happens when a function returns between Lock and Unlock?
//
// Answer: nothing, in that function. The mutex has no owner, it stays locked.
// The next goroutine that calls Lock waits forever, and it is that goroutine
// which shows up in the stack dump, not the return that caused it. Whatever
// else waits for it waits too. The usual place is an error path added later.
//
// The remedy is to write defer mu.Unlock() right behind mu.Lock(). It runs on
// every return and also when the function panics. If the critical section must
// end before the function does, move it to a function of its own.
//
// The opposite mistakes end the process: Unlock of a mutex that is not locked,
// and RUnlock for Lock or Unlock for RLock, are fatal errors, not panics.
// Recover does not see them.
//
// Before:
//
//	type store struct {
//		mu   sync.Mutex
//		user string
//	}
//
//	func (s *store) refresh(load func() (string, error)) error {
//		s.mu.Lock()
//		user, err := load()
//		if err != nil {
//			return err
//		}
//		s.user = user
//		s.mu.Unlock()
//		return nil
//	}
//
// After:
//
//	type store struct {
//		mu   sync.Mutex
//		user string
//	}
//
//	func (s *store) refresh(load func() (string, error)) error {
//		s.mu.Lock()
//		defer s.mu.Unlock()
//		user, err := load()
//		if err != nil {
//			return err
//		}
//		s.user = user
//		return nil
//	}
//
// # Principle
//
// A lock is an obligation: every path from the acquisition, also those round a
// loop, must meet exactly one release in the same mode.
//
// # Limits
//
// A function that leaves a lock held on every path is a wrapper; so is one that
// tells its caller by its result, true or a nil error, and one whose lock other
// functions release on behalf of their callers: there the caller is held to it. What
// a test has made for itself it may leave locked. A lock handed to a goroutine, to a returned function
// or to code outside the package is not followed, nor one whose object is put into a field, by way of
// which another function may unlock it. Explicit panics while a lock
// is held are not reported: most are meant to end the process.
//
// # kept
//
// On some path the function returns, or comes back to the same Lock, with the
// lock still held; or nothing in the package ever unlocks it.
//
// # mode
//
// A lock acquired by RLock is released by Unlock, or one acquired by Lock by
// RUnlock.
//
// # unlocked
//
// A lock is released a second time, often because a deferred Unlock runs too,
// or is released on a path on which it was not acquired.
package lockbalance
