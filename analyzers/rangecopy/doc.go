// Package rangecopy defines an analyzer of range loops that change a copy.
//
// # Analyzer rangecopy
//
// rangecopy: report range loops that change a copy of the element
//
// Question: what does for _, v := range xs { v.n++ } change?
//
// Answer: only v. range assigns each element to v, a copy; a struct or an
// array is copied as a whole. To change the element write xs[i].n++, or keep
// pointers in the slice. For the same reason &v is the address of the copy;
// before Go 1.22 there was one v for the whole loop, so every &v that was kept
// pointed to the last element. Over an array (not a slice, not a pointer to an
// array) range copies the whole array first: changes to later elements are not
// seen.
//
// Before:
//
//	func birthday(users []User) {
//		for _, u := range users {
//			u.Age++
//		}
//	}
//
//	type User struct{ Age int }
//
// After:
//
//	func birthday(users []User) {
//		for i := range users {
//			users[i].Age++
//		}
//	}
//
//	type User struct{ Age int }
//
// # Principle
//
// An assignment to the variable, to a field of it or to an element of an array
// in it is reported if nothing reads it afterwards in the same iteration: no
// later use, no inner loop, no closure, no address taken. A method or function
// of the package that does nothing but assign fields through the pointer it
// gets counts as an assignment. The same goes for the parameter of a function
// literal that is passed to a function, which calls it with each element.
//
// # Limits
//
// A slice made in the function that nobody looks at after the loop is left
// alone.
//
// Since Go 1.22 &v in a collection is reported only if the function writes
// through that collection later, for a private copy is often what is wanted. A
// single pointer, kept in a variable or returned, is reported if all that
// happens through it is that fields are assigned which nobody reads.
//
// # assign
//
// The variable or a field of it is changed and nobody reads it.
//
// # address
//
// The address of the variable is kept as if it were that of the element.
//
// # array
//
// The loop goes over a copy of the array that its body changes.
package rangecopy
