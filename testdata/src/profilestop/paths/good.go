package paths

import (
	"os"
	"runtime/pprof"
	"runtime/trace"
)

func deferred(f *os.File, work func() error) error {
	if err := pprof.StartCPUProfile(f); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	return work()
}

func conditional(path string, work func()) {
	if path != "" {
		f, err := os.Create(path)
		if err != nil {
			return
		}
		pprof.StartCPUProfile(f)
		defer pprof.StopCPUProfile()
	}
	work()
}

func sameCondition(f *os.File, on bool, work func()) {
	if on {
		trace.Start(f)
	}
	work()
	if on {
		trace.Stop()
	}
}

func handedOut(f *os.File) (stop func(), err error) {
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, err
	}
	return pprof.StopCPUProfile, nil
}

func inLiteral(f *os.File) func() {
	trace.Start(f)
	return func() {
		trace.Stop()
		f.Close()
	}
}

func elsewhere(f *os.File) { pprof.StartCPUProfile(f) }
