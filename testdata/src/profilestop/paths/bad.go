package paths

import (
	"errors"
	"os"
	"runtime/pprof"
	"runtime/trace"
)

func onePath(f *os.File, bad bool) error {
	if err := pprof.StartCPUProfile(f); err != nil { // want `pprof.StopCPUProfile is skipped on some path, so what is recorded is not written out`
		return err
	}
	if bad {
		return errors.New("bad")
	}
	pprof.StopCPUProfile()
	return nil
}

func closure(f *os.File, bad bool) {
	func() {
		trace.Start(f) // want `trace.Stop is skipped on some path`
		if bad {
			return
		}
		trace.Stop()
	}()
}
