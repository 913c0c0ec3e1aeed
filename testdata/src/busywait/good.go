package busywait

import (
	"math"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

func waits(wg *sync.WaitGroup) { wg.Wait() }

func update(n *atomic.Int64) {
	for {
		old := n.Load()
		if n.CompareAndSwap(old, old*2) {
			return
		}
	}
}

func sleeps(flag *atomic.Bool) {
	for !flag.Load() {
		time.Sleep(time.Millisecond)
	}
}

func bounded(flag *atomic.Bool) bool {
	for i := 0; i < 30; i++ {
		if flag.Load() {
			return true
		}
		runtime.Gosched()
	}
	return false
}

func works(flag *atomic.Bool, next func()) {
	for !flag.Load() {
		next()
	}
}

func receives(flag *atomic.Bool, ch chan int) {
	for !flag.Load() {
		<-ch
	}
}

type node struct {
	next atomic.Pointer[node]
	id   int
}

func (n *node) last() *node {
	for {
		next := n.next.Load()
		if next == nil {
			return n
		}
		n = next
	}
}

func condition(c *sync.Cond, ready *bool) {
	c.L.Lock()
	for !*ready {
		c.Wait()
	}
	c.L.Unlock()
}

func sum(xs []int) (s int) {
	for i := range xs {
		s += xs[i]
	}
	return s
}

func shrink(p *pool) {
	for p.left > 0 {
		p.left--
	}
}

type set [8]uint32

func (s *set) has(c byte) bool { return s[c/32]&(1<<(c%32)) != 0 }

func trim(s string, cut *set) string {
	for len(s) > 0 {
		if !cut.has(s[0]) {
			break
		}
		s = s[1:]
	}
	return s
}

// slots are reserved and filled within a few instructions.
type slots struct {
	reserved, filled atomic.Uint32
	all              [8]atomic.Uint64
}

func (s *slots) put(v uint64) {
	i := s.reserved.Add(1) - 1
	s.all[i%8].Store(v)
	s.filled.Add(1)
}

func (s *slots) settle() {
	for s.reserved.Load() != s.filled.Load() {
		runtime.Gosched()
	}
}

// A slot is taken out in a few instructions.
func (s *slots) claim(i int) {
	for s.all[i].Load() != 0 {
		runtime.Gosched()
	}
	s.all[i].Store(1)
}

// Each waits for its turn.
type turnstile struct{ next, served atomic.Uint64 }

func (t *turnstile) pass(work func()) {
	mine := t.next.Add(1) - 1
	for t.served.Load() != mine {
		runtime.Gosched()
	}
	work()
	t.served.Add(1)
}

// A few steps of arithmetic, and a map that waits for nobody.
type tally struct {
	begun, ended atomic.Uint64
	byPower      sync.Map
}

func (t *tally) add(v float64) {
	t.begun.Add(1)
	_, power := math.Frexp(math.Abs(v))
	t.byPower.LoadOrStore(power, v)
	t.ended.Add(1)
}

func (t *tally) await(n uint64) {
	for n != t.ended.Load() {
		runtime.Gosched()
	}
}
