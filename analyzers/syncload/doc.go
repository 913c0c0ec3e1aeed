// Package syncload defines an analyzer of assertions on map elements that may not be there.
//
// # Analyzer syncload
//
// syncload: report assertions on what sync.Map may not have found
//
// Question: what does Load of a sync.Map return for a key that it lacks?
//
// Answer: nil and false. The value is an interface, and a nil interface has no
// dynamic type, so v.(T) on it panics. Look at the second result first, or use
// the assertion with two results, which yields the zero value. The same holds
// for LoadAndDelete, for Swap, and for a plain map of interfaces; LoadOrStore
// always finds something.
//
// Before:
//
//	func count(hits *sync.Map, page string) int {
//		v, _ := hits.Load(page)
//		return v.(int)
//	}
//
// After:
//
//	func count(hits *sync.Map, page string) int {
//		if v, ok := hits.Load(page); ok {
//			return v.(int)
//		}
//		return 0
//	}
//
// # Principle
//
// An assertion with one result on the value of a lookup is reported if the
// second result of the lookup is ignored and the value is not compared with
// nil, or if a path leads to it on which the second result is known to be false.
//
// # Limits
//
// Test files are left alone: there a panic is a failure like any other. A lookup
// after a store under the same key in the function, or in one around it, finds
// what was stored, unless somebody deletes it in between.
package syncload
