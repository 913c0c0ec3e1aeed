// Package mapkey defines an analyzer of map keys that panic or are never found.
//
// # Analyzer mapkey
//
// mapkey: report map keys that panic or are never found
//
// Question: what may be the key of a map?
//
// Answer: any type whose values can be compared with ==. The compiler rejects
// slices, maps and functions; but if the key type is an interface, only the
// dynamic type of each key tells, and a slice in it panics at run time: hash
// of unhashable type. Pointers are compared by identity, so a lookup with a
// new pointer never finds anything, however equal the objects are. And NaN is
// not equal to itself: an entry with a NaN key can be neither found nor
// deleted.
//
// Before:
//
//	var seen = map[any]bool{}
//
//	func mark(ids []int) {
//		seen[ids] = true
//	}
//
// After:
//
//	var seen = map[string]bool{}
//
//	func mark(ids []int) {
//		seen[fmt.Sprint(ids)] = true
//	}
//
// # Principle
//
// The static type of what is converted to the interface proves the panic, for
// maps, sync.Map, context.WithValue, and functions of the package that use a
// parameter as a key; also that of what a function of the package returns. A
// pointer that is made for nothing but a lookup cannot
// be in the map. A floating-point key, or such a field of a struct that is one,
// is reported if it comes from a function that returns NaN for some arguments
// and nobody asks math.IsNaN, or from a division of two variables that nobody
// compares with anything.
//
// # Limits
//
// Structs with interface fields may panic too; they are not reported. In test
// files keys that are NaN or new are taken as wanted, and so are panics that
// the test recovers from.
//
// # unhashable
//
// The key panics when it is hashed.
//
// # fresh
//
// The key is a pointer that no entry can have.
//
// # float
//
// The key may be NaN.
package mapkey
