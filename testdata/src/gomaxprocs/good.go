package gomaxprocs

import "runtime"

func asks() int { return runtime.GOMAXPROCS(0) }

func oneThread() { runtime.GOMAXPROCS(1) }

func fromUser(n int) {
	if n > 0 {
		runtime.GOMAXPROCS(n)
	}
}

func restored(n int) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
}

func workers() int { return runtime.NumCPU() }
