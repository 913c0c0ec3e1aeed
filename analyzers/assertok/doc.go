// Package assertok defines an analyzer of type assertions that may fail.
//
// # Analyzer assertok
//
// assertok: report a type assertion whose failure is not handled
//
// Question: what does x.(T) do if x holds another type?
//
// Answer: the form with one result panics. The form with two results does not:
// it sets ok to false and the value to the zero value of T, for a pointer or an
// interface nil. So the second form is safe only if ok is looked at before the
// value. In "if x, ok := x.(T); ok { … } else { … }" the inner x exists in the
// else branch too, and there it is zero; the original is shadowed.
//
// Before:
//
//	type Session struct{ User string }
//
//	func userOf(v any) string {
//		s, _ := v.(*Session)
//		return s.User
//	}
//
// After:
//
//	type Session struct{ User string }
//
//	func userOf(v any) string {
//		if s, ok := v.(*Session); ok {
//			return s.User
//		}
//		return ""
//	}
//
// # Principle
//
// Assert with ok unless a failure is a bug of the program itself, and look at
// ok before the value.
//
// # Limits
//
// The form with one result is reported only if the package shows how it can
// fail: the value is part of data that json, yaml or toml has decoded, or is
// what recover returned; an error of a foreign function, or one that a function
// of the package also returns in another form; an http.ResponseWriter that
// middleware may wrap; an argument of another type; a sync.Map that holds other
// values too; an object that a client-go informer reports as deleted. It is not
// where the function looks at the type or the key before, recovers from panics,
// or is named Must. Values of a context are the matter of ctxkey, those of a
// sync.Map or a map that is asked with ok of syncload, a sync.Pool without New
// of pooluse. The check assertbare reports them all. Tests are not looked at,
// except for the else branch.
//
// # unchecked
//
// The value is dereferenced although ok has not been looked at.
//
// # else
//
// The else branch of a failed assertion reads the zero value.
//
// # panics
//
// An assertion without ok may fail.
package assertok
