// Package maprange defines an analyzer of insertions into a map in the loop over it.
//
// # Analyzer maprange
//
// maprange: report new keys put into a map in the loop over it
//
// Question: may a loop over a map change the map?
//
// Answer: deleting is fine: an entry that is removed before it is reached is
// not visited. Assigning to a key that is there is fine too. But whether an
// entry that is added during the loop is visited is left open, so the number
// of steps, and here even of the entries, differs from run to run. Collect the
// new entries and add them after the loop.
//
// Before:
//
//	func expand(m map[string]int) {
//		for k, v := range m {
//			m[k+"_copy"] = v
//		}
//	}
//
// After:
//
//	func expand(m map[string]int) {
//		added := make(map[string]int, len(m))
//		for k, v := range m {
//			added[k+"_copy"] = v
//		}
//		maps.Copy(m, added)
//	}
//
// # Principle
//
// An assignment to an element of the map that the loop goes over, with another
// key than the loop's own unchanged one, unless a condition around it looks up
// that key or the loop ends right after. A condition that finds a key of a list
// of the entry's own to be new does not help: the loop may miss what that brings
// in, unless it stands in another that runs it again. Likewise a call of a function, method
// or closure of the package that makes such an assignment whenever it is called.
//
// # Limits
//
// Of two names for a map only a local variable assigned once is known. A new key
// that is compared with the loop's own, as by if lower != k, settles by itself.
// Test files are left alone.
package maprange
