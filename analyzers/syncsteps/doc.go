// Package syncsteps defines an analyzer of sync.Map used in two steps.
//
// # Analyzer syncsteps
//
// syncsteps: report sync.Map used in two steps where one would do
//
// Question: which methods of sync.Map replace a Load and what depends on it?
//
// Answer: LoadOrStore for a value that is stored if there is none, LoadAndDelete
// for one that is taken out, CompareAndSwap and CompareAndDelete for changes of
// a value that must not have changed. Each is one atomic step; two calls are
// not, and another goroutine may do the same in between: both find nothing and
// both go on, or both take the one value.
//
// Before:
//
//	func take(jobs *sync.Map, id int) any {
//		job, ok := jobs.Load(id)
//		if ok {
//			jobs.Delete(id)
//			return job
//		}
//		return nil
//	}
//
// After:
//
//	func take(jobs *sync.Map, id int) any {
//		job, _ := jobs.LoadAndDelete(id)
//		return job
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
// not reported. New objects that are lost are the matter of syncmap.
package syncsteps
