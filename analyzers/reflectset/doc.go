// Package reflectset defines an analyzer of reflection that panics.
//
// # Analyzer reflectset
//
// reflectset: report reflection on known types that panics
//
// Question: why does reflect.ValueOf(u).Field(0).SetInt(1) panic?
//
// Answer: ValueOf gets a copy of u in an interface, and a copy that nothing
// else can see must not be set: reflect on the pointer and use Elem. Fields
// that are not exported cannot be set at all. Most methods of Value and Type
// are for certain kinds only and panic for others: NumField of a pointer, Elem
// of an int. FieldByName and MethodByName return the zero Value for a name that
// is not there, and a method with a pointer receiver is not in the method set
// of the value. Nothing of that is seen by the compiler.
//
// Before:
//
//	type user struct{ Age int }
//
//	func reset(u user) {
//		reflect.ValueOf(u).FieldByName("Age").SetInt(0)
//	}
//
// After:
//
//	type user struct{ Age int }
//
//	func reset(u *user) {
//		reflect.ValueOf(u).Elem().FieldByName("Age").SetInt(0)
//	}
//
// # Principle
//
// The check follows the static type from ValueOf, TypeOf and TypeFor through
// Elem, Field, Index and the like, with whether the value can be set, and from
// the calls in the package into a function that reflects on its argument.
//
// # Limits
//
// Values whose type is an interface or a type parameter are not known. Code
// behind a test of Kind, CanSet or IsValid is left alone. What a function does
// with an argument counts only if every call of it does.
//
// # set
//
// A value is set that cannot be set.
//
// # kind
//
// A method is called on a kind that does not have it.
//
// # missing
//
// A field or method that does not exist is used.
package reflectset
