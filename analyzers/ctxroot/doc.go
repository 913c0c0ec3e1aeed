// Package ctxroot defines an analyzer of root contexts where a context is at hand.
//
// # Analyzer ctxroot
//
// ctxroot: report context.Background where a context is at hand
//
// Question: a handler calls context.Background(); what does the client lose?
//
// Answer: The connection between the request and its work. The request's
// context ends when the client goes away or the deadline passes; everything
// that hangs on a new root context runs on, holds connections, and carries no
// trace or request values. Pass r.Context() or the ctx parameter down. Work
// that must survive the request gets context.WithoutCancel(ctx), which keeps
// the values, and its own timeout.
//
// Before:
//
//	func load(w http.ResponseWriter, r *http.Request) {
//		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
//		defer cancel()
//		fetch(ctx, r.URL.Path)
//	}
//
//	func fetch(ctx context.Context, key string) { <-ctx.Done() }
//
// After:
//
//	func load(w http.ResponseWriter, r *http.Request) {
//		ctx, cancel := context.WithTimeout(r.Context(), time.Second)
//		defer cancel()
//		fetch(ctx, r.URL.Path)
//	}
//
//	func fetch(ctx context.Context, key string) { <-ctx.Done() }
//
// # Principle
//
// A function that has a context, or a request that carries one, calls
// context.Background or context.TODO for work that it does itself.
//
// # Limits
//
// Goroutines, deferred calls, literals, clean-up after the context has ended,
// calls that shut something down or log, and the replacement of a nil context
// are left out. Test files are not looked at. The fix, to use the context at
// hand, is right only if the work need not go on when that ends.
package ctxroot
