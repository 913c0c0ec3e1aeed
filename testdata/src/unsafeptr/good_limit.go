//go:build amd64 || arm64

package unsafeptr

import "unsafe"

// maxLen is more than an address can be.
const maxLen = 1<<50 - 1

func beyondMemory(p unsafe.Pointer, n int) []byte { return (*[maxLen]byte)(p)[:n:n] }

func wideBeyondMemory(p unsafe.Pointer, n int) []int64 { return (*[maxLen / 8]int64)(p)[:n:n] }
