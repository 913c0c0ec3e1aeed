// Package ctxkey defines an analyzer of context values that collide or panic.
//
// # Analyzer ctxkey
//
// ctxkey: report context values with colliding keys or bare assertions
//
// Question: what is wrong with ctx.Value("user").(string)?
//
// Answer: Two things. The key is a plain string, so any package that also
// stores "user" overwrites the value or reads somebody else's: keys are
// compared by type and value, and only an unexported type of your own makes
// them yours. And the assertion has one result: for a context that did not pass
// through the middleware Value returns nil, and the assertion panics. Use a key
// type, and the two-result form behind a small accessor.
//
// Before:
//
//	func user(ctx context.Context) string {
//		return ctx.Value("user").(string)
//	}
//
// After:
//
//	type userKey struct{}
//
//	func user(ctx context.Context) (string, bool) {
//		name, ok := ctx.Value(userKey{}).(string)
//		return name, ok
//	}
//
// # Principle
//
// A key of a predeclared or unnamed type is equal to the same key of every
// other package. An assertion on the result of Value is only safe if the value
// is proven to be there.
//
// # Limits
//
// Keys that another package exports, such as http.ServerContextKey, come with
// the promise of that package and are not reported for assertions. Code that
// tests the value for nil, or has just stored it, is right. Assertions of tests,
// and of functions that are given the test that they help, may panic.
//
// # key
//
// A key of a type that is not the package's own, stored or read.
//
// # assert
//
// A one-result assertion on a context value.
package ctxkey
