// Package assertbare defines an analyzer of type assertions without ok.
//
// # Analyzer assertbare
//
// assertbare: report every type assertion without ok
//
// Question: when is the type assertion with one result the right form?
//
// Answer: when a failure means that the program itself is wrong, as panicking
// is then the right answer. Everywhere else, and above all with values that
// come from outside (arguments of exported functions, decoded data, values of a
// context), the form with two results lets the function answer with an error.
//
// Before:
//
//	func length(v any) int {
//		return len(v.(string))
//	}
//
// After:
//
//	func length(v any) (int, error) {
//		s, ok := v.(string)
//		if !ok {
//			return 0, fmt.Errorf("want a string, got %T", v)
//		}
//		return len(s), nil
//	}
//
// # Principle
//
// State what you know with x.(T), and ask what you do not know with ok.
//
// # Limits
//
// The check does not try to prove the type, except by an enclosing type switch;
// assertok reports the assertions that the package shows to be able to fail.
package assertbare
