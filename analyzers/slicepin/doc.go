// Package slicepin defines an analyzer of slices that keep large arrays alive.
//
// # Analyzer slicepin
//
// slicepin: report small parts that keep large inputs in memory
//
// Question: how can a slice of 16 bytes keep a megabyte in memory?
//
// Answer: a slice or substring refers to the array it was cut from, and the
// collector keeps arrays whole. A small part of a large input that is kept, in
// a cache say, keeps all of it: clone the part. In the same way elements that
// a slice no longer shows stay referenced by the array: after q = q[1:] or
// after a deletion by append the old slots still hold their pointers. Set them
// to nil; slices.Delete does so since Go 1.22.
//
// Before:
//
//	var titles = map[string]string{}
//
//	func index(path string) error {
//		data, err := os.ReadFile(path)
//		if err != nil {
//			return err
//		}
//		page := string(data)
//		titles[path] = page[:16]
//		return nil
//	}
//
// After:
//
//	var titles = map[string]string{}
//
//	func index(path string) error {
//		data, err := os.ReadFile(path)
//		if err != nil {
//			return err
//		}
//		titles[path] = string(data[:16])
//		return nil
//	}
//
// # Principle
//
// A part of constant length of what os.ReadFile, io.ReadAll and the like
// return, or of a large array, kept in a package variable, a field or element of
// something passed in or a channel, by the function or a caller that it returns
// the part to, or returned by an exported function, while the whole is not kept. And a field or package variable that gives up elements with pointers,
// in a function that clears none.
//
// # Limits
//
// Parts of variable length are not reported: whole inputs are often cut into
// pieces that are all kept. Arrays of less than 64 KiB are not worth a copy, and
// memory that was mapped is not freed by the collector anyway.
//
// # part
//
// A small part of a whole input is kept.
//
// # tail
//
// Slots that a slice gave up still hold pointers.
package slicepin
