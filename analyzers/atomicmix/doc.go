// Package atomicmix defines an analyzer of atomic variables that are not always
// used atomically.
//
// # Analyzer atomicmix
//
// atomicmix: report variables used with and without sync/atomic
//
// Question: is it enough to write a counter atomically?
//
// Answer: no. Atomicity is an agreement of all who use the variable. A plain read
// beside an atomic write is a data race: the compiler may keep the old value in
// a register, and nothing that was written before the atomic store need be
// visible. On 32-bit platforms even half of a new value may be read.
//
// Two atomic operations in a row are not atomic either. In n.Store(n.Load()+1)
// another goroutine may add in between, and its update is lost. Add,
// CompareAndSwap and Swap exist to read and write in one step.
//
// The types of sync/atomic, such as atomic.Int64 (Go 1.19), leave no way to
// forget this, and are aligned on every platform. A plain int64 field used by
// atomic functions must be aligned to 8 bytes by hand, or the call panics on 386,
// arm and mips.
//
// Before:
//
//	type server struct{ requests int64 }
//
//	func (s *server) handle() { atomic.AddInt64(&s.requests, 1) }
//
//	func (s *server) report() {
//		fmt.Println(s.requests)
//		s.requests = 0
//	}
//
// After:
//
//	type server struct{ requests atomic.Int64 }
//
//	func (s *server) handle() { s.requests.Add(1) }
//
//	func (s *server) report() {
//		fmt.Println(s.requests.Swap(0))
//	}
//
// # Principle
//
// An atomic operation orders itself only with other atomic operations on the
// same variable.
//
// # Limits
//
// Accesses of an object under construction, in init, in tests, under a lock
// (reads), and after the function has waited for its goroutines are accepted.
// Test and set in two steps is reported only if the branch closes a channel or
// starts a goroutine: a flag with a single writer is in order. So is a variable
// that most functions use plainly, or that says how far a buffer is filled: it has
// an owner. Packages with functions written in assembly are left alone.
//
// # plain
//
// A variable whose address is passed to sync/atomic is read or written plainly.
//
// # lostupdate
//
// A value that depends on a load of the variable is stored in a separate step.
//
// # misaligned
//
// A 64-bit field that atomic functions use is not aligned on 32-bit platforms,
// as found by x/tools' atomicalign.
package atomicmix
