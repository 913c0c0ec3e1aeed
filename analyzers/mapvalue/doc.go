// Package mapvalue defines an analyzer of map elements that are missing or copies.
//
// # Analyzer mapvalue
//
// mapvalue: report map elements used though missing, or copied in vain
//
// Question: what does m[k] return if the key is absent, and what does a change
// of it do?
//
// Answer: the zero value of the element type: for pointers, functions and
// interfaces that is nil, and using it panics; v, ok := m[k] tells. Elements
// are not addressable, because the table may move them: m[k].f = x does not
// compile for structs, and a variable assigned from m[k] is a copy. Change the
// copy and store it back, or keep pointers in the map.
//
// Before:
//
//	func birthday(users map[string]User, name string) {
//		u := users[name]
//		u.Age++
//	}
//
//	type User struct{ Age int }
//
// After:
//
//	func birthday(users map[string]User, name string) {
//		u := users[name]
//		u.Age++
//		users[name] = u
//	}
//
//	type User struct{ Age int }
//
// # Principle
//
// A variable that holds a copy of an element is reported if fields of it are
// assigned and neither they nor the variable are read later. A lookup is
// reported if map and key come from the caller and the nil that it may return
// is dereferenced or called on some path without a test.
//
// # Limits
//
// Constant keys, package-level tables, maps that the function itself fills or
// ranges over, and keys that it has tested are taken as present.
//
// # missing
//
// The element may be nil because the key is absent.
//
// # copy
//
// A copy of the element is changed and thrown away.
package mapvalue
