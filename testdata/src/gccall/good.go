package gccall

import (
	"runtime"
	"runtime/debug"
)

func stats() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func limit() { debug.SetMemoryLimit(1 << 30) }
