// Package errlog defines an analyzer of errors that are logged and returned.
//
// # Analyzer errlog
//
// errlog: report an error that is both logged and returned
//
// Question: should a function log an error before it returns it?
//
// Answer: no. Whoever gets the error will handle it: log it, return it again,
// or recover from it. If each function on the way logs it too, one failure
// fills the log with a line per frame, and a failure that a caller deals with
// still looks like one in the log. Add context to the error and return it; log
// it once, where it is handled.
//
// Before:
//
//	func loadSettings(path string) ([]byte, error) {
//		data, err := os.ReadFile(path)
//		if err != nil {
//			log.Printf("loading %s: %v", path, err)
//			return nil, err
//		}
//		return data, nil
//	}
//
// After:
//
//	func loadSettings(path string) ([]byte, error) {
//		data, err := os.ReadFile(path)
//		if err != nil {
//			return nil, fmt.Errorf("loading %s: %w", path, err)
//		}
//		return data, nil
//	}
//
// # Principle
//
// Handle an error once: log it or return it.
//
// # Limits
//
// Only calls of known logging packages in the block that returns. Debug and
// trace levels, and package main, are not looked at.
package errlog
