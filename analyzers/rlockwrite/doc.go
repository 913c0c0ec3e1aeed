// Package rlockwrite defines an analyzer of writes under a read lock.
//
// # Analyzer rlockwrite
//
// rlockwrite: report writes while only the read lock is held
//
// Question: may a method that holds RLock fill a cache on a miss?
//
// No. RLock keeps writers out, but lets any number of readers in. Two of them
// that miss at the same time both write, and for a map that ends the process
// with a fatal error that recover cannot catch. A counter loses increments, a
// slice loses elements.
//
// An RWMutex cannot be upgraded: Lock while holding RLock waits for oneself.
// Release the read lock, take the write lock, and look again, because another
// goroutine may have been faster.
//
// Before:
//
//	type stats struct {
//		mu   sync.RWMutex
//		hits map[string]int
//	}
//
//	func (s *stats) hit(key string) int {
//		s.mu.RLock()
//		defer s.mu.RUnlock()
//		s.hits[key]++
//		return s.hits[key]
//	}
//
// After:
//
//	type stats struct {
//		mu   sync.RWMutex
//		hits map[string]int
//	}
//
//	func (s *stats) hit(key string) int {
//		s.mu.Lock()
//		defer s.mu.Unlock()
//		s.hits[key]++
//		return s.hits[key]
//	}
//
// # Principle
//
// The read lock is a promise: while I hold it, I change nothing that the lock
// guards. What a reader must count or note belongs into an atomic, or under a
// lock of its own.
//
// # Limits
//
// Writes of fields, of entries of maps and of elements of slices are followed
// through helper methods all of whose callers hold the read lock. Silent:
// local variables, atomics, writes with some other lock held for writing,
// functions run by a sync.Once, objects that nobody else knows yet, fields
// that other code never accesses under this lock, and methods that say in
// their name that a lock is held.
package rlockwrite
