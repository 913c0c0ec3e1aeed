package never

import (
	"os"
	"runtime/pprof"
	"runtime/trace"
)

func straight(f *os.File, work func()) {
	pprof.StartCPUProfile(f) // want `pprof.StopCPUProfile is never called, so what is recorded is not written out`
	work()
}

type app struct{ out *os.File }

func (a *app) method() error {
	return trace.Start(a.out) // want `trace.Stop is never called`
}
