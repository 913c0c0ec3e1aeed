// Package sleepjoin defines an analyzer of sleeps that stand in for waiting.
//
// # Analyzer sleepjoin
//
// sleepjoin: report sleeps that stand in for waiting
//
// Question: how long must main sleep so that its goroutines have finished?
//
// No time is right. On a loaded machine the goroutine may not have begun when
// the sleep ends; on an idle one the program waits for nothing. When main
// returns, the process ends and takes all goroutines with it, in the middle of
// what they do.
//
// A sleep does not order memory either: what the goroutine wrote before need
// not be visible after it, and the race detector says so.
//
// Wait for the event itself: sync.WaitGroup, a receive from a channel that the
// goroutine closes, errgroup. In tests, testing/synctest (Go 1.25) has a clock
// of its own and waits until all goroutines are blocked.
//
// Before:
//
//	func notifyAll(users []string, notify func(string)) {
//		for _, user := range users {
//			go notify(user)
//		}
//		time.Sleep(time.Second)
//	}
//
// After:
//
//	func notifyAll(users []string, notify func(string)) {
//		var wg sync.WaitGroup
//		for _, user := range users {
//			wg.Go(func() { notify(user) })
//		}
//		wg.Wait()
//	}
//
// # Principle
//
// A duration is a guess about a schedule; a signal is a fact about it.
//
// # Limits
//
// Reported is a sleep of constant length at the end of a function that has
// started a goroutine which ends by itself, with nothing behind it but output.
// Sleeps in loops, before further work, and beside goroutines that run for
// ever may pace something and are left alone, and so are those of a test that
// then asks nothing of the goroutine.
//
// Folders of the module that are called examples, demo, e2e, testutil or the
// like are left out.
package sleepjoin
