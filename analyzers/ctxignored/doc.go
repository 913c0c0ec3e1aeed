// Package ctxignored defines an analyzer of blocking work that ignores its context.
//
// # Analyzer ctxignored
//
// ctxignored: report blocking work that ignores the context at hand
//
// Question: a function takes a ctx; who makes it stop when ctx is cancelled?
//
// Answer: The function itself. Cancelling a context closes a channel and
// nothing else: no goroutine is interrupted, no sleep is cut short. A loop that
// sleeps between attempts must select on ctx.Done() and a timer, a blocking
// call must be one that takes a context. http.Get, db.Query and exec.Command
// have siblings with a context; without it a cancelled request keeps its
// connection until the other side answers.
//
// Before:
//
//	func retry(ctx context.Context, f func() error) (err error) {
//		for range 5 {
//			if err = f(); err == nil {
//				return nil
//			}
//			time.Sleep(time.Second)
//		}
//		return err
//	}
//
// After:
//
//	func retry(ctx context.Context, f func() error) (err error) {
//		for range 5 {
//			if err = f(); err == nil {
//				return nil
//			}
//			select {
//			case <-ctx.Done():
//				return ctx.Err()
//			case <-time.After(time.Second):
//			}
//		}
//		return err
//	}
//
// # Principle
//
// A function with a named context parameter waits in a loop that mentions no
// context, or never mentions the context at all; or it calls a function that
// has a sibling with a context.
//
// # Limits
//
// A parameter named _ says that the context is ignored on purpose. Goroutines
// and deferred calls, which may outlive the context, are not looked at, nor are
// test files. A single channel operation is reported only on a channel that the
// package keeps to itself and never closes.
//
// # block
//
// A wait that goes on after the context is cancelled.
//
// # noctx
//
// A call without a context where a sibling takes one.
package ctxignored
