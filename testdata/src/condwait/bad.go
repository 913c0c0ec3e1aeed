package condwait

import "sync"

type queue struct {
	mu    sync.Mutex
	c     *sync.Cond
	val   sync.Cond
	items []int
	done  bool
}

func (q *queue) pop() int {
	q.c.L.Lock()
	defer q.c.L.Unlock()
	if len(q.items) == 0 {
		q.c.Wait() // want `q.c.Wait returns and its condition is not tested again: it may be false still`
	}
	v := q.items[0]
	q.items = q.items[1:]
	return v
}

func (q *queue) noCondition() {
	q.mu.Lock()
	q.c.Wait() // want `q.c.Wait returns and its condition is not tested again`
	q.mu.Unlock()
}

// The loop is around everything, lock and all.
func (q *queue) consume(out chan<- int) {
	for {
		q.mu.Lock()
		if len(q.items) == 0 {
			q.c.Wait() // want `q.c.Wait returns and its condition is not tested again`
		}
		v := q.items[0]
		q.items = q.items[1:]
		q.mu.Unlock()
		out <- v
	}
}

func (q *queue) value() {
	q.val.L.Lock()
	if !q.done {
		q.val.Wait() // want `q.val.Wait returns and its condition is not tested again`
	}
	q.val.L.Unlock()
}

func (q *queue) wait() { q.c.Wait() } // want `q.c.Wait returns and its condition is not tested again`

func (q *queue) throughHelper() {
	q.mu.Lock()
	if !q.done {
		q.wait()
	}
	q.mu.Unlock()
}

func goroutine(c *sync.Cond, ready *bool) {
	go func() {
		c.L.Lock()
		if !*ready {
			c.Wait() // want `c.Wait returns and its condition is not tested again`
		}
		c.L.Unlock()
	}()
}

func unlocked(c *sync.Cond, ready *bool) {
	go func() {
		for !*ready {
			c.Wait() // want `c.Wait is called without c.L locked: fatal error`
		}
	}()
}

type ring[T any] struct {
	c    *sync.Cond
	vals []T
}

func (r *ring[T]) take() T {
	r.c.L.Lock()
	defer r.c.L.Unlock()
	switch len(r.vals) {
	case 0:
		r.c.Wait() // want `r.c.Wait returns and its condition is not tested again`
	}
	return r.vals[0]
}

// crew has several goroutines that wait for the same.
type crew struct {
	mu    sync.Mutex
	c     *sync.Cond
	tasks []int
}

func newCrew(n int) *crew {
	w := &crew{}
	w.c = sync.NewCond(&w.mu)
	for range n {
		go w.run()
	}
	return w
}

func (w *crew) run() {
	for {
		w.mu.Lock()
		if len(w.tasks) == 0 {
			w.c.Wait() // want `w\.c\.Wait returns and its condition is not tested again`
		}
		w.tasks = w.tasks[1:]
		w.mu.Unlock()
	}
}

// Nobody tests again what wait has waited for.
type turnstile struct {
	mu    sync.Mutex
	c     *sync.Cond
	n     int
	items []int
}

func (l *turnstile) add(i int) {
	l.mu.Lock()
	l.items = append(l.items, i)
	l.n++
	l.mu.Unlock()
	l.c.Signal()
}

func (l *turnstile) wait() {
	l.mu.Lock()
	if l.n == 0 {
		l.c.Wait() // want `l.c.Wait returns and its condition is not tested again`
	}
	l.mu.Unlock()
}

func (l *turnstile) take() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.n--
	return l.items[l.n]
}
