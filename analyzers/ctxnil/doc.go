// Package ctxnil defines an analyzer of nil contexts.
//
// # Analyzer ctxnil
//
// ctxnil: report a nil context passed to a function
//
// Question: may a context be nil?
//
// Answer: No. A context.Context is an interface, and a nil one has no Done, Err
// or Value to call: the callee panics at its first look, often far from the
// caller that saved a line. If no context is at hand yet, pass context.TODO(),
// which says so and works; at the root of a program context.Background().
//
// Before:
//
//	func wait(ctx context.Context) error {
//		<-ctx.Done()
//		return ctx.Err()
//	}
//
//	func run() error { return wait(nil) }
//
// After:
//
//	func wait(ctx context.Context) error {
//		<-ctx.Done()
//		return ctx.Err()
//	}
//
//	func run() error { return wait(context.TODO()) }
//
// # Principle
//
// A constant nil, or a context variable that was never assigned, reaches a
// context parameter.
//
// # Limits
//
// Functions of the package that never use their context, or compare it with
// nil, may be given nil; log/slog accepts it too. A test may give it to a
// function that does without on some path, which may be the one it takes.
package ctxnil
