// Package gounbounded defines an analyzer.
//
// # Analyzer gounbounded
//
// gounbounded: report semaphores that do not bound goroutines
//
// Question: x?
package gounbounded
