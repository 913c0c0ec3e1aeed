// Package goleak defines an analyzer of goroutines that block for ever.
//
// # Analyzer goleak
//
// goleak: report a goroutine that can be left blocked for ever
//
// Question: a function starts a goroutine and waits for its result, but only until a timeout. What happens to the goroutine?
//
// Answer: a send on an unbuffered channel completes when somebody receives. If the only receiver has taken the timeout,
// has returned early with an error, or has got enough results from others, the send never completes. The goroutine stays
// for as long as the process lives, with its stack and all that it references; the garbage collector does not collect
// goroutines. A service that does this once for each slow request runs out of memory.
//
// The goroutine must be able to get rid of its result: give the channel room for every value that may be sent
// (make(chan T, 1) for a single result), or send in a select beside <-ctx.Done(). The same holds the other way round: who
// receives needs a sender on every path, who ranges over a channel needs somebody to close it on every path, and who waits
// for a WaitGroup needs a Done on every path. Since Go 1.26 an experimental profile, goroutineleak, finds such goroutines at
// run time, on the paths that happened to run; this check looks at all of them.
//
// Before:
//
//	func lookup(ctx context.Context, find func() string) (string, error) {
//		found := make(chan string)
//		go func() {
//			found <- find()
//		}()
//		select {
//		case name := <-found:
//			return name, nil
//		case <-ctx.Done():
//			return "", ctx.Err()
//		}
//	}
//
// After:
//
//	func lookup(ctx context.Context, find func() string) (string, error) {
//		found := make(chan string, 1)
//		go func() {
//			found <- find()
//		}()
//		select {
//		case name := <-found:
//			return name, nil
//		case <-ctx.Done():
//			return "", ctx.Err()
//		}
//	}
//
// # Principle
//
// The check executes each function that makes channels or starts goroutines, together with the goroutines it starts and
// the functions of the package they call, in many ways: each case of a select, both ways of a branch that matters, other
// orders of the goroutines. It keeps track of channels, locks, groups, closures, counters and lengths; all else is unknown,
// but the same unknown value decides the same way everywhere. A goroutine is reported if it waits when nothing else can go
// on, and no code outside knows what it waits for.
//
// Methods may be called in any order, so no execution shows how they block each other. Of channels and conditions in
// unexported fields and package variables the check asks instead whether anybody in the package closes, sends, receives or signals, and whether
// the only goroutine that serves a channel may have ended when a method sends; and whether a change that others wait for
// at a condition is followed by a wake-up. The ends of an io.Pipe are followed along the paths of the function that makes
// it: one end in a goroutine needs the other end read or written to its end, or closed, on every path.
//
// # Limits
//
// Channels that are returned, stored where other code finds them, or passed to other packages are taken to be served.
// Collections are taken to be non-empty, and of loops with an unknown bound it is assumed that they can fill any buffer of
// constant size, but none whose size is not known either. What depends on how many an atomic counter has counted, or on a
// flag that an object of another package holds, is not followed, nor a send that is reached only where a compare-and-swap
// says that the receiver runs. In tests, what the code under test does with data is not guessed, and what a failing
// test leaves behind is not reported. Programs are not reported for goroutines that run when main returns. What a function
// New makes is taken to last as long as the process if it has no method like Close, and so may a goroutine that polls for it.
//
// # abandoned
//
// The counterpart exists, but may be gone: it has taken another case, returned early, or taken enough values from others.
//
// # forgotten
//
// Nobody ever does what the goroutine waits for.
//
// # deadlock
//
// Goroutines wait for each other: one holds a lock that the other needs to serve the channel, or waits for a group whose
// member waits for it.
//
// # endless
//
// The goroutine polls by ticker or sleep, or reads whether that fails or not, in a loop without any exit: nothing can stop
// it. Ticker.Stop does not close the channel, so that a range over it never ends. Or the exit is there but never taken:
// nobody closes the channel that stands for it, nobody is left who could (a second Start has replaced it, or an early
// return has skipped Stop), it is set to nil too early, or the break behind it leaves only the select.
package goleak
