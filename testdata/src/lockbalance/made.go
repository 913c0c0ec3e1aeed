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

func (j *journal) lockForCaller(n int) (lock *sync.Mutex, err error) {
	j.mu.Lock()
	if n == 0 {
		j.mu.Unlock()
		return nil, nil
	}
	if j.lines < n {
		return nil, errEmpty // want `j.mu is still locked on this return`
	}
	return &j.mu, nil
}
