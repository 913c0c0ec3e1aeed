// Package gounbounded defines an analyzer of semaphores that do not bound
// goroutines.
//
// # Analyzer gounbounded
//
// gounbounded: report semaphores that do not bound goroutines
//
// Question: where must a semaphore be acquired to bound the number of
// goroutines?
//
// Before the go statement. Acquired inside the goroutine it bounds how many
// work, but the loop goes on and starts one goroutine after the other: a
// million tasks are a million goroutines that wait, each with a stack of at
// least 2 KiB and all that it captured.
//
// Acquired before, it makes the loop itself wait, which hands the pressure
// back to where the tasks come from. errgroup's SetLimit does the same, and so
// does a fixed number of workers that read from a channel.
//
// Before:
//
//	func crawl(urls <-chan string, fetch func(string)) {
//		sem := make(chan struct{}, 8)
//		for url := range urls {
//			go func() {
//				sem <- struct{}{}
//				defer func() { <-sem }()
//				fetch(url)
//			}()
//		}
//	}
//
// After:
//
//	func crawl(urls <-chan string, fetch func(string)) {
//		sem := make(chan struct{}, 8)
//		for url := range urls {
//			sem <- struct{}{}
//			go func() {
//				defer func() { <-sem }()
//				fetch(url)
//			}()
//		}
//	}
//
// # Principle
//
// A limit works where things are made, not where they queue.
//
// # Limits
//
// Reported is a channel or semaphore.Weighted whose acquisition opens the body
// of a goroutine started in a loop. A channel of capacity one is a lock. Loops
// without any semaphore are not judged: whether their length is bounded is not
// to be seen. Another semaphore that is acquired before the start bounds the
// goroutines already.
package gounbounded
