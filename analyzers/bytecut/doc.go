// Package bytecut defines an analyzer of strings whose bytes are taken for characters.
//
// # Analyzer bytecut
//
// bytecut: report bytes of a string taken for characters
//
// Question: what is s[i] for a string s?
//
// Answer: its byte number i, not its character. A string is UTF-8: a letter
// outside ASCII takes two to four bytes, so string(s[i]) makes garbage of it,
// len counts bytes, and s[:n] may cut a character in two. range over the
// string, or []rune(s), goes by characters.
//
// Before:
//
//	func reverse(s string) string {
//		out := ""
//		for i := len(s) - 1; i >= 0; i-- {
//			out += string(s[i])
//		}
//		return out
//	}
//
// After:
//
//	func reverse(s string) string {
//		r := []rune(s)
//		slices.Reverse(r)
//		return string(r)
//	}
//
// # Principle
//
// The conversion of a single byte of a string at a variable index to a string
// or character, unless the function looks at the byte itself or at package
// utf8; the first byte if its case is changed and the rest of the string put
// behind it, also as s[:1] + s[1:], if it is the key of a map of lists, or if
// strings.Fields has taken the word out of a text; the bytes of
// a string that are reversed, in place or on the way to another slice or
// builder, and made a string again; s[:n] + "..." for a number n of bytes; %c.
// For constant strings with characters of several bytes also len, index and
// cuts inside a character.
//
// # Limits
//
// Any other s[:n] of a variable string is not reported: most such cuts are at
// known separators. Strings made of numbers, as by strconv.Itoa, are ASCII, and
// unicode.IsDigit may be asked about a byte, of which none above ASCII is a
// digit. Test files are left alone: they count bytes on purpose.
package bytecut
