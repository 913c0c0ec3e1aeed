package condwait

import "sync"

func (q *queue) popLoop() int {
	q.c.L.Lock()
	defer q.c.L.Unlock()
	for len(q.items) == 0 {
		q.c.Wait()
	}
	v := q.items[0]
	q.items = q.items[1:]
	return v
}

func (q *queue) twoConditions() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 && !q.done {
		q.c.Wait()
	}
	return !q.done
}

func (q *queue) testedInside() {
	q.mu.Lock()
	for {
		if len(q.items) > 0 {
			break
		}
		if q.done {
			q.mu.Unlock()
			return
		}
		q.c.Wait()
	}
	q.mu.Unlock()
}

func (q *queue) testedAfter() {
	q.mu.Lock()
	for {
		q.c.Wait()
		if q.done {
			break
		}
	}
	q.mu.Unlock()
}

func (q *queue) byGoto() {
	q.mu.Lock()
again:
	if !q.done {
		q.c.Wait()
		goto again
	}
	q.mu.Unlock()
}

type latch struct {
	mu   sync.Mutex
	c    *sync.Cond
	open bool
}

func (l *latch) sleep() { l.c.Wait() }

func (l *latch) pass() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for !l.open {
		l.sleep()
	}
}

func (l *latch) waitFor(ready func() bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for !ready() {
		l.c.Wait()
	}
}

func waitGroup(wg *sync.WaitGroup) {
	if wg != nil {
		wg.Wait()
	}
}

// idler has one goroutine that waits, and that is all.
type idler struct {
	mu    sync.Mutex
	c     *sync.Cond
	tasks int
}

func newIdler() *idler {
	i := &idler{}
	i.c = sync.NewCond(&i.mu)
	go i.run()
	return i
}

func spawnIdler(spawn func(func())) *idler {
	i := &idler{}
	i.c = sync.NewCond(&i.mu)
	spawn(func() { i.run() })
	return i
}

func (i *idler) run() {
	for {
		i.mu.Lock()
		if i.tasks == 0 {
			i.c.Wait()
		}
		i.tasks--
		i.mu.Unlock()
	}
}

// Steps are called with the lock held, by way of a table.
type steps struct {
	mu sync.Mutex
	c  *sync.Cond
	n  int
}

func newSteps() *steps { s := &steps{}; s.c = sync.NewCond(&s.mu); return s }

var table = []func(*steps){
	func(s *steps) { s.settle() },
}

func (s *steps) settle() {
	for s.n > 0 {
		s.c.Wait()
	}
}

func (s *steps) runAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, step := range table {
		step(s)
	}
}

// Wait only unlocks and returns, and remove tests what it has waited for.
type buffer struct {
	mu     sync.Mutex
	c      *sync.Cond
	n      int
	closed bool
}

func (b *buffer) add() {
	b.mu.Lock()
	b.n++
	b.mu.Unlock()
	b.c.Signal()
}

func (b *buffer) wait() bool {
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return false
	}
	if b.n != 0 {
		b.mu.Unlock()
		return true
	}
	b.c.Wait()
	b.mu.Unlock()
	return true
}

func (b *buffer) waitAndRemove() bool {
	b.mu.Lock()
	if b.n == 0 {
		b.c.Wait()
	}
	b.mu.Unlock()
	return b.remove()
}

func (b *buffer) remove() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.n == 0 {
		return false
	}
	b.n--
	return true
}
