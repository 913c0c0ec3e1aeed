package lockbalance

import "sync"

func logged(l sync.Locker, name string) func() { return func() { println(name) } }

type journal struct {
	mu    sync.Mutex
	lines int
}

// The function that the deferred call calls was given the lock but leaves it
// alone.
func (j *journal) write() {
	done := logged(&j.mu, "done")
	j.mu.Lock() // want `j.mu is not unlocked, here or elsewhere`
	defer done()
	j.lines++
}
