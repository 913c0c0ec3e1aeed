package atomicmix

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type srv struct {
	reqs  int64
	state uint32
	hits  [8]uint64
}

type exported struct {
	mu sync.Mutex
	n  int64
}

func (e *exported) Add() { atomic.AddInt64(&e.n, 1) }

func (e *exported) Get() int64 {
	return e.n // want `e.n is read here without sync/atomic`
}

func (s *srv) handle() { atomic.AddInt64(&s.reqs, 1) }

func (s *srv) report() {
	fmt.Println(s.reqs) // want `s.reqs is read here without sync/atomic but written atomically elsewhere: data race`
	s.reqs = 0          // want `s.reqs is written here without sync/atomic but written atomically elsewhere: data race`
}

func (s *srv) bump() {
	s.reqs++ // want `s.reqs is written here without sync/atomic`
}

func (s *srv) stop() bool { return atomic.CompareAndSwapUint32(&s.state, 0, 1) }

func (s *srv) stopped() bool {
	return s.state == 1 // want `s.state is read here without sync/atomic`
}

func (s *srv) hit(i int) { atomic.AddUint64(&s.hits[i], 1) }

func (s *srv) hitsOf(i int) uint64 {
	return s.hits[i] // want `s.hits\[i\] is read here without sync/atomic`
}

var total int64

func add(n int64)    { atomic.AddInt64(&total, n) }
func current() int64 { return total } // want `total is read here without sync/atomic`

func local() int64 {
	var n int64
	go func() { atomic.AddInt64(&n, 1) }()
	return n // want `n is read here without sync/atomic`
}

func inGoroutine() {
	var n int32
	go func() { n++ }() // want `n is written here`
	for atomic.LoadInt32(&n) == 0 {
		atomic.StoreInt32(&n, 2)
	}
}

// Updates in two steps.

func bump(n *atomic.Int64) {
	n.Store(n.Load() + 1) // want `n is loaded, changed and stored in separate steps: updates in between are lost`
}

func double(n *int64) {
	v := atomic.LoadInt64(n)
	atomic.StoreInt64(n, v*2) // want `n is loaded, changed and stored in separate steps`
}

type gauge struct{ v atomic.Uint32 }

func (g *gauge) inc() {
	old := g.v.Load()
	g.v.Store(old + 1) // want `g.v is loaded, changed and stored in separate steps`
}

func closeOnce(closed *atomic.Bool, ch chan struct{}) {
	if !closed.Load() {
		closed.Store(true) // want `closed is tested and set in separate steps: two goroutines may pass the test`
		close(ch)
	}
}

func startOnce(started *int32, f func()) {
	if atomic.LoadInt32(started) == 1 {
		return
	}
	atomic.StoreInt32(started, 1) // want `started is tested and set in separate steps`
	go f()
}

// Alignment on 32-bit platforms.

type meter struct {
	ok bool
	n  int64
}

func (m *meter) inc() { atomic.AddInt64(&m.n, 1) } // want `address of non 64-bit aligned field .n passed to atomic.AddInt64`

type gauges struct{ open, closed uint64 }

type sockets struct{ gauges gauges }

func (s *sockets) opened() { atomic.AddUint64(&s.gauges.open, 1) }

func (s *sockets) reset() {
	s.gauges.open -= 1 // want `s\.gauges\.open is written here without sync/atomic but written atomically elsewhere`
}
