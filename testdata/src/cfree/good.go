package cfree

/*
#include <stdlib.h>
#include <string.h>
*/
import "C"

import "unsafe"

func deferred(s string) int {
	cs := C.CString(s)
	defer C.free(unsafe.Pointer(cs))
	return int(C.strlen(cs))
}

func straight(s string) int {
	cs := C.CString(s)
	n := int(C.strlen(cs))
	C.free(unsafe.Pointer(cs))
	return n
}

func returned(s string) *C.char { return C.CString(s) }

type text struct{ p *C.char }

func newText(s string) *text { return &text{p: C.CString(s)} }

func (t *text) close() { C.free(unsafe.Pointer(t.p)) }

func release(p unsafe.Pointer) { C.free(p) }

func helper(b []byte) {
	p := C.CBytes(b)
	defer release(p)
	C.memset(p, 0, C.size_t(len(b)))
}

func inLiteral(s string) int {
	cs := C.CString(s)
	defer func() { C.free(unsafe.Pointer(cs)) }()
	return int(C.strlen(cs))
}

func zeroed(n int) []byte {
	p := C.calloc(C.size_t(n), 1)
	return unsafe.Slice((*byte)(p), n)
}

func asArray(n int) []byte {
	p := C.malloc(C.size_t(n))
	return (*[1 << 30]byte)(p)[:n:n]
}

func freeBytes(b []byte) { C.free(unsafe.Pointer(unsafe.SliceData(b))) }

// The result holds the address of the memory as a number.
type block struct {
	addr uintptr
	size int
}

func newBlock(size int) block {
	p := C.malloc(C.size_t(size))
	return block{addr: uintptr(p), size: size}
}

func (b block) free() { C.free(unsafe.Pointer(b.addr)) }
