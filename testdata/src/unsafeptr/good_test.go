package unsafeptr

import "unsafe"

func fault(addr uintptr) byte { return *(*byte)(unsafe.Pointer(addr)) }
