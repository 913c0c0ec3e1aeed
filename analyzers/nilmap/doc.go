// Package nilmap defines an analyzer of writes to nil maps.
//
// # Analyzer nilmap
//
// nilmap: report writes to maps that nobody made
//
// Question: what may be done with a nil map?
//
// Answer: everything but writing. A map variable without a value is nil:
// reading, len, range, delete and clear treat it as an empty map, but the
// assignment m[k] = v panics, for there is no table to put the element in.
// make, or a literal, makes one. That append works with a nil slice misleads
// many; the difference is that append returns the slice it had to allocate.
//
// A struct's map field is nil too until someone makes it, whether the struct
// comes from var, new or &T{}; and new(map[K]V) makes a pointer to a nil map.
//
// Before:
//
//	func count(words []string) map[string]int {
//		var seen map[string]int
//		for _, w := range words {
//			seen[w]++
//		}
//		return seen
//	}
//
// After:
//
//	func count(words []string) map[string]int {
//		seen := make(map[string]int)
//		for _, w := range words {
//			seen[w]++
//		}
//		return seen
//	}
//
// # Principle
//
// For each write the check asks whether some feasible path leads there with the
// map still nil: branches that contradict each other are not combined, and
// functions of the package are looked into for what they return (maps.Clone of
// nil is nil) and for what they write to. What they return as nil beside an error
// or false counts where the caller goes on after the failure, or does not look.
// A deferred function literal finds the map as the return has left it. Fields
// are followed from where the struct is made, or where they are set to nil, and
// into the functions of the package that the struct is handed to. Of unexported fields
// and package variables it asks whether anything in the whole package ever
// assigns them, whether a method that empties the object, such as Reset, leaves
// a map nil that only constructors make, and whether one that ends it sets the
// map to nil under the lock with which another still writes, without a look at
// it or at what else the first has set.
//
// # Limits
//
// Exported fields and variables may be set by other packages and are not
// reported. Elements of a map, slice or array of maps are reported only if none
// is ever made, or none under that constant key, or if the map that they are
// elements of has just been made. Tests are left alone: to run
// them has shown that they do not panic. Examples often only compile.
//
// # local
//
// The map is nil on a path through the function.
//
// # unset
//
// Nothing in the package ever assigns the field or package variable.
//
// # new
//
// new of a map or channel type.
package nilmap
