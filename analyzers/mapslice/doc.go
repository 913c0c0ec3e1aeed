// Package mapslice defines an analyzer of slices in the order of a map.
//
// # Analyzer mapslice
//
// mapslice: report slices returned or stored in the order of a map
//
// Question: why does a list that was made from a map change from run to run?
//
// Answer: range visits the entries of a map in no order, and starts at a random
// place. A slice filled in such a loop keeps the order of the visits. That does
// no harm to who takes it for a set; who shows it, compares it or takes its
// first element should sort it first, or say in the comment that it has no
// order.
//
// Before:
//
//	func keys(m map[string]int) []string {
//		var ks []string
//		for k := range m {
//			ks = append(ks, k)
//		}
//		return ks
//	}
//
// After:
//
//	func keys(m map[string]int) []string {
//		return slices.Sorted(maps.Keys(m))
//	}
//
// # Principle
//
// A slice filled in a loop over a map that is returned or stored and that
// nobody sorts, also bytes written to a protocol, and text for logs, errors,
// help, commands and debugging. The same goes for choices that show the order
// only now and then: the key of the largest value, if several entries share it,
// the first few entries, the first that some condition holds for, or the first
// error, numbers given out one after the other, a sum of floating-point numbers,
// which is rounded at each step, replacements of which one finds what another has
// put in, values sent over a channel, layers merged into one map, and whatever is
// made anew in each step of itself and the entry: a checksum, a chain of
// handlers. An iterator of the package that yields the entries of a map as they
// come is taken for the map. Text that is kept, hashes and other choices are the
// matter of maporder.
//
// # Limits
//
// A slice that anybody sorts, in the function or in a caller within the
// package, is not reported, nor is an entry that is found by comparing with what
// it is known by. Sums, products, bits and extremes come out the same in any
// order. Test files are left alone.
package mapslice
