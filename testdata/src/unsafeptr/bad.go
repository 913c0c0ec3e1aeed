package unsafeptr

import (
	"io"
	"reflect"
	"unsafe"
)

type user struct {
	ID   int
	Name string
}

func addr(u *user) *string {
	p := uintptr(unsafe.Pointer(u))
	p += unsafe.Offsetof(u.Name)
	return (*string)(unsafe.Pointer(p)) // want `the number does not keep its object alive: it may be freed or moved before this conversion`
}

func bytesOf(fs []float32) []byte {
	n := len(fs) * 4
	return (*[1 << 30]byte)(unsafe.Pointer(&fs[0]))[:n:n] // want `the array type \[1073741824\]byte limits the length and hides it: use unsafe.Slice`
}

func sliceOf(p *byte, n int) (b []byte) {
	h := (*reflect.SliceHeader)(unsafe.Pointer(&b)) // want `SliceHeader holds its address as a number, which does not keep the data alive`
	h.Data, h.Len, h.Cap = uintptr(unsafe.Pointer(p)), n, n
	return b
}

func key(b []byte) string {
	s := unsafe.String(unsafe.SliceData(b), len(b))
	b[0] = 'X' // want `writing to b changes a string, which must never change`
	return s
}

func first(b []byte) string {
	s := unsafe.String(&b[0], len(b))
	copy(b, "xyz") // want `writing to b changes a string`
	return s
}

func trick(b []byte, r io.Reader) string {
	s := *(*string)(unsafe.Pointer(&b))
	r.Read(b) // want `writing to b changes a string`
	return s
}

func mutable(s string) []byte {
	b := unsafe.Slice(unsafe.StringData(s), len(s))
	b[0] = 'x' // want `writing to b changes a string`
	return b
}

func words(p unsafe.Pointer, n int) []uint32 {
	return (*[1 << 29]uint32)(p)[:n:n] // want `the array type \[536870912\]uint32 limits the length`
}

func openEnd(p unsafe.Pointer, n int) []byte {
	return (*[1<<50 - 1]byte)(p)[:n] // want `the array type \[1125899906842623\]byte limits the length and hides it: use unsafe.Slice`
}

func counted(r io.Reader, seen map[string]int) error {
	b := make([]byte, 8)
	for {
		if _, err := io.ReadFull(r, b); err != nil { // want `writing to b changes a string, which must never change`
			return err
		}
		seen[unsafe.String(&b[0], len(b))]++
	}
}

func counting(words []uint32, n int) (b []byte) {
	h := (*reflect.SliceHeader)(unsafe.Pointer(&b)) // want `SliceHeader holds its address as a number`
	h.Data, h.Len, h.Cap = uintptr(unsafe.Pointer(&words[0])), n, n
	return b
}

func onItsOwn(words []uint32) []byte {
	h := reflect.SliceHeader{Data: uintptr(unsafe.Pointer(&words[0])), Len: len(words), Cap: len(words)} // want `SliceHeader holds its address as a number`
	return *(*[]byte)(unsafe.Pointer(&h))
}

func filledIn(words []uint32) []uint32 {
	h := reflect.SliceHeader{} // want `SliceHeader holds its address as a number`
	h.Data = uintptr(unsafe.Pointer(&words[0]))
	h.Len, h.Cap = len(words), len(words)
	return *(*[]uint32)(unsafe.Pointer(&h))
}
