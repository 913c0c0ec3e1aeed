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

// ring is read in as many functions without the lock as with it, but never
// written so.
type ring struct {
	mu   sync.Mutex
	keys []string
}

func newRing(keys ...string) *ring {
	r := &ring{}
	for _, k := range keys {
		r.Add(k)
	}
	return r
}

// Add puts a key on the ring unless it is there. It does not block.
func (r *ring) Add(key string) {
	for _, k := range r.keys { // want `r.keys is read without ring.mu`
		if k == key {
			return
		}
	}
	r.install(append(r.All(), key))
}

// Drop takes a key off the ring. It is safe for concurrent use.
func (r *ring) Drop(key string) {
	for i, k := range r.keys { // want `r.keys is read without ring.mu`
		if k == key {
			r.install(append(r.keys[:i:i], r.keys[i+1:]...))
		}
	}
}

func (r *ring) install(keys []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keys = keys
}

func (r *ring) All() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.keys...)
}

func (r *ring) First() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.keys) == 0 {
		return ""
	}
	return r.keys[0]
}

// service has readers that take the lock; the only writer forgot it.
type service struct {
	mu        sync.Mutex
	endpoints []string
}

func (s *service) Add(name string) {
	s.endpoints = append(s.endpoints, name) // want `s.endpoints is written without service.mu`
}

func (s *service) Count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.endpoints)
}

func (s *service) Last() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.endpoints[len(s.endpoints)-1]
}

func (s *service) Has(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.endpoints {
		if e == name {
			return true
		}
	}
	return false
}

// pool keeps its counters in a group of their own.
type pool struct {
	mu    sync.Mutex
	conns []string

	size int
	idle int
}

// NewConn asks for the size twice, about two limits.
func (p *pool) NewConn(limit, keep int) bool {
	if p.size >= limit { // want `p.size is read without pool.mu`
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.size < keep {
		p.size++
	}
	return true
}

func (p *pool) Remove() { p.mu.Lock(); p.size--; p.mu.Unlock() }
func (p *pool) Reset()  { p.mu.Lock(); p.size = 0; p.mu.Unlock() }

func (p *pool) Full(limit int) bool { p.mu.Lock(); defer p.mu.Unlock(); return p.size == limit }

// subscriptions are printed by a method that reads its maps through a helper.
type subscriptions struct {
	mu    sync.Mutex
	names map[string]bool
}

func (s *subscriptions) Add(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.names == nil {
		s.names = make(map[string]bool)
	}
	s.names[name] = true
}

func (s *subscriptions) Clear() { s.mu.Lock(); s.names = nil; s.mu.Unlock() }

func (s *subscriptions) String() string {
	return joined(s.names) // want `s.names is read without subscriptions.mu`
}

func joined(names map[string]bool) (text string) {
	for name := range names {
		text += name
	}
	return text
}

// The comment says what the lock guards, whatever the loop sends afterwards.
type Worker struct {
	mut     sync.Mutex // guards running
	running bool
}

func (w *Worker) Run(next func() int) error {
	w.mut.Lock()
	w.running = true
	w.mut.Unlock()
	done := make(chan error, 1)
	go w.loop(next, done)
	return <-done
}

func (w *Worker) Stop() {
	w.mut.Lock()
	w.running = false
	w.mut.Unlock()
}

func (w *Worker) loop(next func() int, done chan<- error) {
	for {
		if next() == 0 || !w.running { // want `w.running is read without Worker.mut, which guards it elsewhere`
			done <- nil
			return
		}
	}
}
