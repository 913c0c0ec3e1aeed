// Package peersize defines an analyzer of allocations whose size the peer chooses.
//
// # Analyzer peersize
//
// peersize: report an allocation sized by unchecked input
//
// Question: a frame starts with its length; what must happen before
// make([]byte, length)?
//
// Answer: A comparison with the largest length that makes sense. Four bytes
// from the peer can say 4 GiB, and make allocates and clears them before the
// first byte of the frame has arrived; a few such headers end the process.
// Converting to int may even make the length negative, for which make panics.
// Check the limit first, or read through io.LimitReader into a buffer that
// grows with the data. The same holds for the Content-Length of a request, and
// for its body: io.ReadAll(r.Body) takes as much memory as the client sends,
// unless http.MaxBytesReader ends it.
//
// Before:
//
//	func receive(r io.Reader) ([]byte, error) {
//		var n uint32
//		if err := binary.Read(r, binary.BigEndian, &n); err != nil {
//			return nil, err
//		}
//		b := make([]byte, n)
//		_, err := io.ReadFull(r, b)
//		return b, err
//	}
//
// After:
//
//	func receive(r io.Reader) ([]byte, error) {
//		var n uint32
//		if err := binary.Read(r, binary.BigEndian, &n); err != nil {
//			return nil, err
//		}
//		if n > 1<<20 {
//			return nil, errors.New("frame too large")
//		}
//		b := make([]byte, n)
//		_, err := io.ReadFull(r, b)
//		return b, err
//	}
//
// # Principle
//
// A number of 32 or 64 bits decoded from what was read, a varint, a parsed
// request parameter or a Content-Length reaches make, Grow or Repeat, also
// through a function of the package that returns it, and no branch before
// compares it with anything but zero.
//
// # Limits
//
// Numbers of 8 and 16 bits are small enough. Numbers decoded from a slice that
// was handed in are taken to be checked by whoever read it, and numbers that
// helpers decode from readers of their own type to belong to files. Handlers
// behind a function that limits the body, or in a package with middleware that
// does, are left alone, and so are bodies of responses: a client chooses its
// servers.
//
// Folders of the module that are called examples, demo, e2e, testutil or the
// like are left out.
//
// # size
//
// An allocation takes its size from the input.
//
// # body
//
// A handler reads a body of any length into memory.
package peersize
