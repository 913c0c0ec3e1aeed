package atomicmix

import (
	"sync"
	"sync/atomic"
	"time"
)

type typed struct{ reqs atomic.Int64 }

func (t *typed) handle()       { t.reqs.Add(1) }
func (t *typed) report() int64 { return t.reqs.Swap(0) }

type counter struct {
	n    int64
	mu   sync.Mutex
	rest int64
}

func newCounter(start int64) *counter {
	c := &counter{n: start}
	c.n = start + 1
	return c
}

func made() int64 {
	c := newCounter(1)
	c.n = 2
	return 0
}

func (c *counter) inc()       { atomic.AddInt64(&c.n, 1) }
func (c *counter) get() int64 { return atomic.LoadInt64(&c.n) }

func (c *counter) readUnderLock() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

func (c *counter) plainOnly() { c.rest++ }

func joinedLocal() int64 {
	var n int64
	var wg sync.WaitGroup
	n = 5
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			atomic.AddInt64(&n, 1)
		}()
	}
	wg.Wait()
	return n
}

var ready int32

func init() { ready = 1 }

func isReady() bool { atomic.StoreInt32(&ready, 1); return atomic.LoadInt32(&ready) == 1 }

func casLoop(n *atomic.Int64) {
	for {
		old := n.Load()
		if n.CompareAndSwap(old, old*2) {
			return
		}
	}
}

func other(a, b *atomic.Int64) { a.Store(b.Load() + 1) }

func (c *counter) locked(n *atomic.Int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	n.Store(n.Load() + 1)
}

func resetFlag(f *atomic.Bool) {
	if f.Load() {
		f.Store(false)
	}
}

func swapped(closed *atomic.Bool, ch chan struct{}) {
	if closed.CompareAndSwap(false, true) {
		close(ch)
	}
}

type aligned struct {
	n  int64
	ok bool
}

func (a *aligned) inc() { atomic.AddInt64(&a.n, 1) }

func (c *counter) writeUnderLock() {
	c.mu.Lock()
	c.n = 3
	c.mu.Unlock()
}

// resetLocked is called with c.mu held.
func (c *counter) resetLocked() { c.n = 0 }

// weight is written atomically by its owner, for others to look at; the owner
// itself has no need to read it atomically.
type share struct{ weight int32 }

func (s *share) update(n int32) { atomic.StoreInt32(&s.weight, n) }
func (s *share) look() int32    { return atomic.LoadInt32(&s.weight) }
func (s *share) total(n int32)  { n += s.weight; s.update(n) }
func (s *share) show() int32    { return s.weight }
func (s *share) half() int32    { return s.weight / 2 }
func (s *share) Setup()         { s.weight = 1 }
func (s *share) touch(race bool) {
	if race {
		_ = s.weight
	}
}

// block has one writer, which fills it; others see how far it is.
type block struct {
	buf     [64]byte
	written atomic.Int32
}

func (b *block) fill(c byte) {
	i := b.written.Load()
	b.buf[i] = c
	b.written.Store(i + 1)
}

type latency struct{ ewma, smooth atomic.Int64 }

func (l *latency) observe(sample int64) {
	old := l.ewma.Load()
	l.ewma.Store(old + (sample-old)/8)
	l.smooth.Store((7*l.smooth.Load() + sample) / 8)
}

var (
	seeded sync.Once
	serial uint64
)

func nextSerial(seed uint64) uint64 {
	seeded.Do(func() { serial = seed })
	return atomic.AddUint64(&serial, 1)
}

func (l *latency) decay(sample int64, w float64) {
	old := l.ewma.Load()
	l.ewma.Store(int64(float64(old)*w + float64(sample)*(1-w)))
}

// The counter gets its first value before anyone else has it, though another
// goroutine has been started.
func counted(stop func(), jobs []func()) int32 {
	timer := time.AfterFunc(time.Second, stop)
	defer timer.Stop()
	failed := int32(0)
	work := func(job func()) {
		job()
		atomic.AddInt32(&failed, 1)
	}
	for _, job := range jobs {
		go work(job)
	}
	return atomic.LoadInt32(&failed)
}

type totals struct{ hits, misses uint64 }

type lookups struct{ counted totals }

func (l *lookups) hit()  { atomic.AddUint64(&l.counted.hits, 1) }
func (l *lookups) miss() { atomic.AddUint64(&l.counted.misses, 1) }

// Snapshot is nobody else's.
type Snapshot struct{ totals }

func (l *lookups) Add(s *Snapshot) {
	s.hits += atomic.LoadUint64(&l.counted.hits)
	s.totals.misses += atomic.LoadUint64(&l.counted.misses)
}
