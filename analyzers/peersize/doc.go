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
// grows with the data.
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
// A number of 32 or 64 bits decoded from what was read, a varint, or a parsed
// request parameter reaches make, Grow or Repeat, and no branch before compares
// it.
//
// # Limits
//
// Numbers of 8 and 16 bits are small enough. Numbers decoded from a slice that
// was handed in are taken to be checked by whoever read it.
//
// Folders of the module that are called examples, demo, e2e, testutil or the
// like are left out.
package peersize
