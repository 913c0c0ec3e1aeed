// Package shortread defines an analyzer of reads that may be short.
//
// # Analyzer shortread
//
// shortread: report a Read whose byte count is ignored
//
// Question: conn.Read(buf) returned no error; is buf full?
//
// Answer: Not necessarily. io.Reader promises at least one byte and at most
// len(buf): a socket returns what has arrived, a pipe what was written, a file
// what is left. Code that ignores the count and uses the whole buffer mixes the
// new bytes with old ones or zeros, and works in every test on the loopback
// device. Use buf[:n], or io.ReadFull when exactly that many bytes must come.
//
// Before:
//
//	func frame(c net.Conn, n int) ([]byte, error) {
//		b := make([]byte, n)
//		_, err := c.Read(b)
//		return b, err
//	}
//
// After:
//
//	func frame(c net.Conn, n int) ([]byte, error) {
//		b := make([]byte, n)
//		_, err := io.ReadFull(c, b)
//		return b, err
//	}
//
// # Principle
//
// The count of a method Read([]byte) (int, error), or of one that receives a
// packet, is not used, and the buffer is.
//
// # Limits
//
// Buffers of one byte, random sources, by type or by name, hashes and readers over memory fill the
// buffer or fail. Test files are not looked at.
package shortread
