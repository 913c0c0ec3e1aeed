package rlockwrite

import (
	"sync"
	"sync/atomic"
)

type tally struct {
	mu    sync.RWMutex
	hits  map[string]int
	reads atomic.Int64
	seen  int64
	inner sync.Mutex
	lru   []string
	init  sync.Once
}

func (t *tally) hit(k string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.hits[k]++
	return t.hits[k]
}

func (t *tally) get(k string) int {
	t.mu.RLock()
	defer t.mu.RUnlock()
	t.reads.Add(1)
	atomic.AddInt64(&t.seen, 1)
	n := t.hits[k]
	n++
	local := map[string]int{}
	local[k] = n
	return n
}

func (t *tally) upgrade(k string) int {
	t.mu.RLock()
	n, ok := t.hits[k]
	t.mu.RUnlock()
	if ok {
		return n
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.hits[k] = 1
	return 1
}

func (t *tally) touch(k string) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	t.inner.Lock()
	t.lru = append(t.lru, k)
	t.inner.Unlock()
}

func (t *tally) once() {
	t.mu.RLock()
	defer t.mu.RUnlock()
	t.init.Do(func() { t.hits = map[string]int{} })
}

func (t *tally) snapshot() *tally {
	t.mu.RLock()
	defer t.mu.RUnlock()
	c := &tally{hits: make(map[string]int)}
	for k, v := range t.hits {
		c.hits[k] = v
	}
	c.lru = append(c.lru, "x")
	return c
}

type entry struct{ n int }

// The lock guards the table; each entry has one owner.
func visit(mu *sync.RWMutex, table []*entry) {
	mu.RLock()
	defer mu.RUnlock()
	for _, e := range table {
		e.n++
	}
}

// rows is used by one goroutine; the lock only keeps it from being closed.
type rows struct {
	closing sync.RWMutex
	closed  bool
	last    []int
}

func (r *rows) Next() {
	r.closing.RLock()
	defer r.closing.RUnlock()
	if !r.closed {
		r.last = []int{1}
	}
}

func (r *rows) Scan() []int {
	r.closing.RLock()
	defer r.closing.RUnlock()
	return r.last
}

func (r *rows) Close() {
	r.closing.Lock()
	r.closed = true
	r.closing.Unlock()
}
