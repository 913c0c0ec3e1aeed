// Package syncmap defines an analyzer of objects lost between two calls of sync.Map.
//
// # Analyzer syncmap
//
// syncmap: report objects stored in a sync.Map after a Load
//
// Question: sync.Map is safe for concurrent use: is Load followed by Store?
//
// Answer: each call is atomic, two calls are not. Between a Load that finds
// nothing and the Store another goroutine may store its own value, and one of
// the two is lost: whoever made it waits on a channel, counts in a counter or
// holds a connection that nobody else sees. LoadOrStore does it in one step.
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
// map on which the key was found absent, with no other call of the map for that
// key in between, where the value is a pointer, map or channel made in the
// function that is returned or used afterwards.
//
// # Limits
//
// Other values, and Delete after Load, are the matter of syncsteps. Maps that no other goroutine can see, and functions that hold a mutex, are
// not reported.
package syncmap
