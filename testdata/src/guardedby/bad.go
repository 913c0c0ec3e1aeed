package guardedby

import "sync"

type jobs struct {
	mu sync.Mutex
	q  []string
}

func (j *jobs) Push(s string) { j.mu.Lock(); j.q = append(j.q, s); j.mu.Unlock() }

func (j *jobs) Pop() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	s := j.q[0]
	j.q = j.q[1:]
	return s
}

func (j *jobs) Len() int { return len(j.q) } // want `j.q is read without jobs.mu, which guards it elsewhere`

type stats struct {
	sync.RWMutex
	hits, misses int
	last         string
}

func (s *stats) Hit(key string) {
	s.Lock()
	s.hits++
	s.last = key
	s.Unlock()
}

func (s *stats) Miss(key string) {
	s.Lock()
	defer s.Unlock()
	s.misses++
	s.last = key
}

func (s *stats) Hits() int {
	s.RLock()
	defer s.RUnlock()
	return s.hits
}

func (s *stats) Misses() int {
	s.RLock()
	defer s.RUnlock()
	return s.misses
}

func (s *stats) Reset() {
	s.hits = 0 // want `s.hits is written without stats.RWMutex, which guards it elsewhere`
	s.Lock()
	s.misses = 0
	s.Unlock()
}

func (s *stats) Last() string {
	return s.last // want `s.last is read without stats.RWMutex`
}

type conn struct {
	mu     sync.Mutex
	closed bool
	err    error
}

func (c *conn) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
}

func (c *conn) fail(err error) {
	c.lock()
	c.err = err
	c.closed = true
	c.unlock()
}

func (c *conn) Abort(err error) { c.fail(err) }

func (c *conn) lock()   { c.mu.Lock() }
func (c *conn) unlock() { c.mu.Unlock() }

func (c *conn) Err() error {
	c.mu.Lock()
	err := c.err
	c.mu.Unlock()
	if c.closed { // want `c.closed is read without conn.mu`
		return nil
	}
	return err
}

func (c *conn) watch() {
	go func() {
		c.fail(c.err) // want `c.err is read without conn.mu`
	}()
}

var (
	tableMu sync.Mutex
	table   []string
)

func Add(s string) {
	tableMu.Lock()
	defer tableMu.Unlock()
	table = append(table, s)
}

func Drop() {
	tableMu.Lock()
	table = nil
	tableMu.Unlock()
}

func Size() int {
	return len(table) // want `table is read without tableMu`
}

type box[E any] struct {
	mu  sync.Mutex
	val E
	set bool
}

func (b *box[E]) Put(e E) {
	b.mu.Lock()
	b.val, b.set = e, true
	b.mu.Unlock()
}

func (b *box[E]) Take() (e E, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	e, ok = b.val, b.set
	b.set = false
	return e, ok
}

func (b *box[E]) Full() bool {
	return b.set // want `b.set is read without box.mu`
}

type earlyUnlock struct {
	mu sync.Mutex
	n  int
}

func (e *earlyUnlock) Inc() { e.mu.Lock(); e.n++; e.mu.Unlock() }
func (e *earlyUnlock) Dec() { e.mu.Lock(); e.n--; e.mu.Unlock() }

func (e *earlyUnlock) Swap(n int) int {
	e.mu.Lock()
	old := e.n
	e.mu.Unlock()
	e.n = n // want `e.n is written without earlyUnlock.mu`
	return old
}
