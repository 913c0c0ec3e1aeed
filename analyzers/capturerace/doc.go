// Package capturerace defines an analyzer of variables that goroutines use at
// the same time.
//
// # Analyzer capturerace
//
// capturerace: report variables that goroutines race for
//
// Question: is count++ in several goroutines safe, if only the sum matters in
// the end?
//
// No. count++ reads, adds and writes. Two goroutines that read the same value
// both write the same successor, and one increment is lost. The same holds for
// sum += x, for append to a shared slice, where whole elements get lost, and
// for an err that several goroutines assign: one of them wins, and the reader
// may see half of an interface value.
//
// Waiting does not help if it comes too late: what the goroutine writes may be
// read only after a Wait, a receive of what it sends last, or under the lock
// that it holds too. A sleep orders nothing.
//
// Count with sync/atomic, collect through a channel or under a mutex, give
// each goroutine its own element of a slice, or let errgroup keep the first
// error.
//
// Before:
//
//	func total(sizes []int) (sum int) {
//		var wg sync.WaitGroup
//		for _, size := range sizes {
//			wg.Go(func() { sum += size })
//		}
//		wg.Wait()
//		return sum
//	}
//
// After:
//
//	func total(sizes []int) int {
//		var sum atomic.Int64
//		var wg sync.WaitGroup
//		for _, size := range sizes {
//			wg.Go(func() { sum.Add(int64(size)) })
//		}
//		wg.Wait()
//		return int(sum.Load())
//	}
//
// # Principle
//
// The Go memory model orders two accesses only if something synchronises them:
// a channel operation, a lock, a WaitGroup, an atomic. Without it even a bool
// need never arrive, for the compiler may keep it in a register.
//
// A literal captures variables, not values: the goroutine and the function
// that starts it share them.
//
// # Limits
//
// Accesses are followed through literals, methods and functions of the
// package, between the start of a goroutine and what waits for it, along paths
// that can be taken. Elements of slices and arrays count as different; but a
// slice that several goroutines sort is reported, and a buffer of bytes that a
// loop fills anew while a goroutine has it.
//
// Maps are reported by maprace, variables that a loop assigns anew by
// loopcapture, fields with a lock of their own by guardedby. A test that has slept
// may restore a package variable when it ends.
package capturerace
