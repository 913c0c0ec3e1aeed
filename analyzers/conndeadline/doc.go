// Package conndeadline defines an analyzer of connections without a deadline.
//
// # Analyzer conndeadline
//
// conndeadline: report a connection used without any deadline
//
// Question: what happens to a goroutine that reads from a peer that has gone
// silent?
//
// Answer: It waits, for ever if TCP keep-alive does not find the connection
// dead, and with it wait the descriptor, the buffers and whatever lock the
// caller holds. Neither Dial with a timeout nor a context limits the reads that
// follow. Set a deadline before each exchange:
// conn.SetDeadline(time.Now().Add(d)); a deadline is an instant, not a
// duration, so it must be renewed.
//
// Before:
//
//	func ask(addr string) ([]byte, error) {
//		c, err := net.Dial("tcp", addr)
//		if err != nil {
//			return nil, err
//		}
//		defer c.Close()
//		return io.ReadAll(c)
//	}
//
// After:
//
//	func ask(addr string) ([]byte, error) {
//		c, err := net.Dial("tcp", addr)
//		if err != nil {
//			return nil, err
//		}
//		defer c.Close()
//		c.SetDeadline(time.Now().Add(time.Minute))
//		return io.ReadAll(c)
//	}
//
// # Principle
//
// The connection is opened or accepted here, read here or in functions of the
// package that it is passed to, and none of them sets a deadline for reading.
//
// # Limits
//
// A connection that is stored, returned or passed to another module is not
// followed. Relays between two connections wait as long as their ends do, and
// peers on the same machine are trusted. Tests are left out.
//
// Folders of the module that are called examples, demo, e2e, testutil or the
// like are left out.
package conndeadline
