// Package gomaxprocs defines an analyzer of calls that fix GOMAXPROCS.
//
// # Analyzer gomaxprocs
//
// gomaxprocs: report GOMAXPROCS set against the container
//
// Question: what should GOMAXPROCS be set to in a container, and for a service
// that waits for I/O?
//
// To nothing. Since Go 1.25 the runtime takes the CPU limit of the container
// (the cgroup's quota) into account and follows it when it changes. Any call
// of GOMAXPROCS(n) with n > 0 switches that off. NumCPU is the number of CPUs
// of the machine, so that a service with a limit of two CPUs on a host of 64
// runs 64 threads, is throttled, and has long pauses.
//
// Multiples of the number of CPUs do not help services that wait: a goroutine
// that waits for the network holds no thread, and one in a blocking system
// call gives its place away.
//
// In modules of older Go versions go.uber.org/automaxprocs does what the
// runtime does now.
//
// Before:
//
//	func init() {
//		runtime.GOMAXPROCS(runtime.NumCPU())
//	}
//
// After:
//
//	func init() {
//		log.Println("threads that run Go code:", runtime.GOMAXPROCS(0))
//	}
//
// # Principle
//
// GOMAXPROCS bounds the threads that execute Go code at the same time. More of
// them than CPUs compete with each other; the scheduler knows better than the
// source what the machine of today offers.
//
// # Limits
//
// GOMAXPROCS(0) only asks, GOMAXPROCS(1) is a deliberate choice, and values
// that come from a flag or the configuration are the user's. Modules of a Go
// version before 1.25 are told only about multiples of NumCPU. Test files are
// left out. The fix deletes a call with NumCPU that is a statement of its own.
package gomaxprocs
