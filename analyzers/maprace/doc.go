// Package maprace defines an analyzer of maps that goroutines use at the same
// time.
//
// # Analyzer maprace
//
// maprace: report maps that goroutines use at the same time
//
// Question: what happens when two goroutines write one map, each a key of its
// own?
//
// The program ends. The runtime marks a map as being written, and when another
// goroutine reads or writes it meanwhile, it stops the process with "fatal
// error: concurrent map writes" (or "concurrent map read and map write"). That
// is not a panic: no deferred call runs and recover cannot catch it.
//
// Distinct keys do not help. All keys live in common groups and tables, which
// a write may move; the mark is on the map, not on the key. Reading alone is
// safe, from any number of goroutines; one writer among them is not.
//
// The runtime finds the collision only when it happens, which under light load
// is seldom. Guard every access with one sync.Mutex (or RWMutex, with Lock for
// writes), let one goroutine own the map and send it requests, or use sync.Map
// for keys that are written once and read often.
//
// Before:
//
//	func squares(n int) map[int]int {
//		m := make(map[int]int)
//		var wg sync.WaitGroup
//		for i := range n {
//			wg.Go(func() { m[i] = i * i })
//		}
//		wg.Wait()
//		return m
//	}
//
// After:
//
//	func squares(n int) map[int]int {
//		m := make(map[int]int)
//		var mu sync.Mutex
//		var wg sync.WaitGroup
//		for i := range n {
//			wg.Go(func() {
//				mu.Lock()
//				defer mu.Unlock()
//				m[i] = i * i
//			})
//		}
//		wg.Wait()
//		return m
//	}
//
// # Principle
//
// A map is one object: whoever changes any key changes the map. A lock
// protects it only if every access takes it, the innocent-looking len and the
// loop that only reads included, and if the map does not leave the lock by
// return.
//
// # Limits
//
// Local maps are followed through literals, methods and helper functions, up
// to the point where the goroutine has been waited for, and through copies: a
// struct passed by value shares its maps, whatever locks it brings along, until
// one side makes a map of its own. A map sent through a channel, in whatever
// struct, is the receiver's from then on; it is reported if the sender goes on
// using it before it has waited for anything.
//
// Maps in fields and package variables, also of elements that an object with a
// lock of its own leads to, are reported if other accesses hold a lock, if
// handlers of net/http, gin, hertz, echo or gRPC, or methods registered with
// net/rpc, write them, or if a goroutine or timer of a method or constructor, or
// a metric of expvar or Prometheus that it registers, uses them beside a method.
// So is a write that goes on after TryLock has failed, the use of a map that was
// looked up in another under the lock, once that is released, and the return of
// a guarded map out of the lock: as it is, in a struct, or as an iterator or
// function literal that uses it. Of a map type in another package the names of
// its methods tell which of them write.
//
// Silent are maps that a goroutine has to itself, the time before the object
// is shared, accesses ordered by a channel, sync.Once or an atomic flag, and
// everything whose lock is out of sight.
package maprace
