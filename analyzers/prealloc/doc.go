// Package prealloc defines an analyzer of slices grown to a known length.
//
// # Analyzer prealloc
//
// prealloc: report slices grown in a loop of known length
//
// Question: what does append cost in a loop?
//
// Answer: whenever the capacity is used up it allocates a larger array, twice
// the size at first and about 1.25 times for long slices, and copies the
// elements. That is constant per element on average, but makes log n arrays of
// garbage. If the length is known, make([]T, 0, n) allocates once.
//
// Before:
//
//	func ids(users []User) []int {
//		var out []int
//		for _, u := range users {
//			out = append(out, u.ID)
//		}
//		return out
//	}
//
//	type User struct{ ID int }
//
// After:
//
//	func ids(users []User) []int {
//		out := make([]int, 0, len(users))
//		for _, u := range users {
//			out = append(out, u.ID)
//		}
//		return out
//	}
//
//	type User struct{ ID int }
//
// # Principle
//
// A slice declared empty in the same block, to which a range loop of known
// length appends exactly once at each step.
//
// # Limits
//
// A matter of cost. A slice made with capacity is not nil even if it stays
// empty; where somebody could tell, the fix is slices.Grow before the loop, which
// leaves nil as it is. A loop up to a number that could be negative gets no fix.
package prealloc
