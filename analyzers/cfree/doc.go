// Package cfree defines an analyzer of C memory that is not freed.
//
// # Analyzer cfree
//
// cfree: report C memory that some path never frees
//
// Question: who frees the result of C.CString?
//
// Answer: You do. C.CString, C.CBytes and C.malloc take memory from the C heap,
// of which the Go collector knows nothing; each call that is not followed by
// C.free leaks, and a C string written straight into an argument list cannot be
// freed at all because nothing holds it. Keep it in a variable and defer
// C.free(unsafe.Pointer(s)).
//
// Before:
//
//	/*
//	#include <stdlib.h>
//	#include <string.h>
//	*/
//	import "C"
//
//	func length(s string) int {
//		return int(C.strlen(C.CString(s)))
//	}
//
// After:
//
//	/*
//	#include <stdlib.h>
//	#include <string.h>
//	*/
//	import "C"
//
//	func length(s string) int {
//		cs := C.CString(s)
//		defer C.free(unsafe.Pointer(cs))
//		return int(C.strlen(cs))
//	}
//
// # Principle
//
// The result must reach C.free on every path, or be returned, stored or passed
// to Go code that keeps it.
//
// # Limits
//
// C functions are taken to use their arguments and not to keep them.
package cfree
