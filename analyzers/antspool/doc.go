// Package antspool defines an analyzer of misused ants pools.
//
// # Analyzer antspool
//
// antspool: report ants pools never released, tasks silently lost
//
// Question: what goes wrong with a goroutine pool such as ants?
//
// Two things. First, a pool owns its workers and a goroutine that purges idle
// ones. They end when Release is called on that pool; the function
// ants.Release is about the default pool only and leaves others alone.
//
// Second, Submit can refuse: a pool that is closed, or full and not blocking,
// returns an error and the task never runs. If the task was to call Done or to
// send a result, the caller waits for ever. Undo the Add when Submit fails.
//
// Before:
//
//	func each(n int, f func(int)) error {
//		pool, err := ants.NewPool(8)
//		if err != nil {
//			return err
//		}
//		var wg sync.WaitGroup
//		for i := range n {
//			wg.Add(1)
//			_ = pool.Submit(func() { defer wg.Done(); f(i) })
//		}
//		wg.Wait()
//		return nil
//	}
//
// After:
//
//	func each(n int, f func(int)) error {
//		pool, err := ants.NewPool(8)
//		if err != nil {
//			return err
//		}
//		defer pool.Release()
//		var wg sync.WaitGroup
//		for i := range n {
//			wg.Add(1)
//			if err := pool.Submit(func() { defer wg.Done(); f(i) }); err != nil {
//				wg.Done()
//				return err
//			}
//		}
//		wg.Wait()
//		return nil
//	}
//
// # Principle
//
// Who starts goroutines ends them, and who promises a signal keeps the promise
// on every path.
//
// # Limits
//
// A pool that leaves the function is not followed. A dropped error is reported
// only if the task signals somebody. Tests are left alone: they end soon, and one
// that waits for ever fails.
//
// # unreleased
//
// A pool stays in the function that makes it and is not released, or not on
// every path.
//
// # rejected
//
// A task that somebody waits for may be refused unnoticed, or be refused
// without a Done in its place.
package antspool
