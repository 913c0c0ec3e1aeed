// Package recoverlost defines an analyzer of recovered panics that are lost.
//
// # Analyzer recoverlost
//
// recoverlost: report a recovered panic that nobody learns of
//
// Question: a function recovers a panic and logs it. What does its caller see?
//
// Answer: after recover, the function returns normally with whatever its
// results hold. Unnamed results are zero then: the caller gets a nil error and
// goes on as if all had been done. To tell the caller, name the error result
// and assign it in the deferred function. A recover that neither logs nor
// assigns nor panics again makes the bug disappear altogether, with its stack.
//
// Before:
//
//	func decode(data []byte) (string, error) {
//		defer func() {
//			if r := recover(); r != nil {
//				log.Print("decode: ", r)
//			}
//		}()
//		return string(data[:16]), nil
//	}
//
// After:
//
//	func decode(data []byte) (text string, err error) {
//		defer func() {
//			if r := recover(); r != nil {
//				err = fmt.Errorf("decode: %v", r)
//			}
//		}()
//		return string(data[:16]), nil
//	}
//
// # Principle
//
// Whoever recovers owns the failure: report it, return it or raise it again.
//
// # Limits
//
// A deferred function that panics again, ends the process, sets some named
// result, gets the address of a variable, or tells about the panic by a channel
// or a variable from outside is not reported. Functions that do nothing but
// close a channel or send on one, or that call nothing but package reflect, and
// tests, may swallow a panic, and so may one under a condition that names panics, and one that a
// comment explains.
//
// # swallowed
//
// The recovered value is not used, and nothing is done in its place.
//
// # success
//
// The function has an error result, and returns nil after a panic.
package recoverlost
