// Package makelen defines an analyzer of slices whose length and capacity are mixed up.
//
// # Analyzer makelen
//
// makelen: report length and capacity of make taken for each other
//
// Question: what is the difference between make([]T, n) and make([]T, 0, n)?
//
// Answer: the first has n elements already, all zero; the second has none, but
// room for n. append always writes behind the length, so after make([]T, n) it
// leaves n zero values in front. Index and copy stay within the length, so
// after make([]T, 0, n) every index panics, and copy, which moves
// min(len(dst), len(src)) elements, moves none.
//
// So: length with index and copy, length 0 and capacity with append.
//
// Before:
//
//	func names(users []User) []string {
//		out := make([]string, len(users))
//		for _, u := range users {
//			out = append(out, u.Name)
//		}
//		return out
//	}
//
//	type User struct{ Name string }
//
// After:
//
//	func names(users []User) []string {
//		out := make([]string, 0, len(users))
//		for _, u := range users {
//			out = append(out, u.Name)
//		}
//		return out
//	}
//
//	type User struct{ Name string }
//
// # Principle
//
// The check follows what make returns through variables, and through fields,
// captured and package variables whose every use is in the package. It reports
// an append if nothing can have filled the elements: no index is written,
// nothing is copied in, no function gets the slice. It reports index and copy
// if the slice has length 0 whatever path is taken, and a constant index that
// is beyond the length made, or beyond what a branch on len leaves.
//
// # Limits
//
// append(make([]byte, 4), data...) is taken as wanted padding, and so is a base
// that a loop appends to again and again, or a test once. A slice whose
// elements are written anywhere is not reported. Index and copy into a slice
// that is empty on some path only are not reported.
//
// # append
//
// Zero values from make are left in front of what is appended.
//
// # index
//
// An index into a slice of length 0, or of one that is known to be too short.
//
// # copy
//
// A copy into a slice of length 0, or into one that is too short.
package makelen
