// Package maporder defines an analyzer of results that depend on map order.
//
// # Analyzer maporder
//
// maporder: report output that depends on the order of a map
//
// Question: in which order does range visit the entries of a map?
//
// Answer: in none: the language leaves it open, and the runtime starts at a
// random place so that nobody comes to rely on an order. Whatever keeps the
// order of the visits, such as text, a hash, or a slice, therefore differs
// from run to run. Collect the keys, sort them, and go over the sorted keys:
// slices.Sorted(maps.Keys(m)). (Package fmt prints maps in key order, and so
// does encoding/json.)
//
// Before:
//
//	func header(fields map[string]string) string {
//		var b strings.Builder
//		for k, v := range fields {
//			fmt.Fprintf(&b, "%s=%s;", k, v)
//		}
//		return b.String()
//	}
//
// After:
//
//	func header(fields map[string]string) string {
//		var b strings.Builder
//		for _, k := range slices.Sorted(maps.Keys(fields)) {
//			fmt.Fprintf(&b, "%s=%s;", k, fields[k])
//		}
//		return b.String()
//	}
//
// # Principle
//
// In the body of a loop over a map the check looks for what lets the order show
// where a difference between two runs does harm: text that is returned, hashed,
// compared, used as a key or written to a file, an io.Writer or a table, a hash,
// a slice that is encoded or joined to such text without being sorted, and the
// first or last entry that meets a condition that several may meet. Functions
// of the package and function literals that write what they get count as well.
//
// # Limits
//
// Sums, counts, sets, minima and maxima do not depend on the order. Which of
// several keys with the largest value is kept does, but mostly any of them will
// do: that is the matter of mapslice. Replacements one after the other are
// reported if the map is a literal in which they meet. A slice
// that anybody sorts, in the function or in a caller within the package, is
// not reported; nor is the return of any one entry without a condition. What
// people read once is not either: errors, logs, help, what goes to standard
// output, nor an argument of a query, command or request, which mostly stands
// for a set. Other slices, protocols, and such text are the matter of mapslice.
// Test files are left alone.
package maporder
