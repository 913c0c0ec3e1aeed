// Package errcompare defines an analyzer of tests that miss the error.
//
// # Analyzer errcompare
//
// errcompare: report a test of an error that cannot find what it looks for
//
// Question: why is err == fs.ErrNotExist false although the file does not exist?
//
// Answer: os.Open returns a *fs.PathError that wraps fs.ErrNotExist. The ==
// operator compares the outermost error only, and so does a type assertion.
// errors.Is and errors.As (since Go 1.26 also errors.AsType) walk the chain of
// wrapped errors that fmt.Errorf with %w, errors.Join and Unwrap methods make.
// Errors created by errors.New are pointers: each call makes one that equals no
// other, so a comparison with an error created on the spot is always false. And
// errors.As tells T from *T: a target of the form that nobody returns never
// matches.
//
// Before:
//
//	func exists(path string) bool {
//		_, err := os.Stat(path)
//		return err != fs.ErrNotExist
//	}
//
// After:
//
//	func exists(path string) bool {
//		_, err := os.Stat(path)
//		return !errors.Is(err, fs.ErrNotExist)
//	}
//
// # Principle
//
// Ask whether an error is in the chain, with errors.Is for a value and
// errors.As for a type, and keep the values to ask for in package variables.
//
// # Limits
//
// A comparison with a package variable is reported only if there is evidence
// that the error may be wrapped: the package wraps that variable, or the
// function that returned the error is known to wrap. Comparing ctx.Err(), or
// the io.EOF of a Read, is right. What Is, As and Unwrap methods compare is not
// looked at. T and *T are told apart for the error types of the package itself.
//
// # sentinel
//
// An error that may be wrapped is compared with ==.
//
// # assert
//
// An error that wraps others is asserted to be of a type.
//
// # fresh
//
// An error is compared with one created on the spot.
//
// # swapped
//
// The arguments of errors.Is are in the wrong order.
//
// # kind
//
// The target is T where the package returns *T only, or the reverse.
//
// # target
//
// The second argument of errors.As is not a pointer to a type of error.
package errcompare
