package flags

import "sync/atomic"

// A Flag is true or false.
type Flag struct{ state int32 }

func (f *Flag) Get() bool { return atomic.LoadInt32(&f.state) == 1 }

func (f *Flag) Set(on bool) {
	state := int32(0)
	if on {
		state = 1
	}
	atomic.StoreInt32(&f.state, state)
}
