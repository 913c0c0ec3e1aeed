// Package largecopy defines an analyzer of large values that are copied.
//
// # Analyzer largecopy
//
// largecopy: report values of 1 KiB and more that are copied
//
// Question: what does it cost to pass an array by value?
//
// Answer: its size, at each call: arrays and structs are copied whole, onto the
// stack of the callee, by range into the loop variable, and a range loop over
// an array variable copies the array first. From some hundred bytes on a
// pointer is cheaper, unless it makes the value move to the heap.
//
// Before:
//
//	func checksum(f [4096]byte) (n int) {
//		for i := range f {
//			n += int(f[i])
//		}
//		return n
//	}
//
// After:
//
//	func checksum(f *[4096]byte) (n int) {
//		for i := range f {
//			n += int(f[i])
//		}
//		return n
//	}
//
// # Principle
//
// Parameters, receivers, results and range variables of 1 KiB and more, and
// arrays of that size that a loop with a value ranges over.
//
// # Limits
//
// Smaller copies are cheap and often faster than pointers.
package largecopy
