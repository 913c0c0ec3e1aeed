// Package jsonnumber defines an analyzer of JSON numbers taken for integers.
//
// # Analyzer jsonnumber
//
// jsonnumber: report decoded JSON numbers asserted to be integers
//
// Question: a map[string]any decoded from {"id": 7}: what is m["id"].(int)?
//
// Answer: A panic. JSON has one kind of number, and encoding/json decodes it
// into a float64 when the target is an interface; the two-result assertion to
// int is false for every input. Large integers also lose their last digits, as
// a float64 holds 53 bits. Decode into a struct with an integer field, or call
// UseNumber on the decoder and convert the json.Number.
//
// Before:
//
//	func id(data []byte) (int, error) {
//		var m map[string]any
//		if err := json.Unmarshal(data, &m); err != nil {
//			return 0, err
//		}
//		return m["id"].(int), nil
//	}
//
// After:
//
//	func id(data []byte) (int, error) {
//		var m struct{ ID int }
//		err := json.Unmarshal(data, &m)
//		return m.ID, err
//	}
//
// # Principle
//
// The check follows interfaces, maps and slices that a JSON decoder filled to
// assertions and type switches with integer types: in the function, in others of
// the package, and by the fields of a struct that nothing else fills.
//
// # Limits
//
// A switch that also handles float64 or json.Number is taken to be general.
// Decoders that UseNumber, and maps in which the code stores integers itself,
// are left alone.
package jsonnumber
