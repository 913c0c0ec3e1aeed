// Package slicedelete defines an analyzer of deletions from a slice in the loop over it.
//
// # Analyzer slicedelete
//
// slicedelete: report deletions from a slice inside the loop over it
//
// Question: what happens if a loop over a slice deletes from it?
//
// Answer: deleting moves the following elements down by one, so the next step
// of the loop jumps over the element that moved into the gap. range evaluates
// its operand once: the index runs to the original length, past the new end,
// which panics. Filter into s[:0], use slices.DeleteFunc, go backwards, or
// leave the loop after the deletion.
//
// Before:
//
//	func dropZeros(xs []int) []int {
//		for i := range xs {
//			if xs[i] == 0 {
//				xs = append(xs[:i], xs[i+1:]...)
//			}
//		}
//		return xs
//	}
//
// After:
//
//	func dropZeros(xs []int) []int {
//		return slices.DeleteFunc(xs, func(x int) bool { return x == 0 })
//	}
//
// # Principle
//
// The check knows the loops for … range s and for i := 0; i < len(s); i++, also
// with the length taken before, and in them the deletions at the loop's index by
// append, slices.Delete, copy, by the last element put in the place, and by
// functions and methods of the package that do so, also given the element. A
// variable that holds m[k] or s.list stands for it.
// A deletion after which the loop is surely left, or in a loop with a
// condition the index is corrected, is right.
//
// # Limits
//
// Deletions at other indices are not looked at. Where one entry is looked for by
// its key, x.name == name, and no element is read by its index, the entry that is
// skipped has another key.
package slicedelete
