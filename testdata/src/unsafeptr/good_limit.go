//go:build amd64 || arm64

package unsafeptr

import "unsafe"

// maxLen is more than an address can be.
const maxLen = 1<<50 - 1

// maxPage is the largest page of a file.
const maxPage = 1 << 16

func page(p unsafe.Pointer, n int) []byte { return (*[maxPage]byte)(p)[:n:n] }

func beyondMemory(p unsafe.Pointer, n int) []byte { return (*[maxLen]byte)(p)[:n:n] }

func wideBeyondMemory(p unsafe.Pointer, n int) []int64 { return (*[1 << 45]int64)(p)[:n:n] }
