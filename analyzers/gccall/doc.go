// Package gccall defines an analyzer of forced garbage collections.
//
// # Analyzer gccall
//
// gccall: report calls of runtime.GC outside start-up and tests
//
// Question: should a service call runtime.GC after a large request?
//
// Answer: No. runtime.GC runs a complete collection and blocks the caller until
// it is done; all goroutines pay for the marking. The collector paces itself by
// the growth of the heap, and a forced cycle only adds work. To keep memory low
// set GOMEMLIMIT or GOGC, allocate less, or reuse buffers. debug.FreeOSMemory
// is the same with the return of pages added, which the runtime also does in
// the background.
//
// Before:
//
//	func handle(w http.ResponseWriter, r *http.Request) {
//		io.Copy(io.Discard, r.Body)
//		runtime.GC()
//	}
//
// After:
//
//	func handle(w http.ResponseWriter, r *http.Request) {
//		io.Copy(io.Discard, r.Body)
//	}
//
// # Principle
//
// runtime.GC or debug.FreeOSMemory is called in code that may run again and
// again.
//
// # Limits
//
// Calls in main and init of a program and in test files are left out. Batch
// programs that collect between phases do so with reason, so the check is off
// by default.
package gccall
