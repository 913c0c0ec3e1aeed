// Package lockorder defines an analyzer of locks acquired in opposite orders.
//
// # Analyzer lockorder
//
// lockorder: report locks acquired in opposite orders
//
// Question: how do two goroutines deadlock with two mutexes, and how is that
// prevented?
//
// Answer: one holds A and waits for B, the other holds B and waits for A. Each
// waits for a lock that only the other can release. Both pieces of code are
// right by themselves, the tests pass, and the program stops one day under
// load. The runtime reports a deadlock only when all goroutines wait, so in a
// server nothing is reported at all.
//
// The cure is one order for the whole program: whoever needs both locks takes A
// first. For two objects of the same type the order comes from something that
// they have, such as a number. Better still is never to hold a lock while
// calling something that takes another: copy what is needed, unlock, call.
//
// The check builds a graph of what is locked while what is held, from all
// functions of the package and through calls, and reports its cycles with the
// way into each lock.
//
// Before:
//
//	var users, groups sync.Mutex
//
//	func addUser() {
//		users.Lock()
//		defer users.Unlock()
//		groups.Lock()
//		defer groups.Unlock()
//	}
//
//	func addGroup() {
//		groups.Lock()
//		defer groups.Unlock()
//		users.Lock()
//		defer users.Unlock()
//	}
//
// After:
//
//	var users, groups sync.Mutex
//
//	func addUser() {
//		users.Lock()
//		defer users.Unlock()
//		groups.Lock()
//		defer groups.Unlock()
//	}
//
//	func addGroup() {
//		users.Lock()
//		defer users.Unlock()
//		groups.Lock()
//		defer groups.Unlock()
//	}
//
// # Principle
//
// A deadlock needs a cycle of waits. If locks are taken along one order, there
// is no cycle.
//
// # Limits
//
// Locks are told apart by their field or variable: s.mu of all servers is one
// node of the graph. A cycle is reported if each of its nestings has one object
// that leads to both locks, or if the package keeps the objects of each type in
// one collection at most, so that those of two functions may well be the same.
// It is not if two of the acquisitions happen under one outer lock or behind a
// test of an atomic variable, or if readers only meet readers. A lock that a
// function releases for its caller counts as held until then. Cycles of more than
// four locks are not searched for, and one of more than two is reported only if
// no more than one of its locks is taken in a call. Of two arguments, one by which
// the other was found is not exchanged with it.
//
// # cycle
//
// Two or more locks are acquired in orders that make a cycle.
//
// # instances
//
// A function locks the same field of two of its arguments in the order in which
// it gets them.
package lockorder
