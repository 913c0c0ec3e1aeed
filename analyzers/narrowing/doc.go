// Package narrowing defines an analyzer of conversions that lose digits.
//
// # Analyzer narrowing
//
// narrowing: report integer conversions that provably can lose digits
//
// Question: what does int16(n) do with n = 70000?
//
// Answer: It keeps the low 16 bits: 4464. A conversion between integer types
// never fails and never saturates. A number parsed from text is whatever the
// user typed, so parse it with the size you want: strconv.ParseInt(s, 10, 16)
// reports an error for 70000, where Atoi followed by int16 returns a wrong
// number. Lengths put into one or two bytes wrap at 256 and 65536.
//
// Before:
//
//	func page(q string) (int16, error) {
//		n, err := strconv.Atoi(q)
//		return int16(n), err
//	}
//
// After:
//
//	func page(q string) (int16, error) {
//		n, err := strconv.ParseInt(q, 10, 16)
//		return int16(n), err
//	}
//
// # Principle
//
// Only values from where large numbers must be expected count: results of
// strconv, with the bit size that was asked for, and lengths put into 8 or 16
// bits: of parameters, and of lists in a field that are written out as a count
// and never compared with a limit. A branch before the conversion that looks at the value makes it right,
// but not one that tests a signed number for its upper bound alone before it
// becomes unsigned.
//
// # Limits
//
// Conversions of parameters, fields and other values of unknown size are not
// reported: that would be most conversions of a program.
package narrowing
