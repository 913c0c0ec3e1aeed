// Package mapvalue defines an analyzer of map elements that may be missing.
//
// # Analyzer mapvalue
//
// mapvalue: report map elements used though they may be missing
//
// Question: what does m[k] return if the key is absent?
//
// Answer: the zero value of the element type. For numbers and slices that is
// often just right; for pointers, functions and interfaces it is nil, and using
// it panics. v, ok := m[k] tells the two apart.
//
// Before:
//
//	func rename(users map[int]*User, id int, name string) {
//		users[id].Name = name
//	}
//
//	type User struct{ Name string }
//
// After:
//
//	func rename(users map[int]*User, id int, name string) {
//		if u, ok := users[id]; ok {
//			u.Name = name
//		}
//	}
//
//	type User struct{ Name string }
//
// # Principle
//
// A lookup is reported if map and key come from the caller, or the map is a
// package variable that starts empty, and the nil that it may return is
// dereferenced or called on some path without a test: here, or first of all in
// the method that is called.
//
// # Limits
//
// Constant keys, maps that the function itself fills or ranges over, and keys
// that it has tested are taken as present, and so are those of package variables
// that start with elements, unless the key is a text just read from a request or
// cut out of another.
package mapvalue
