// Package syncmap defines an analyzer of misuses of sync.Map.
//
// # Analyzer syncmap
//
// syncmap: report sync.Map used in two steps where one is needed
//
// Question: sync.Map is safe for concurrent use: is Load followed by Store?
//
// Answer: each call is atomic, two calls are not. Between a Load that finds
// nothing and the Store another goroutine may store its own value, and one of
// the two is lost; LoadOrStore does it in one step. Likewise LoadAndDelete,
// CompareAndSwap and CompareAndDelete.
//
// Before:
//
//	func conn(m *sync.Map, addr string) any {
//		if c, ok := m.Load(addr); ok {
//			return c
//		}
//		c := new(int)
//		m.Store(addr, c)
//		return c
//	}
//
// After:
//
//	func conn(m *sync.Map, addr string) any {
//		c, _ := m.LoadOrStore(addr, new(int))
//		return c
//	}
//
// # Principle
//
// The check looks for a path from Load to a Store of the same key in the same
// map on which the key was found absent, or to a Delete on which it was found
// and the value used, with no other call of the map for that key in between.
//
// # Limits
//
// Maps that no other goroutine can see, and functions that hold a mutex, are
// not reported.
package syncmap
