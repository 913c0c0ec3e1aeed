// Package appendalias defines an analyzer of slices that overwrite each other.
//
// # Analyzer appendalias
//
// appendalias: report slices that overwrite each other's elements
//
// Question: two variables come from append(base, …). Are they independent?
//
// Answer: that depends on the capacity of base. A slice is a pointer into an
// array, a length and a capacity. If len < cap, append writes behind the last
// element of the very same array and returns a slice that shares it; only if
// the array is full does it allocate another one. So a second append to base
// writes to the same place as the first, and the first result changes without
// having been touched.
//
// The same happens whenever two live slices view one array: append to a
// sub-slice overwrites the elements of the whole behind it; a path kept during
// backtracking, or queued in a breadth-first search, is overwritten by the next
// branch; the bytes of a
// bufio.Scanner or of a reused buffer are valid until the next call only; a
// function that sorts or deletes in place changes the slice of its caller.
//
// To be independent, copy (slices.Clone) what is kept, or leave append no room
// (slices.Clip, base[:n:n]).
//
// Before:
//
//	func variants(base []string) ([]string, []string) {
//		verbose := append(base, "-v")
//		quiet := append(base, "-q")
//		return verbose, quiet
//	}
//
// After:
//
//	func variants(base []string) ([]string, []string) {
//		verbose := append(slices.Clip(base), "-v")
//		quiet := append(slices.Clip(base), "-q")
//		return verbose, quiet
//	}
//
// # Principle
//
// The check follows every slice of a function back to the value that its array
// comes from, with symbolic offsets: x[:i], append(x, …) with a known or
// unknown number of elements, parameters, fields, results of functions of the
// package that append to a parameter. It reports a write only if there is an
// execution on which another slice shows the very element written, and that
// slice is read afterwards, or was kept: in a field, map, channel, goroutine, or
// by a function that keeps its argument. The trace shows both places.
//
// # Limits
//
// A slice is taken to have spare capacity unless it provably has none
// (literals, make with one size, slices.Clip, a third index). Nothing is
// reported where the same variable takes the result (x = append(x, …)), where
// only one of two branches runs, or where the first result is not used again.
// What functions of other packages keep is not known, and counts as nothing;
// nor does what a function of the package keeps in a field that it empties
// again, as parsers do. A loop over all elements of a slice that was sorted in
// place seldom minds, and nobody knows one that the function has made, and returns,
// in another order.
//
// # twice
//
// Two appends to one base, or one in a loop, whose results both live on: in the
// source, or in a function, method or closure that returns append(base, …) or a
// value with it, and leaves the base as it was. A function literal that is
// called for each of several elements counts as a loop.
//
// # overlap
//
// An append to a sub-slice, or a write through the result of an append, that
// changes elements of a slice still in use.
//
// # reused
//
// A slice that is kept while the buffer it views is filled anew.
//
// # inplace
//
// A call that deletes or sorts in place while the caller goes on with the
// slice as it was, or while others can have the slice as well: a method has
// returned it from a field that it reads under a lock.
package appendalias
