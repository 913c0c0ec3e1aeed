// Package goresult defines an analyzer of go statements that drop an error.
//
// # Analyzer goresult
//
// goresult: report go statements that drop an error
//
// Question: where does the error go that a function returns which was started
// with go?
//
// Nowhere. A go statement discards all results of its call. If the port of go
// http.ListenAndServe(addr, nil) is taken, the program runs on without its
// server, and nothing tells why.
//
// Wrap the call in a literal that handles the error: log it, send it on a
// channel of capacity one, or start the function with errgroup, whose Wait
// returns the first error.
//
// Before:
//
//	func debugServer() {
//		go http.ListenAndServe("localhost:6060", nil)
//	}
//
// After:
//
//	func debugServer() {
//		go func() {
//			if err := http.ListenAndServe("localhost:6060", nil); err != nil {
//				log.Println("debug server:", err)
//			}
//		}()
//	}
//
// # Principle
//
// Results are for the caller, and a goroutine has none. What it finds out must
// be sent.
//
// # Limits
//
// Calls that release something (Close, Shutdown, Flush) and print are left
// out, and so are tests.
package goresult
