// Package receivermix defines an analyzer of types with mixed receivers.
//
// # Analyzer receivermix
//
// receivermix: report a struct type with value and pointer receivers
//
// Question: may one type have both value and pointer receivers?
//
// Answer: the language allows it, and it is rarely wise. A value of the type
// then implements fewer interfaces than a pointer, and a method with a value
// receiver copies the struct: together with methods that lock a mutex or count,
// it reads without the lock and works on a copy of it.
//
// Before:
//
//	type Meter struct{ total int }
//
//	func (m *Meter) Add(n int) { m.total += n }
//
//	func (m Meter) Total() int { return m.total }
//
// After:
//
//	type Meter struct{ total int }
//
//	func (m *Meter) Add(n int) { m.total += n }
//
//	func (m *Meter) Total() int { return m.total }
//
// # Principle
//
// If one method needs a pointer, give a pointer to all.
//
// # Limits
//
// Methods such as String, Error and MarshalJSON, which take a value by
// convention, and those such as UnmarshalJSON, which need a pointer, do not
// count.
package receivermix
