// Package errdrop defines an analyzer of errors that are dropped.
//
// # Analyzer errdrop
//
// errdrop: report a dropped error whose loss breaks something
//
// Question: what can go wrong with f, _ := os.Open(path)?
//
// Answer: the blank identifier does not make the error go away. If the call
// fails, f is nil, and the code below works with nil: a method of *os.File
// returns ErrInvalid, most other pointers panic, and the reason is lost. A call
// statement that drops its only result is as bad where the call is made for its
// effect: a file that was not written, a transaction that was not committed, a
// message that was not decoded.
//
// Before:
//
//	func size(path string) int64 {
//		f, _ := os.Open(path)
//		defer f.Close()
//		info, _ := f.Stat()
//		return info.Size()
//	}
//
// After:
//
//	func size(path string) (int64, error) {
//		info, err := os.Stat(path)
//		if err != nil {
//			return 0, err
//		}
//		return info.Size(), nil
//	}
//
// # Principle
//
// Look at every error that something depends on. Where none does, say so with
// an assignment to the blank identifier.
//
// # Limits
//
// A discarded error is reported only if the other result is dereferenced
// without a test, also by way of a field or package variable that the package
// never compares with nil, unless the arguments are constants or addresses that start
// with one. An ignored one is reported only for functions of the standard
// library whose failure goes unnoticed otherwise, for functions of the package
// that return the error of saving something, and only in a call statement:
// "_ = f()" is a decision. An overwritten one is reported in loops over all
// elements of something, if the error is looked at behind the loop only. Writing
// to a buffer or hash cannot fail, and a directory that could not be made is
// missed by the file in it. What the failure of a command means that was not made
// where it runs, with a constant name, only those know who have chosen it; a
// gzip.Writer that was not made where it is closed has an owner. Tests are not
// looked at.
//
// Folders of the module that are called examples, demo, e2e, testutil or the
// like are left out.
//
// # used
//
// The error is discarded and the value beside it is used.
//
// # ignored
//
// A call made for its effect ignores the error, or a loop overwrites it in the
// next turn.
package errdrop
