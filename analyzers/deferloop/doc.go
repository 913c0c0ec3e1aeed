// Package deferloop defines an analyzer of deferred calls that pile up in loops.
//
// # Analyzer deferloop
//
// deferloop: report a deferred release that piles up in a loop
//
// Question: when does a defer inside a loop run?
//
// Answer: when the function returns, not at the end of the iteration. Each
// iteration adds another deferred call, and what it would release stays open
// until then: a loop over ten thousand files holds ten thousand descriptors.
// With a mutex it is worse: the second iteration waits for the lock that the
// first one gives back only when the loop is over, which is a deadlock.
//
// Before:
//
//	func countLines(paths []string) (n int, err error) {
//		for _, path := range paths {
//			f, err := os.Open(path)
//			if err != nil {
//				return 0, err
//			}
//			defer f.Close()
//			for s := bufio.NewScanner(f); s.Scan(); {
//				n++
//			}
//		}
//		return n, nil
//	}
//
// After:
//
//	func countLines(paths []string) (n int, err error) {
//		for _, path := range paths {
//			lines, err := countFile(path)
//			if err != nil {
//				return 0, err
//			}
//			n += lines
//		}
//		return n, nil
//	}
//
//	func countFile(path string) (n int, err error) {
//		f, err := os.Open(path)
//		if err != nil {
//			return 0, err
//		}
//		defer f.Close()
//		for s := bufio.NewScanner(f); s.Scan(); {
//			n++
//		}
//		return n, nil
//	}
//
// # Principle
//
// Give each iteration a function of its own, and defer there.
//
// # Limits
//
// A loop is a for statement, also one over an iterator function, or a goto that
// leads back. Not reported are loops that leave after the defer statement, loops with few
// constant iterations, cases of a select that are chosen once, tests, and resources that are stored, appended, sent or
// given to a goroutine, as they are meant to outlive the iteration.
//
// Folders of the module that are called examples, demo or the like are left
// out.
//
// # pile
//
// A resource stays open until the function returns.
//
// # lock
//
// A lock stays held, and the next iteration waits for it forever.
package deferloop
