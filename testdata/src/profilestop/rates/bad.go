package main

import "runtime"

func init() {
	runtime.SetBlockProfileRate(1) // want `SetBlockProfileRate records every event for as long as the program runs; sample, or set it on demand`
}

func main() {
	runtime.SetMutexProfileFraction(1) // want `SetMutexProfileFraction records every event`
	serve(false)
}

func serve(on bool) {
	if on {
		runtime.SetMutexProfileFraction(1)
	}
	runtime.SetBlockProfileRate(1000)
}

func init() { setup() }

func setup() {
	runtime.SetMutexProfileFraction(1) // want `SetMutexProfileFraction records every event`
}
