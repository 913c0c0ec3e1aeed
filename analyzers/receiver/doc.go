// Package receiver defines an analyzer of methods on the wrong receiver.
//
// # Analyzer receiver
//
// receiver: report methods lost on a value, and changes lost on a copy
//
// Question: which methods does a value of type T have, and which a *T?
//
// Answer: the method set of *T holds all methods, that of T only those with a
// value receiver. Calling x.M() on a variable works for both, as the compiler
// takes the address. In an interface there is no variable to take the address
// of: a T that is passed to fmt.Println, json.Marshal or the like has no method
// String or MarshalJSON if it is declared on *T, and is printed or encoded as
// the plain struct. The other way round, a method with a value receiver works
// on a copy: what it assigns to fields is gone when it returns.
//
// Before:
//
//	type Token struct{ secret string }
//
//	func (t *Token) String() string { return "***" }
//
//	func audit(t Token) {
//		fmt.Println(t)
//	}
//
//	type Gauge struct{ level int }
//
//	func (g Gauge) Raise() { g.level++ }
//
// After:
//
//	type Token struct{ secret string }
//
//	func (t Token) String() string { return "***" }
//
//	func audit(t Token) {
//		fmt.Println(t)
//	}
//
//	type Gauge struct{ level int }
//
//	func (g *Gauge) Raise() { g.level++ }
//
// # Principle
//
// Methods that change the receiver take a pointer. Methods that describe a
// value, such as String and MarshalJSON, take a value.
//
// # Limits
//
// A copy that the method reads, returns or passes on afterwards is meant to be
// one. A value that a switch does not list has no name that String could give,
// and may be printed as a number. Values inside other structs are not followed. Mixed receivers as such
// are the business of receivermix.
//
// # hidden
//
// A function looks for a method that only the pointer has.
//
// # copy
//
// A method changes a copy of its receiver that nobody reads.
package receiver
