// Package relock defines an analyzer of locks that their holder acquires again.
//
// # Analyzer relock
//
// relock: report a lock acquired again by the goroutine that holds it
//
// Question: is sync.Mutex reentrant? May a read lock be upgraded?
//
// Answer: no, and no. A mutex does not know which goroutine holds it. If a method that
// holds s.mu calls another method that locks s.mu, the second Lock waits for an
// Unlock that only its own caller could do: the goroutine waits for itself, and
// so does everyone who wants the lock afterwards.
//
// A sync.RWMutex can neither be upgraded nor downgraded. Lock waits until all
// readers are gone, this goroutine among them; RLock waits for the writer, which
// is this goroutine.
//
// Even RLock inside RLock is prohibited by the documentation. It works in every
// test, since readers do not exclude each other. But as soon as a writer waits,
// new readers queue behind it so that it does not starve: the inner RLock waits
// for the writer, and the writer for the outer RLock.
//
// The way out is to split each method in two: an exported one that locks, and
// one named, say, sizeLocked that expects the lock to be held.
//
// Before:
//
//	type account struct {
//		mu sync.Mutex
//		n  int
//	}
//
//	func (a *account) Balance() int {
//		a.mu.Lock()
//		defer a.mu.Unlock()
//		return a.n
//	}
//
//	func (a *account) Add(d int) int {
//		a.mu.Lock()
//		defer a.mu.Unlock()
//		a.n += d
//		return a.Balance()
//	}
//
// After:
//
//	type account struct {
//		mu sync.Mutex
//		n  int
//	}
//
//	func (a *account) balanceLocked() int { return a.n }
//
//	func (a *account) Add(d int) int {
//		a.mu.Lock()
//		defer a.mu.Unlock()
//		a.n += d
//		return a.balanceLocked()
//	}
//
// # Principle
//
// A lock protects an invariant, not a goroutine. Whoever acquires it may assume
// that the invariant holds; a goroutine in the middle of changing the data
// cannot grant itself that.
//
// # Limits
//
// Calls are followed inside the package, through closures, method values and
// interfaces that only this package implements, and into the methods String and
// Error of what is printed. Fields that refer back to their owner lead to the
// owner's lock. The two acquisitions must be of
// the same variable: two elements of a list, or two objects of one type, are
// different locks. TryLock does not wait and is not reported.
//
// # twice
//
// A lock held for writing is acquired for writing again.
//
// # upgrade
//
// A lock held for reading is acquired for writing, or the other way round.
//
// # recursive
//
// A lock held for reading is acquired for reading again.
package relock
