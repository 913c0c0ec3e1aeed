// Package unclosed defines an analyzer of resources that are not closed.
//
// # Analyzer unclosed
//
// unclosed: report a resource left open, or closed too early
//
// Question: why is a deferred Close right after the error check the rule, and
// when is a deferred Close not enough?
//
// Answer: the garbage collector frees memory, not descriptors. A file, socket,
// response body or result set holds a descriptor or a pooled connection until
// Close. An early return between opening and closing leaks it, and a service
// that does so on its error paths dies of "too many open files" on its worst
// day. So close in a defer placed right behind the check of the opening error.
//
// For what was written, Close is part of the write: the kernel or a compressor
// may report only there that the data did not fit. A bare deferred Close throws
// that error away. Assign it to a named result, or call Close once more
// before the successful return.
//
// Before:
//
//	func head(path string, n int) ([]byte, error) {
//		f, err := os.Open(path)
//		if err != nil {
//			return nil, err
//		}
//		b := make([]byte, n)
//		if _, err := io.ReadFull(f, b); err != nil {
//			return nil, err
//		}
//		return b, f.Close()
//	}
//
// After:
//
//	func head(path string, n int) ([]byte, error) {
//		f, err := os.Open(path)
//		if err != nil {
//			return nil, err
//		}
//		defer f.Close()
//		b := make([]byte, n)
//		_, err = io.ReadFull(f, b)
//		return b, err
//	}
//
// # Principle
//
// Whoever opens a resource owns it until it hands the resource over: by
// returning it, storing it, sending it, or passing it to a function that
// closes or keeps it. The check follows each resource along every feasible
// path, through closures and through functions of the package, and leaves out
// the paths on which the opening itself failed.
//
// # Limits
//
// Functions that are not known, callbacks and those of other modules, are taken
// to keep what they are given, unless the function itself closes it where all
// goes well. Returning from main ends the process, so nothing is missing there.
// Test files are not looked at. A resource stored in a field or collection is
// not followed, nor one that a helper may already have closed. What a framework
// lends from a pool and the code never gives back, or not where it fails, is left
// to the collector; only a path that succeeds and forgets to is reported.
//
// # leak
//
// A path leaves the function, or opens the next resource of a loop, without
// Close.
//
// # unflushed
//
// A path that succeeds ends without Flush or Close of a buffered or compressing
// writer: what it still buffers is lost. Or the function takes the content of the
// buffer that the writer writes to before its deferred Close.
//
// # writeerr
//
// A file or a buffering or compressing writer is written and ended only by a bare
// defer, in a function that could report the error.
//
// # returned
//
// A function returns the resource, or a reader around it, that its own defer
// closes: the caller gets a closed one.
package unclosed
