package gccall

import (
	"runtime"
	"runtime/debug"
)

func handle() {
	runtime.GC() // want `GC stops the caller for a whole garbage collection on each call`
}

func loop(n int) {
	for range n {
		debug.FreeOSMemory() // want `FreeOSMemory stops the caller for a whole garbage collection in each iteration`
	}
}

type cache struct{ m map[string]int }

func (c *cache) clear() {
	clear(c.m)
	defer runtime.GC() // want `GC stops the caller`
}

func background(tick chan int) {
	go func() {
		for range tick {
			runtime.GC() // want `GC stops the caller for a whole garbage collection in each iteration`
		}
	}()
}
