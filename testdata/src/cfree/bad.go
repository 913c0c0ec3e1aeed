package cfree

/*
#include <stdlib.h>
#include <string.h>
*/
import "C"

import "unsafe"

func nested(s string) int {
	return int(C.strlen(C.CString(s))) // want `the C memory of C.CString is not freed on some path: the Go collector does not know it`
}

func held(s string) int {
	cs := C.CString(s) // want `the C memory of C.CString is not freed`
	return int(C.strlen(cs))
}

func onOnePath(s string, quick bool) int {
	cs := C.CString(s) // want `the C memory of C.CString is not freed`
	if quick {
		return 0
	}
	n := int(C.strlen(cs))
	C.free(unsafe.Pointer(cs))
	return n
}

func bytes(b []byte) {
	p := C.CBytes(b) // want `the C memory of C.CBytes is not freed`
	C.memset(p, 0, C.size_t(len(b)))
}

func allocated(n int) {
	p := C.malloc(C.size_t(n)) // want `the C memory of C.malloc is not freed`
	C.memset(p, 0, C.size_t(n))
}

func summed(n int) (sum int) {
	p := C.calloc(C.size_t(n), 1) // want `the C memory of C.calloc is not freed`
	for _, b := range unsafe.Slice((*byte)(p), n) {
		sum += int(b)
	}
	return sum
}
