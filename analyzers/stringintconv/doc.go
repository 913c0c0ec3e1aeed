// Package stringintconv defines an analyzer of numbers converted to strings.
//
// # Analyzer stringintconv
//
// stringintconv: report string(n) that yields a character, not digits
//
// Question: what is string(65)?
//
// Answer: "A", not "65". Converting an integer to a string gives the UTF-8 text
// of the character with that code point, a leftover from the days before
// package strconv; for numbers that are no code point it gives the replacement
// character. For digits use strconv.Itoa, strconv.FormatInt or fmt.Sprint. If
// the character is meant, write string(rune(n)).
//
// Before:
//
//	func label(n int) string {
//		return "#" + string(n)
//	}
//
// After:
//
//	func label(n int) string {
//		return "#" + strconv.Itoa(n)
//	}
//
// # Principle
//
// An integer other than a rune or byte is converted to a string type.
//
// # Limits
//
// Conversions of runes and bytes are meant as characters. Of the two fixes the
// first keeps the character and says so, which is what the compiler asks for as
// of Go 1.28; the second, which changes what the program does, gives the digits.
package stringintconv
