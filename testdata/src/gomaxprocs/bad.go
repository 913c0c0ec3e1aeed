package gomaxprocs

import "runtime"

func init() {
	runtime.GOMAXPROCS(runtime.NumCPU()) // want `this GOMAXPROCS ignores the container's CPU limit, which the runtime honours and follows by itself`
}

func multiple() {
	runtime.GOMAXPROCS(2 * runtime.NumCPU()) // want `more threads than CPUs do not speed up goroutines`
}

func multipleReversed() {
	runtime.GOMAXPROCS((runtime.NumCPU()) * 4) // want `more threads than CPUs`
}

func fixed() {
	runtime.GOMAXPROCS(8) // want `a fixed GOMAXPROCS ignores the container's CPU limit`
}

const procs = 4

func constant() int {
	return runtime.GOMAXPROCS(procs) // want `a fixed GOMAXPROCS ignores`
}

func inLiteral() func() {
	return func() {
		println()
		runtime.GOMAXPROCS(runtime.NumCPU()) // want `this GOMAXPROCS ignores`
	}
}
