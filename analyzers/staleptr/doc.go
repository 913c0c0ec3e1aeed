// Package staleptr defines an analyzer of pointers to slice elements that append has moved.
//
// # Analyzer staleptr
//
// staleptr: report pointers to elements that append has moved
//
// Question: is &s[0] still good after s = append(s, x)?
//
// Answer: only if there was room. If the capacity is used up, append copies
// the elements to a new array; a pointer taken before still points into the
// old one. Writes through it no longer reach the slice, and whether that
// happens depends on the capacity. Take the pointer after the last append,
// keep the index instead, or use a slice of pointers.
//
// Before:
//
//	func register(users []User) []User {
//		first := &users[0]
//		users = append(users, User{Name: "guest"})
//		first.Name = "admin"
//		return users
//	}
//
//	type User struct{ Name string }
//
// After:
//
//	func register(users []User) []User {
//		users = append(users, User{Name: "guest"})
//		users[0].Name = "admin"
//		return users
//	}
//
//	type User struct{ Name string }
//
// # Principle
//
// For each &s[i] in the source, and each method of the package that returns a
// pointer to the element it has appended, the check looks for an execution on
// which s grows afterwards, here, in a closure, or in a function of the package
// that appends to the same field, and then something is written through the
// pointer. A variable may hold one such pointer after another. A pointer that is put into a map is reported if the slice goes on
// growing and the package writes through pointers of that map; so are pointers
// that a loop collects in another slice, if something is written through them
// behind the loop.
//
// # Limits
//
// Reading through the pointer is not reported, nor are slices made with spare
// capacity in advance.
package staleptr
