// Package wgcount defines an analyzer of WaitGroups whose Add and Done do not
// match.
//
// # Analyzer wgcount
//
// wgcount: report WaitGroups whose Add and Done do not match
//
// Question: where does wg.Add belong, and what if Done is called once too
// often or too seldom?
//
// Add belongs before the go statement. Inside the goroutine it may come too
// late: Wait finds the counter at zero and returns although the goroutine has
// not begun.
//
// Done must be called exactly once for each count, on every path. One call too
// few, for example behind an early return, and Wait blocks for ever; one too
// many, and the counter goes negative, which panics. So defer it in the first
// line.
//
// Since Go 1.25 wg.Go(f) does all three: it adds, starts and calls Done when f
// returns. Neither Add nor Done may be called with it, and f must not panic.
//
// Before:
//
//	func each(keys []string, load func(string) error) {
//		var wg sync.WaitGroup
//		for _, key := range keys {
//			wg.Add(1)
//			go func() {
//				if err := load(key); err != nil {
//					return
//				}
//				wg.Done()
//			}()
//		}
//		wg.Wait()
//	}
//
// After:
//
//	func each(keys []string, load func(string) error) {
//		var wg sync.WaitGroup
//		for _, key := range keys {
//			wg.Add(1)
//			go func() {
//				defer wg.Done()
//				if err := load(key); err != nil {
//					log.Println(err)
//				}
//			}()
//		}
//		wg.Wait()
//	}
//
// # Principle
//
// A WaitGroup is a counter and nothing more: it knows no goroutines. It is
// right when whoever starts a goroutine counts it first, and the goroutine
// itself counts down last, whatever happens.
//
// # Limits
//
// Add and Done are compared only for local WaitGroups of which everything is
// in sight, with constant counts, on straight lines or in one loop; of those in
// unexported fields it is only seen that nobody ever calls Done. Goroutines
// that count their own children, and Done in a function that the goroutine
// calls, are right. How often the code under test calls a function that a test
// has given it, and which calls Done, the test knows.
//
// # addinside
//
// Add is called in the goroutine that it counts. From Go 1.25 on, the fix starts
// the goroutine by wg.Go.
//
// # late
//
// A goroutine that waits is started before anything is counted.
//
// # skipped
//
// A path through the goroutine returns without Done, or without giving back
// its slot of a semaphore. The fix defers a Done that comes last.
//
// # mismatch
//
// Add and Done differ, or a counted goroutine is not started on some path.
//
// # twice
//
// wg.Go is combined with Add or Done. The fix deletes the second count.
package wgcount
