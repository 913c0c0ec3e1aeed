// Package typeswitch defines an analyzer of type-switch cases that never match.
//
// # Analyzer typeswitch
//
// typeswitch: report a case or assertion that never matches
//
// Question: does the order of the cases of a type switch matter?
//
// Answer: yes. The first case that matches wins, and a case with an interface
// matches every type that implements it. A concrete type below an interface
// that it implements is never reached, silently. An assertion to an interface
// whose method has the same name but another signature than the one of the
// value's interface never holds either, as no type can have both.
//
// Before:
//
//	func describe(err error) string {
//		switch err.(type) {
//		case interface{ Timeout() bool }:
//			return "timeout"
//		case *net.DNSError:
//			return "name lookup"
//		}
//		return "other"
//	}
//
// After:
//
//	func describe(err error) string {
//		switch err.(type) {
//		case *net.DNSError:
//			return "name lookup"
//		case interface{ Timeout() bool }:
//			return "timeout"
//		}
//		return "other"
//	}
//
// # Principle
//
// Order cases from the special to the general.
//
// # Limits
//
// Cases with type parameters are not judged.
//
// # shadowed
//
// An earlier case matches all that this one would.
//
// # impossible
//
// No type can implement both interfaces.
package typeswitch
