package unsafeptr

import (
	"reflect"
	"syscall"
	"unsafe"
)

// The system has mapped the memory: the collector has no say in it.
func remap(data []byte, size int) ([]byte, error) {
	header := (*reflect.SliceHeader)(unsafe.Pointer(&data))
	addr, _, errno := syscall.Syscall(25, header.Data, uintptr(header.Len), uintptr(size))
	if errno != 0 {
		return nil, errno
	}
	header.Data = addr
	header.Cap = size
	header.Len = size
	return data, nil
}

func mapped(size int) []byte {
	addr, _, _ := syscall.Syscall(9, 0, uintptr(size), 0)
	header := reflect.SliceHeader{Data: addr, Len: size, Cap: size}
	return *(*[]byte)(unsafe.Pointer(&header))
}
