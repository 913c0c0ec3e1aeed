// Package lockcopy defines an analyzer of copies of locks.
//
// # Analyzer lockcopy
//
// lockcopy: report copies of locks and other sync values
//
// Question: why must a sync.Mutex not be copied after first use?
//
// Answer: the state of a mutex, wait group, once or condition is in the value.
// A copy starts with the state of that moment and then lives on its own. A
// mutex copied while it is locked is a lock that nobody will ever release; one
// copied while free protects nothing, since each party locks its own. Done on a
// copy of a WaitGroup never reaches the Wait of the original.
//
// Copies are easy to make without noticing: a parameter or receiver without a
// star, a range variable, a dereference, a send. So a struct with a lock is
// handed around by pointer, and its methods have pointer receivers.
//
// The check runs x/tools' copylock, known from go vet, and adds what that pass
// does not look at: the value behind the result of a call (v := *f(), also in
// return, arguments and literals), values sent on a channel, slices and maps of
// locks copied as a whole, and variables of a type switch.
//
// Before:
//
//	type counter struct {
//		mu sync.Mutex
//		n  int
//	}
//
//	var shared counter
//
//	func current() *counter { return &shared }
//
//	func snapshot() counter {
//		return *current()
//	}
//
// After:
//
//	type counter struct {
//		mu sync.Mutex
//		n  int
//	}
//
//	var shared counter
//
//	func current() *counter { return &shared }
//
//	func snapshot() int {
//		c := current()
//		c.mu.Lock()
//		defer c.mu.Unlock()
//		return c.n
//	}
//
// # Principle
//
// A lock is an identity, not a value: what matters is that all parties mean the
// same one.
//
// # Limits
//
// The result of a call by value, a composite literal and *new(T) are new values
// that nobody has locked yet; so is the target of a pointer that a constructor
// (newT, NewT) has just made. Copies by reflection are not seen.
package lockcopy
