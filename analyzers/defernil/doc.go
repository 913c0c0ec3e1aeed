// Package defernil defines an analyzer of deferred functions that are nil.
//
// # Analyzer defernil
//
// defernil: report a deferred call of a function that may be nil
//
// Question: what happens when a nil function value is deferred?
//
// Answer: the defer statement succeeds. The panic comes when the surrounding
// function returns and the nil function is called, far from the mistake and
// after all the work is done. It happens where a function returns a value, ok
// and a release function, and the caller defers the release before it looks at
// ok, and where a cleanup variable is set on some paths only.
//
// Before:
//
//	func acquire(free bool) (bool, func()) {
//		if !free {
//			return false, nil
//		}
//		return true, func() { log.Print("released") }
//	}
//
//	func use(free bool) {
//		ok, release := acquire(free)
//		defer release()
//		if !ok {
//			return
//		}
//		log.Print("working")
//	}
//
// After:
//
//	func acquire(free bool) (bool, func()) {
//		if !free {
//			return false, nil
//		}
//		return true, func() { log.Print("released") }
//	}
//
//	func use(free bool) {
//		ok, release := acquire(free)
//		if !ok {
//			return
//		}
//		defer release()
//		log.Print("working")
//	}
//
// # Principle
//
// Look at the status before the release function is deferred, or return a
// function that does nothing instead of nil.
//
// # Limits
//
// Reported are functions that are nil on a path through this function or
// through helpers of the package. A release function beside an error that is
// not checked is reported by errbefore.
package defernil
