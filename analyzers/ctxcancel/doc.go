// Package ctxcancel defines an analyzer of cancel functions that are lost.
//
// # Analyzer ctxcancel
//
// ctxcancel: report a cancel function that some path never calls
//
// Question: the timeout fires anyway; why must cancel be called?
//
// Answer: a derived context is entered in its parent's list of children, and a
// context with a deadline owns a timer. Both stay until cancel is called, the
// deadline passes or the parent ends. A handler that returns after a
// millisecond and does not cancel its one-minute context keeps a minute's worth
// of requests in memory; below context.Background a WithCancel stays for ever.
// Calling cancel twice is harmless, so defer it in the line after the context
// is made. signal.NotifyContext is the same: its stop function gives the
// signals back.
//
// Before:
//
//	func get(ctx context.Context, ready func() bool) error {
//		ctx, cancel := context.WithTimeout(ctx, time.Second)
//		if !ready() {
//			return errors.New("not ready")
//		}
//		defer cancel()
//		<-ctx.Done()
//		return ctx.Err()
//	}
//
// After:
//
//	func get(ctx context.Context, ready func() bool) error {
//		ctx, cancel := context.WithTimeout(ctx, time.Second)
//		defer cancel()
//		if !ready() {
//			return errors.New("not ready")
//		}
//		<-ctx.Done()
//		return ctx.Err()
//	}
//
// # Principle
//
// The cancel function is a duty of whoever holds it. Calling it, deferring it,
// returning it, storing it, or passing it to a function that calls or keeps it
// discharges the duty. The same holds for each function, of any package, that
// returns a context together with a context.CancelFunc.
//
// # Limits
//
// Returning from main ends the process, so nothing is missing there. A cancel
// function in an exported field may be called by other packages.
//
// # lost
//
// The function is assigned to the blank identifier, or some path returns
// without calling it.
//
// # field
//
// The function is stored in an unexported field that nothing in the package
// reads.
package ctxcancel
