// Package guardedby defines an analyzer of fields that are accessed without
// the lock that guards them.
//
// # Analyzer guardedby
//
// guardedby: report accesses without the lock that guards a field
//
// Question: must a method that only reads a field take the mutex too?
//
// Yes, if any other method writes the field under that mutex. A lock keeps two
// accesses apart only when both take it. A reader without it may see a slice
// header of which the pointer is new and the length old, a string that points
// into nothing, or, for ever, a value that has long changed.
//
// "It is only a bool" or "an int is read in one step" is no excuse: the race
// detector reports it, and the compiler may move the read out of a loop.
//
// Take the lock (RLock of an RWMutex lets readers in together), make the field
// an atomic type, or write it only before the object is shared. Methods that
// expect the lock to be held say so in their name or comment.
//
// Before:
//
//	type queue struct {
//		mu    sync.Mutex
//		items []string
//	}
//
//	func (q *queue) Push(s string) {
//		q.mu.Lock()
//		defer q.mu.Unlock()
//		q.items = append(q.items, s)
//	}
//
//	func (q *queue) Clear() {
//		q.mu.Lock()
//		q.items = nil
//		q.mu.Unlock()
//	}
//
//	func (q *queue) Len() int { return len(q.items) }
//
// After:
//
//	type queue struct {
//		mu    sync.Mutex
//		items []string
//	}
//
//	func (q *queue) Push(s string) {
//		q.mu.Lock()
//		defer q.mu.Unlock()
//		q.items = append(q.items, s)
//	}
//
//	func (q *queue) Clear() {
//		q.mu.Lock()
//		q.items = nil
//		q.mu.Unlock()
//	}
//
//	func (q *queue) Len() int {
//		q.mu.Lock()
//		defer q.mu.Unlock()
//		return len(q.items)
//	}
//
// # Principle
//
// Which lock guards a field is nowhere declared in Go; it is a convention that
// the code shows. The check counts: a field that two functions or more access
// under a lock, a write among them, and that few access without, is guarded by
// it. With three, there may be as many that only read it without; and if all
// three read it, one that updates it has forgotten the lock. The trace shows the
// evidence.
//
// # Limits
//
// Not counted are accesses before the object is shared, by functions whose
// callers all hold the lock, by functions that say in name or comment that a
// lock is held, in tests, and in literals of which it is not known who calls
// them. Reads behind a receive, a Wait or a test of an atomic are taken to be
// ordered, unless the comment at the lock says that it guards the field, or that
// of the field that it is guarded by the lock. A function that alone writes a field may read it bare. Reads that
// are repeated under the lock are the subject of doublecheck, entries of maps
// that of maprace. Where writers hold two locks, readers need one of them. A field in
// another group than the lock and the fields right below it, a function that is
// registered once, and what Run sets before its goroutines start are left alone,
// and so are parts of constructors, what literals call that are made under the
// lock, reads that a boolean field keeps apart from all writes, and places at
// which it is unknown whether the lock is held, because a function that releases
// it has been handed out.
package guardedby
