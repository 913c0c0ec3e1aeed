// Package concatloop defines an analyzer of strings built at needless cost.
//
// # Analyzer concatloop
//
// concatloop: report strings built step by step or by needless Sprintf
//
// Question: why is s += x in a loop slow?
//
// Answer: strings cannot change, so each += allocates a new one and copies all
// that was there: n steps copy on the order of n² bytes. A strings.Builder
// grows its buffer by doubling and copies each byte a constant number of
// times. And fmt.Sprintf parses its format and boxes its operands: for one
// plain conversion or a sum of strings, strconv and + are several times
// faster.
//
// Before:
//
//	func join(xs []string) string {
//		s := ""
//		for _, x := range xs {
//			s += x + ","
//		}
//		return s
//	}
//
// After:
//
//	func join(xs []string) string {
//		var b strings.Builder
//		for _, x := range xs {
//			b.WriteString(x)
//			b.WriteByte(',')
//		}
//		return b.String()
//	}
//
// # Principle
//
// s += x, s = s + x or s = fmt.Sprintf("%s…", s, …) in a loop around which s
// lives, also of a field. Loops
// of at most eight steps and branches that leave the loop do not count.
// Sprintf with one verb and an operand of a plain type, or with %s and strings
// only, as for a key or path; a text with spaces is a sentence.
//
// # Limits
//
// It is a matter of cost, not of correctness.
//
// # loop
//
// A string grows in a loop.
//
// # sprintf
//
// Sprintf converts a single value or joins strings.
package concatloop
