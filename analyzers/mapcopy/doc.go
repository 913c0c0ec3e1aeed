// Package mapcopy defines an analyzer of copies of map elements.
//
// # Analyzer mapcopy
//
// mapcopy: report changes of a map element's copy that are lost
//
// Question: why does m[k].f = x not compile for a map of structs?
//
// Answer: elements of a map are not addressable, because the table may move
// them when it grows. A variable assigned from m[k] is a copy, and changing it
// does not change the map. Store the copy back, or keep pointers in the map.
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
// A variable that holds a copy of an element is reported if a field of it is
// assigned, directly or by a method that does nothing else, and no path reads
// that field or the whole variable later. A method with a result counts if it is
// the only one that is called, once, and changes a field by what that held. The
// variable may have got another value on another path.
//
// # Limits
//
// A variable whose address goes elsewhere is not reported.
package mapcopy
