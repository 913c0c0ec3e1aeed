// Package deferresult defines an analyzer of deferred assignments that are lost.
//
// # Analyzer deferresult
//
// deferresult: report a deferred assignment that misses the result
//
// Question: a deferred function assigns err. When does the caller see it?
//
// Answer: only if err is a named result. A return statement first copies its
// operands into the results, then the deferred calls run, then the function
// returns. A named result is a variable that deferred functions can still
// change. With unnamed results, "return err" has copied the value of a local
// variable, and assigning the variable afterwards changes nothing. The typical
// victim is the error of a deferred Close. A helper that is given &err is no
// way around this. A shadowed err is the same mistake
// in disguise.
//
// Before:
//
//	func write(path string, data []byte) error {
//		f, err := os.Create(path)
//		if err != nil {
//			return err
//		}
//		defer func() {
//			if cerr := f.Close(); err == nil {
//				err = cerr
//			}
//		}()
//		_, err = f.Write(data)
//		return err
//	}
//
// After:
//
//	func write(path string, data []byte) (err error) {
//		f, err := os.Create(path)
//		if err != nil {
//			return err
//		}
//		defer func() {
//			if cerr := f.Close(); err == nil {
//				err = cerr
//			}
//		}()
//		_, err = f.Write(data)
//		return err
//	}
//
// # Principle
//
// Name the results that a deferred function is to change.
//
// # Limits
//
// Not reported are variables that another closure, or the deferred function
// itself, reads after the assignment, and variables whose address goes
// elsewhere. The error of a recovered panic is the business of recoverlost.
package deferresult
