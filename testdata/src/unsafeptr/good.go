package unsafeptr

import (
	"io"
	"reflect"
	"unsafe"
)

func add(u *user) *string {
	return (*string)(unsafe.Add(unsafe.Pointer(u), unsafe.Offsetof(u.Name)))
}

func oneExpression(u *user) *string {
	return (*string)(unsafe.Pointer(uintptr(unsafe.Pointer(u)) + unsafe.Offsetof(u.Name)))
}

func slice(p *byte, n int) []byte { return unsafe.Slice(p, n) }

func smallArray(p unsafe.Pointer) []byte { return (*[16]byte)(p)[:] }

func copied(b []byte) string {
	s := string(b)
	b[0] = 'X'
	return s
}

func writtenBefore(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = 'x'
	}
	return unsafe.String(unsafe.SliceData(b), len(b))
}

func inLoop(bs [][]byte, use func(string)) {
	for _, b := range bs {
		b[0] = 'x'
		use(unsafe.String(unsafe.SliceData(b), len(b)))
	}
}

// An array as large as the address space limits nothing.
func whole(p unsafe.Pointer, n int) []byte {
	return (*[1<<50 - 1]byte)(p)[:n:n]
}

func lookedUp(r io.Reader, seen map[string]int) (n int, err error) {
	b := make([]byte, 8)
	for {
		if _, err := io.ReadFull(r, b); err != nil {
			return n, err
		}
		n += seen[unsafe.String(&b[0], len(b))]
	}
}

func freshEach(r io.Reader, seen map[string]int) error {
	for {
		b := make([]byte, 8)
		if _, err := io.ReadFull(r, b); err != nil {
			return err
		}
		seen[unsafe.String(&b[0], len(b))]++
	}
}

// variant is filled by another system.
type variant struct{ val int64 }

func (v *variant) object() *user { return (*user)(unsafe.Pointer(uintptr(v.val))) }

// The data are those of a slice, and no longer than it.
func viewed(words []uint32) []byte {
	if len(words) == 0 {
		return nil
	}
	var b []byte
	h := (*reflect.SliceHeader)(unsafe.Pointer(&b))
	h.Len = len(words) * 4
	h.Cap = h.Len
	h.Data = uintptr(unsafe.Pointer(&words[0]))
	return b
}

// What p points to is a pointer.
func follow(p unsafe.Pointer) unsafe.Pointer { return unsafe.Pointer(*(*uintptr)(p)) }
