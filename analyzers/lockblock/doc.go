// Package lockblock defines an analyzer of operations that wait while a lock is
// held.
//
// # Analyzer lockblock
//
// lockblock: report operations that wait while a lock is held
//
// Question: what is wrong with an HTTP request between Lock and Unlock?
//
// Answer: everyone who wants the lock waits for the network too. A lock should be
// held for the few instructions that change the data, not for as long as another
// machine, a process or a goroutine takes. One slow request turns into a standstill
// of all handlers, and the profile shows them in Lock, not in the request.
//
// It becomes a deadlock if the one waited for needs the same lock: a receiver
// that locks before it receives, a goroutine that locks before it calls Done, a
// callback that calls a method of the object that calls it.
//
// So copy under the lock what is needed, unlock, and then wait, send or call.
//
// Before:
//
//	type client struct {
//		mu  sync.Mutex
//		url string
//	}
//
//	func (c *client) fetch() (*http.Response, error) {
//		c.mu.Lock()
//		defer c.mu.Unlock()
//		return http.Get(c.url)
//	}
//
// After:
//
//	type client struct {
//		mu  sync.Mutex
//		url string
//	}
//
//	func (c *client) fetch() (*http.Response, error) {
//		c.mu.Lock()
//		url := c.url
//		c.mu.Unlock()
//		return http.Get(url)
//	}
//
// # Principle
//
// The time a lock is held should depend on nobody else.
//
// # Limits
//
// A lock may exist just to serialise the use of a connection; say so with a
// directive. Sends on buffered channels are not reported, nor reads and writes
// of connections and files. Functions of the package are followed where the call
// names them. Where those waited for need the lock themselves lockwait reports the
// deadlock.
//
// # blocking
//
// A channel operation, a wait, a sleep, or a call of network, process or
// database under a lock.
//
// # callback
//
// A function that the caller has passed, or that others have put into a field,
// is called under a lock.
package lockblock
