// Package ctxloop defines an analyzer of contexts derived in vain.
//
// # Analyzer ctxloop
//
// ctxloop: report contexts that pile up in a loop or outlast parents
//
// Question: what does ctx = context.WithValue(ctx, k, v) cost in a loop?
//
// Answer: One more layer per iteration. A derived context points to its parent,
// so after a thousand iterations Value walks a thousand links, Done registers
// with a thousand parents, and none of them is freed while the last is in use.
// Derive from the outer context into a variable of the loop body. The other way
// round, a child cannot live longer than its parent: a longer timeout below a
// shorter one has no effect.
//
// Before:
//
//	type key int
//
//	func tag(ctx context.Context, n int) context.Context {
//		for i := range n {
//			ctx = context.WithValue(ctx, key(i), i)
//		}
//		return ctx
//	}
//
// After:
//
//	type key int
//
//	func tag(ctx context.Context, n int) context.Context {
//		tags := make(map[key]int)
//		for i := range n {
//			tags[key(i)] = i
//		}
//		return context.WithValue(ctx, key(0), tags)
//	}
//
// # Principle
//
// A loop assigns to a context variable from outside what it derives from that
// same variable; or a constant timeout is longer than the constant timeout of
// the parent in the same function.
//
// # Limits
//
// A loop that leaves right after the assignment, or sets the variable anew
// elsewhere, is left out. Timeouts that are not constants are not compared.
//
// # chain
//
// The context grows in each iteration.
//
// # timeout
//
// The timeout of the child never takes effect.
package ctxloop
