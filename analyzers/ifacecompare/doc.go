// Package ifacecompare defines an analyzer of comparisons that go wrong.
//
// # Analyzer ifacecompare
//
// ifacecompare: report a comparison that panics or compares too much
//
// Question: which comparisons compile, and still fail at run time?
//
// Answer: interface values can always be compared with ==. If their dynamic
// types differ, the result is false. If they are the same type, the values are
// compared, and where the type has no ==, as for slices, maps, functions and
// structs that contain them, the comparison panics. time.Time has ==, but it
// compares the location pointer and the monotonic clock reading as well, so
// that two values for one instant may differ; Equal compares instants.
//
// Before:
//
//	func sameValue(a, b any) bool {
//		return a == b
//	}
//
//	func compareLists() bool {
//		return sameValue([]int{1}, []int{1})
//	}
//
// After:
//
//	func sameValue(a, b any) bool {
//		return reflect.DeepEqual(a, b)
//	}
//
//	func compareLists() bool {
//		return sameValue([]int{1}, []int{1})
//	}
//
// # Principle
//
// Compare interface values only if you know what they hold.
//
// # Limits
//
// A panic is reported if both sides are seen to get a value of the same type
// that cannot be compared, also from callers in the package. Comparing with
// time.Time{} is left alone, and so is comparing the times of two files.
//
// # uncomparable
//
// The comparison of two interface values panics.
//
// # time
//
// Times are compared with == instead of Equal.
package ifacecompare
