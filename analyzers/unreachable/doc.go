// Package unreachable defines an analyzer of code that never runs.
//
// # Analyzer unreachable
//
// unreachable: report code that never runs
//
// Question: does the statement after panic, or after an endless loop, run?
//
// Answer: never. The compiler accepts it, as panic is an ordinary call to it and
// "for {}" an ordinary statement, but nothing leads there. A return after panic
// is noise; a cleanup after an endless loop is a bug, because its author
// expected the loop to end.
//
// Before:
//
//	func serve(jobs chan func()) {
//		for {
//			job := <-jobs
//			job()
//		}
//		log.Print("all jobs are done")
//	}
//
// After:
//
//	func serve(jobs chan func()) {
//		for job := range jobs {
//			job()
//		}
//		log.Print("all jobs are done")
//	}
//
// # Principle
//
// Code that cannot run is a misunderstanding of its author: remove it, or make
// the way there.
//
// # Limits
//
// The judgement is the one of the compiler's terminating statements: calls of
// os.Exit or log.Fatal do not count as ends.
package unreachable
