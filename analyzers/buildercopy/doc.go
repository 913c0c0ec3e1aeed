// Package buildercopy defines an analyzer of copies of strings.Builder and bytes.Buffer.
//
// # Analyzer buildercopy
//
// buildercopy: report copies of strings.Builder and bytes.Buffer
//
// Question: may a strings.Builder be passed by value?
//
// Answer: the compiler and go vet say nothing, but a builder remembers its own
// address at the first write, and a write to a copy made after that panics:
// illegal use of non-zero Builder copied by value. A bytes.Buffer does not
// panic; its copy shares the bytes, and the two overwrite each other. Pass a
// pointer.
//
// Before:
//
//	func page(b strings.Builder) string {
//		b.WriteString("</html>")
//		return b.String()
//	}
//
// After:
//
//	func page(b *strings.Builder) string {
//		b.WriteString("</html>")
//		return b.String()
//	}
//
// # Principle
//
// Parameters and receivers of such a type, or of one that contains it, and
// copies from variables by assignment, call, range, literal, send and return.
// New values, from literals and calls, are no copies.
//
// # Limits
//
// A copy in a map, whose elements cannot be written to, and one in a local
// variable that is only read do no harm. Tests of builders are left alone: to
// run them has shown whether they panic.
//
// A local builder that was not used before it is returned may be returned by
// value.
//
// A bytes.Buffer that is copied as part of something larger, or handed on, may
// simply have a new owner: its copies are reported where they are written to.
//
// # builder
//
// A strings.Builder is copied.
//
// # buffer
//
// A bytes.Buffer is copied.
package buildercopy
