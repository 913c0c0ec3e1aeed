// Package unsafeptr defines an analyzer of unsafe pointers misused.
//
// # Analyzer unsafeptr
//
// unsafeptr: report pointers kept as numbers and strings that change
//
// Question: why must the arithmetic on an unsafe.Pointer stay in one
// expression?
//
// Answer: A uintptr is a number. The garbage collector does not see it as a
// reference, so the object may be freed, and a stack that grows moves its
// variables without telling the number. Only the forms that package unsafe
// lists are safe; unsafe.Add and unsafe.Slice, since Go 1.17, need no number at
// all. The header types of package reflect are the same trap in the form of a
// struct. And a string made from a byte slice without a copy shares its memory:
// a later write to the slice changes the string, and with it map keys and
// comparisons.
//
// Before:
//
//	func key(b []byte) string {
//		s := unsafe.String(unsafe.SliceData(b), len(b))
//		b[0] = 'x'
//		return s
//	}
//
// After:
//
//	func key(b []byte) string {
//		s := string(b)
//		b[0] = 'x'
//		return s
//	}
//
// # Principle
//
// Conversions from uintptr to unsafe.Pointer outside the forms that package
// unsafe allows; the header types; huge arrays only made to be sliced; writes
// to bytes that a string shares.
//
// # Limits
//
// The runtime and the packages of the standard library that serve it are left
// out, and so are addresses that tests make up, and a number read out of a slot
// that an unsafe pointer points to and converted at once. An array type as large as the
// address space, sliced with a capacity, limits nothing and is left alone, and
// so is one whose length is a named constant. So are the headers and huge arrays
// in files of Go versions that have nothing better: before 1.20, and before 1.17.
// A header through which a function makes one slice a view of another, with a
// length computed from the length of that one, is left alone too: the data are
// alive and long enough. So is a header whose data C or the system has allocated,
// which the collector does not free.
//
// # uintptr
//
// A number becomes a pointer again.
//
// # header
//
// A header type or a huge array stands for a slice.
//
// # shared
//
// Bytes are written after a string was made of them without a copy, also in the
// next round of a loop if the string is kept.
package unsafeptr
