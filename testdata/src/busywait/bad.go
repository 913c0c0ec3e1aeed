package busywait

import (
	"runtime"
	"sync"
	"sync/atomic"
)

func waitAll(mu *sync.Mutex, done *int, n int) {
	for {
		mu.Lock()
		d := *done // want `the loop does nothing but look at done: it burns a processor until that changes`
		mu.Unlock()
		if d >= n {
			return
		}
		runtime.Gosched()
	}
}

type spin struct{ state int32 }

func (s *spin) lock() {
	for !atomic.CompareAndSwapInt32(&s.state, 0, 1) { // want `the loop does nothing but look at s.state`
	}
}

func (s *spin) lockYield() {
	for !atomic.CompareAndSwapInt32(&s.state, 0, 1) { // want `the loop does nothing but look at s.state`
		runtime.Gosched()
	}
}

func ready(flag *atomic.Bool) {
	for !flag.Load() { // want `the loop does nothing but look at flag`
	}
}

func counted(n *int64) {
	for atomic.LoadInt64(n) < 10 { // want `the loop does nothing but look at n`
		runtime.Gosched()
	}
}

type pool struct {
	mu   sync.Mutex
	left int
}

func (p *pool) remaining() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.left
}

func (p *pool) drain() {
	for p.remaining() > 0 { // want `the loop does nothing but look at p`
		runtime.Gosched()
	}
}

func try(mu *sync.Mutex) {
	for !mu.TryLock() { // want `the loop does nothing but look at mu`
	}
	mu.Unlock()
}

var stopped bool

func plain() {
	for !stopped { // want `the loop does nothing but look at stopped`
		runtime.Gosched()
	}
}

// login is done by the first who needs it, while the others spin.
type login struct{ busy atomic.Bool }

func (l *login) do(dial func()) {
	if l.busy.CompareAndSwap(false, true) {
		dial()
		l.busy.Store(false)
	}
	for l.busy.Load() { // want `the loop does nothing but look at l\.busy`
		runtime.Gosched()
	}
}

// Others take as long as the work does.
type jobs struct{ ended atomic.Uint64 }

func (j *jobs) do(work func()) {
	work()
	j.ended.Add(1)
}

func (j *jobs) await(n uint64) {
	for n != j.ended.Load() { // want `the loop does nothing but look at j.ended`
		runtime.Gosched()
	}
}
