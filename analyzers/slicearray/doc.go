// Package slicearray defines an analyzer of conversions from slice to array.
//
// # Analyzer slicearray
//
// slicearray: report conversions of slices to arrays unchecked for length
//
// Question: how does a slice become an array?
//
// Answer: by a conversion: [4]byte(s) copies since Go 1.20, (*[4]byte)(s)
// points into the slice since Go 1.17. Both panic if the slice is shorter than
// the array, so the length must be known or checked before.
//
// Before:
//
//	func header(b []byte) [4]byte {
//		return [4]byte(b)
//	}
//
// After:
//
//	func header(b []byte) ([4]byte, error) {
//		if len(b) < 4 {
//			return [4]byte{}, io.ErrUnexpectedEOF
//		}
//		return [4]byte(b), nil
//	}
//
// # Principle
//
// The slice has no known length, is not cut to a constant length (which checks
// it too), and nothing compares its length on the way.
//
// # Limits
//
// Results of functions such as Sum of a hash have a length that their type
// does not tell; they are not reported.
package slicearray
